import type { Migration } from './index.ts';

/** The award catalogue, its ladders, scoring schemes and runs. Made by build/ledger-sql.ts. */
export const m0200: Migration = {
  version: 200,
  name: 'award catalogue',
  sql: `
CREATE TABLE award (
  id TEXT PRIMARY KEY NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  aliases TEXT,
  level TEXT,
  track TEXT,
  object TEXT,
  organiser TEXT,
  legal_basis TEXT,
  cycle TEXT,
  validity_years INTEGER,
  window_open TEXT,
  window_close TEXT,
  quota TEXT,
  predecessor_id TEXT,
  successor_id TEXT,
  active_from TEXT,
  active_to TEXT,
  bearer_label TEXT,
  link_only INTEGER,
  pack TEXT,
  pack_version TEXT
) STRICT;
CREATE TABLE award_edition (
  id TEXT PRIMARY KEY NOT NULL,
  award_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  edition TEXT NOT NULL,
  state TEXT,
  valid_from TEXT,
  valid_to TEXT,
  doc_no TEXT,
  notice_days INTEGER,
  scheme_version_id TEXT,
  published_on TEXT,
  digest TEXT,
  copied_from_id TEXT
) STRICT;
CREATE INDEX award_edition_by_award ON award_edition (award_id);
CREATE TABLE award_window (
  id TEXT PRIMARY KEY NOT NULL,
  award_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  year INTEGER NOT NULL,
  opens_on TEXT,
  closes_on TEXT,
  quota INTEGER,
  doc_no TEXT,
  review_from TEXT,
  review_to TEXT
) STRICT;
CREATE INDEX award_window_by_award ON award_window (award_id);
CREATE TABLE award_reward (
  id TEXT PRIMARY KEY NOT NULL,
  award_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  payer TEXT NOT NULL,
  from_year INTEGER NOT NULL,
  to_year INTEGER,
  amount INTEGER,
  grade TEXT,
  highest_only INTEGER,
  doc_no TEXT,
  deadline TEXT
) STRICT;
CREATE INDEX award_reward_by_award ON award_reward (award_id);
CREATE TABLE award_step (
  id TEXT PRIMARY KEY NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  from_id TEXT NOT NULL,
  to_id TEXT NOT NULL,
  ladder TEXT,
  kind TEXT,
  still_valid INTEGER,
  held_years INTEGER,
  basis TEXT
) STRICT;
CREATE TABLE award_condition (
  id TEXT PRIMARY KEY NOT NULL,
  award_edition_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  code TEXT NOT NULL,
  position INTEGER,
  text TEXT NOT NULL,
  kind TEXT,
  evidence TEXT,
  indicator TEXT,
  comparison TEXT,
  threshold INTEGER
) STRICT;
CREATE INDEX award_condition_by_award_edition ON award_condition (award_edition_id);
CREATE TABLE award_dossier_item (
  id TEXT PRIMARY KEY NOT NULL,
  award_edition_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  code TEXT NOT NULL,
  position INTEGER,
  title TEXT NOT NULL,
  must INTEGER,
  given_by TEXT,
  copies INTEGER,
  days_before INTEGER,
  demand TEXT
) STRICT;
CREATE INDEX award_dossier_item_by_award_edition ON award_dossier_item (award_edition_id);
CREATE TABLE scheme (
  id TEXT PRIMARY KEY NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  purpose TEXT,
  object TEXT,
  basis TEXT,
  pack TEXT,
  pack_version TEXT
) STRICT;
CREATE TABLE scheme_version (
  id TEXT PRIMARY KEY NOT NULL,
  scheme_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  version TEXT NOT NULL,
  state TEXT,
  full INTEGER,
  tie_breaks TEXT,
  expert_mean TEXT,
  trim INTEGER,
  valid_from TEXT,
  valid_to TEXT,
  doc_no TEXT,
  published_on TEXT,
  digest TEXT,
  copied_from_id TEXT
) STRICT;
CREATE INDEX scheme_version_by_scheme ON scheme_version (scheme_id);
CREATE TABLE scheme_item (
  id TEXT PRIMARY KEY NOT NULL,
  scheme_version_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  code TEXT NOT NULL,
  group_code TEXT,
  position INTEGER,
  title TEXT NOT NULL,
  kind TEXT NOT NULL,
  indicator TEXT,
  cap INTEGER,
  floor INTEGER,
  rule TEXT,
  explain TEXT,
  evidence TEXT
) STRICT;
CREATE INDEX scheme_item_by_scheme_version ON scheme_item (scheme_version_id);
CREATE TABLE score_run (
  id TEXT PRIMARY KEY NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  title TEXT NOT NULL,
  scheme_version_id TEXT,
  scheme_title TEXT,
  award_id TEXT,
  year INTEGER,
  data_date TEXT NOT NULL,
  ran_on TEXT,
  ran_by TEXT,
  firms INTEGER,
  vetoed INTEGER,
  selection TEXT,
  scheme TEXT,
  digest TEXT,
  again_id TEXT,
  panel_id TEXT,
  compiled_by TEXT,
  checked_by TEXT,
  approved_by TEXT
) STRICT;
CREATE TABLE score_result (
  id TEXT PRIMARY KEY NOT NULL,
  score_run_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  firm_id TEXT NOT NULL,
  firm_name TEXT,
  total INTEGER,
  rank INTEGER,
  veto TEXT,
  lines TEXT
) STRICT;
CREATE INDEX score_result_by_score_run ON score_result (score_run_id);
`,
};
