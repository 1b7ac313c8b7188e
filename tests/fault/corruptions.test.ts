import { afterAll, expect, test } from 'vitest';
import { tempDir } from '#tests/support/device.ts';
import { corrupt } from './corruptions.ts';

/** A sample of what `npm run soak` does a hundred thousand times. */
const temp = tempDir();
afterAll(() => temp.remove());

test('1,500 bundles damaged or forged in random ways are refused 1,500 times', async () => {
  const { tried, kinds, codes } = await corrupt({ dir: temp.path, count: 1_500, seed: 20_261_124 });
  expect(Object.values(codes).reduce((sum, n) => sum + n, 0)).toBe(tried);
  expect(Object.keys(kinds)).toHaveLength(5);
});
