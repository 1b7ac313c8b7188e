import type { Store } from '#db/open.ts';
import { sheetLedgers } from '#shared/registers/index.ts';
import type { StoredDot } from './registers.ts';

/** The writes that stand behind a row: dots of sealed changes and the newest unsealed one. */
export type Standing = {
  readonly row: string;
  readonly dots: readonly StoredDot[];
  /** Own changes not yet sealed have touched this row. */
  readonly unsealed: boolean;
};

type DotRow = { readonly rid: string; readonly dots: string };

const parse = ({ rid, dots }: DotRow, unsealed: boolean): Standing => ({
  row: rid,
  dots: JSON.parse(dots) as StoredDot[],
  unsealed,
});

const nothingSealed = (row: string): Standing => ({ row, dots: [], unsealed: true });

/** What stands behind the named rows of one table; only unsealed changes can where no register is. */
export const standingOf = (
  store: Store,
  table: string,
  ids: readonly string[],
  sealed: number,
): Standing[] => {
  const registered = new Map(
    (
      store
        .statement(
          'SELECT rid, dots FROM sync_row WHERE tbl = ? AND rid IN (SELECT value FROM json_each(?))',
        )
        .all(table, JSON.stringify(ids)) as DotRow[]
    ).map((row) => [row.rid, row]),
  );
  // Not asked for rows nobody has sealed: after a first import these are all there are.
  const isUnsealed = registered.size > 0 ? store.unsealed.after(sealed, table) : undefined;
  return [...new Set(ids)].map((id) => {
    const row = registered.get(id);
    return row ? parse(row, isUnsealed?.(id) ?? false) : nothingSealed(id);
  });
};

/** What stands behind every row of one table. */
export const standingOfAll = (store: Store, table: string, sealed: number): Standing[] => {
  const rows = store.handle
    .prepare('SELECT rid, dots FROM sync_row WHERE tbl = ?')
    .all(table) as DotRow[];
  const unsealed = new Set(
    store.handle
      .prepare('SELECT DISTINCT rid FROM sync_op WHERE seq > ? AND tbl = ?')
      .pluck()
      .all(sealed, table) as string[],
  );
  const known = new Set(rows.map(({ rid }) => rid));
  return [
    ...rows.map((row) => parse(row, unsealed.has(row.rid))),
    ...[...unsealed].filter((rid) => !known.has(rid)).map(nothingSealed),
  ];
};

/**
 * Tables whose rows people see as part of another record: a visit's people and photos are the visit.
 * Each tells id, table and id of the record.
 */
const parts: Readonly<Record<string, string>> = {
  measure: `SELECT id, 'sheet' AS "table", sheet_id AS owner FROM measure`,
  progress: `SELECT p.id, 'sheet' AS "table", m.sheet_id AS owner
             FROM progress p JOIN measure m ON m.id = p.measure_id`,
  ...Object.fromEntries(
    sheetLedgers.map(({ name }) => [
      name,
      `SELECT id, 'sheet' AS "table", sheet_id AS owner FROM "${name}"`,
    ]),
  ),
  participant: `SELECT id, 'visit' AS "table", visit_id AS owner FROM participant`,
  issue: `SELECT id, 'visit' AS "table", visit_id AS owner FROM issue WHERE visit_id IS NOT NULL`,
  campaign_version: `SELECT id, 'campaign' AS "table", campaign_id AS owner FROM campaign_version`,
  campaign_answer: `SELECT id, 'campaign_return' AS "table", campaign_return_id AS owner
                    FROM campaign_answer`,
  visit_signature: `SELECT id, 'visit' AS "table", visit_id AS owner FROM visit_signature`,
  photo: `SELECT p.id, iif(a.id IS NULL, p.owner_table, 'campaign_return') AS "table",
            coalesce(a.campaign_return_id, p.owner_id) AS owner
          FROM photo p LEFT JOIN campaign_answer a ON a.id = p.owner_id`,
};

export type Owner = { readonly table: string; readonly id: string };

/** The record each row of a table belongs to; itself where the table is no part of another. */
export const ownerLookup = (store: Store, table: string): ((id: string) => Owner) => {
  const sql = parts[table];
  const owners = new Map(
    sql === undefined
      ? []
      : (store.handle.prepare(sql).all() as { id: string; table: string; owner: string }[]).map(
          ({ id, table: of, owner }) => [id, { table: of, id: owner }],
        ),
  );
  return (id) => owners.get(id) ?? { table, id };
};
