import type { Migration } from './index.ts';

/** Segments whose bodies a laptop has let go of: which they were, so that they are known again. */
export const m0075: Migration = {
  version: 75,
  name: 'compaction',
  sql: `
CREATE TABLE sync_past (
  origin TEXT NOT NULL,
  seq0 INTEGER NOT NULL,
  seq1 INTEGER NOT NULL,
  arrival INTEGER NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (origin, seq0)
) STRICT, WITHOUT ROWID;
`,
};
