import type { Migration } from './index.ts';

/** Files that are one firm, and where each is kept. */
export const m0160: Migration = {
  version: 160,
  name: 'firm pairs',
  sql: `
CREATE TABLE firm_pair (
  id TEXT PRIMARY KEY NOT NULL,
  first_id TEXT NOT NULL,
  second_id TEXT NOT NULL,
  verdict TEXT NOT NULL,
  keeper TEXT,
  taken TEXT,
  reason TEXT,
  deleted INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX firm_pair_by_first ON firm_pair (first_id);
CREATE INDEX firm_pair_by_second ON firm_pair (second_id);

-- Worked out from firm_pair (db/homes.ts); only firms that are kept under another one.
CREATE TABLE enterprise_home (
  id TEXT PRIMARY KEY NOT NULL,
  home TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX enterprise_home_by_home ON enterprise_home (home);
`,
};
