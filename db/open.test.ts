import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { randomBytes } from '#sync/seal.ts';
import { testClock } from '#tests/support/device.ts';
import { openStore, withMorePages } from './open.ts';

const newStore = () => {
  const dir = mkdtempSync(join(tmpdir(), 'qice-open-'));
  const store = openStore({ dir, key: randomBytes(32), clock: testClock() });
  onTestFinished(() => {
    store.close();
    rmSync(dir, { recursive: true, force: true });
  });
  return store;
};

test('neither rows nor pictures lie in temporary files, which nobody encrypts', () => {
  const { handle, media } = newStore();
  for (const db of [handle, media.handle])
    expect(db.pragma('temp_store')).toEqual([{ temp_store: 2 }]);
});

test('more pages are kept while much is written, also where that fails, and as many as ever after', () => {
  const store = newStore();
  const pages = (): number => store.handle.pragma('cache_size', { simple: true }) as number;
  const before = pages();
  expect(withMorePages(store, pages)).toBeLessThan(before);
  expect(() =>
    withMorePages(store, () => {
      throw new Error('full');
    }),
  ).toThrow('full');
  expect(pages()).toBe(before);
});
