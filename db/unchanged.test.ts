import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { tempDir } from '#tests/support/device.ts';
import { openEncrypted } from './open.ts';
import { createWhileUnchanged } from './unchanged.ts';

const temp = tempDir();
const key = new Uint8Array(32).fill(7);
const db = openEncrypted(join(temp.path, 'a.db'), key);
db.exec('CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (1)');
const whileUnchanged = createWhileUnchanged(db);
afterAll(() => {
  db.close();
  temp.remove();
});

let asked = 0;
const sum = (): number =>
  whileUnchanged('sum', () => {
    asked += 1;
    return db.prepare('SELECT sum(n) FROM t').pluck().get() as number;
  });

test('is asked once until something is written, here or elsewhere', () => {
  expect([sum(), sum(), asked]).toEqual([1, 1, 1]);
  db.exec('INSERT INTO t VALUES (2)');
  expect([sum(), sum(), asked]).toEqual([3, 3, 2]);
  const other = openEncrypted(join(temp.path, 'a.db'), key);
  other.exec('UPDATE t SET n = n * 10');
  other.close();
  expect([sum(), sum(), asked]).toEqual([30, 30, 3]);
});

test('an answer of another minute is another one, and only the last is kept', () => {
  const made: string[] = [];
  const at = (minute: string): string =>
    whileUnchanged('minute', () => `${minute}${made.push(minute)}`, minute);
  expect([at('08:00'), at('08:00'), at('08:01'), at('08:00')]).toEqual([
    '08:001',
    '08:001',
    '08:012',
    '08:003',
  ]);
});

test('what a transaction saw and took back is never an answer', () => {
  const before = sum();
  db.exec('BEGIN; DELETE FROM t');
  expect(sum()).toBeNull();
  db.exec('ROLLBACK');
  expect(sum()).toBe(before);
});

test('an answer that is no longer good is handed to whoever makes the next', () => {
  const rows = (): readonly number[] =>
    whileUnchanged<readonly number[]>('rows', (before = []) => [
      ...before,
      db.prepare('SELECT count(*) FROM t').pluck().get() as number,
    ]);
  expect([rows(), rows()]).toEqual([[2], [2]]);
  db.exec('INSERT INTO t VALUES (5)');
  expect(rows()).toEqual([2, 3]);
});
