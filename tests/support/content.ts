import type { Store } from '#db/open.ts';
import { sha256Stream } from '#sync/seal.ts';

/** Settings in which the program notes what it did of itself: they are no content. */
const ownNotes = ['quarantineSchema', 'lastCheck'];

/** Emptied at every opening: what the roll in memory has yet to read again. */
const passing = ['roll_change', 'issue_change'];

/**
 * Everything a store holds — its rooms, its log, its drafts, its pictures — as one hash a table.
 * Left out is what changes at every opening.
 */
export const contentOf = ({ handle, media }: Pick<Store, 'handle' | 'media'>) => {
  const tables = handle
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all()
    .filter((table) => !passing.includes(table as string)) as string[];
  const digest = (db: typeof handle, table: string): string => {
    const columns = (db.pragma(`table_info("${table}")`) as { name: string }[])
      .map(({ name }) => name)
      .filter((name) => name !== 'incarnation')
      .map((name) => `quote("${name}")`);
    const where =
      table === 'setting' ? `WHERE key NOT IN (${ownNotes.map((key) => `'${key}'`).join()})` : '';
    const hash = sha256Stream();
    const rows = db.prepare(
      `SELECT concat_ws(',', ${columns.join(', ')}) FROM "${table}" ${where} ORDER BY 1`,
    );
    for (const row of rows.pluck().iterate()) hash.update(Buffer.from(`${row}\n`));
    return hash.hex();
  };
  return Object.fromEntries([
    ...tables.sort().map((table) => [table, digest(handle, table)] as const),
    ['media', digest(media.handle, 'media')] as const,
  ]);
};
