import { getTableName } from 'drizzle-orm';
import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import { type Migration, migrations } from '#db/migrations/index.ts';
import {
  campaignLedgers,
  cultivationLedgers,
  fileLedgers,
  followLedgers,
  issueLedgers,
  paperLedgers,
  planLedgers,
  serviceLedgers,
  sheetLedgers,
  visitFormLedgers,
  visitPartLedgers,
} from '#shared/registers/index.ts';
import { enterprise } from './enterprises.ts';
import { firmPair } from './firm-pairs.ts';
import { tablesOf } from './ledgers.ts';
import { remark } from './remarks.ts';
import { measure, progress, sheet } from './sheets.ts';
import { issue, participant, photo, visit } from './visits.ts';

/**
 * The tables that travel. A table is added at the end; a column is added at the end of its table;
 * neither is ever removed or renamed, because changes in flight name them (`schema.test.ts` keeps
 * a snapshot).
 */
export const synced = {
  enterprise,
  sheet,
  measure,
  progress,
  visit,
  participant,
  issue,
  photo,
  remark,
  ...tablesOf(fileLedgers),
  firm_pair: firmPair,
  ...tablesOf(cultivationLedgers),
  ...tablesOf(followLedgers),
  ...tablesOf(issueLedgers),
  ...tablesOf(sheetLedgers),
  ...tablesOf(paperLedgers),
  ...tablesOf(planLedgers),
  ...tablesOf(campaignLedgers),
  ...tablesOf(visitFormLedgers),
  ...tablesOf(serviceLedgers),
  ...tablesOf(visitPartLedgers),
};

export type SyncedTables = typeof synced;
export type SyncedName = keyof SyncedTables;

/** The name a table travels under. */
export const tableName = (table: SyncedTables[SyncedName]): SyncedName =>
  getTableName(table) as SyncedName;

/** How a synced table looks to the exchange: columns by their permanent number. */
export type SyncedShape = {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly key: string }[];
};

const shapeOf = (name: string, table: SQLiteTable): SyncedShape => {
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

/** What a program knows of the tables that travel, and how a file gets there. */
export type StoreSchema = {
  readonly shapes: readonly SyncedShape[];
  readonly migrations: readonly Migration[];
};

/** The schema this program ships. Tests run older and newer ones beside it. */
export const shippedSchema: StoreSchema = {
  shapes: Object.entries(synced).map(([name, table]) => shapeOf(name, table)),
  migrations,
};

/** Looks a table name from outside up; an unknown one is `undefined`, never interpolated. */
export const shapeNamed = (schema: StoreSchema, name: string): SyncedShape | undefined =>
  schema.shapes.find((shape) => shape.name === name);
