import type { Migration } from './index.ts';

/** A store that began with a snapshot: its base, where the logs stood then, and what authors had seen. */
export const m0060: Migration = {
  version: 60,
  name: 'snapshots',
  sql: `
CREATE TABLE sync_base (
  place INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL,
  body BLOB NOT NULL
) STRICT;
CREATE TABLE sync_base_point (
  origin TEXT PRIMARY KEY NOT NULL,
  seq INTEGER NOT NULL,
  head TEXT NOT NULL
) STRICT;
CREATE TABLE sync_context (
  origin TEXT NOT NULL,
  seq0 INTEGER NOT NULL,
  seq1 INTEGER NOT NULL,
  ctx TEXT NOT NULL,
  PRIMARY KEY (origin, seq0)
) STRICT, WITHOUT ROWID;
`,
};
