import { filesOf, getKeptFirm, homeOf } from '#db/queries/homes.ts';
import { countAttachments } from '#db/queries/ledgers.ts';
import {
  getSheet as getRecord,
  listSheets as listRecords,
  type MeasureRecord,
  measureChains,
  measuresOf,
  progressOf,
  type SheetRecord,
} from '#db/queries/sheets.ts';
import { localDate } from '#shared/clock.ts';
import type { SheetBrief } from '#shared/enterprises.ts';
import { Refusal } from '#shared/errors.ts';
import { foldText } from '#shared/fold.ts';
import { readSnapshot } from '#shared/sheet-snapshot.ts';
import {
  type EditionStanding,
  editionsOf,
  issueProblems,
  type SheetStatus,
  statusOf,
} from '#shared/sheet-standing.ts';
import {
  closedStates,
  type EditionLine,
  type Measure,
  type ProgressEntry,
  type Sheet,
  type SheetRow,
} from '#shared/sheets.ts';
import type { Desk } from './desk.ts';
import { returnStates } from './remarks.ts';
import { type Approval, sheetApprovals } from './sheet-approvals.ts';
import {
  answersOf,
  approvalsOf,
  digestsOf,
  gapsOf,
  resultsOf,
  reviewsOf,
  targetsOf,
} from './sheet-parts.ts';
import { sheetStates } from './sheet-states.ts';

/** 一企一策 sheets as they are read; sheet-saving.ts and sheet-issuing.ts write them. */

/** Overdue: open after its day. `today` is `YYYY-MM-DD` of the local calendar. */
const isOverdue = (m: { dueOn: string | null; state: string }, today: string): boolean =>
  m.dueOn !== null && m.dueOn < today && !closedStates.includes(m.state);

const isLive = ({ deleted }: { readonly deleted: number }): boolean => deleted === 0;

/** A live sheet with its live measures and what it is worth. */
export type StandingSheet = EditionStanding &
  Approval & {
    readonly record: SheetRecord & { readonly enterpriseName: string };
    /** In paper order. */
    readonly measures: readonly MeasureRecord[];
    readonly status: SheetStatus;
  };

/** Live sheets, newest year first; of some firms' files where given, which must be all files of each. */
export const standingSheets = (
  desk: Pick<Desk, 'store'>,
  files?: readonly string[],
): StandingSheet[] => {
  const { store } = desk;
  const records = listRecords(store.reader, files);
  const measures = Map.groupBy(
    measuresOf(
      store.reader,
      records.map(({ id }) => id),
    ).filter(isLive),
    ({ sheetId }) => sheetId,
  );
  const approvalOf = sheetApprovals(
    desk,
    records.map((record) => ({ record, measures: measures.get(record.id) ?? [] })),
  );
  const statuses = new Map(
    records.map(({ id, status }) => [
      id,
      statusOf(status, measures.get(id) ?? [], approvalOf(id).awaits),
    ]),
  );
  const editions = editionsOf(
    records.map(({ id, previousId }) => ({
      id,
      previousId,
      status: statuses.get(id) ?? 'draft',
    })),
  );
  return records.map((record) => ({
    record,
    measures: measures.get(record.id) ?? [],
    status: statuses.get(record.id) ?? 'draft',
    ...approvalOf(record.id),
    ...(editions.get(record.id) ?? { edition: 1, replacedBy: null, inForce: true }),
  }));
};

const rowsOf = (desk: Desk, files?: readonly string[]): SheetRow[] => {
  const { reader } = desk.store;
  const today = localDate(desk.store.clock.now());
  const sheets = standingSheets(desk, files);
  const ids = sheets.map(({ record }) => record.id);
  const states = sheetStates(
    desk,
    sheets.map(({ record }) => record),
    measuresOf(reader, ids),
  );
  const returned = returnStates(desk, 'sheet', ids);
  return sheets.map(({ record, measures, status, awaits, edition, replacedBy }): SheetRow => {
    const { id, enterpriseId, enterpriseName, year, grade, issuedOn } = record;
    const open = measures.filter((m) => !closedStates.includes(m.state) && m.dueOn !== null);
    return {
      ...{ id, enterpriseId, enterpriseName, year, edition, replacedBy, grade, status, awaits },
      issuedOn: status === 'issued' ? issuedOn : null,
      measures: measures.length,
      done: measures.filter((m) => m.state === '完成').length,
      overdue: measures.filter((m) => isOverdue(m, today)).length,
      nextDueOn: open.map((m) => m.dueOn ?? '').sort()[0] ?? null,
      state: states.get(id) ?? 'here',
      returned: returned.get(id) ?? null,
    };
  });
};

/** Sheets by firm name and year, newest year first. */
export const listSheets = (
  desk: Desk,
  query: { search: string; year: number | null },
): SheetRow[] => {
  const folded = foldText(query.search);
  return rowsOf(desk).filter(
    (row) =>
      (query.year === null || row.year === query.year) &&
      foldText(row.enterpriseName).includes(folded),
  );
};

/** What a firm's page and the enterprise list tell of sheets. */
export const sheetBriefs = (
  desk: Desk,
  enterpriseIds?: readonly string[],
): (SheetBrief & { enterpriseId: string })[] => rowsOf(desk, enterpriseIds);

/** @throws Refusal `record.missing` where it is not here or deleted */
export const requireSheet = (desk: Pick<Desk, 'store'>, id: string): SheetRecord => {
  const record = getRecord(desk.store.reader, id);
  if (!record || record.deleted) throw Refusal.of('record.missing', { what: '一企一策工作表' });
  return record;
};

/** Sheets of the firm a sheet is of, with what each is worth. @throws Refusal `record.missing` */
export const standingOf = (
  desk: Pick<Desk, 'store'>,
  id: string,
): { readonly own: StandingSheet; readonly all: readonly StandingSheet[] } => {
  const { enterpriseId } = requireSheet(desk, id);
  const all = standingSheets(desk, filesOf(desk.store, homeOf(desk.store, enterpriseId)));
  const own = all.find(({ record }) => record.id === id);
  if (!own) throw Refusal.of('record.missing', { what: '一企一策工作表' });
  return { own, all };
};

/** Progress of some measures and of those they go on with, oldest first. */
const progressByMeasure = (
  { store }: Desk,
  measureIds: readonly string[],
): ReadonlyMap<string, readonly ProgressEntry[]> => {
  const chains = measureChains(store, measureIds);
  const entries = Map.groupBy(
    progressOf(store.reader, [...new Set([...chains.values()].flat())]),
    (p) => p.measureId,
  );
  return new Map(
    measureIds.map((id) => [
      id,
      (chains.get(id) ?? [id])
        .flatMap((of) => entries.get(of) ?? [])
        .map(({ id: entry, onDate, percent, note, person }) => ({
          ...{ id: entry, onDate, percent, note, person },
        }))
        .toSorted((a, b) => (a.onDate < b.onDate ? -1 : a.onDate > b.onDate ? 1 : 0)),
    ]),
  );
};

const measureViews = (desk: Desk, measures: readonly MeasureRecord[]): Measure[] => {
  const ids = measures.map(({ id }) => id);
  const progress = progressByMeasure(desk, ids);
  const evidence = countAttachments(desk.store, ids);
  const today = localDate(desk.store.clock.now());
  return measures.map((m) => ({
    id: m.id,
    person: m.person,
    duty: m.duty,
    goal: m.goal,
    task: m.task,
    dueOn: m.dueOn,
    state: m.state,
    department: m.department,
    resources: m.resources,
    previousId: m.previousId,
    overdue: isOverdue(m, today),
    progress: progress.get(m.id) ?? [],
    evidence: evidence.get(m.id) ?? 0,
  }));
};

const editionLines = (own: StandingSheet, all: readonly StandingSheet[]): EditionLine[] =>
  all
    .filter(({ record }) => record.year === own.record.year)
    .map(({ record: { id, issuedOn }, edition, status, replacedBy }) => ({
      ...{ id, edition, status, replacedBy },
      issuedOn: status === 'issued' ? issuedOn : null,
    }))
    .toSorted((a, b) => a.edition - b.edition || (a.id < b.id ? -1 : 1));

/** A sheet with all that its paper shows. @throws Refusal `record.missing` */
export const getSheet = (desk: Desk, id: string): Sheet => {
  const { own, all } = standingOf(desk, id);
  const { record, status, edition, replacedBy, measures } = own;
  const { year, grade, situation, gap, goal, previousId } = record;
  const [gaps, targets] = [gapsOf(desk, id), targetsOf(desk, id)];
  const digests = digestsOf({ ...record, measures, gaps, targets });
  return {
    id,
    enterpriseId: record.enterpriseId,
    enterpriseName: getKeptFirm(desk.store, record.enterpriseId)?.name ?? '',
    ...{ year, edition, previousId, replacedBy, grade, situation, gap, goal, status },
    editions: editionLines(own, all),
    snapshot: readSnapshot(record.snapshot),
    problems: issueProblems(measures),
    ...{ needs: own.needs, awaits: own.awaits },
    issuedOn: status === 'issued' ? record.issuedOn : null,
    issuedBy: status === 'issued' ? record.issuedBy : null,
    ...{ gaps, targets },
    answers: answersOf(desk, id),
    measures: measureViews(desk, measures),
    results: resultsOf(desk, id),
    reviews: reviewsOf(desk, id),
    approvals: approvalsOf(desk, id, digests, record.status === 'issued'),
    state: sheetStates(desk, [record], measuresOf(desk.store.reader, [id])).get(id) ?? 'here',
  };
};

/** The sheet in force of the newest year before one; null where the firm has none. */
export const lastSheetBefore = (
  desk: Desk,
  { enterpriseId, year }: { readonly enterpriseId: string; readonly year: number },
): Sheet | null => {
  const [last] = standingSheets(desk, filesOf(desk.store, homeOf(desk.store, enterpriseId)))
    .filter(({ record, inForce }) => record.year < year && inForce)
    .toSorted((a, b) => b.record.year - a.record.year || b.edition - a.edition);
  return last ? getSheet(desk, last.record.id) : null;
};
