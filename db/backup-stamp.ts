import type { Database } from 'better-sqlite3';
import { openEncrypted } from './open.ts';

/** Whether a copy still holds everything the store holds, told without comparing them. */

/** Changes with everything a backup would hold: own and foreign changes, drafts, trust, bundles. */
export const contentStamp = (handle: Database): string =>
  handle
    .prepare(
      `SELECT concat_ws(' ',
         (SELECT coalesce(max(seq), 0) FROM sync_op),
         (SELECT coalesce(max(arrival), 0) FROM sync_segment),
         (SELECT concat(count(*), max(saved_at)) FROM draft),
         (SELECT concat(count(*), max(trusted_at)) FROM office),
         (SELECT concat(count(*), max(at)) FROM certificate),
         (SELECT concat(count(*), max(at), max(answered_at)) FROM bundle),
         (SELECT concat(count(*), max(undone_at)) FROM import_run),
         (SELECT concat(count(*), max(at)) FROM sync_park),
         (SELECT concat(count(*), max(value)) FROM setting))`,
    )
    .pluck()
    .get() as string;

/** The stamp of a copy; undefined for one that cannot be read. */
export const backupStamp = (file: string, key: Uint8Array): string | undefined => {
  try {
    const db = openEncrypted(file, key, true);
    try {
      return contentStamp(db);
    } finally {
      db.close();
    }
  } catch {
    return undefined;
  }
};
