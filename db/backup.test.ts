import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeBench } from '#tests/support/bench.ts';
import { tempDir, testClock } from '#tests/support/device.ts';
import { listBackups, makeBackup } from './backup.ts';
import { shippedSchema } from './schema/index.ts';

const temp = tempDir();
afterAll(() => temp.remove());

test('a clock that went back does not make the newest copy the first to be dropped', async () => {
  const clock = testClock('2026-03-02T08:00:00.000Z');
  const place = join(temp.path, 'store');
  const { store, storeKey: key } = await makeBench(
    place,
    'officer',
    '石桥所',
    shippedSchema,
    clock,
  );
  const dir = join(temp.path, 'backups');
  const make = () => makeBackup(store, { dir, key, keystore: join(dir, 'none'), reason: 'merge' });
  const counts = Array.from({ length: 12 }, () => {
    make();
    return listBackups(dir).length;
  });
  const kept = Math.max(...counts);
  expect(kept).toBeLessThan(12);
  clock.at -= 400 * 86_400_000;
  for (let i = 0; i < 3; i++) {
    const { name } = make();
    expect(existsSync(join(dir, name))).toBe(true);
    expect(listBackups(dir)).toHaveLength(kept);
  }
  store.close();
});
