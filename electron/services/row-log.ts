import type { Store } from '#db/open.ts';
import { authorshipOf, type RowName } from '#db/queries/conflicts.ts';
import { appliedHeads, listSegments, opsAfter, segmentBody } from '#db/queries/segments.ts';
import { getSelf } from '#db/queries/self.ts';
import { hasBase } from '#db/queries/snapshot.ts';
import { hadSeen, type Seer } from '#sync/deletion.ts';
import type { Op, SqlValue, Tx } from '#sync/segment.ts';
import { scanSegment } from '#sync/segment-scan.ts';
import type { VersionVector } from '#sync/vector.ts';
import { cellsOf } from './apply.ts';

/** The writes some rows have seen, read from the log itself: there is no second book of history. */

export type RowWrite = Seer &
  RowName & {
    readonly hlc: number;
    readonly actor: string;
    readonly purpose: string;
    readonly insert: boolean;
    /** Column number → value. An insert is silent about what it leaves empty. */
    readonly cells: ReadonlyMap<number, SqlValue>;
  };

export type RowLog = {
  /** In order of arrival here, which is an order of causality. */
  readonly writes: readonly RowWrite[];
  /** False where the log is longer than what was looked through, or begins with a snapshot. */
  readonly complete: boolean;
  /** The log is longer than what was looked through. */
  readonly bounded: boolean;
};

/**
 * Segments looked through, newest first. One of 4,096 changes costs a few milliseconds; a county's
 * 200,000 changes are about fifty.
 */
const segmentBound = 4_000;

const writeOf = (op: Op, tx: Omit<Tx, 'seq'>, origin: string, seen: VersionVector): RowWrite => ({
  origin,
  seq: op.seq,
  seen,
  table: op.table,
  row: op.row,
  hlc: tx.hlc,
  actor: tx.actor,
  purpose: tx.purpose,
  insert: op.mask === 0,
  cells: cellsOf(op),
});

const unsealedWrites = (
  store: Store,
  wants: (table: string, row: string) => boolean,
): RowWrite[] => {
  const self = getSelf(store.reader);
  if (!self) return [];
  const heads = appliedHeads(store);
  const seen = Object.fromEntries(
    [...heads].filter(([o]) => o !== self.origin).map(([o, { seq }]) => [o, seq]),
  );
  return opsAfter(store, heads.get(self.origin)?.seq ?? 0, -1)
    .filter(({ tbl, rid }) => wants(tbl, rid))
    .map(({ seq, tbl, rid, mask, vals }) => {
      const op = { seq, table: tbl, row: rid, mask, values: JSON.parse(vals) as SqlValue[] };
      const tx = authorshipOf(store, self.origin, seq) ?? { hlc: 0, actor: '', purpose: '' };
      return writeOf(op, tx, self.origin, seen);
    });
};

/** Reads every write to some rows. Costs one pass over the log, whatever the number of rows. */
export const readRowLog = (
  store: Store,
  rows: readonly RowName[],
  bound = segmentBound,
): RowLog => {
  const wanted = new Set(rows.map(({ table, row }) => `${table} ${row}`));
  const wants = (table: string, row: string): boolean => wanted.has(`${table} ${row}`);
  const all = listSegments(store);
  const sealed = all.slice(-bound).flatMap(({ arrival }) => {
    const { header, found } = scanSegment(segmentBody(store, arrival), wants);
    return found.map(({ op, tx }) => writeOf(op, tx, header.origin, header.ctx));
  });
  return {
    writes: [...sealed, ...unsealedWrites(store, wants)],
    complete: all.length <= bound && !hasBase(store),
    bounded: all.length > bound,
  };
};

/** The one the clock shows of several writes side by side: as the merge rule picks it. */
export const later = <W extends Seer & { readonly hlc: number }>(a: W, b: W): W => {
  if (a.hlc !== b.hlc) return a.hlc > b.hlc ? a : b;
  return `${a.origin} ${a.seq}` > `${b.origin} ${b.seq}` ? a : b;
};

/**
 * What a cell held for people who had all of `past` before them: the newest write nobody else in the
 * past had replaced. Null stands for an empty cell; undefined where the past does not reach back.
 */
export const valueIn = (past: readonly RowWrite[], column: number): SqlValue | undefined => {
  const writes = past.filter((w) => w.cells.has(column));
  const standing = writes.filter((w) => !writes.some((other) => other !== w && hadSeen(other, w)));
  if (standing.length > 0) return standing.reduce(later).cells.get(column) ?? null;
  return past.some((w) => w.insert) ? null : undefined;
};

/** Writes to one row that every one of `people` had seen, their own excepted. */
export const commonPast = (
  writes: readonly RowWrite[],
  people: readonly Seer[],
): readonly RowWrite[] =>
  writes.filter((w) =>
    people.every((p) => !(p.origin === w.origin && p.seq === w.seq) && hadSeen(p, w)),
  );
