import type { Migration } from './index.ts';

/** Signatures under the record of a visit. Made by build/ledger-sql.ts. */
export const m0355: Migration = {
  version: 355,
  name: 'visit signatures',
  sql: `
CREATE TABLE visit_signature (
  id TEXT PRIMARY KEY NOT NULL,
  visit_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  side TEXT NOT NULL,
  way TEXT NOT NULL,
  person TEXT NOT NULL,
  title TEXT,
  on_date TEXT NOT NULL,
  said_at TEXT,
  digest TEXT
) STRICT;
CREATE INDEX visit_signature_by_visit ON visit_signature (visit_id);
`,
};
