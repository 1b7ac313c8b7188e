import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import { enterprise } from './enterprises.ts';
import { measure, progress, sheet } from './sheets.ts';
import { issue, participant, photo, visit } from './visits.ts';

/**
 * The tables that travel. A table is added at the end; a column is added at the end of its table;
 * neither is ever removed or renamed, because changes in flight name them (`schema.test.ts` keeps
 * a snapshot).
 */
export const synced = { enterprise, sheet, measure, progress, visit, participant, issue, photo };

export type SyncedTables = typeof synced;
export type SyncedName = keyof SyncedTables;

/** How a synced table looks to the exchange: columns by their permanent number. */
export type SyncedShape = {
  readonly name: SyncedName;
  readonly columns: readonly { readonly name: string; readonly key: string }[];
};

const shapeOf = (name: SyncedName, table: SQLiteTable): SyncedShape => {
  const keys = new Map(
    Object.entries(table)
      .filter(([, column]) => typeof column === 'object' && column !== null && 'name' in column)
      .map(([key, column]) => [(column as { name: string }).name, key]),
  );
  return {
    name,
    columns: getTableConfig(table).columns.map((c) => ({
      name: c.name,
      key: keys.get(c.name) ?? c.name,
    })),
  };
};

export const syncedShapes: readonly SyncedShape[] = Object.entries(synced).map(([name, table]) =>
  shapeOf(name as SyncedName, table),
);

/** Looks a table name from outside up; an unknown one is `undefined`, never interpolated. */
export const syncedShape = (name: string): SyncedShape | undefined =>
  syncedShapes.find((shape) => shape.name === name);
