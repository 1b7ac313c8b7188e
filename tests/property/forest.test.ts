import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { tempDir } from '#tests/support/device.ts';
import { type Life, liveOnce } from './forest.ts';

/** A sample of what `npm run soak` does two thousand times; QICE_TREES and FC_SEED change it. */
const temp = tempDir();
afterAll(() => temp.remove());

test('trees of devices on real stores and files end alike, whatever happened on the way (P1, P4, P6, P9)', async () => {
  const first = Number(process.env.FC_SEED ?? 20_261_124);
  const lives: Life[] = [];
  for (let i = 0; i < Number(process.env.QICE_TREES ?? 6); i++) {
    const dir = join(temp.path, `${i}`);
    lives.push(await liveOnce(dir, first + i));
    rmSync(dir, { recursive: true });
  }
  const sum = (of: keyof Life): number => lives.reduce((all, life) => all + life[of], 0);
  // Lives in which nothing went wrong would prove nothing.
  for (const of of ['writes', 'bundles', 'lost', 'conflicts', 'late', 'compacted'] as const)
    expect(sum(of), of).toBeGreaterThan(0);
}, 120_000);
