import type { Migration } from './index.ts';

/** What a section promises a firm for a time (跟踪服务协议). */
export const m0320: Migration = {
  version: 320,
  name: 'agreements',
  sql: `
CREATE TABLE agreement (
  id TEXT PRIMARY KEY NOT NULL,
  enterprise_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  agreement_no TEXT,
  section TEXT NOT NULL,
  contact TEXT,
  phone TEXT,
  services TEXT,
  terms TEXT,
  visits_per_year INTEGER,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  signed_on TEXT,
  firm_signer TEXT
) STRICT;
CREATE INDEX agreement_by_enterprise ON agreement (enterprise_id);
`,
};
