import { withMorePages } from '#db/open.ts';
import {
  dropPreviews,
  type ImportRun,
  importAnswers,
  putImportAnswer,
  putImportRun,
} from '#db/queries/imports.ts';
import { putSetting } from '#db/queries/local.ts';
import { write } from '#db/write.ts';
import type { OpenTable } from '#documents/read-table.ts';
import { localDate } from '#shared/clock.ts';
import { Refusal } from '#shared/errors.ts';
import { mappingProblems } from '#shared/import-columns.ts';
import {
  type ImportCounts,
  type ImportLine,
  type ImportPreview,
  type ImportReport,
  type PlanInput,
  planInput,
  type RecordCounts,
  type UndoResult,
} from '#shared/imports.ts';
import { importPurpose } from '#shared/registers/provenance.ts';
import type { Desk, TableFile, Work } from './desk.ts';
import { applyRun, revertRun } from './import-apply.ts';
import { blocksOf, openBook, type Tally } from './import-book.ts';
import { lineView } from './import-lines.ts';
import { openPlan } from './import-plan.ts';
import { countsOf, requireRun, toReport } from './import-runs.ts';
import { openFile, proposedMapping, sourceOf } from './import-tables.ts';
import { learnUnits } from './import-units.ts';
import { backUp } from './settings.ts';

/** Any table of a county into the store: read ▸ map ▸ preview ▸ commit ▸ report ▸ undo. */

/** What an import needs of the desk; a job has no more. */
export type ImportPlace = Pick<Desk, 'store' | 'self' | 'storeKey' | 'backupDir'>;

/** Rows planned between two looks at whether the person has cancelled. */
const rowsAtOnce = 250;

const planRun = (
  place: ImportPlace,
  run: Omit<ImportRun, 'counts' | 'records'>,
  table: OpenTable,
  input: PlanInput,
  work: Work,
): Tally => {
  const { store, self } = place;
  const book = openBook(store, run.id, self.person);
  const plan = openPlan({
    store,
    input,
    division: self.division,
    source: run.source,
    remembered: importAnswers(store.reader),
    doubts: learnUnits(input.mapping, table.rows),
    today: localDate(new Date(run.at)),
    earlier: book.earlier,
  });
  const total = table.rowsExpected();
  let done = 0;
  let rows: Parameters<typeof plan.lines>[0][number][] = [];
  const turn = (): void => {
    if (work.signal?.aborted) throw Refusal.of('job.cancelled');
    plan.lines(rows, book.add);
    done += rows.length;
    rows = [];
    work.progress?.('正在逐行核对', Math.min(done, total), total);
  };
  for (const row of table.rows()) {
    rows.push(row);
    if (rows.length >= rowsAtOnce) turn();
  }
  turn();
  return book.end();
};

const emptyPreview = (place: ImportPlace): void => {
  write(place.store, { actor: place.self.person, purpose: '导入预览' }, () =>
    dropPreviews(place.store),
  );
};

const preview = (
  place: ImportPlace,
  file: TableFile,
  input: PlanInput | undefined,
  work: Work,
): ImportPreview & { readonly fileName: string } => {
  const { store, self } = place;
  const { table, hash } = openFile({ ...file, choice: input?.choice ?? file.choice });
  const plan: PlanInput = input ?? {
    mapping: proposedMapping(place, table, file).mapping,
    choice: file.choice ?? {},
    answers: {},
  };
  const problems = mappingProblems(plan.mapping);
  if (problems.length > 0) throw Refusal.of('import.mapping', { problems });
  emptyPreview(place);
  const run = {
    id: store.clock.uuid(),
    fileName: file.fileName,
    sha256: hash,
    at: store.clock.now().toISOString(),
    person: self.person,
    sheet: table.sheet,
    target: plan.mapping.target,
    source: sourceOf(table),
    state: 'preview',
    plan: JSON.stringify(plan),
    undoneAt: null,
    undo: null,
  } as const;
  try {
    const { counts, records, questions } = planRun(place, run, table, plan, work);
    write(store, { actor: self.person, purpose: '导入预览' }, () =>
      putImportRun(store, {
        ...run,
        counts: JSON.stringify(counts),
        records: JSON.stringify(records),
      }),
    );
    return { id: run.id, counts, records, questions, fileName: file.fileName };
  } catch (error) {
    emptyPreview(place);
    throw error;
  }
};

/**
 * What the import would do, kept beside the store until it is committed or another is previewed;
 * no record is touched.
 *
 * @throws Refusal `table.*`, `import.mapping`, `job.cancelled`
 */
export const previewImport = (
  place: ImportPlace,
  input: TableFile & { readonly plan?: PlanInput | undefined },
  work: Work = {},
): ImportPreview => {
  const { fileName: _, ...made } = preview(place, input, input.plan, work);
  return made;
};

/** Answers about firms and codes hold for the next table too; of rows and cells only for this one. */
const isLasting = (key: string): boolean => /^(?:firm|code|unknown):/.test(key);

const rememberAnswers = (
  { store, self }: ImportPlace,
  { answers }: PlanInput,
  at: string,
): void => {
  for (const [key, answer] of Object.entries(answers))
    if (isLasting(key)) putImportAnswer(store, { key, answer, at, person: self.person });
};

/**
 * Does what the preview showed, in one transaction, with a saved report. Rows in doubt stay out.
 *
 * @throws Refusal `import.stale` when the store has changed since; `record.missing`, `disk.full`,
 *   `job.cancelled`
 */
export const commitImport = (place: ImportPlace, id: string, work: Work = {}): ImportReport => {
  const { store, self } = place;
  const run = requireRun(place, id);
  if (run.state === 'done') throw Refusal.of('import.stale');
  const plan = planInput.parse(JSON.parse(run.plan));
  backUp(place, 'import');
  const at = store.clock.now().toISOString();
  const done: ImportRun = { ...run, state: 'done', at, person: self.person };
  withMorePages(store, () =>
    write(store, { actor: self.person, purpose: importPurpose(run.fileName) }, (door) => {
      applyRun(place, door, run, countsOf(run).read, work);
      putImportRun(store, done);
      putSetting(store, `mapping:${run.source}`, JSON.stringify(plan.mapping));
      rememberAnswers(place, plan, at);
    }),
  );
  return toReport(done);
};

/** The same for a file without a person at the screen: guessed or remembered columns and answers. */
export const importFile = (
  place: ImportPlace,
  input: TableFile & { readonly dryRun: boolean; readonly plan?: PlanInput | undefined },
  work: Work = {},
): {
  readonly id: string | null;
  readonly counts: ImportCounts;
  readonly records: RecordCounts;
  /** Lines of these verdicts; every one where nothing is said. */
  readonly lines: (...verdicts: ImportLine['verdict'][]) => ImportLine[];
} => {
  const { id, counts, records } = preview(place, input, input.plan, work);
  const lines = (...verdicts: ImportLine['verdict'][]): ImportLine[] =>
    blocksOf(place.store, id)
      .flatMap((block) => [...block])
      .filter(({ verdict }) => verdicts.length === 0 || verdicts.includes(verdict))
      .map(lineView)
      .toArray();
  if (!input.dryRun) commitImport(place, id, work);
  return { id: input.dryRun ? null : id, counts, records, lines };
};

/**
 * Takes an import back, also after other work: only cells that stand as it left them go back; a row
 * it added stays where somebody has worked on it since. What stays is listed.
 *
 * @throws Refusal `record.missing`, `import.undone`, `job.cancelled`
 */
export const undoImport = (place: ImportPlace, id: string, work: Work = {}): UndoResult => {
  const { store, self } = place;
  const run = requireRun(place, id);
  if (run.undoneAt !== null || run.state !== 'done') throw Refusal.of('import.undone');
  return withMorePages(store, () =>
    write(store, { actor: self.person, purpose: `撤销导入 ${run.fileName}` }, (door) => {
      const result = revertRun(place, door, run, countsOf(run).read, work);
      const undoneAt = store.clock.now().toISOString();
      putImportRun(store, { ...run, undoneAt, undo: JSON.stringify(result) });
      return result;
    }),
  );
};
