import { both, columnsOf, hasColumn, without } from './mask.ts';
import type { SqlValue } from './segment.ts';
import { covers, type VersionVector } from './vector.ts';

/**
 * The merge rule: every cell is a dotted multi-value register. A change replaces what its author
 * had seen and stands beside what they had not; a cell with more than one value is a conflict.
 * Wall clocks choose only which value is shown meanwhile. Pure: no store, no clock.
 */

/** The write `seq` of `origin` stands behind the cells in `mask`. */
export type Dot = { readonly mask: number; readonly origin: string; readonly seq: number };

export type Sibling = {
  readonly column: number;
  readonly origin: string;
  readonly seq: number;
  readonly hlc: number;
  readonly value: SqlValue;
};

export type RowState = {
  readonly dots: readonly Dot[];
  /** Only of cells whose values differ; a cell with several equal writes has none. */
  readonly siblings: readonly Sibling[];
};

export const emptyRow: RowState = { dots: [], siblings: [] };

/** A change to some cells of one row, and what its author had seen. */
export type CellWrites = {
  readonly origin: string;
  readonly seq: number;
  readonly hlc: number;
  readonly seen: VersionVector;
  /** Column number → value. */
  readonly cells: ReadonlyMap<number, SqlValue>;
};

export type Outcome = {
  readonly row: RowState;
  /** What the table must now show, for the cells whose shown value is decided by this change. */
  readonly shown: ReadonlyMap<number, SqlValue>;
};

/** What the rule must ask of the store: values of cells that so far had one writer. */
export type Known = {
  readonly valueOf: (column: number) => SqlValue;
  readonly hlcOf: (origin: string, seq: number) => number;
};

/** Whether the author of `writes` had seen `dot` (their own earlier work included). */
const replaced = (dot: { origin: string; seq: number }, writes: CellWrites): boolean =>
  dot.origin === writes.origin ? dot.seq <= writes.seq : covers(writes.seen, dot.origin, dot.seq);

/** The greater by (hlc, origin, seq): the same choice on every replica. */
const laterOf = (a: Sibling, b: Sibling): Sibling => {
  if (a.hlc !== b.hlc) return a.hlc > b.hlc ? a : b;
  if (a.origin !== b.origin) return a.origin > b.origin ? a : b;
  return a.seq > b.seq ? a : b;
};

const siblingsOfCell = (
  column: number,
  value: SqlValue,
  standing: readonly Dot[],
  row: RowState,
  writes: CellWrites,
  known: Known,
): Sibling[] => {
  const before = standing
    .filter((dot) => hasColumn(dot.mask, column))
    .map(
      ({ origin, seq }) =>
        row.siblings.find((s) => s.column === column && s.origin === origin && s.seq === seq) ?? {
          column,
          origin,
          seq,
          hlc: known.hlcOf(origin, seq),
          value: known.valueOf(column),
        },
    );
  return [...before, { column, origin: writes.origin, seq: writes.seq, hlc: writes.hlc, value }];
};

/** Applies one change to one row's registers. */
export const applyWrites = (row: RowState, writes: CellWrites, known: Known): Outcome => {
  let mask = 0;
  for (const column of writes.cells.keys()) mask += 2 ** column;
  const standing = row.dots
    .map((dot) => (replaced(dot, writes) ? { ...dot, mask: without(dot.mask, mask) } : dot))
    .filter((dot) => dot.mask > 0);
  const contested = new Set(standing.flatMap((dot) => columnsOf(both(dot.mask, mask))));
  const dots = [...standing, { mask, origin: writes.origin, seq: writes.seq }];
  // Nearly every change meets nobody: all it says is shown.
  if (contested.size === 0 && row.siblings.length === 0)
    return { row: { dots, siblings: [] }, shown: writes.cells };

  const shown = new Map<number, SqlValue>();
  const siblings = row.siblings.filter((s) => !writes.cells.has(s.column));
  for (const [column, value] of writes.cells) {
    if (!contested.has(column)) {
      shown.set(column, value);
      continue;
    }
    const all = siblingsOfCell(column, value, standing, row, writes, known);
    shown.set(column, all.reduce(laterOf).value);
    if (all.some((s) => s.value !== value)) siblings.push(...all);
  }
  return {
    row: { dots, siblings },
    shown,
  };
};
