import type { Migration } from './index.ts';

/** Records returned by an office, and what is answered. */
export const m0050: Migration = {
  version: 50,
  name: 'remarks',
  sql: `
CREATE TABLE remark (
  id TEXT PRIMARY KEY NOT NULL,
  about_table TEXT NOT NULL,
  about_id TEXT NOT NULL,
  enterprise_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  answers TEXT,
  body TEXT NOT NULL,
  said_at TEXT NOT NULL,
  office_name TEXT NOT NULL,
  role TEXT NOT NULL,
  person TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX remark_by_record ON remark (about_id);
CREATE INDEX remark_by_return ON remark (answers);
`,
};
