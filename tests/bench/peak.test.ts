import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const megabytes = 2 ** 20;

/** What `code` prints in a process of its own, with `peakBytes` at hand: this one has had its peak long ago. */
const inChild = async (code: string): Promise<number[]> => {
  const module = JSON.stringify(join(import.meta.dirname, 'peak.ts'));
  const program = `import(${module}).then(({ peakBytes }) => { ${code} })`;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', program]);
  return stdout.trim().split('\n').map(Number);
};

test('the peak of memory grows with what the process takes and does not shrink when it is given back', async () => {
  const [before = 0, during = 0, after = 0] = await inChild(`
    console.log(peakBytes());
    let taken = Buffer.alloc(${96 * megabytes}, 1);
    console.log(peakBytes());
    taken = undefined;
    console.log(peakBytes());`);
  expect(during).toBeGreaterThan(before + 48 * megabytes);
  expect(after).toBeGreaterThanOrEqual(during);
});

test('the peak is that of the process, not of the one that started it', async () => {
  const held = Buffer.alloc(192 * megabytes, 1);
  const [peak = 0] = await inChild('console.log(peakBytes())');
  expect(peak).toBeGreaterThan(20 * megabytes);
  expect(peak).toBeLessThan(held.length);
});
