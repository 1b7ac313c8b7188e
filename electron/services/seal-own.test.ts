import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { storeFile } from '#db/open.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { write } from '#db/write.ts';
import { makeBench } from '#tests/support/bench.ts';
import { sealOwn } from './seal-own.ts';

const newStore = async () => {
  const dir = mkdtempSync(join(tmpdir(), 'qice-seal-'));
  const { store } = await makeBench(dir, 'officer', '城关所');
  onTestFinished(() => {
    store.close();
    rmSync(dir, { recursive: true, force: true });
  });
  return store;
};

type Sealing = Awaited<ReturnType<typeof newStore>>;

const addFirms = (store: Sealing, from: number, to: number): void =>
  write(store, { actor: '王五', purpose: '建档' }, (door) => {
    for (let i = from; i < to; i++)
      door.insert(enterprise, { id: `firm${i}`, name: `企业${i}`, note: '记事'.repeat(60) });
  });

const waiting = ({ handle }: Sealing): number[] =>
  handle.prepare('SELECT seq FROM sync_op ORDER BY seq').pluck().all() as number[];

test('what is sealed waits no longer; the newest stays and counts on', async () => {
  const store = await newStore();
  addFirms(store, 0, 40);
  const newest = waiting(store).at(-1) ?? 0;
  expect(sealOwn(store)).toBe(1);
  expect(waiting(store)).toEqual([newest]);
  expect(sealOwn(store)).toBe(0);
  expect(waiting(store)).toEqual([newest]);
  addFirms(store, 40, 41);
  expect(waiting(store)).toEqual([newest, newest + 1]);
});

test('changes that are sealed are forgotten without being written once more', async () => {
  const store = await newStore();
  addFirms(store, 0, 4_000);
  const bytes = store.handle
    .prepare("SELECT sum(pgsize) FROM dbstat WHERE name = 'sync_op'")
    .pluck()
    .get() as number;
  store.handle.pragma('wal_checkpoint(TRUNCATE)');
  sealOwn(store);
  const log = statSync(`${storeFile(store.dir)}-wal`).size;
  // The segments, which zstd makes small, and a register for each row.
  expect(bytes).toBeGreaterThan(2_000_000);
  expect(log).toBeLessThan(bytes / 2);
});
