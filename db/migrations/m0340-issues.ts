import type { Migration } from './index.ts';

/** The life of issues: what is said when one is registered, the steps of its way, how long each may take. */
export const m0340: Migration = {
  version: 340,
  name: 'issues',
  sql: `
ALTER TABLE issue ADD COLUMN number TEXT;
ALTER TABLE issue ADD COLUMN channel TEXT;
ALTER TABLE issue ADD COLUMN urgency TEXT;
ALTER TABLE issue ADD COLUMN term TEXT;
ALTER TABLE issue ADD COLUMN raised_time TEXT;
ALTER TABLE issue ADD COLUMN raised_by TEXT;
ALTER TABLE issue ADD COLUMN contact TEXT;
ALTER TABLE issue ADD COLUMN registrar TEXT;
ALTER TABLE issue ADD COLUMN handler_unit TEXT;
ALTER TABLE issue ADD COLUMN handler TEXT;
ALTER TABLE issue ADD COLUMN due_on TEXT;
ALTER TABLE issue ADD COLUMN note TEXT;
CREATE TABLE issue_step (
  id TEXT PRIMARY KEY NOT NULL,
  issue_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  after_id TEXT,
  action TEXT NOT NULL,
  on_date TEXT NOT NULL,
  at_time TEXT,
  person TEXT,
  unit TEXT,
  text TEXT,
  doc_no TEXT,
  due_on TEXT,
  to_unit TEXT,
  to_person TEXT,
  opinion TEXT,
  firm_person TEXT
) STRICT;
CREATE INDEX issue_step_by_issue ON issue_step (issue_id);
CREATE TABLE issue_limit (
  id TEXT PRIMARY KEY NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  timer TEXT NOT NULL,
  amount INTEGER NOT NULL
) STRICT;
`,
};
