import type { Store } from '#db/open.ts';
import { type QuarantineKind, quarantine } from '#db/queries/quarantine.ts';
import type { Registers } from '#db/queries/registers.ts';
import { addTxs } from '#db/queries/segments.ts';
import { shapeNamed } from '#db/schema/index.ts';
import { columnsOf, hasColumn } from '#sync/mask.ts';
import { applyWrites, type Dot, type RowState } from '#sync/register.ts';
import type { Op, Segment, SqlValue, Tx } from '#sync/segment.ts';
import type { VersionVector } from '#sync/vector.ts';

/** Carries changes of a segment into the tables by the merge rule of `sync/register.ts`. */

type Cells = ReadonlyMap<number, SqlValue>;

/** Cells a change speaks of, in ascending order. An insert is silent about what it leaves empty. */
export const cellsOf = (op: Op): Cells => {
  const cells = new Map<number, SqlValue>();
  if (op.mask !== 0) {
    for (const [i, column] of columnsOf(op.mask).entries()) cells.set(column, op.values[i] ?? null);
    return cells;
  }
  for (const [column, value] of op.values.entries()) if (value !== null) cells.set(column, value);
  return cells;
};

/** The columns `cellsOf` gives for an insert, as a mask. */
const spokenOf = ({ values }: Op): number => {
  let mask = 0;
  for (let column = 0; column < values.length; column++)
    if (values[column] !== null) mask += 2 ** column;
  return mask;
};

/** The cells of these columns; most often all of them, and then the map itself. */
const keep = (cells: Cells, wanted: (column: number) => boolean): Cells =>
  cells.keys().every(wanted) ? cells : new Map(cells.entries().filter(([c]) => wanted(c)));

const readState = (registers: Registers, table: string, row: string): RowState => ({
  dots: registers.dotsOf(table, row).map(([mask, origin, seq]): Dot => ({ mask, origin, seq })),
  siblings: registers.siblingsOf(table, row),
});

const saveState = (
  registers: Registers,
  table: string,
  row: string,
  before: RowState,
  after: RowState,
): void => {
  const untouched = before.siblings.length === 0 && after.siblings.length === 0;
  registers.save(
    table,
    row,
    after.dots.map(({ mask, origin, seq }) => [mask, origin, seq]),
    untouched ? undefined : after.siblings,
  );
};

/** The hybrid clock of each change, asked in ascending order. */
export const clockOf = (txs: readonly Tx[]): ((seq: number) => number) => {
  let at = 0;
  return (seq) => {
    while ((txs[at + 1]?.seq ?? Number.POSITIVE_INFINITY) <= seq) at += 1;
    return txs[at]?.hlc ?? 0;
  };
};

export type Writing = {
  readonly origin: string;
  /** What the author had applied from others. */
  readonly seen: VersionVector;
  readonly hlcOf: (seq: number) => number;
};

/**
 * Notes own changes, already in the tables, in the registers. The author had seen everything this
 * store has applied, so each replaces all that stood in its cells, conflicts included.
 */
export const foldOwn = (registers: Registers, ops: readonly Op[], writing: Writing): void => {
  for (const op of ops) {
    if (op.mask === 0) {
      // A row is inserted once: nothing can stand behind it yet, and all it says is its own.
      registers.save(op.table, op.row, [[spokenOf(op), writing.origin, op.seq]], undefined);
      continue;
    }
    const before = readState(registers, op.table, op.row);
    const { row } = applyWrites(
      before,
      {
        origin: writing.origin,
        seq: op.seq,
        hlc: writing.hlcOf(op.seq),
        seen: writing.seen,
        cells: cellsOf(op),
      },
      { valueOf: () => null, hlcOf: registers.hlcOf },
    );
    saveState(registers, op.table, op.row, before, row);
  }
};

export type Trouble = { readonly kind: QuarantineKind; readonly reason: string };

/**
 * Applies one foreign change.
 *
 * @param writing.replaced for a change that comes out of quarantine late: whether a write that
 *   already stands in the row was made in knowledge of this change, which must then not return
 * @returns why all or some of it could not be applied, for quarantine
 */
export const applyForeign = (
  store: Store,
  registers: Registers,
  op: Op,
  writing: Writing & { readonly replaced?: (dot: Dot) => boolean },
): Trouble | undefined => {
  const shape = shapeNamed(store.schema, op.table);
  if (!shape) return { kind: 'table', reason: `本程序还不认识这种记录（${op.table}）` };
  const all = cellsOf(op);
  const before = readState(registers, op.table, op.row);
  const late = writing.replaced ? before.dots.filter(writing.replaced) : [];
  const cells = keep(all, (column) => column < shape.columns.length);
  const known = keep(cells, (column) => !late.some((dot) => hasColumn(dot.mask, column)));
  // Every row has a write behind it, so that its registers tell whether it is there.
  const present = before.dots.length > 0;
  if (!present && op.mask !== 0) return { kind: 'base', reason: '这条记录的最初登记还没有到' };
  const trouble: Trouble | undefined =
    cells.size < all.size
      ? { kind: 'column', reason: '含有本程序还不认识的栏目，认识的已并入' }
      : undefined;
  if (present && known.size === 0) return trouble;
  // Asked only where a cell is contested: most changes meet nobody.
  let current: readonly SqlValue[] | undefined;
  const valueAt = (column: number): SqlValue => {
    current ??= registers.rowOf(shape, op.row) ?? [];
    return current[column] ?? null;
  };
  const { row, shown } = applyWrites(
    before,
    {
      origin: writing.origin,
      seq: op.seq,
      hlc: writing.hlcOf(op.seq),
      seen: writing.seen,
      cells: known,
    },
    { valueOf: valueAt, hlcOf: registers.hlcOf },
  );
  try {
    if (present) registers.updateRow(shape, op.row, shown);
    else registers.insertRow(shape, shown);
  } catch (error) {
    // A broken rule of the table (type, NOT NULL) belongs to the sender's version; a full disk does not.
    if (!(error as { code?: string }).code?.startsWith('SQLITE_CONSTRAINT')) throw error;
    return { kind: 'rule', reason: '不合本程序对这种记录的规则（缺少必填内容，或内容的类型不同）' };
  }
  saveState(registers, op.table, op.row, before, row);
  return trouble;
};

export type Applied = { readonly applied: number; readonly quarantined: number };

/** A change on its way into its row, and what it was written with. */
type Arriving = { readonly op: Op; readonly writing: Writing };

const arriving = ({ header, txs, ops }: Segment): Arriving[] => {
  // Asked in the order they were made, and kept: they will be wanted in another.
  const clock = clockOf(txs);
  const clocks = Float64Array.from(ops, ({ seq }) => clock(seq));
  const [first] = header.seq;
  const writing = {
    origin: header.origin,
    seen: header.ctx,
    hlcOf: (seq: number): number => clocks[seq - first] ?? 0,
  };
  return ops.map((op) => ({ op, writing }));
};

/**
 * Table by table, as they come first, and there row by row; changes of one row as they came. Rows know
 * nothing of each other, and every page is met once instead of whenever a change falls into it.
 */
const byRow = (changes: readonly Arriving[]): Arriving[] => {
  const tables = new Map<string, number>();
  for (const { op } of changes) if (!tables.has(op.table)) tables.set(op.table, tables.size);
  return changes.toSorted(
    ({ op: a }, { op: b }) =>
      (tables.get(a.table) ?? 0) - (tables.get(b.table) ?? 0) ||
      (a.row < b.row ? -1 : a.row > b.row ? 1 : 0),
  );
};

/**
 * Applies whole segments, in the order of the list, inside an open merge door. Changes that cannot be
 * applied are kept in quarantine with the reason; nothing is dropped.
 */
export const applySegments = (
  store: Store,
  registers: Registers,
  segments: readonly Segment[],
): void => {
  for (const { header, txs } of segments) addTxs(store, header.origin, txs);
  for (const { op, writing } of byRow(segments.flatMap(arriving))) {
    const trouble = applyForeign(store, registers, op, writing);
    if (!trouble) continue;
    quarantine(store, {
      origin: writing.origin,
      seq: op.seq,
      ...trouble,
      op: JSON.stringify(op),
      at: store.clock.now().toISOString(),
    });
  }
};
