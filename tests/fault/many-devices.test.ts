import { afterAll, expect, test } from 'vitest';
import { tempDir } from '#tests/support/device.ts';
import { manyDevices } from './many-devices.ts';

/** A sample of what `npm run soak` does with two hundred. */
const temp = tempDir();
afterAll(() => temp.remove());

test('a county of twelve laptops, three of them retired, and the city end alike', async () => {
  const { bundles, emptyManifest, fullManifest } = await manyDevices({
    dir: temp.path,
    devices: 12,
    quarters: 2,
  });
  expect(bundles).toBe(24);
  expect(emptyManifest).toBeLessThan(fullManifest);
}, 60_000);
