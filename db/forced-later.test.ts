import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { createForcedLater } from './forced-later.ts';

/** A file with one table, and a disk that is as slow as the test wants. */
const openNotes = (force?: (file: number) => Promise<void>) => {
  const dir = mkdtempSync(join(tmpdir(), 'qice-later-'));
  const path = join(dir, 'notes.db');
  const handle = new SqliteDatabase(path);
  handle.pragma('journal_mode = WAL');
  handle.pragma('synchronous = FULL');
  handle.exec('CREATE TABLE note (body TEXT NOT NULL)');
  const later = createForcedLater(handle, `${path}-wal`, force);
  onTestFinished(() => {
    later.close();
    handle.close();
    rmSync(dir, { recursive: true, force: true });
  });
  const add = handle.prepare('INSERT INTO note VALUES (?)');
  const write = (body: string) => later.forcedLater(() => add.run(body).changes);
  const count = () => handle.prepare('SELECT count(*) FROM note').pluck().get() as number;
  const care = () => handle.pragma('synchronous', { simple: true });
  return { handle, path, later, write, count, care };
};

/** Forcings that end when they are told to. */
const slowDisk = () => {
  const underWay: { readonly done: () => void; readonly failed: (error: Error) => void }[] = [];
  const force = (): Promise<void> =>
    new Promise((done, failed) => {
      underWay.push({ done, failed });
    });
  return { underWay, force };
};

/** Everything that can go on without the disk has gone on. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('what is written can be read at once, and is answered once the disk has it', async () => {
  const disk = slowDisk();
  const { write, count, care } = openNotes(disk.force);
  const answered: string[] = [];
  const first = write('a').then(() => answered.push('a'));
  expect(count()).toBe(1);
  expect(care()).toBe(2);
  await settled();
  expect([disk.underWay.length, answered]).toEqual([1, []]);
  disk.underWay[0]?.done();
  await first;
  expect(answered).toEqual(['a']);
});

test('a forcing that is under way answers for nothing that came after it began; the next one for all of it', async () => {
  const disk = slowDisk();
  const { write } = openNotes(disk.force);
  const answered: string[] = [];
  const note = (body: string) => write(body).then(() => answered.push(body));
  const first = note('a');
  await settled();
  const rest = [note('b'), note('c')];
  await settled();
  expect(disk.underWay).toHaveLength(1);
  disk.underWay[0]?.done();
  await first;
  await settled();
  expect([disk.underWay.length, answered]).toEqual([2, ['a']]);
  disk.underWay[1]?.done();
  await Promise.all(rest);
  expect(answered).toEqual(['a', 'b', 'c']);
});

test('a disk that does not take it is told to those who waited, and asked again by the next', async () => {
  const disk = slowDisk();
  const { write } = openNotes(disk.force);
  const first = write('a');
  await settled();
  disk.underWay[0]?.failed(Object.assign(new Error('full'), { code: 'ENOSPC' }));
  await expect(first).rejects.toMatchObject({ code: 'ENOSPC' });
  const second = write('b');
  await settled();
  disk.underWay[1]?.done();
  expect(await second).toBe(1);
});

test('a write that fails leaves the next ones as careful as ever, and is no part of another', async () => {
  const { handle, later, write, care } = openNotes();
  await expect(
    later.forcedLater(() => {
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  expect(care()).toBe(2);
  handle.exec('BEGIN');
  await expect(write('a')).rejects.toThrow('begins its own');
  handle.exec('ROLLBACK');
});

test('on a real file, also closed while it is forced', async () => {
  const { handle, write, path, later, count } = openNotes();
  expect(await write('a')).toBe(1);
  expect(existsSync(`${path}-wal`)).toBe(true);
  const last = write('b');
  await settled();
  const waiting = write('c');
  later.close();
  expect(count()).toBe(3);
  handle.close();
  expect(existsSync(`${path}-wal`)).toBe(false);
  expect(await Promise.all([last, waiting])).toEqual([1, 1]);
});
