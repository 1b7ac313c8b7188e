import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { tempDir } from '#tests/support/device.ts';
import { fullDisk } from './full-disk-run.ts';

/** A sample of what `npm run soak -- --only block` does at every single block. */
const temp = tempDir();
afterAll(() => temp.remove());

test('a disk full at each 89th block of bundle, receipt, parked file, backup, picture and snapshot', async () => {
  const { disk, met } = await fullDisk(join(temp.path, 'disk'), 89);
  const mayMount = spawnSync('unshare', ['-rm', 'true']).status === 0;
  if (mayMount) expect(disk).toBe('tmpfs');
  for (const action of ['export', 'photo', 'park', 'merge and unpark', 'backup'] as const)
    expect(met[action], action).toBeGreaterThan(0);
}, 240_000);
