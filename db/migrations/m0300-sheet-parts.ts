import type { Migration } from './index.ts';

/** Editions, the frozen 现状, diagnosis, targets, results, reviews and approvals of 一企一策 sheets. Made by build/ledger-sql.ts. */
export const m0300: Migration = {
  version: 300,
  name: 'sheet-parts',
  sql: `
ALTER TABLE sheet ADD COLUMN previous_id TEXT;
ALTER TABLE sheet ADD COLUMN snapshot TEXT;
ALTER TABLE sheet ADD COLUMN issued_by TEXT;
ALTER TABLE measure ADD COLUMN department TEXT;
ALTER TABLE measure ADD COLUMN resources TEXT;
ALTER TABLE measure ADD COLUMN previous_id TEXT;
CREATE TABLE sheet_gap (
  id TEXT PRIMARY KEY NOT NULL,
  sheet_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  position INTEGER,
  indicator TEXT,
  unit TEXT,
  own TEXT,
  bench TEXT,
  bench_name TEXT,
  gap TEXT,
  origin TEXT
) STRICT;
CREATE INDEX sheet_gap_by_sheet ON sheet_gap (sheet_id);
CREATE TABLE sheet_answer (
  id TEXT PRIMARY KEY NOT NULL,
  sheet_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  question TEXT NOT NULL,
  answer TEXT,
  remark TEXT
) STRICT;
CREATE INDEX sheet_answer_by_sheet ON sheet_answer (sheet_id);
CREATE TABLE sheet_target (
  id TEXT PRIMARY KEY NOT NULL,
  sheet_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  position INTEGER,
  award TEXT,
  product TEXT,
  planned_year INTEGER,
  goal TEXT,
  cultivation_id TEXT
) STRICT;
CREATE INDEX sheet_target_by_sheet ON sheet_target (sheet_id);
CREATE TABLE sheet_result (
  id TEXT PRIMARY KEY NOT NULL,
  sheet_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  position INTEGER,
  indicator TEXT,
  unit TEXT,
  before TEXT,
  after TEXT,
  as_of TEXT,
  effect TEXT
) STRICT;
CREATE INDEX sheet_result_by_sheet ON sheet_result (sheet_id);
CREATE TABLE sheet_review (
  id TEXT PRIMARY KEY NOT NULL,
  sheet_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  held_on TEXT NOT NULL,
  people TEXT,
  conclusions TEXT NOT NULL,
  recorded_by TEXT
) STRICT;
CREATE INDEX sheet_review_by_sheet ON sheet_review (sheet_id);
CREATE TABLE sheet_approval (
  id TEXT PRIMARY KEY NOT NULL,
  sheet_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  step TEXT NOT NULL,
  verdict TEXT NOT NULL,
  opinion TEXT,
  person TEXT NOT NULL,
  on_date TEXT NOT NULL,
  said_at TEXT,
  digest TEXT
) STRICT;
CREATE INDEX sheet_approval_by_sheet ON sheet_approval (sheet_id);
`,
};
