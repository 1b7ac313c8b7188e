import type { ImportRun } from '#db/queries/imports.ts';
import { firmsInUse, rowsById, rowsInUse, type SyncedRow } from '#db/queries/synced-rows.ts';
import type { SyncedName } from '#db/schema/index.ts';
import type { Door } from '#db/write.ts';
import { Refusal } from '#shared/errors.ts';
import { targetNamed } from '#shared/import-targets.ts';
import type { KeptThing, UndoResult } from '#shared/imports.ts';
import type { LedgerValue } from '#shared/registers/ledger.ts';
import { rowTitle } from '#shared/registers/rows.ts';
import { showValue } from '#shared/registers/values.ts';
import { tableLabel } from './change-counts.ts';
import type { Desk, Work } from './desk.ts';
import { imported, openAdding, tableNamed } from './import-adding.ts';
import { bareBlocksOf, blocksOf } from './import-book.ts';
import { type PlannedLine, type PlannedRecord, writtenCells } from './import-lines.ts';
import { type BareLine, wholeRecord } from './import-packing.ts';

/** Writes what a run planned, and takes it back. Both inside one transaction of the caller's. */

/** 规上名单.xlsx › Sheet1 › 第12行: where every cell that a line writes comes from. */
export const sourceRefs = ({ fileName, sheet }: ImportRun): ((row: number) => string) => {
  const place = sheet && !fileName.startsWith(sheet) ? `${fileName} › ${sheet}` : fileName;
  return (row) => `${place} › 第${row}行`;
};

/** Keys that say which row it is. */
const rowKeys: ReadonlySet<string> = new Set(['id', 'enterpriseId', 'deleted']);

const isWritten = ({ verdict }: Pick<PlannedLine, 'verdict'>): boolean =>
  verdict === 'new' || verdict === 'changed';

/** Whether a record is written into a row that is there already. */
const isThere = (kind: PlannedRecord['kind']): boolean => kind === 'changed' || kind === 'revived';

/** Rows of the store that records are about, by table and id. */
const storedOf = (
  store: Desk['store'],
  records: Iterable<{ readonly table: string; readonly id: string }>,
): ReadonlyMap<string, ReadonlyMap<string, SyncedRow>> => {
  const ids = new Map<string, string[]>();
  for (const { table, id } of records) {
    const known = ids.get(table);
    if (known) known.push(id);
    else ids.set(table, [id]);
  }
  return new Map(
    [...ids].map(([table, some]) => [table, rowsById(store, table as SyncedName, some)]),
  );
};

type Origin = { readonly source: string; readonly sourceRef: string };

/** Writes into a row that is there. */
const writeInto = (
  door: Door,
  record: PlannedRecord,
  stored: SyncedRow | undefined,
  origin: Origin,
): void => {
  const table = tableNamed(record.table);
  if (record.kind === 'revived') {
    if (stored?.deleted !== 1) throw Refusal.of('import.stale');
    // What the deleted row held beside is nobody's word any more.
    const empty = Object.keys(stored).filter((key) => !rowKeys.has(key));
    const cleared = Object.fromEntries(empty.map((key) => [key, null]));
    const values = { ...cleared, ...record.said, ...origin, deleted: 0 };
    door.update(table, record.id, values as never);
    return;
  }
  const cells = writtenCells(record);
  const moved = Object.keys(cells).some(
    (key) => (stored?.[key] ?? null) !== (record.now?.[key] ?? null),
  );
  if (!stored || moved) throw Refusal.of('import.stale');
  door.update(table, record.id, { ...cells, ...origin } as never);
};

/** Writes the lines of a block. */
const applyBlock = (
  store: Desk['store'],
  door: Door,
  lines: readonly BareLine[],
  refOf: (row: number) => string,
): void => {
  const adding = openAdding(door);
  const there = lines.flatMap(({ records }) =>
    records.flatMap(({ shape: { table, kind }, id }) => (isThere(kind) ? [{ table, id }] : [])),
  );
  const stored = storedOf(store, there);
  // A second line of one file about the same row builds on what the first has written.
  const touched = new Set<string>();
  for (const { row, firm, records } of lines) {
    const ref = refOf(row);
    for (const bare of records) {
      const { shape, id } = bare;
      if (shape.kind === 'new') adding.add(bare, firm, ref);
      if (isThere(shape.kind)) {
        const again = touched.has(id);
        if (again) adding.flush();
        const now = again
          ? rowsById(store, shape.table as SyncedName, [id]).get(id)
          : stored.get(shape.table)?.get(id);
        writeInto(door, wholeRecord(bare), now, { source: imported, sourceRef: ref });
      }
      touched.add(id);
    }
  }
  adding.flush();
};

/**
 * Writes every line of a previewed run that is not in doubt.
 *
 * @throws Refusal `import.stale` where the store is no longer as the preview saw it, `job.cancelled`
 */
export const applyRun = (
  { store }: Pick<Desk, 'store'>,
  door: Door,
  run: ImportRun,
  total: number,
  work: Work,
): void => {
  const refOf = sourceRefs(run);
  let done = 0;
  for (const lines of bareBlocksOf(store, run.id)) {
    applyBlock(store, door, lines.filter(isWritten), refOf);
    done += lines.length;
    work.progress?.('正在写入', done, total);
    if (work.signal?.aborted) throw Refusal.of('job.cancelled');
  }
};

type Undoing = { removed: number; restored: number; kept: KeptThing[] };

const nameOf = (table: string, row: SyncedRow | undefined, line: PlannedLine): string => {
  const target = targetNamed(table);
  const firm = line.firm === null ? '' : (line.name ?? line.uscc ?? '');
  return table === 'enterprise' || !target || !row
    ? firm
    : `${firm} ${target.label} ${rowTitle(target.ledger, row)}`.trim();
};

const cellWords = (table: string, key: string, value: LedgerValue): string => {
  const field = targetNamed(table)?.fields.find((f) => f.key === key);
  if (value === null) return '（空）';
  return field ? showValue(field, value) : String(value);
};

const labelOf = (table: string, key: string): string =>
  targetNamed(table)?.fields.find((f) => f.key === key)?.label ?? key;

const restoreRecord = (
  door: Door,
  record: PlannedRecord,
  row: SyncedRow,
  line: PlannedLine,
  result: Undoing,
): void => {
  const back: Record<string, LedgerValue> = {};
  for (const [key, wrote] of Object.entries(writtenCells(record))) {
    if ((row[key] ?? null) === wrote) back[key] = record.now?.[key] ?? null;
    else
      result.kept.push({
        row: line.row,
        table: record.table,
        title: nameOf(record.table, row, line),
        why: `${labelOf(record.table, key)}已改为 ${cellWords(record.table, key, row[key] ?? null)}`,
      });
  }
  if (Object.keys(back).length === 0) return;
  door.update(tableNamed(record.table), record.id, back as never);
  result.restored += Object.keys(back).length;
};

/** What every row has beside its facts. */
const bookKeeping: ReadonlySet<string> = new Set([
  ...['id', 'enterpriseId', 'deleted', 'source', 'sourceRef', 'confirmedOn'],
]);

/** Cells of a row this import added that hold something else by now, filled or changed or emptied. */
const editedSince = ({ said }: PlannedRecord, row: SyncedRow): string[] =>
  Object.keys(row).filter(
    (key) => !bookKeeping.has(key) && (row[key] ?? null) !== (said[key] ?? null),
  );

const removeRecord = (
  door: Door,
  record: PlannedRecord,
  row: SyncedRow,
  line: PlannedLine,
  laterCells: ReadonlyMap<string, Set<string>>,
  inUse: ReadonlyMap<string, string>,
  result: Undoing,
): void => {
  if (row.deleted === 1) return;
  const ours = laterCells.get(record.id);
  const edited = editedSince(record, row).filter((key) => !ours?.has(key));
  const hangs = inUse.get(record.id);
  if (edited.length > 0 || hangs !== undefined) {
    const why =
      edited.length > 0
        ? `导入后改过${edited.map((key) => labelOf(record.table, key)).join('、')}`
        : `已有${tableLabel(hangs ?? '')}`;
    const title = nameOf(record.table, row, line);
    result.kept.push({ row: line.row, table: record.table, title, why });
    return;
  }
  door.update(tableNamed(record.table), record.id, { deleted: 1 } as never);
  result.removed += 1;
};

/**
 * Takes a run back, last line first: cells that still stand as it left them get their old value, rows
 * it added and nobody has touched are marked deleted. The rest is kept and listed.
 *
 * @throws Refusal `job.cancelled`
 */
export const revertRun = (
  { store }: Pick<Desk, 'store'>,
  door: Door,
  run: ImportRun,
  total: number,
  work: Work,
): UndoResult => {
  const result: Undoing = { removed: 0, restored: 0, kept: [] };
  /** Cells that later lines of this run wrote into rows that earlier ones added. */
  const laterCells = new Map<string, Set<string>>();
  /** Firms last: what the run hung on them has to be gone before. */
  const added: { readonly line: PlannedLine; readonly record: PlannedRecord }[] = [];
  const used = new Map<string, ReadonlyMap<string, string>>();
  const inUse = (ledger: string): ReadonlyMap<string, string> => {
    const known = used.get(ledger) ?? rowsInUse(store, ledger as SyncedName);
    used.set(ledger, known);
    return known;
  };
  let done = 0;
  for (const lines of blocksOf(store, run.id, true)) {
    const written = lines.filter(isWritten);
    const stored = storedOf(
      store,
      written.flatMap(({ records }) => records),
    );
    for (const line of written)
      for (const record of line.records.toReversed()) {
        const row = stored.get(record.table)?.get(record.id);
        if (!row) continue;
        if (record.kind === 'changed') {
          const cells = laterCells.get(record.id) ?? new Set();
          for (const key of Object.keys(writtenCells(record))) cells.add(key);
          laterCells.set(record.id, cells);
          const fresh = rowsById(store, record.table as SyncedName, [record.id]).get(record.id);
          restoreRecord(door, record, fresh ?? row, line, result);
        } else if (record.kind !== 'same' && record.table === 'enterprise')
          added.push({ line, record });
        else if (record.kind !== 'same')
          removeRecord(door, record, row, line, laterCells, inUse(record.table), result);
      }
    done += lines.length;
    work.progress?.('正在撤销', done, total);
    if (work.signal?.aborted) throw Refusal.of('job.cancelled');
  }
  removeFirms(store, door, added, laterCells, result);
  return { ...result, kept: result.kept.toSorted((a, b) => a.row - b.row) };
};

/** Firms looked at together. */
const firmsAtOnce = 1_000;

const removeFirms = (
  store: Desk['store'],
  door: Door,
  added: readonly { readonly line: PlannedLine; readonly record: PlannedRecord }[],
  laterCells: ReadonlyMap<string, Set<string>>,
  result: Undoing,
): void => {
  for (let at = 0; at < added.length; at += firmsAtOnce) {
    const some = added.slice(at, at + firmsAtOnce);
    const ids = some.map(({ record }) => record.id);
    const rows = rowsById(store, 'enterprise', ids);
    const inUse = firmsInUse(store, ids);
    for (const { line, record } of some) {
      const row = rows.get(record.id);
      if (row) removeRecord(door, record, row, line, laterCells, inUse, result);
    }
  }
};
