import type { Migration } from './index.ts';

/** Matters dealt with ahead of the queue (绿色通道). */
export const m0370: Migration = {
  version: 370,
  name: 'green tickets',
  sql: `
CREATE TABLE green_ticket (
  id TEXT PRIMARY KEY NOT NULL,
  enterprise_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  matter TEXT NOT NULL,
  ticket_no TEXT,
  unit TEXT,
  person TEXT,
  applied_on TEXT NOT NULL,
  accepted_on TEXT,
  statutory_days INTEGER,
  promised_days INTEGER,
  finished_on TEXT,
  result TEXT
) STRICT;
CREATE INDEX green_ticket_by_enterprise ON green_ticket (enterprise_id);
`,
};
