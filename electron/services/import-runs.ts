import { getImportRun, type ImportRun, listImportRuns } from '#db/queries/imports.ts';
import { shapeNamed } from '#db/schema/index.ts';
import { Refusal } from '#shared/errors.ts';
import type {
  ImportCounts,
  ImportLines,
  ImportReport,
  ImportTrace,
  LinesInput,
  RecordCounts,
  UndoResult,
} from '#shared/imports.ts';
import type { Desk } from './desk.ts';
import { sourceRefs } from './import-apply.ts';
import { lastLineOf, pageOfLines } from './import-book.ts';
import { lineView, type PlannedRecord, writtenCells } from './import-lines.ts';

/** Imports that were done or only looked at: their reports, and where a row came from. */

export const countsOf = (run: ImportRun): ImportCounts => JSON.parse(run.counts) as ImportCounts;

export const toReport = (run: ImportRun): ImportReport => ({
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

/** @throws Refusal `record.missing` */
export const requireRun = ({ store }: Pick<Desk, 'store'>, id: string): ImportRun => {
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
      ref: sourceRefs(run)(line.row),
      line: lineView({ ...line, records }),
    };
  }
  return null;
};

/** A page of a run's lines. @throws Refusal `record.missing` */
export const listImportLines = (place: Pick<Desk, 'store'>, input: LinesInput): ImportLines => {
  requireRun(place, input.id);
  return pageOfLines(place.store, input);
};
