import type { Store } from '#db/open.ts';
import { shapeNamed } from '#db/schema/index.ts';
import { ledgerNamed, ledgers } from '#shared/registers/index.ts';
import { columnOf, type Ledger, parentKey } from '#shared/registers/ledger.ts';
import { homeOf } from './homes.ts';
import { familySql, hasFirm, placeSql } from './ledgers.ts';
import type { StoredDot, StoredSibling } from './registers.ts';

/** Where registers hold more than one answer, and whose rows they are. Reads only. */

export type RowName = { readonly table: string; readonly row: string };
export type ContestedCell = RowName & StoredSibling;
export type TouchedRow = RowName & { readonly mask: number };
/** A row that hangs on another one, with the writes that stand behind it. */
export type StandingRow = RowName & { readonly dots: readonly StoredDot[] };
export type HiddenRow = StandingRow & { readonly children: readonly StandingRow[] };

/** Every value of every cell that has more than one, as of the last seal. */
export const listSiblings = (store: Store): ContestedCell[] =>
  (
    store.handle
      .prepare(
        `SELECT tbl AS "table", rid AS "row", col AS "column", origin, seq, hlc, value
         FROM sync_sibling ORDER BY tbl, rid, col, hlc, origin, seq`,
      )
      .all() as (ContestedCell & { value: string })[]
  ).map((s) => ({ ...s, value: JSON.parse(s.value) as StoredSibling['value'] }));

/** Every cell that has more than one value, as of the last seal. */
export function* listContested(store: Store): Generator<RowName & { readonly column: number }> {
  const cells = store.handle
    .prepare('SELECT DISTINCT tbl, rid, col FROM sync_sibling')
    .raw()
    .iterate() as IterableIterator<[string, string, number]>;
  for (const [table, row, column] of cells) yield { table, row, column };
}

/** Cells own changes have touched since the last seal; they were made with everything in sight. */
export const listUnsealed = (store: Store): TouchedRow[] =>
  store.handle
    .prepare(
      `SELECT tbl AS "table", rid AS "row", mask FROM sync_op
       WHERE seq > coalesce((SELECT v.seq FROM sync_vector v
                             JOIN sync_self s ON s.origin = v.origin WHERE s.k = 1), 0)`,
    )
    .all() as TouchedRow[];

/** Child tables and the column that names the row they hang on. */
const branches: readonly {
  readonly parent: string;
  readonly child: string;
  readonly by: string;
}[] = [
  { parent: 'enterprise', child: 'sheet', by: 'enterprise_id' },
  { parent: 'enterprise', child: 'visit', by: 'enterprise_id' },
  { parent: 'enterprise', child: 'issue', by: 'enterprise_id' },
  { parent: 'enterprise', child: 'firm_pair', by: 'first_id' },
  { parent: 'enterprise', child: 'firm_pair', by: 'second_id' },
  { parent: 'sheet', child: 'measure', by: 'sheet_id' },
  { parent: 'measure', child: 'progress', by: 'measure_id' },
  { parent: 'visit', child: 'participant', by: 'visit_id' },
  { parent: 'visit', child: 'issue', by: 'visit_id' },
  { parent: 'visit', child: 'photo', by: 'owner_id' },
  { parent: 'issue', child: 'photo', by: 'owner_id' },
  { parent: 'enterprise', child: 'photo', by: 'owner_id' },
  { parent: 'measure', child: 'photo', by: 'owner_id' },
  { parent: 'visit', child: 'remark', by: 'about_id' },
  { parent: 'sheet', child: 'remark', by: 'about_id' },
  { parent: 'campaign_return', child: 'remark', by: 'about_id' },
  ...ledgers.flatMap((ledger: Ledger) => {
    const by = parentKey(ledger);
    return ledger.parent === null || by === undefined
      ? []
      : [{ parent: ledger.parent, child: ledger.name, by: columnOf(by) }];
  }),
  ...ledgers.map(({ name }) => ({ parent: name, child: 'photo', by: 'owner_id' })),
  { parent: 'campaign', child: 'campaign_return', by: 'campaign_id' },
];

const dotsOf = (text: string): StoredDot[] => JSON.parse(text) as StoredDot[];

const childrenOfHidden = (store: Store, parent: string): Map<string, StandingRow[]> => {
  const found = branches
    .filter((b) => b.parent === parent)
    .flatMap(({ child, by }) =>
      (
        store.handle
          .prepare(
            `SELECT p.id AS owner, c.id AS "row", r.dots FROM "${parent}" p
             CROSS JOIN "${child}" c ON c."${by}" = p.id AND c.deleted = 0
             CROSS JOIN sync_row r ON r.tbl = '${child}' AND r.rid = c.id
             WHERE p.deleted = 1`,
          )
          .all() as { owner: string; row: string; dots: string }[]
      ).map(({ owner, row, dots }) => ({ owner, table: child, row, dots: dotsOf(dots) })),
    );
  return Map.groupBy(found, ({ owner }) => owner);
};

/** Every row marked deleted, with the live rows that hang directly on it. */
export const listHidden = (store: Store): HiddenRow[] =>
  store.schema.shapes.flatMap(({ name, columns }) => {
    if (!columns.some((c) => c.name === 'deleted')) return [];
    const rows = store.handle
      .prepare(
        // CROSS: begins with the few deleted rows, not with every register.
        `SELECT t.id AS "row", r.dots FROM "${name}" t
         CROSS JOIN sync_row r ON r.tbl = '${name}' AND r.rid = t.id WHERE t.deleted = 1 ORDER BY t.id`,
      )
      .all() as { row: string; dots: string }[];
    if (rows.length === 0) return [];
    const children = childrenOfHidden(store, name);
    return rows.map(({ row, dots }) => ({
      table: name,
      row,
      dots: dotsOf(dots),
      children: children.get(row) ?? [],
    }));
  });

/** The segment that holds a change, and which changes of its origin it holds beside. */
export const segmentHolding = (
  store: Store,
  origin: string,
  seq: number,
): { readonly seq0: number; readonly seq1: number; readonly body: Uint8Array } | undefined =>
  store.handle
    .prepare(
      `SELECT seq0, seq1, body FROM sync_segment WHERE origin = ? AND seq0 <= ? AND seq1 >= ?
       ORDER BY seq0 DESC LIMIT 1`,
    )
    .get(origin, seq, seq) as { seq0: number; seq1: number; body: Buffer } | undefined;

/** A row's values by permanent column number; the name comes from the schema. */
export const cellsOfRow = (
  store: Store,
  { table, row }: RowName,
): readonly (string | number | null)[] | undefined => {
  const shape = shapeNamed(store.schema, table);
  if (!shape) return undefined;
  return store.handle.prepare(`SELECT * FROM "${shape.name}" WHERE id = ?`).raw().get(row) as
    | (string | number | null)[]
    | undefined;
};

/** Who made a change, when by their clock, and what for. */
export type Authorship = {
  readonly hlc: number;
  readonly actor: string;
  readonly purpose: string;
};

export const authorshipOf = (store: Store, origin: string, seq: number): Authorship | undefined =>
  store.handle
    .prepare(
      `SELECT hlc, actor, purpose FROM sync_tx WHERE origin = ? AND seq <= ?
       ORDER BY seq DESC LIMIT 1`,
    )
    .get(origin, seq) as Authorship | undefined;

/** Bundles read in, oldest first: when a change can first have come. `provides` is a JSON vector. */
export const listArrivals = (store: Store): { at: string; provides: string }[] =>
  store.handle
    .prepare("SELECT at, provides FROM bundle WHERE direction = 'in' ORDER BY at")
    .all() as { at: string; provides: string }[];

/** Under which firm a row is kept, and what the row itself is called. */
export type Place = { readonly firm: string | null; readonly title: string };

const places: Readonly<Record<string, string>> = {
  enterprise: 'SELECT id AS firm, name AS title FROM enterprise WHERE id = ?',
  sheet: "SELECT enterprise_id AS firm, year || ' 年' AS title FROM sheet WHERE id = ?",
  measure: `SELECT s.enterprise_id AS firm, s.year || ' 年 ' || coalesce(m.task, m.duty, '') AS title
            FROM measure m LEFT JOIN sheet s ON s.id = m.sheet_id WHERE m.id = ?`,
  progress: `SELECT s.enterprise_id AS firm, p.on_date AS title FROM progress p
             LEFT JOIN measure m ON m.id = p.measure_id LEFT JOIN sheet s ON s.id = m.sheet_id
             WHERE p.id = ?`,
  visit: 'SELECT enterprise_id AS firm, visited_on AS title FROM visit WHERE id = ?',
  participant: `SELECT v.enterprise_id AS firm, v.visited_on || ' ' || p.name AS title
                FROM participant p LEFT JOIN visit v ON v.id = p.visit_id WHERE p.id = ?`,
  issue: 'SELECT enterprise_id AS firm, content AS title FROM issue WHERE id = ?',
  remark: 'SELECT enterprise_id AS firm, body AS title FROM remark WHERE id = ?',
  firm_pair: `SELECT p.first_id AS firm, coalesce(a.name, '') || ' 与 ' || coalesce(b.name, '') AS title
              FROM firm_pair p LEFT JOIN enterprise a ON a.id = p.first_id
              LEFT JOIN enterprise b ON b.id = p.second_id WHERE p.id = ?`,
};

/** Rows of ledgers that are called by what other rows say. */
const placesOfLedgers: Readonly<Record<string, string>> = {
  campaign_version: `SELECT NULL AS firm, c.title || ' ' || coalesce(v.published_on, '') AS title
                     FROM campaign_version v LEFT JOIN campaign c ON c.id = v.campaign_id WHERE v.id = ?`,
  campaign_return: `SELECT r.enterprise_id AS firm, c.title AS title FROM campaign_return r
                    LEFT JOIN campaign c ON c.id = r.campaign_id WHERE r.id = ?`,
  // The version it was answered in says what was asked.
  campaign_answer: `
    SELECT r.enterprise_id AS firm, concat_ws(' ', c.title, json_extract(q.value, '$.label'),
      (SELECT json_extract(t.value, '$.label') FROM json_each(q.value, '$.rows') t
       WHERE json_extract(t.value, '$.id') = a.row_key),
      (SELECT json_extract(t.value, '$.label') FROM json_each(q.value, '$.columns') t
       WHERE json_extract(t.value, '$.id') = a.column_id)) AS title
    FROM campaign_answer a LEFT JOIN campaign_return r ON r.id = a.campaign_return_id
    LEFT JOIN campaign c ON c.id = r.campaign_id
    LEFT JOIN campaign_version v ON v.id = a.asked_in
    LEFT JOIN json_each(iif(json_valid(v.sheet), v.sheet, '{}'), '$.questions') q
      ON json_extract(q.value, '$.id') = a.question_id
    WHERE a.id = ?`,
};

/** An attachment is where the record is that it hangs on. */
const placeOfPhoto = (store: Store, row: string): Place => {
  const photo = store.handle
    .prepare('SELECT owner_table AS "table", owner_id AS "row", caption FROM photo WHERE id = ?')
    .get(row) as (RowName & { caption: string | null }) | undefined;
  if (!photo) return { firm: null, title: '' };
  const { firm, title } = placeOf(store, photo);
  return {
    firm,
    title: `${photo.table === 'enterprise' ? '' : title} ${photo.caption ?? ''}`.trim(),
  };
};

export const placeOf = (store: Store, { table, row }: RowName): Place => {
  if (table === 'photo') return placeOfPhoto(store, row);
  const ledger = ledgerNamed(table);
  const sql = ledger ? (placesOfLedgers[table] ?? placeSql(ledger)) : places[table];
  const found = sql === undefined ? undefined : (store.handle.prepare(sql).get(row) as Place);
  const firm = found?.firm ?? null;
  return { firm: firm && homeOf(store, firm), title: (found?.title ?? '').trim() };
};

const withFirm = ledgers.filter(hasFirm);

/** Every row of a firm's file and of those kept under it, the firms first; deleted ones too. */
export const familyOf = (store: Store, firm: string): RowName[] =>
  store.handle
    .prepare(
      `WITH f(id) AS (SELECT @firm UNION SELECT id FROM enterprise_home WHERE home = @firm),
            s(id) AS (SELECT id FROM sheet WHERE enterprise_id IN f),
            m(id) AS (SELECT id FROM measure WHERE sheet_id IN s),
            v(id) AS (SELECT id FROM visit WHERE enterprise_id IN f),
            i(id) AS (SELECT id FROM issue WHERE enterprise_id IN f),
            l(tbl, id) AS (${withFirm.map(familySql).join('\n             UNION ALL ')})
       SELECT 'enterprise' AS "table", id AS "row" FROM f
       UNION ALL SELECT 'sheet', id FROM s
       UNION ALL SELECT 'measure', id FROM m
       UNION ALL SELECT 'progress', id FROM progress WHERE measure_id IN m
       UNION ALL SELECT 'visit', id FROM v
       UNION ALL SELECT 'participant', id FROM participant WHERE visit_id IN v
       UNION ALL SELECT 'issue', id FROM i
       UNION ALL SELECT tbl, id FROM l
       UNION ALL SELECT 'photo', id FROM photo
         WHERE owner_id IN f OR owner_id IN v OR owner_id IN i OR owner_id IN m
           OR owner_id IN (SELECT id FROM l)
       UNION ALL SELECT 'remark', id FROM remark WHERE enterprise_id IN f
       UNION ALL SELECT 'firm_pair', id FROM firm_pair WHERE first_id IN f AND second_id IN f`,
    )
    .all({ firm }) as RowName[];
