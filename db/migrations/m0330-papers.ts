import type { Migration } from './index.ts';

/** What the paper of a visit asks for besides, and the office's own templates. Made by build/ledger-sql.ts. */
export const m0330: Migration = {
  version: 330,
  name: 'papers',
  sql: `
ALTER TABLE visit ADD COLUMN materials TEXT;
ALTER TABLE visit ADD COLUMN follow_up TEXT;
CREATE TABLE document_template (
  id TEXT PRIMARY KEY NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  name TEXT NOT NULL,
  paper TEXT NOT NULL,
  format TEXT NOT NULL,
  stopped INTEGER,
  follows TEXT,
  office TEXT,
  role TEXT
) STRICT;
`,
};
