import type { Migration } from './index.ts';

/** What the form of a visit asks for besides, and the phrases and templates it offers. Made by build/ledger-sql.ts. */
export const m0350: Migration = {
  version: 350,
  name: 'visit form',
  sql: `
ALTER TABLE visit ADD COLUMN satisfaction TEXT;
ALTER TABLE visit ADD COLUMN found_status TEXT;
CREATE TABLE visit_phrase (
  id TEXT PRIMARY KEY NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  owner TEXT NOT NULL,
  field TEXT NOT NULL,
  text TEXT NOT NULL,
  position INTEGER
) STRICT;
CREATE TABLE visit_template (
  id TEXT PRIMARY KEY NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  owner TEXT NOT NULL,
  name TEXT NOT NULL,
  position INTEGER,
  service_types TEXT,
  place TEXT,
  purpose TEXT,
  content TEXT,
  findings TEXT,
  advice TEXT,
  materials TEXT,
  follow_up TEXT
) STRICT;
`,
};
