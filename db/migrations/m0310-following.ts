import type { Migration } from './index.ts';

/** The office's own holidays, and who looks after which firm. Made by build/ledger-sql.ts. */
export const m0310: Migration = {
  version: 310,
  name: 'following through',
  sql: `
CREATE TABLE holiday (
  id TEXT PRIMARY KEY NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  day TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT
) STRICT;
CREATE TABLE liaison (
  id TEXT PRIMARY KEY NOT NULL,
  enterprise_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  since TEXT NOT NULL,
  role TEXT NOT NULL,
  person TEXT,
  phone TEXT,
  leader TEXT,
  duty TEXT,
  doc_no TEXT
) STRICT;
CREATE INDEX liaison_by_enterprise ON liaison (enterprise_id);
`,
};
