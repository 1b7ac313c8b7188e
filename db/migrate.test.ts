import SqliteDatabase from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate, schemaVersion } from './migrate.ts';
import { migrations } from './migrations/index.ts';

const memory = () => new SqliteDatabase(':memory:');
const first = { version: 10, name: 'a', sql: 'CREATE TABLE a (x)' };

test('every shipped step runs on an empty file', () => {
  const db = memory();
  migrate(db);
  expect(schemaVersion(db)).toBe(migrations.at(-1)?.version);
});

test('a store from a newer version is refused in one clear sentence and left alone', () => {
  const db = memory();
  db.pragma('user_version = 990');
  expect(() => migrate(db)).toThrow(
    expect.objectContaining({ code: 'store.newer', message: expect.stringContaining('990') }),
  );
  expect(schemaVersion(db)).toBe(990);
});

test('a step that fails leaves the step before it, whole', () => {
  const db = memory();
  const broken = { version: 20, name: 'b', sql: 'CREATE TABLE b (x); CREATE TABLE a (x)' };
  migrate(db, { steps: [first] });
  expect(() => migrate(db, { steps: [first, broken] })).toThrow();
  expect(schemaVersion(db)).toBe(10);
  expect(db.prepare("SELECT name FROM sqlite_master WHERE name = 'b'").get()).toBeUndefined();
});

test('a new file with a step that fails stays empty', () => {
  const db = memory();
  const broken = { version: 20, name: 'b', sql: 'CREATE TABLE a (x)' };
  expect(() => migrate(db, { steps: [first, broken] })).toThrow();
  expect(schemaVersion(db)).toBe(0);
  expect(db.prepare('SELECT count(*) FROM sqlite_master').pluck().get()).toBe(0);
});

test('a rebuild keeps children that would go with ON DELETE CASCADE', () => {
  const db = memory();
  const family = {
    version: 10,
    name: 'family',
    sql: `CREATE TABLE parent (id INTEGER PRIMARY KEY);
          CREATE TABLE child (parent INTEGER REFERENCES parent ON DELETE CASCADE);
          INSERT INTO parent VALUES (1); INSERT INTO child VALUES (1), (1);`,
  };
  const rebuild = {
    version: 20,
    name: 'rebuild',
    sql: `CREATE TABLE parent2 (id INTEGER PRIMARY KEY, extra TEXT);
          INSERT INTO parent2 (id) SELECT id FROM parent;
          DROP TABLE parent; ALTER TABLE parent2 RENAME TO parent;`,
  };
  migrate(db, { steps: [family, rebuild] });
  expect(db.prepare('SELECT count(*) FROM child').pluck().get()).toBe(2);
});

test('an existing store is backed up once, before the first pending step', () => {
  const db = memory();
  migrate(db, { steps: [first] });
  const seen: number[] = [];
  const second = { version: 20, name: 'b', sql: 'CREATE TABLE b (x)' };
  migrate(db, { steps: [first, second], beforeFirst: () => seen.push(schemaVersion(db)) });
  expect(seen).toEqual([10]);
  expect(schemaVersion(db)).toBe(20);
});

test('steps out of order are a mistake of ours, said before anything runs', () => {
  const late = { version: 5, name: 'late', sql: 'CREATE TABLE l (x)' };
  expect(() => migrate(memory(), { steps: [first, late] })).toThrow('does not come after');
});
