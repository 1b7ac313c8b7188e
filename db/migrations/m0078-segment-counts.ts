import type { Migration } from './index.ts';

/**
 * What each stored segment holds, by table, so that an export need not open them all to say so. In a
 * table of its own: behind the body a column would lie at the end of its overflow pages.
 */
export const m0078: Migration = {
  version: 78,
  name: 'segment counts',
  sql: `
CREATE TABLE sync_count (
  arrival INTEGER PRIMARY KEY NOT NULL,
  counts TEXT NOT NULL
) STRICT;
CREATE TRIGGER sync_count_follows AFTER DELETE ON sync_segment
BEGIN
  DELETE FROM sync_count WHERE arrival = old.arrival;
END;
`,
};
