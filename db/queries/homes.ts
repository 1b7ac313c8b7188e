import { type Column, type SQL, sql } from 'drizzle-orm';
import type { Store } from '#db/open.ts';
import { firmPair } from '#db/schema/firm-pairs.ts';
import { enterpriseHome } from '#db/schema/local.ts';
import { among } from './among.ts';
import { type EnterpriseRecord, getEnterprise } from './enterprises.ts';

/** Where the files of a firm are kept (`db/homes.ts` works it out). Reads only. */

export type FirmPairRecord = typeof firmPair.$inferSelect;

/** Home and file of some firms given as JSON `@ids`: SQL for the inside of FROM (…). */
export const filesOfMany = `SELECT value AS home, value AS id FROM json_each(@ids)
  UNION ALL SELECT home, id FROM enterprise_home WHERE home IN (SELECT value FROM json_each(@ids))`;

/** The firm a column's firm is kept under, where `enterprise_home` is joined on that column. */
export const homeOr = (column: Column): SQL => sql`coalesce(${enterpriseHome.home}, ${column})`;

/** The firm under which a firm is kept: mostly itself. */
export const homeOf = ({ handle }: Store, id: string): string =>
  (handle.prepare('SELECT home FROM enterprise_home WHERE id = ?').pluck().get(id) as
    | string
    | undefined) ?? id;

/** The firm a firm is kept under, as a record; deleted ones too. */
export const getKeptFirm = (store: Store, id: string): EnterpriseRecord | undefined =>
  getEnterprise(store.reader, homeOf(store, id));

/** Every file that is kept under a firm, its own first. */
export const filesOf = ({ handle }: Store, home: string): string[] => [
  home,
  ...(handle
    .prepare('SELECT id FROM enterprise_home WHERE home = ? ORDER BY id')
    .pluck()
    .all(home) as string[]),
];

/** firm → home, for every firm that is kept under another one. */
export const allHomes = ({ handle }: Store): ReadonlyMap<string, string> =>
  new Map(handle.prepare('SELECT id, home FROM enterprise_home').raw().all() as [string, string][]);

export const getPairs = ({ reader }: Store, ids: readonly string[]): FirmPairRecord[] =>
  reader.select().from(firmPair).where(among(firmPair.id, ids)).all();

/** Every pair somebody has decided about. */
export const listPairs = ({ reader }: Store): FirmPairRecord[] =>
  reader.select().from(firmPair).orderBy(firmPair.id).all();

/** Live visits, sheets and issues entered under each of some firms. Counting unit: 条. */
export const countRecords = (
  { handle }: Store,
  ids: readonly string[],
): ReadonlyMap<string, number> =>
  new Map(
    handle
      .prepare(
        `SELECT enterprise_id, count(*) FROM (
           SELECT enterprise_id FROM visit WHERE deleted = 0
           UNION ALL SELECT enterprise_id FROM sheet WHERE deleted = 0
           UNION ALL SELECT enterprise_id FROM issue WHERE deleted = 0)
         WHERE enterprise_id IN (SELECT value FROM json_each(?)) GROUP BY enterprise_id`,
      )
      .raw()
      .all(JSON.stringify(ids)) as [string, number][],
  );
