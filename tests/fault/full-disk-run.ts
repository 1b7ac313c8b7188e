import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { startChild } from '#tests/support/child.ts';
import type { FullDisk } from './full-disk.ts';

/** In a process that may mount a disk of its own, where this machine has such a thing. */
const shell =
  spawnSync('unshare', ['-rm', 'true']).status === 0
    ? (['unshare', '-rm', 'sh', '-c', 'exec "$@"', 'sh'] as const)
    : undefined;

/** @throws with what the process said, where the story did not end as it should */
export const fullDisk = async (
  dir: string,
  every: number,
): Promise<{ readonly disk: 'tmpfs' | 'capped files'; readonly met: FullDisk }> => {
  const life = join(import.meta.dirname, 'lives', 'full-disk.ts');
  const { code, out, err } = await startChild(life, [dir, `${every}`], shell ? { shell } : {})
    .ended;
  if (code !== 0) throw new Error(err);
  return JSON.parse(out);
};
