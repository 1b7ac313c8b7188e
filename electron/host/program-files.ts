import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Where the program's own parts lie. */
export type ProgramFiles = {
  /** The built screen. */
  readonly screenDir: string;
  /** The thread that long work runs in. */
  readonly worker: URL;
  /** The desktop's preload. */
  readonly preload: string;
};

/**
 * @param entryDir the folder of a door's entry file: `out/main`, or `electron` where the sources run
 *   as they are
 */
export const findProgramFiles = (entryDir: string): ProgramFiles => {
  const built = join(entryDir, 'worker.js');
  const isBuilt = existsSync(built);
  const out = isBuilt ? join(entryDir, '..') : join(entryDir, '..', 'out');
  return {
    screenDir: join(out, 'renderer'),
    worker: pathToFileURL(isBuilt ? built : join(entryDir, 'jobs', 'worker.ts')),
    preload: join(out, 'preload', 'preload.cjs'),
  };
};
