import { readFileSync, statSync } from 'node:fs';
import { withMorePages } from '#db/open.ts';
import {
  dropPreviews,
  getImportRun,
  type ImportRun,
  importAnswers,
  listImportRuns,
  putImportAnswer,
  putImportRun,
} from '#db/queries/imports.ts';
import { getSetting, putSetting } from '#db/queries/local.ts';
import { shapeNamed } from '#db/schema/index.ts';
import { write } from '#db/write.ts';
import { type OpenTable, openTable } from '#documents/read-table.ts';
import { localDate } from '#shared/clock.ts';
import { Refusal } from '#shared/errors.ts';
import {
  guessImport,
  type ImportMapping,
  importMapping,
  mappingProblems,
  signatureOf,
} from '#shared/import-columns.ts';
import { isFirmAnchor, isOfficeAnchor } from '#shared/import-targets.ts';
import {
  type ImportCounts,
  type ImportLine,
  type ImportLines,
  type ImportPreview,
  type ImportReport,
  type ImportTrace,
  type LinesInput,
  type PlanInput,
  planInput,
  type RecordCounts,
  type TableView,
  type UndoResult,
} from '#shared/imports.ts';
import { importPurpose } from '#shared/registers/provenance.ts';
import { sha256 } from '#sync/seal.ts';
import type { Desk, TableFile, Work } from './desk.ts';
import { applyRun, revertRun, sourceRefOf } from './import-apply.ts';
import { blocksOf, lastLineOf, openBook, pageOfLines, type Tally } from './import-book.ts';
import { lineView, type PlannedRecord, writtenCells } from './import-lines.ts';
import { openPlan } from './import-plan.ts';
import { learnUnits } from './import-units.ts';
import { backUp } from './settings.ts';

/** Any table of a county into the store: read ▸ map ▸ preview ▸ commit ▸ report ▸ undo. */

/** What an import needs of the desk; a job has no more. */
export type ImportPlace = Pick<Desk, 'store' | 'self' | 'storeKey' | 'backupDir'>;

/** Largest table file read into memory, in bytes. */
const maxFileBytes = 200 * 1024 * 1024;

type Opened = { readonly table: OpenTable; readonly hash: string };

const openFile = ({ path, fileName, choice }: TableFile): Opened => {
  if (statSync(path).size > maxFileBytes)
    throw Refusal.of('table.unreadable', { why: '文件超过 200 MB' });
  const bytes = readFileSync(path);
  return { table: openAny(bytes, fileName, choice ?? {}), hash: sha256(bytes) };
};

/** A table that names firms, else one of the office. @throws Refusal `table.*` */
const openAny = (bytes: Uint8Array, fileName: string, choice: PlanInput['choice']): OpenTable => {
  try {
    return openTable(bytes, fileName, isFirmAnchor, choice);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'table.noHeader') throw error;
    return openTable(bytes, fileName, isOfficeAnchor, choice);
  }
};

/** Tables with the same titles are the same source: what a person chose once is proposed again. */
const sourceOf = (table: OpenTable): string => sha256(signatureOf(table.columns)).slice(0, 32);

const rememberedMapping = (place: ImportPlace, source: string): ImportMapping | undefined => {
  const text = getSetting(place.store.reader, `mapping:${source}`);
  const parsed = text === undefined ? undefined : importMapping.safeParse(JSON.parse(text));
  return parsed?.success ? parsed.data : undefined;
};

const proposedMapping = (
  place: ImportPlace,
  table: OpenTable,
  { fileName, target }: TableFile,
): { readonly mapping: ImportMapping; readonly remembered: boolean } => {
  const known = rememberedMapping(place, sourceOf(table));
  const guess = guessImport(table.columns, {
    above: table.above,
    names: [table.sheet, fileName.replace(/\.[^.]*$/, '')],
    target: target ?? known?.target,
  });
  if (known === undefined || (target !== undefined && known.target !== target))
    return { mapping: guess, remembered: false };
  // Last time's columns; but the year of a table without one in its titles is this table's own.
  return { mapping: { ...known, year: guess.year ?? known.year }, remembered: true };
};

/** A table as it lies there, with a proposal for its columns. @throws Refusal `table.*` */
export const readImport = (place: ImportPlace, file: TableFile): TableView => {
  const { table } = openFile(file);
  let rows = 0;
  let hiddenRows = 0;
  const samples: (readonly string[])[] = [];
  for (const { cells, hidden } of table.rows()) {
    rows += 1;
    if (hidden) hiddenRows += 1;
    if (samples.length < 3) samples.push(cells);
  }
  const { sheet, sheets, headerTop, headerRow, columns, firstRows } = table;
  return {
    fileName: file.fileName,
    sheet,
    sheets,
    headerTop,
    headerRow,
    columns,
    grid: firstRows.slice(0, 20),
    samples,
    rows,
    hiddenRows,
    notes: table.notes(),
    ...proposedMapping(place, table, file),
  };
};

/** Rows planned between two looks at whether the person has cancelled. */
const rowsAtOnce = 500;

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

/** A page of a run's lines. @throws Refusal `record.missing` */
export const listImportLines = (place: Pick<Desk, 'store'>, input: LinesInput): ImportLines => {
  requireRun(place, input.id);
  return pageOfLines(place.store, input);
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
    [...blocksOf(place.store, id)]
      .flat()
      .filter(({ verdict }) => verdicts.length === 0 || verdicts.includes(verdict))
      .map(lineView);
  if (!input.dryRun) commitImport(place, id, work);
  return { id: input.dryRun ? null : id, counts, records, lines };
};

const countsOf = (run: ImportRun): ImportCounts => JSON.parse(run.counts) as ImportCounts;

const toReport = (run: ImportRun): ImportReport => ({
  id: run.id,
  fileName: run.fileName,
  sheet: run.sheet,
  target: run.target,
  at: run.at,
  person: run.person,
  counts: countsOf(run),
  records: JSON.parse(run.records) as RecordCounts,
  undoneAt: run.undoneAt,
  undo: run.undo === null ? null : (JSON.parse(run.undo) as UndoResult),
});

export const listImports = (place: Pick<Desk, 'store'>): ImportReport[] =>
  listImportRuns(place.store.reader).map(toReport);

const requireRun = ({ store }: Pick<Desk, 'store'>, id: string): ImportRun => {
  const run = getImportRun(store.reader, id);
  if (!run) throw Refusal.of('record.missing', { what: '导入记录' });
  return run;
};

/** @throws Refusal `record.missing` */
export const getImport = (place: Pick<Desk, 'store'>, id: string): ImportReport =>
  toReport(requireRun(place, id));

/** Whether a line wrote a cell: any of the row where no cell is named. */
const wrote = ({ kind, said, ...record }: PlannedRecord, key: string | undefined): boolean => {
  if (kind === 'same') return false;
  if (key === undefined) return true;
  return Object.hasOwn(kind === 'changed' ? writtenCells({ kind, said, ...record }) : said, key);
};

/**
 * Where a row of the store, or one cell of it, was read from: the last import that wrote it and still
 * stands, and the line of its file.
 *
 * @param input.column the cell's column; the whole row where nothing is said
 * @returns null where no import of this machine wrote it
 */
export const traceImport = (
  { store }: Pick<Desk, 'store'>,
  input: { readonly table: string; readonly id: string; readonly column?: string | undefined },
): ImportTrace | null => {
  const { table, id, column } = input;
  const columns = shapeNamed(store.schema, table)?.columns;
  const key = column && columns?.find(({ name }) => name === column)?.key;
  if (column !== undefined && key === undefined) return null;
  for (const run of listImportRuns(store.reader)) {
    if (run.undoneAt !== null) continue;
    const line = lastLineOf(
      store,
      run.id,
      id,
      ({ verdict, records }) =>
        verdict !== 'question' &&
        verdict !== 'skipped' &&
        records.some((r) => r.table === table && r.id === id && wrote(r, key)),
    );
    if (!line) continue;
    const records = line.records.filter((r) => r.table === table && r.id === id);
    return {
      report: toReport(run),
      ref: sourceRefOf(run, line.row),
      line: lineView({ ...line, records }),
    };
  }
  return null;
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
