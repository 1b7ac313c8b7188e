import { join } from 'node:path';
import { listBackups, makeBackup } from '#db/backup.ts';
import { backupStamp, contentStamp } from '#db/backup-stamp.ts';
import { quickCheck } from './check.ts';
import type { Bench } from './export.ts';

/** What is done to a store at every start besides opening it: its pages are read, a copy is made. */

type Place = Pick<Bench, 'store' | 'storeKey' | 'backupDir'>;

/** A command that only looked leaves nothing to back up: what the newest copy holds is not copied again. */
export const backUpIfChanged = ({ store, storeKey, backupDir }: Place, keystore: string): void => {
  const [newest] = listBackups(backupDir);
  const held = newest && backupStamp(join(backupDir, newest.name), storeKey);
  if (held === contentStamp(store.handle)) return;
  makeBackup(store, { dir: backupDir, key: storeKey, keystore, reason: 'start' });
};

/**
 * Both, as a job beside the open store: of 200,000 firms it takes seconds that nobody should wait
 * for. A damaged store is not copied.
 *
 * @returns what is wrong, or null
 */
export const lookOver = async (
  bench: Place,
  { keystore }: { readonly keystore: string },
): Promise<{ readonly fault: string | null }> => {
  const fault = quickCheck(bench.store) ?? null;
  if (fault === null) backUpIfChanged(bench, keystore);
  return { fault };
};
