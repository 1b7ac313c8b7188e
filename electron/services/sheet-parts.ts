import type { LedgerRecord } from '#db/queries/ledgers.ts';
import type { MeasureRecord, SheetRecord } from '#db/queries/sheets.ts';
import { photosOf } from '#db/queries/visits.ts';
import type { LedgerValues } from '#shared/registers/ledger.ts';
import { approvalSteps, approvalVerdicts } from '#shared/registers/sheet-parts.ts';
import { questions } from '#shared/sheet-diagnosis.ts';
import type {
  SheetAnswer,
  SheetApproval,
  SheetGap,
  SheetResult,
  SheetReview,
  SheetTarget,
} from '#shared/sheets.ts';
import { sha256 } from '#sync/seal.ts';
import type { Desk } from './desk.ts';
import { numberOf, rowsOf, textOf } from './own-rows.ts';
import { viewPhotos } from './photos.ts';

/** The parts of a sheet that are rows of ledgers, as the paper shows them. */

type StoreOf = Pick<Desk, 'store'>;

export const gapsOf = (desk: StoreOf, sheetId: string): SheetGap[] =>
  rowsOf(desk, 'sheet_gap', sheetId).map(({ id, values }) => ({
    id,
    indicator: textOf(values, 'indicator'),
    unit: textOf(values, 'unit'),
    own: textOf(values, 'own'),
    bench: textOf(values, 'bench'),
    benchName: textOf(values, 'benchName'),
    gap: textOf(values, 'gap'),
    origin: textOf(values, 'origin'),
  }));

export const targetsOf = (desk: StoreOf, sheetId: string): SheetTarget[] =>
  rowsOf(desk, 'sheet_target', sheetId).map(({ id, values }) => ({
    id,
    award: textOf(values, 'award'),
    product: textOf(values, 'product'),
    plannedYear: numberOf(values, 'plannedYear'),
    goal: textOf(values, 'goal'),
    cultivationId: textOf(values, 'cultivationId'),
  }));

export const resultsOf = (desk: StoreOf, sheetId: string): SheetResult[] =>
  rowsOf(desk, 'sheet_result', sheetId).map(({ id, values }) => ({
    id,
    indicator: textOf(values, 'indicator'),
    unit: textOf(values, 'unit'),
    before: textOf(values, 'before'),
    after: textOf(values, 'after'),
    asOf: textOf(values, 'asOf'),
    effect: textOf(values, 'effect'),
  }));

/** Answers there are, in the order of the form; one to a question. */
export const answersOf = (desk: StoreOf, sheetId: string): SheetAnswer[] => {
  const said = new Map(
    rowsOf(desk, 'sheet_answer', sheetId).map(({ values }) => [String(values.question), values]),
  );
  return questions.flatMap(({ code }): SheetAnswer[] => {
    const values = said.get(code);
    if (!values) return [];
    return [{ question: code, answer: textOf(values, 'answer'), remark: textOf(values, 'remark') }];
  });
};

export const reviewsOf = (desk: StoreOf, sheetId: string): SheetReview[] =>
  rowsOf(desk, 'sheet_review', sheetId).map(({ id, values }) => ({
    id,
    heldOn: String(values.heldOn),
    people: textOf(values, 'people'),
    conclusions: String(values.conclusions),
    recordedBy: textOf(values, 'recordedBy'),
  }));

const wordIn = <W extends string>(words: readonly W[], values: LedgerValues, key: string): W =>
  words.find((word) => word === values[key]) ?? (words[0] as W);

/** The time a row was entered decides within a day. */
const bySaid = (a: LedgerValues, b: LedgerValues): number =>
  `${a.onDate} ${a.saidAt ?? ''}` < `${b.onDate} ${b.saidAt ?? ''}` ? -1 : 1;

/** Opinions of one sheet, oldest first. */
export const approvalRows = (rows: readonly LedgerRecord[]): LedgerRecord[] =>
  rows.toSorted((a, b) => bySaid(a.values, b.values));

/**
 * Whether the sheet reads otherwise than when an opinion was signed.
 *
 * @param digest what the opinion kept; null where it kept none
 * @param now the sheet as it stands
 * @param issued only a hand-over changes who carries out a measure of an issued sheet: the signatures stay
 */
export const isOutdated = (digest: string | null, now: Digests, issued: boolean): boolean => {
  if (digest === null) return false;
  const [whole, unnamed] = digest.split(' ');
  return issued ? unnamed !== now.unnamed : whole !== now.whole;
};

/** Opinions, oldest first, with their signatures. @param now, issued as of `isOutdated` */
export const approvalsOf = (
  desk: Desk,
  sheetId: string,
  now: Digests,
  issued: boolean,
): SheetApproval[] => {
  const rows = approvalRows(rowsOf(desk, 'sheet_approval', sheetId));
  const pictures = Map.groupBy(
    photosOf(
      desk.store.reader,
      rows.map(({ id }) => id),
    ).filter(({ deleted }) => deleted === 0),
    ({ ownerId }) => ownerId,
  );
  return rows.map(({ id, values }) => ({
    id,
    step: wordIn(approvalSteps, values, 'step'),
    verdict: wordIn(approvalVerdicts, values, 'verdict'),
    opinion: textOf(values, 'opinion'),
    person: String(values.person),
    onDate: String(values.onDate),
    signatures: viewPhotos(desk, pictures.get(id) ?? []),
    outdated: isOutdated(textOf(values, 'digest'), now, issued),
    role: textOf(values, 'role'),
  }));
};

type Signed = Pick<SheetRecord, 'year' | 'grade' | 'situation' | 'gap' | 'goal' | 'snapshot'> & {
  readonly measures: readonly MeasureRecord[];
  readonly gaps: readonly SheetGap[];
  readonly targets: readonly SheetTarget[];
};

/** Hashes of what a signature stands under, with and without the names of those who carry it out. */
export type Digests = { readonly whole: string; readonly unnamed: string };

/** What a signature stands under: the sheet's words, not how far its measures have come. */
export const digestsOf = (sheet: Signed): Digests => {
  const { year, grade, situation, gap, goal, snapshot } = sheet;
  const measures = sheet.measures.map(
    ({ duty, goal: aim, task, dueOn, department, resources }) =>
      [duty, aim, task, dueOn, department, resources] as const,
  );
  const gaps = sheet.gaps.map(({ id: _, ...said }) => Object.values(said));
  const targets = sheet.targets.map(({ id: _, ...said }) => Object.values(said));
  const said = [year, grade, situation, gap, goal, snapshot, gaps, targets, measures];
  const hash = (words: unknown): string => sha256(Buffer.from(JSON.stringify(words)));
  const people = sheet.measures.map(({ person }) => person);
  return { whole: hash([...said, people]), unnamed: hash(said) };
};
