import type { Store } from '#db/open.ts';
import type { StoredDot } from './registers.ts';

/** The writes behind cells: sealed ones by their dots, own ones since the last seal from the log. */

export type RowWrites = {
  readonly row: string;
  /** As of the last seal. */
  readonly dots: readonly StoredDot[];
  /** Own changes since, oldest first; an insert's mask is 0. */
  readonly fresh: readonly StoredDot[];
};

type Dots = { readonly rid: string; readonly dots: string };
type Fresh = {
  readonly rid: string;
  readonly mask: number;
  readonly origin: string;
  readonly seq: number;
};

/** What stands behind the named rows of one table; rows nobody wrote are left out. */
export const writesBehind = (store: Store, table: string, ids: readonly string[]): RowWrites[] => {
  // The log since the last seal is read whole: half a million changes after a county's import.
  if (ids.length === 0) return [];
  const wanted = JSON.stringify(ids);
  const sealed = store.handle
    .prepare(
      'SELECT rid, dots FROM sync_row WHERE tbl = ? AND rid IN (SELECT value FROM json_each(?))',
    )
    .all(table, wanted) as Dots[];
  const fresh = store.handle
    .prepare(
      `SELECT o.rid, o.mask, s.origin, o.seq FROM sync_op o JOIN sync_self s ON s.k = 1
       WHERE o.seq > coalesce((SELECT v.seq FROM sync_vector v WHERE v.origin = s.origin), 0)
         AND o.tbl = ? AND o.rid IN (SELECT value FROM json_each(?)) ORDER BY o.seq`,
    )
    .all(table, wanted) as Fresh[];
  const dotsOf = new Map(sealed.map(({ rid, dots }) => [rid, JSON.parse(dots) as StoredDot[]]));
  const freshOf = Map.groupBy(fresh, ({ rid }) => rid);
  return ids
    .filter((id) => dotsOf.has(id) || freshOf.has(id))
    .map((row) => ({
      row,
      dots: dotsOf.get(row) ?? [],
      fresh: (freshOf.get(row) ?? []).map(({ mask, origin, seq }) => [mask, origin, seq] as const),
    }));
};
