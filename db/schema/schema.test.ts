import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openMemoryStore } from '#db/open.ts';
import { testClock } from '#tests/support/device.ts';
import { createSql } from './create-sql.ts';
import { shippedSchema, synced } from './index.ts';

type Column = {
  name: string;
  type: string;
  notnull: number;
  dflt_value: string | null;
  pk: number;
};

const store = openMemoryStore(testClock());
const columnsOf = (table: string): Column[] =>
  store.handle.pragma(`table_info("${table}")`) as Column[];

const snapshotFile = join(import.meta.dirname, 'synced.snapshot.json');
const shapes = () =>
  Object.fromEntries(shippedSchema.shapes.map((s) => [s.name, s.columns.map((c) => c.name)]));

/**
 * Peers run different versions, and changes in flight name tables and column numbers. Run with
 * UPDATE_SCHEMA=1 after adding at the end; a removal, a rename or a new order must never pass.
 */
test('what travels only grows at its ends', () => {
  if (process.env.UPDATE_SCHEMA || !existsSync(snapshotFile))
    writeFileSync(snapshotFile, `${JSON.stringify(shapes(), null, 2)}\n`);
  const shipped = JSON.parse(readFileSync(snapshotFile, 'utf8')) as Record<string, string[]>;
  const now = shapes();
  expect(Object.keys(now).slice(0, Object.keys(shipped).length)).toEqual(Object.keys(shipped));
  for (const [table, columns] of Object.entries(shipped))
    expect(now[table]?.slice(0, columns.length)).toEqual(columns);
  expect(now, 'new columns or tables: run with UPDATE_SCHEMA=1 and commit the snapshot').toEqual(
    shipped,
  );
});

test('the declared columns are the columns of the migrated file, in the same order', () => {
  for (const shape of shippedSchema.shapes)
    expect(columnsOf(shape.name).map((c) => c.name)).toEqual(shape.columns.map((c) => c.name));
});

test('a table that travels can lose nothing: text key, no other UNIQUE, no foreign key, strict, at most 53 columns', () => {
  for (const { name, columns } of shippedSchema.shapes) {
    expect(columns.length).toBeLessThanOrEqual(53);
    const [id, ...rest] = columnsOf(name);
    expect(id).toMatchObject({ name: 'id', type: 'TEXT', pk: 1 });
    expect(rest.every((c) => c.pk === 0 && ['TEXT', 'INTEGER'].includes(c.type))).toBe(true);
    expect(store.handle.pragma(`foreign_key_list("${name}")`)).toEqual([]);
    const indexes = store.handle.pragma(`index_list("${name}")`) as {
      unique: number;
      origin: string;
    }[];
    expect(indexes.filter((i) => i.unique === 1 && i.origin !== 'pk')).toEqual([]);
    expect(
      store.handle.prepare('SELECT strict FROM pragma_table_list WHERE name = ?').pluck().get(name),
    ).toBe(1);
    expect(columnsOf(name).some((c) => c.name === 'deleted')).toBe(true);
  }
});

test('the migrations make what is declared: types, required cells, defaults and indexes', () => {
  const declared = new SqliteDatabase(':memory:');
  for (const table of Object.values(synced)) declared.exec(createSql(table));
  const columns = (db: typeof declared, name: string) =>
    (db.pragma(`table_info("${name}")`) as Column[]).map((c) => ({ ...c, pk: c.pk > 0 }));
  const indexes = (db: typeof declared, name: string): string[] =>
    db
      .prepare(
        `SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ?
           AND sql IS NOT NULL AND name NOT LIKE 'hidden%' ORDER BY name`,
      )
      .pluck()
      .all(name) as string[];
  for (const { name } of shippedSchema.shapes) {
    expect(columns(store.handle, name), name).toEqual(columns(declared, name));
    expect(indexes(store.handle, name), name).toEqual(indexes(declared, name));
  }
});
