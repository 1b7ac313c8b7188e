import { close, fdatasync, openSync } from 'node:fs';
import { promisify } from 'node:util';
import type { Database } from 'better-sqlite3';

/**
 * Runs a write of its own and comes back once it lies on the disk, like any other write. The wait for the
 * disk is the caller's alone: it is spent in a thread of the system, and everybody else is answered
 * meanwhile. For what is written at every keystroke, and beside photographs.
 *
 * @throws what `work` throws; what the system says where the disk does not take it
 */
export type ForcedLater = <T>(work: () => T) => Promise<T>;

const forceToDisk = promisify(fdatasync);

/**
 * @param journal the write-ahead log of `handle`, there with its first write
 * @param force forces an open file to the disk
 */
export const createForcedLater = (
  handle: Database,
  journal: string,
  force: (file: number) => Promise<void> = forceToDisk,
): { readonly forcedLater: ForcedLater; readonly close: () => void } => {
  let file: number | undefined;
  let underWay: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;
  let isClosed = false;

  /** What began before this commit need not have taken it along; the next one takes all that wait. */
  const nextForcing = (): Promise<void> => {
    const begin = (): Promise<void> => {
      next = null;
      // Whoever closes the database forces all that is left.
      if (isClosed) return Promise.resolve();
      // To be forced on every system, the file must be open for writing. Nobody locks this one.
      file ??= openSync(journal, 'r+');
      underWay = force(file);
      return underWay;
    };
    next ??= underWay.then(begin, begin);
    return next;
  };

  const forcedLater: ForcedLater = async (work) => {
    if (handle.inTransaction) throw new Error('a write that is forced later begins its own');
    handle.pragma('synchronous = NORMAL');
    let result: ReturnType<typeof work>;
    try {
      result = work();
    } finally {
      handle.pragma('synchronous = FULL');
    }
    await nextForcing();
    return result;
  };

  return {
    forcedLater,
    close: () => {
      isClosed = true;
      const opened = file;
      // Its number must not be given to another file while it is forced.
      if (opened !== undefined)
        void underWay.catch(() => undefined).then(() => close(opened, () => undefined));
    },
  };
};
