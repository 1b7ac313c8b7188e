import type { Migration } from './index.ts';

/** Whose agreement a county asks for before a sheet is issued, and at whose desk an opinion was entered. */
export const m0395: Migration = {
  version: 395,
  name: 'approval rules',
  sql: `
CREATE TABLE approval_rule (
  id TEXT PRIMARY KEY NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  division TEXT NOT NULL,
  from_on TEXT NOT NULL,
  section TEXT,
  leader TEXT,
  said_at TEXT,
  office TEXT,
  role TEXT
) STRICT;
ALTER TABLE sheet_approval ADD COLUMN role TEXT;
`,
};
