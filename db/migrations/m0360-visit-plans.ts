import type { Migration } from './index.ts';

/** Which firms are to be visited in a quarter, and the stops of a day's round. Made by build/ledger-sql.ts. */
export const m0360: Migration = {
  version: 360,
  name: 'visit plans',
  sql: `
CREATE TABLE visit_plan (
  id TEXT PRIMARY KEY NOT NULL,
  enterprise_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  year INTEGER NOT NULL,
  quarter INTEGER NOT NULL,
  person TEXT,
  times INTEGER,
  from_on TEXT,
  due_on TEXT,
  purpose TEXT,
  basis TEXT,
  deferred_on TEXT,
  deferred TEXT
) STRICT;
CREATE INDEX visit_plan_by_enterprise ON visit_plan (enterprise_id);
CREATE INDEX visit_plan_by_year_quarter ON visit_plan (year, quarter);
CREATE TABLE route_stop (
  id TEXT PRIMARY KEY NOT NULL,
  enterprise_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  day TEXT NOT NULL,
  lead TEXT NOT NULL,
  companions TEXT,
  position INTEGER NOT NULL,
  time TEXT
) STRICT;
CREATE INDEX route_stop_by_enterprise ON route_stop (enterprise_id);
CREATE INDEX route_stop_by_day ON route_stop (day);
`,
};
