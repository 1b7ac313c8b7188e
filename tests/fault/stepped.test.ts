import { afterAll, expect, test } from 'vitest';
import { tempDir } from '#tests/support/device.ts';
import { killAtSteps } from './stepped.ts';

/** A sample of what `npm run soak` does at every single step. */
const temp = tempDir();
afterAll(() => temp.remove());

test('killed before each 29th step of export, merge, receipt and snapshot, the story ends the same', async () => {
  const figures = await killAtSteps({ dir: temp.path, every: 29 });
  for (const [action, { steps, kills }] of Object.entries(figures)) {
    expect(steps, action).toBeGreaterThan(10);
    expect(kills, action).toBeGreaterThanOrEqual(Math.floor(steps / 29) - 1);
  }
}, 120_000);
