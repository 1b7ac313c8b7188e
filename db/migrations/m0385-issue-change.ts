import type { Migration } from './index.ts';

/** What is known of issues in memory follows the notes of the triggers instead of being read anew after every write. */
export const m0385: Migration = {
  version: 385,
  name: 'issue changes',
  sql: `
CREATE TABLE issue_change (
  seq INTEGER PRIMARY KEY,
  issue TEXT NOT NULL
) STRICT;
`,
};
