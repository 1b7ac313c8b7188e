import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { peakBytes } from './peak.ts';

const megabytes = 2 ** 20;

describe('the peak of memory', () => {
  it('grows with what the process takes and does not shrink when it is given back', () => {
    const before = peakBytes();
    const taken = Buffer.alloc(96 * megabytes, 1).length;
    const after = peakBytes();
    expect(after).toBeGreaterThan(before + taken / 2);
    expect(peakBytes()).toBeGreaterThanOrEqual(after);
  });

  it('is that of the process, not of the one that started it', async () => {
    const held = Buffer.alloc(192 * megabytes, 1);
    const code = `import(${JSON.stringify(join(import.meta.dirname, 'peak.ts'))}).then((m) => console.log(m.peakBytes()))`;
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', code]);
    expect(Number(stdout)).toBeGreaterThan(20 * megabytes);
    expect(Number(stdout)).toBeLessThan(held.length);
  });
});
