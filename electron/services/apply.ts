import type { Store } from '#db/open.ts';
import { quarantine, type Registers } from '#db/queries/registers.ts';
import { addTxs } from '#db/queries/segments.ts';
import { shapeNamed } from '#db/schema/index.ts';
import { columnsOf } from '#sync/mask.ts';
import { applyWrites, type Dot, type RowState } from '#sync/register.ts';
import type { Op, Segment, SqlValue, Tx } from '#sync/segment.ts';
import type { VersionVector } from '#sync/vector.ts';

/** Carries changes of a segment into the tables by the merge rule of `sync/register.ts`. */

type Cells = ReadonlyMap<number, SqlValue>;

/** Cells a change speaks of. An insert is silent about what it leaves empty. */
export const cellsOf = (op: Op): Cells => {
  const columns = op.mask === 0 ? op.values.map((_, i) => i) : columnsOf(op.mask);
  const cells = columns.map((column, i) => [column, op.values[i] ?? null] as const);
  return new Map(op.mask === 0 ? cells.filter(([, value]) => value !== null) : cells);
};

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

/** Applies one foreign change. @returns why it could not be, for quarantine. */
const applyForeign = (
  store: Store,
  registers: Registers,
  op: Op,
  writing: Writing,
): string | undefined => {
  const shape = shapeNamed(store.schema, op.table);
  if (!shape) return `未知的表：${op.table}`;
  const cells = cellsOf(op);
  const known = new Map([...cells].filter(([column]) => column < shape.columns.length));
  const current = registers.rowOf(shape, op.row);
  if (!current && op.mask !== 0) return '缺少这条记录的原始登记';
  const before = readState(registers, op.table, op.row);
  const { row, shown } = applyWrites(
    before,
    {
      origin: writing.origin,
      seq: op.seq,
      hlc: writing.hlcOf(op.seq),
      seen: writing.seen,
      cells: known,
    },
    { valueOf: (column) => current?.[column] ?? null, hlcOf: registers.hlcOf },
  );
  try {
    if (current) registers.updateRow(shape, op.row, shown);
    else registers.insertRow(shape, shown);
  } catch (error) {
    // A broken rule of the table (type, NOT NULL) belongs to the sender's version; a full disk does not.
    if (!(error as { code?: string }).code?.startsWith('SQLITE_CONSTRAINT')) throw error;
    return `不合本表规则：${(error as Error).message}`;
  }
  saveState(registers, op.table, op.row, before, row);
  return known.size < cells.size ? '含有本版本不认识的栏目' : undefined;
};

export type Applied = { readonly applied: number; readonly quarantined: number };

/**
 * Applies a whole segment inside an open merge door. Changes that cannot be applied are kept in
 * quarantine with the reason; nothing is dropped.
 */
export const applySegment = (
  store: Store,
  registers: Registers,
  { header, txs, ops }: Segment,
): Applied => {
  addTxs(store, header.origin, txs);
  const writing = { origin: header.origin, seen: header.ctx, hlcOf: clockOf(txs) };
  let quarantined = 0;
  for (const op of ops) {
    const reason = applyForeign(store, registers, op, writing);
    if (!reason) continue;
    quarantined += 1;
    quarantine(store, {
      origin: header.origin,
      seq: op.seq,
      reason,
      op: JSON.stringify(op),
      at: store.clock.now().toISOString(),
    });
  }
  return { applied: ops.length, quarantined };
};
