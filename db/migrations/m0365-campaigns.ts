import type { Migration } from './index.ts';

/** Campaigns: what is asked, in versions, and what firms answered. Made by build/ledger-sql.ts. */
export const m0365: Migration = {
  version: 365,
  name: 'campaigns',
  sql: `
CREATE TABLE campaign (
  id TEXT PRIMARY KEY NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  title TEXT NOT NULL,
  purpose TEXT,
  starts_on TEXT,
  ends_on TEXT,
  lead TEXT,
  sheet TEXT,
  closed_on TEXT
) STRICT;
CREATE TABLE campaign_version (
  id TEXT PRIMARY KEY NOT NULL,
  campaign_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  previous_id TEXT,
  sheet TEXT NOT NULL,
  digest TEXT NOT NULL,
  published_on TEXT,
  published_by TEXT
) STRICT;
CREATE INDEX campaign_version_by_campaign ON campaign_version (campaign_id);
CREATE TABLE campaign_return (
  id TEXT PRIMARY KEY NOT NULL,
  enterprise_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  campaign_id TEXT NOT NULL,
  asker TEXT,
  visit_id TEXT,
  answered_by TEXT,
  completed_on TEXT,
  completed_by TEXT
) STRICT;
CREATE INDEX campaign_return_by_enterprise ON campaign_return (enterprise_id);
CREATE INDEX campaign_return_by_campaign_id ON campaign_return (campaign_id);
CREATE TABLE campaign_answer (
  id TEXT PRIMARY KEY NOT NULL,
  campaign_return_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  question_id TEXT NOT NULL,
  row_key TEXT,
  column_id TEXT,
  value TEXT,
  asked_in TEXT
) STRICT;
CREATE INDEX campaign_answer_by_campaign_return ON campaign_answer (campaign_return_id);
`,
};
