import type { Migration } from './index.ts';

/** What was assigned or handed over in one step on this machine: for taking it back, and for its list. */
export const m0311: Migration = {
  version: 311,
  name: 'follow runs',
  sql: `
CREATE TABLE follow_run (
  id TEXT PRIMARY KEY NOT NULL,
  at TEXT NOT NULL,
  person TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  undo TEXT NOT NULL,
  undone_at TEXT
) STRICT;
`,
};
