import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { tempDir } from '#tests/support/device.ts';
import { fillAtPages, killAtSteps } from './stepped.ts';

/** Samples of what `npm run soak` does at every single step and page. */
const temp = tempDir();
afterAll(() => temp.remove());

test('killed before each 193th step of export, merge, receipt, compaction and snapshot, the story ends the same', async () => {
  const figures = await killAtSteps({ dir: join(temp.path, 'kills'), every: 193 });
  for (const [action, { steps, kills }] of Object.entries(figures)) {
    expect(steps, action).toBeGreaterThan(10);
    expect(kills, action).toBeGreaterThanOrEqual(Math.floor(steps / 193) - 1);
  }
}, 300_000);

test('a disk that is full at each sixteenth page is said to be full, and costs nothing', async () => {
  const met = await fillAtPages(join(temp.path, 'full'), 16);
  for (const action of ['merge', 'compact', 'begin'] as const)
    expect(met[action], action).toBeGreaterThan(0);
}, 300_000);
