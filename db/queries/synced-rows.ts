import type { Store } from '#db/open.ts';
import { type SyncedName, shapeNamed } from '#db/schema/index.ts';
import { allHomes } from './homes.ts';

/**
 * Rows of any table that travels, by key of their columns. Names come from the schema; a name from
 * outside is looked up, never interpolated.
 */

export type SyncedValue = string | number | null;
export type SyncedRow = Readonly<Record<string, SyncedValue>>;

const selectList = (store: Store, table: SyncedName): string => {
  const shape = shapeNamed(store.schema, table);
  if (!shape) throw new RangeError(`no table ${table}`);
  return shape.columns.map(({ name, key }) => `"${name}" AS "${key}"`).join(', ');
};

/** Whether there is any row at all, deleted or not. */
export const hasRows = (store: Store, table: SyncedName): boolean =>
  store.handle.prepare(`SELECT 1 FROM "${table}" LIMIT 1`).get() !== undefined;

/** Rows by id, deleted ones too. */
export const rowsById = (
  store: Store,
  table: SyncedName,
  ids: readonly string[],
): ReadonlyMap<string, SyncedRow> => {
  const rows = store.handle
    .prepare(
      `SELECT ${selectList(store, table)} FROM "${table}"
       WHERE id IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(ids)) as SyncedRow[];
  return new Map(rows.map((row) => [String(row.id), row]));
};

/** Every row of a table, deleted ones too: for tables of some dozens of rows. */
export const allRows = (store: Store, table: SyncedName): SyncedRow[] =>
  store.handle.prepare(`SELECT ${selectList(store, table)} FROM "${table}"`).all() as SyncedRow[];

/** Rows that hang on some firms, deleted ones too, by firm. */
export const rowsOfFirms = (
  store: Store,
  table: SyncedName,
  firms: readonly string[],
): ReadonlyMap<string, readonly SyncedRow[]> => {
  const rows = store.handle
    .prepare(
      `SELECT ${selectList(store, table)} FROM "${table}"
       WHERE enterprise_id IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(firms)) as SyncedRow[];
  return Map.groupBy(rows, (row) => String(row.enterpriseId)) as ReadonlyMap<string, SyncedRow[]>;
};

/** The same with what hangs on files that were merged into them, by the firm asked for. */
export const rowsOfFamilies = (
  store: Store,
  table: SyncedName,
  firms: readonly string[],
): ReadonlyMap<string, readonly SyncedRow[]> => {
  const own = rowsOfFirms(store, table, firms);
  const asked = new Set(firms);
  const others = [...allHomes(store)].filter(([, home]) => asked.has(home));
  if (others.length === 0) return own;
  const theirs = rowsOfFirms(
    store,
    table,
    others.map(([id]) => id),
  );
  const all = new Map(own);
  for (const [id, home] of others)
    all.set(home, [...(all.get(home) ?? []), ...(theirs.get(id) ?? [])]);
  return all;
};

/** Tables that have a column and a mark for what is out of sight. */
const tablesWith = (store: Store, column: string): string[] =>
  store.schema.shapes
    .filter(({ columns }) =>
      [column, 'deleted'].every((wanted) => columns.some(({ name }) => name === wanted)),
    )
    .map(({ name }) => name);

/** Of some firms, those that a live row of any table or a file hangs on, with that table's name. */
export const firmsInUse = (store: Store, firms: readonly string[]): ReadonlyMap<string, string> => {
  const places = [
    ...tablesWith(store, 'enterprise_id').map((table) => [table, 'enterprise_id'] as const),
    ['photo', 'owner_id'] as const,
  ];
  const used = new Map<string, string>();
  for (const [table, column] of places) {
    const ids = store.handle
      .prepare(
        `SELECT value FROM json_each(?) WHERE EXISTS
           (SELECT 1 FROM "${table}" WHERE "${column}" = value AND deleted = 0)`,
      )
      .pluck()
      .all(JSON.stringify(firms)) as string[];
    for (const id of ids) used.set(id, table);
  }
  return used;
};

/**
 * Rows of a ledger that a file or a live row of another table hangs on or points at, with that table's
 * name. All of them at once: of a ledger's rows few are.
 */
export const rowsInUse = (store: Store, ledger: SyncedName): ReadonlyMap<string, string> => {
  const column = `${ledger}_id`;
  const pointing = tablesWith(store, column).map(
    (table) =>
      `SELECT "${column}", '${table}' FROM "${table}" WHERE deleted = 0 AND "${column}" IS NOT NULL`,
  );
  const files = `SELECT owner_id, 'photo' FROM photo WHERE deleted = 0 AND owner_table = ?`;
  return new Map(
    store.handle
      .prepare([...pointing, files].join(' UNION '))
      .raw()
      .all(ledger) as [string, string][],
  );
};

export type FirmName = {
  readonly id: string;
  readonly uscc: string | null;
  readonly name: string;
  readonly formerNames: string | null;
};

/** Every live firm by what people call it. */
export const firmNames = (store: Store): FirmName[] =>
  store.handle
    .prepare(`SELECT id, uscc, name, former_names AS formerNames FROM enterprise WHERE deleted = 0`)
    .all() as FirmName[];
