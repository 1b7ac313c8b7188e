import { and, asc, eq, getTableColumns, isNotNull } from 'drizzle-orm';
import type { Reader, Store } from '#db/open.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import type { FirmTraits } from '#shared/doubles.ts';
import { among } from './among.ts';

export type EnterpriseRecord = typeof enterprise.$inferSelect;

/** What a line of the list shows of a firm's own row. */
const listed = [
  ...(['id', 'name', 'formerNames', 'uscc', 'type', 'legalRep', 'station', 'township'] as const),
  ...(['address', 'industry', 'block', 'contactName', 'contactPhone', 'status', 'tier'] as const),
  ...(['foundedOn', 'capitalAmount', 'capitalCurrency', 'confirmedOn'] as const),
] satisfies (keyof EnterpriseRecord)[];

export type ListedFirm = Pick<EnterpriseRecord, (typeof listed)[number]>;

/** Columns under the names the program calls them by: written once, where building it took longer than reading. */
const firmsAt = (keys: readonly (keyof EnterpriseRecord)[]): string => {
  const columns = getTableColumns(enterprise);
  return `SELECT ${keys.map((key) => `e.${columns[key].name} AS ${key}`).join(', ')}
    FROM json_each(?) w CROSS JOIN enterprise e ON e.rowid = w.value ORDER BY w.key`;
};

const wholeFirmsAt = firmsAt(
  Object.keys(getTableColumns(enterprise)) as (keyof EnterpriseRecord)[],
);
const listedFirmsAt = firmsAt(listed);

/**
 * Firms at these places of the roll, in the order given.
 *
 * @returns those that are still there
 */
export const enterprisesAt = (store: Store, rowids: Iterable<number>): EnterpriseRecord[] =>
  store.statement(wholeFirmsAt).all(JSON.stringify([...rowids])) as EnterpriseRecord[];

/** The same, of each what the list shows: a third of its columns. */
export const listedFirms = (store: Store, rowids: Iterable<number>): ListedFirm[] =>
  store.statement(listedFirmsAt).all(JSON.stringify([...rowids])) as ListedFirm[];

/** The first live firms as they were registered, those kept under another one left out, and how many there are: without the roll. */
export const firstEnterprises = (
  store: Store,
  page: { readonly limit: number; readonly offset: number },
): { readonly total: number; readonly rowids: readonly number[] } => ({
  total: store.handle
    .prepare(
      `SELECT (SELECT count(*) FROM enterprise) - (SELECT count(*) FROM enterprise WHERE deleted = 1)
         - (SELECT count(*) FROM enterprise_home h JOIN enterprise e ON e.id = h.id AND e.deleted = 0)`,
    )
    .pluck()
    .get() as number,
  rowids: store.handle
    .prepare(
      `SELECT rowid FROM enterprise WHERE deleted = 0 AND id NOT IN (SELECT id FROM enterprise_home)
       ORDER BY rowid LIMIT ? OFFSET ?`,
    )
    .pluck()
    .all(page.limit, page.offset) as number[],
});

export const getEnterprise = (reader: Reader, id: string): EnterpriseRecord | undefined =>
  reader.select().from(enterprise).where(eq(enterprise.id, id)).get();

export const getEnterprises = (
  reader: Reader,
  ids: readonly string[],
): ReadonlyMap<string, EnterpriseRecord> =>
  new Map(
    reader
      .select()
      .from(enterprise)
      .where(among(enterprise.id, ids))
      .all()
      .map((row) => [row.id, row]),
  );

/** What two files of one firm are told by, of every live firm that is not kept under another one. */
export const allFirmTraits = ({ handle }: Store): FirmTraits[] =>
  handle
    .prepare(
      `SELECT id, name, former_names AS formerNames, uscc, contact_phone AS phone,
         legal_rep AS legalRep, address
       FROM enterprise
       WHERE deleted = 0 AND id NOT IN (SELECT id FROM enterprise_home)`,
    )
    .all() as FirmTraits[];

/** Those of some firms that have a live sheet, visit or issue. */
export const enterprisesInUse = (store: Store, ids: readonly string[]): string[] =>
  store.handle
    .prepare(
      `SELECT value FROM json_each(?) WHERE
         EXISTS (SELECT 1 FROM sheet WHERE enterprise_id = value AND deleted = 0)
         OR EXISTS (SELECT 1 FROM visit WHERE enterprise_id = value AND deleted = 0)
         OR EXISTS (SELECT 1 FROM issue WHERE enterprise_id = value AND deleted = 0)`,
    )
    .pluck()
    .all(JSON.stringify(ids)) as string[];

/** Live firms of a block industry, by name. */
export const enterprisesOfBlock = (
  reader: Reader,
  block: string,
): { readonly id: string; readonly name: string }[] =>
  reader
    .select({ id: enterprise.id, name: enterprise.name })
    .from(enterprise)
    .where(and(eq(enterprise.block, block), eq(enterprise.deleted, 0)))
    .orderBy(asc(enterprise.name), asc(enterprise.id))
    .all();

/** Blocks firms are mapped to, by name. */
export const blocksInUse = (reader: Reader): string[] =>
  reader
    .selectDistinct({ block: enterprise.block })
    .from(enterprise)
    .where(and(isNotNull(enterprise.block), eq(enterprise.deleted, 0)))
    .orderBy(asc(enterprise.block))
    .all()
    .flatMap(({ block }) => block ?? []);
