import type { Statement } from 'better-sqlite3';
import { getTableColumns, getTableName } from 'drizzle-orm';
import type { Store } from './open.ts';
import type { SyncedName, SyncedTables } from './schema/index.ts';

/** The statements a transaction writes rows with, made once for each set of cells. Names come from the schema. */

export type SyncedTable = SyncedTables[SyncedName];

type Verb = 'INSERT' | 'UPDATE';

/** Rows one statement adds, the most that fit first: so many shapes of one statement and no more. */
const rowsAtOnce = [64, 16, 4, 1] as const;

/** Names of a table's columns, by the keys of the schema. @throws RangeError for one it does not have */
const columnNames = (table: SyncedTable, keys: readonly string[]): string[] => {
  const columns: Readonly<Record<string, { readonly name: string } | undefined>> =
    getTableColumns(table);
  return keys.map((key) => {
    const column = columns[key];
    if (!column) throw new RangeError(`${getTableName(table)} has no column ${key}`);
    return `"${column.name}"`;
  });
};

const sqlOf = (table: SyncedTable, verb: Verb, keys: readonly string[], rows: number): string => {
  const name = getTableName(table);
  const names = columnNames(table, keys);
  if (verb === 'UPDATE')
    return `UPDATE "${name}" SET ${names.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`;
  const row = `(${names.map(() => '?').join(', ')})`;
  return `INSERT INTO "${name}" (${names.join(', ')}) VALUES ${Array(rows).fill(row).join(', ')}`;
};

/** Cells that are named; an undefined one is left to its default. */
const given = (row: object): [string[], unknown[]] => {
  const keys: string[] = [];
  const values: unknown[] = [];
  for (const [key, value] of Object.entries(row))
    if (value !== undefined) {
      keys.push(key);
      values.push(value);
    }
  return [keys, values];
};

export type RowStatements = {
  readonly insert: (table: SyncedTable, row: object) => void;
  /** @param values of rows one after the other, each in the order of `keys` */
  readonly insertRows: (
    table: SyncedTable,
    keys: readonly string[],
    values: readonly unknown[],
  ) => void;
  /** @returns whether the row exists */
  readonly update: (table: SyncedTable, id: string, patch: object) => boolean;
};

export const openStatements = ({ handle }: Pick<Store, 'handle'>): RowStatements => {
  const made = new Map<SyncedTable, Map<string, Statement>>();
  const statement = (
    table: SyncedTable,
    verb: Verb,
    keys: readonly string[],
    rows = 1,
  ): Statement => {
    const ofTable = made.get(table) ?? new Map<string, Statement>();
    if (ofTable.size === 0) made.set(table, ofTable);
    const shape = `${verb} ${rows} ${keys.join(' ')}`;
    const known = ofTable.get(shape);
    if (known) return known;
    const fresh = handle.prepare(sqlOf(table, verb, keys, rows));
    ofTable.set(shape, fresh);
    return fresh;
  };
  return {
    insert: (table, row) => {
      const [keys, values] = given(row);
      statement(table, 'INSERT', keys).run(values);
    },
    insertRows: (table, keys, values) => {
      let at = 0;
      for (const rows of rowsAtOnce) {
        const width = rows * keys.length;
        for (; at + width <= values.length; at += width)
          statement(table, 'INSERT', keys, rows).run(values.slice(at, at + width));
      }
      if (at < values.length) throw new RangeError('values of half a row');
    },
    update: (table, id, patch) => {
      const [keys, values] = given(patch);
      values.push(id);
      return statement(table, 'UPDATE', keys).run(values).changes > 0;
    },
  };
};
