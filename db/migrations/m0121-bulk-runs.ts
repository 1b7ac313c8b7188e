import type { Migration } from './index.ts';

/** What was set for many firms at once on this machine, and what stood there before: for taking it back. */
export const m0121: Migration = {
  version: 121,
  name: 'bulk runs',
  sql: `
CREATE TABLE bulk_run (
  id TEXT PRIMARY KEY NOT NULL,
  at TEXT NOT NULL,
  person TEXT NOT NULL,
  field TEXT NOT NULL,
  value TEXT,
  undone_at TEXT
) STRICT;
CREATE TABLE bulk_row (
  run_id TEXT NOT NULL,
  enterprise_id TEXT NOT NULL,
  before TEXT,
  PRIMARY KEY (run_id, enterprise_id)
) STRICT, WITHOUT ROWID;
`,
};
