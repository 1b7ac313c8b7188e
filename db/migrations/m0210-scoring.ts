import type { Migration } from './index.ts';

/** Experts, entries by hand, benchmarks, self-assessment and brand value. Made by build/ledger-sql.ts. */
export const m0210: Migration = {
  version: 210,
  name: 'scoring',
  sql: `
CREATE TABLE expert (
  id TEXT PRIMARY KEY NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  name TEXT NOT NULL,
  unit TEXT,
  title TEXT,
  trade TEXT,
  phone TEXT,
  away INTEGER
) STRICT;
CREATE TABLE expert_conflict (
  id TEXT PRIMARY KEY NOT NULL,
  expert_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  firm_id TEXT NOT NULL,
  firm_name TEXT,
  reason TEXT
) STRICT;
CREATE INDEX expert_conflict_by_expert ON expert_conflict (expert_id);
CREATE TABLE score_panel (
  id TEXT PRIMARY KEY NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  title TEXT NOT NULL,
  scheme_version_id TEXT,
  year INTEGER,
  seats INTEGER,
  seed INTEGER,
  drawn_on TEXT,
  drawn_by TEXT,
  record TEXT,
  firms TEXT,
  closed_on TEXT
) STRICT;
CREATE TABLE panel_seat (
  id TEXT PRIMARY KEY NOT NULL,
  score_panel_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  alias TEXT NOT NULL,
  expert_id TEXT NOT NULL,
  expert_name TEXT
) STRICT;
CREATE INDEX panel_seat_by_score_panel ON panel_seat (score_panel_id);
CREATE TABLE expert_score (
  id TEXT PRIMARY KEY NOT NULL,
  panel_seat_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  firm_id TEXT NOT NULL,
  item_code TEXT NOT NULL,
  points INTEGER,
  comment TEXT
) STRICT;
CREATE INDEX expert_score_by_panel_seat ON expert_score (panel_seat_id);
CREATE TABLE score_entry (
  id TEXT PRIMARY KEY NOT NULL,
  enterprise_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  scheme_id TEXT NOT NULL,
  item_code TEXT NOT NULL,
  year INTEGER NOT NULL,
  value TEXT,
  evidence TEXT
) STRICT;
CREATE INDEX score_entry_by_enterprise ON score_entry (enterprise_id);
CREATE TABLE score_adjustment (
  id TEXT PRIMARY KEY NOT NULL,
  enterprise_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  scheme_id TEXT NOT NULL,
  item_code TEXT NOT NULL,
  year INTEGER NOT NULL,
  points INTEGER NOT NULL,
  reason TEXT NOT NULL,
  decided_by TEXT
) STRICT;
CREATE INDEX score_adjustment_by_enterprise ON score_adjustment (enterprise_id);
CREATE TABLE benchmark (
  id TEXT PRIMARY KEY NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  name TEXT NOT NULL,
  firm_id TEXT,
  region TEXT,
  trade TEXT,
  why TEXT
) STRICT;
CREATE TABLE benchmark_value (
  id TEXT PRIMARY KEY NOT NULL,
  benchmark_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  indicator TEXT NOT NULL,
  year INTEGER NOT NULL,
  figure INTEGER,
  stated_by TEXT
) STRICT;
CREATE INDEX benchmark_value_by_benchmark ON benchmark_value (benchmark_id);
CREATE TABLE firm_benchmark (
  id TEXT PRIMARY KEY NOT NULL,
  enterprise_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  benchmark_id TEXT NOT NULL,
  purpose TEXT
) STRICT;
CREATE INDEX firm_benchmark_by_enterprise ON firm_benchmark (enterprise_id);
CREATE TABLE self_assessment (
  id TEXT PRIMARY KEY NOT NULL,
  enterprise_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  year INTEGER NOT NULL,
  scheme_version_id TEXT NOT NULL,
  assessor TEXT,
  assessed_on TEXT,
  state TEXT,
  summary TEXT
) STRICT;
CREATE INDEX self_assessment_by_enterprise ON self_assessment (enterprise_id);
CREATE TABLE self_assessment_item (
  id TEXT PRIMARY KEY NOT NULL,
  self_assessment_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  item_code TEXT NOT NULL,
  percent INTEGER,
  strengths TEXT,
  evidence TEXT,
  improvement TEXT,
  responsible TEXT,
  due_on TEXT
) STRICT;
CREATE INDEX self_assessment_item_by_self_assessment ON self_assessment_item (self_assessment_id);
CREATE TABLE brand_assumption (
  id TEXT PRIMARY KEY NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  name TEXT NOT NULL,
  horizon INTEGER,
  current_return INTEGER,
  fixed_return INTEGER,
  industry_return INTEGER,
  growth_near INTEGER,
  growth_far INTEGER,
  brand_share INTEGER,
  weight_quality INTEGER,
  weight_service INTEGER,
  weight_innovation INTEGER,
  weight_tangible INTEGER,
  weight_intangible INTEGER,
  strength_factor0 INTEGER,
  strength_factor100 INTEGER,
  basis TEXT
) STRICT;
CREATE TABLE brand_value_run (
  id TEXT PRIMARY KEY NOT NULL,
  enterprise_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  base_year INTEGER NOT NULL,
  ranking TEXT,
  ran_on TEXT,
  ran_by TEXT,
  brand_value INTEGER,
  strength INTEGER,
  discount INTEGER,
  formula TEXT,
  inputs TEXT,
  assumptions TEXT,
  working TEXT,
  firm_name TEXT
) STRICT;
CREATE INDEX brand_value_run_by_enterprise ON brand_value_run (enterprise_id);
`,
};
