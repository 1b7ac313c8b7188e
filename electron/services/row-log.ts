import type { Store } from '#db/open.ts';
import { authorshipOf, type RowName } from '#db/queries/conflicts.ts';
import { getSetting, putSetting } from '#db/queries/local.ts';
import { appliedHeads, listSegments, opsAfter, segmentBody } from '#db/queries/segments.ts';
import { getSelf } from '#db/queries/self.ts';
import { basePoints } from '#db/queries/snapshot.ts';
import { hadSeen, type Seer } from '#sync/deletion.ts';
import type { Op, SqlValue, Tx } from '#sync/segment.ts';
import { scanSegment } from '#sync/segment-scan.ts';
import type { VersionVector } from '#sync/vector.ts';
import { cellsOf } from './apply.ts';
import { baseWrites } from './base-log.ts';

/** The writes some rows have seen, read from the log itself: there is no second book of history. */

export type RowWrite = Seer &
  RowName & {
    readonly hlc: number;
    readonly actor: string;
    readonly purpose: string;
    readonly insert: boolean;
    /** Not later than the base of this store: what it replaced may be here no longer. */
    readonly base: boolean;
    /** Told by the base itself: one of the writes that stood in the row then. */
    readonly fromBase: boolean;
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
  base: false,
  fromBase: false,
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
  const points = basePoints(store);
  const whole = wholeRows(store);
  const sealed = all.slice(-bound).flatMap(({ arrival }) => {
    const { header, found } = scanSegment(segmentBody(store, arrival), wants);
    return found.map(({ op, tx }): RowWrite => {
      const write = writeOf(op, tx, header.origin, header.ctx);
      const covered = write.seq <= (points.get(write.origin)?.seq ?? 0);
      return { ...write, base: covered && !whole.has(`${write.table} ${write.row}`) };
    });
  });
  const based = points.size > 0 ? baseWrites(store, rows) : [];
  return {
    writes: [...based, ...sealed, ...unsealedWrites(store, wants)],
    complete:
      all.length <= bound &&
      (points.size === 0 || rows.every(({ table, row }) => whole.has(`${table} ${row}`))),
    bounded: all.length > bound,
  };
};

const wholeKey = 'wholeRows';

/** Rows of which every write is here although others' writes were let go of; as `table row`. */
const wholeRows = (store: Store): ReadonlySet<string> =>
  new Set(JSON.parse(getSetting(store.reader, wholeKey) ?? '[]') as string[]);

/**
 * Notes, before a part of the log goes, which of the rows that keep all their segments have their
 * whole past here.
 */
export const noteWholeRows = (store: Store, kept: readonly RowName[]): void => {
  const { writes } = readRowLog(store, kept, Number.POSITIVE_INFINITY);
  const whole = writes.filter((w) => w.insert && !w.base).map((w) => `${w.table} ${w.row}`);
  putSetting(store, wholeKey, JSON.stringify(whole));
};

/** The one the clock shows of several writes side by side: as the merge rule picks it. */
export const later = <W extends Seer & { readonly hlc: number }>(a: W, b: W): W => {
  if (a.hlc !== b.hlc) return a.hlc > b.hlc ? a : b;
  return `${a.origin} ${a.seq}` > `${b.origin} ${b.seq}` ? a : b;
};

/**
 * What a cell held for people who had all of `past` before them: the newest write nobody else in the
 * past had replaced. Null stands for an empty cell; undefined where the past does not reach back.
 *
 * @param all every write to the row that is known here
 */
export const valueIn = (
  past: readonly RowWrite[],
  column: number,
  all: readonly RowWrite[],
): SqlValue | undefined => {
  const writes = past.filter((w) => w.cells.has(column));
  // Who had not seen what stood in the base had something before them that is here no longer.
  if (all.some((w) => w.base && w.cells.has(column) && !past.includes(w))) return undefined;
  const standing = writes.filter((w) => !writes.some((other) => other !== w && hadSeen(other, w)));
  if (standing.length > 0) return standing.reduce(later).cells.get(column) ?? null;
  return writes.length === 0 && past.some((w) => w.insert || w.base) ? null : undefined;
};

/** Writes to one row that every one of `people` had seen, their own excepted. */
export const commonPast = (
  writes: readonly RowWrite[],
  people: readonly Seer[],
): readonly RowWrite[] =>
  writes.filter((w) =>
    people.every((p) => !(p.origin === w.origin && p.seq === w.seq) && hadSeen(p, w)),
  );
