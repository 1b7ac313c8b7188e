import type { Migration } from './index.ts';

/** Cultivation and the way of applications. Made by build/ledger-sql.ts. */
export const m0230: Migration = {
  version: 230,
  name: 'pipeline',
  sql: `
CREATE TABLE application (
  id TEXT PRIMARY KEY NOT NULL,
  enterprise_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  award TEXT NOT NULL,
  award_id TEXT,
  year INTEGER NOT NULL,
  object TEXT,
  product TEXT,
  product_id TEXT,
  handler TEXT,
  due_on TEXT
) STRICT;
CREATE INDEX application_by_enterprise ON application (enterprise_id);
CREATE TABLE application_step (
  id TEXT PRIMARY KEY NOT NULL,
  application_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  after_id TEXT,
  stage TEXT NOT NULL,
  on_date TEXT NOT NULL,
  person TEXT,
  doc_no TEXT,
  reason TEXT,
  unit TEXT
) STRICT;
CREATE INDEX application_step_by_application ON application_step (application_id);
CREATE TABLE application_item (
  id TEXT PRIMARY KEY NOT NULL,
  application_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  name TEXT NOT NULL,
  position INTEGER,
  must INTEGER,
  due_on TEXT,
  done_on TEXT,
  person TEXT
) STRICT;
CREATE INDEX application_item_by_application ON application_item (application_id);
CREATE TABLE application_version (
  id TEXT PRIMARY KEY NOT NULL,
  application_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  version INTEGER NOT NULL,
  made_on TEXT,
  author TEXT,
  reviewer TEXT,
  reviewed_on TEXT,
  comments TEXT,
  verdict TEXT
) STRICT;
CREATE INDEX application_version_by_application ON application_version (application_id);
CREATE TABLE cultivation (
  id TEXT PRIMARY KEY NOT NULL,
  enterprise_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  year INTEGER NOT NULL,
  target_award TEXT,
  product TEXT,
  product_id TEXT,
  planned_year INTEGER,
  mentor TEXT,
  intention TEXT,
  barriers TEXT,
  state TEXT,
  state_reason TEXT
) STRICT;
CREATE INDEX cultivation_by_enterprise ON cultivation (enterprise_id);
CREATE TABLE catalogue_entry (
  id TEXT PRIMARY KEY NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  award TEXT NOT NULL,
  year INTEGER NOT NULL,
  category TEXT,
  name TEXT NOT NULL,
  synonyms TEXT,
  class_code TEXT,
  conditions TEXT,
  least_sales INTEGER,
  deadline TEXT,
  doc_no TEXT
) STRICT;
CREATE TABLE area_honour (
  id TEXT PRIMARY KEY NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  award TEXT NOT NULL,
  level TEXT,
  holder TEXT,
  product TEXT,
  year INTEGER,
  number TEXT,
  doc_no TEXT,
  valid_from TEXT,
  valid_to TEXT,
  revoked INTEGER
) STRICT;
CREATE TABLE structure_goal (
  id TEXT PRIMARY KEY NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  year INTEGER NOT NULL,
  indicator TEXT NOT NULL,
  rate INTEGER,
  count INTEGER,
  doc_no TEXT
) STRICT;
ALTER TABLE tier_history ADD COLUMN score INTEGER;
`,
};
