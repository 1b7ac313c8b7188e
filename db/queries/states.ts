import type { Store } from '#db/open.ts';
import type { StoredDot } from './registers.ts';

/** The writes that stand behind a row: dots of sealed changes and the newest unsealed one. */
export type Standing = {
  readonly row: string;
  readonly dots: readonly StoredDot[];
  /** Own changes not yet sealed have touched this row. */
  readonly unsealed: boolean;
};

type DotRow = { readonly rid: string; readonly dots: string };

const parse = ({ rid, dots }: DotRow, unsealed: ReadonlySet<string>): Standing => ({
  row: rid,
  dots: JSON.parse(dots) as StoredDot[],
  unsealed: unsealed.has(rid),
});

/** Own changes after `sealed` that touch some rows of a table. */
const unsealedRows = (store: Store, table: string, sealed: number): string[] =>
  store.handle
    .prepare('SELECT DISTINCT rid FROM sync_op WHERE seq > ? AND tbl = ?')
    .pluck()
    .all(sealed, table) as string[];

const withUnsealed = (rows: readonly DotRow[], unsealed: readonly string[]): Standing[] => {
  const fresh = new Set(unsealed);
  const known = new Set(rows.map(({ rid }) => rid));
  return [
    ...rows.map((row) => parse(row, fresh)),
    ...unsealed
      .filter((rid) => !known.has(rid))
      .map((rid) => ({ row: rid, dots: [], unsealed: true })),
  ];
};

/** What stands behind the named rows of one table. */
export const standingOf = (
  store: Store,
  table: string,
  ids: readonly string[],
  sealed: number,
): Standing[] => {
  const wanted = new Set(ids);
  const rows = store.handle
    .prepare(
      'SELECT rid, dots FROM sync_row WHERE tbl = ? AND rid IN (SELECT value FROM json_each(?))',
    )
    .all(table, JSON.stringify(ids)) as DotRow[];
  return withUnsealed(
    rows,
    unsealedRows(store, table, sealed).filter((rid) => wanted.has(rid)),
  );
};

/** What stands behind every row of one table. */
export const standingOfAll = (store: Store, table: string, sealed: number): Standing[] =>
  withUnsealed(
    store.handle.prepare('SELECT rid, dots FROM sync_row WHERE tbl = ?').all(table) as DotRow[],
    unsealedRows(store, table, sealed),
  );
