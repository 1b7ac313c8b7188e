import type { Migration } from './index.ts';

/** The ledgers of a firm's file, and what its own facts lacked. Made by build/ledger-sql.ts. */
export const m0100: Migration = {
  version: 100,
  name: 'ledgers',
  sql: `
ALTER TABLE enterprise ADD COLUMN org_code TEXT;
ALTER TABLE enterprise ADD COLUMN short_name TEXT;
ALTER TABLE enterprise ADD COLUMN station TEXT;
ALTER TABLE enterprise ADD COLUMN grid_officer TEXT;
ALTER TABLE enterprise ADD COLUMN ownership TEXT;
ALTER TABLE enterprise ADD COLUMN own_mark INTEGER;
ALTER TABLE enterprise ADD COLUMN oem INTEGER;
ALTER TABLE enterprise ADD COLUMN exporter INTEGER;
ALTER TABLE enterprise ADD COLUMN hi_tech INTEGER;
ALTER TABLE enterprise ADD COLUMN key_energy INTEGER;
ALTER TABLE enterprise ADD COLUMN agriculture INTEGER;
ALTER TABLE enterprise ADD COLUMN service INTEGER;
ALTER TABLE enterprise ADD COLUMN longitude INTEGER;
ALTER TABLE enterprise ADD COLUMN latitude INTEGER;
ALTER TABLE enterprise ADD COLUMN coordinates TEXT;
ALTER TABLE enterprise ADD COLUMN tier_since TEXT;
ALTER TABLE enterprise ADD COLUMN source_ref TEXT;
CREATE TABLE contact (
  id TEXT PRIMARY KEY NOT NULL,
  enterprise_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  name TEXT NOT NULL,
  post TEXT,
  phone TEXT,
  quality_chief INTEGER,
  duty TEXT
) STRICT;
CREATE INDEX contact_by_enterprise ON contact (enterprise_id);
CREATE TABLE economics (
  id TEXT PRIMARY KEY NOT NULL,
  enterprise_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  year INTEGER NOT NULL,
  period TEXT,
  output INTEGER,
  output_price TEXT,
  revenue INTEGER,
  brand_sales INTEGER,
  profit INTEGER,
  tax INTEGER,
  profit_tax_reported INTEGER,
  export INTEGER,
  rnd INTEGER,
  new_product_output INTEGER,
  assets INTEGER,
  quality_loss INTEGER,
  staff INTEGER,
  tech_staff INTEGER,
  quality_staff INTEGER,
  energy INTEGER,
  share_nation INTEGER,
  rank_nation INTEGER,
  share_province INTEGER,
  rank_province INTEGER,
  share_source TEXT,
  verified INTEGER
) STRICT;
CREATE INDEX economics_by_enterprise ON economics (enterprise_id);
CREATE TABLE product (
  id TEXT PRIMARY KEY NOT NULL,
  enterprise_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  name TEXT NOT NULL,
  model TEXT,
  catalogue_name TEXT,
  category TEXT,
  block TEXT,
  brand TEXT,
  main INTEGER,
  hi_tech INTEGER,
  high_value INTEGER,
  equipment INTEGER,
  own_ip INTEGER,
  capacity TEXT,
  quantity TEXT,
  output_value INTEGER,
  sales INTEGER,
  export INTEGER,
  superior_output INTEGER,
  first_output INTEGER,
  qualified_output INTEGER,
  technology TEXT,
  adoptable INTEGER,
  position TEXT,
  stopped INTEGER
) STRICT;
CREATE INDEX product_by_enterprise ON product (enterprise_id);
CREATE TABLE spot_check (
  id TEXT PRIMARY KEY NOT NULL,
  enterprise_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  checked_on TEXT NOT NULL,
  product TEXT NOT NULL,
  product_id TEXT,
  level TEXT,
  result TEXT NOT NULL,
  failed_items TEXT,
  body TEXT,
  report_no TEXT,
  handling TEXT
) STRICT;
CREATE INDEX spot_check_by_enterprise ON spot_check (enterprise_id);
CREATE TABLE executed_standard (
  id TEXT PRIMARY KEY NOT NULL,
  enterprise_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  standard_no TEXT NOT NULL,
  title TEXT,
  product TEXT,
  product_id TEXT,
  level TEXT,
  state TEXT,
  replaced_by TEXT,
  adoption TEXT,
  foreign_no TEXT,
  adoption_no TEXT,
  adoption_to TEXT,
  declared INTEGER,
  declared_on TEXT
) STRICT;
CREATE INDEX executed_standard_by_enterprise ON executed_standard (enterprise_id);
CREATE TABLE good_behaviour (
  id TEXT PRIMARY KEY NOT NULL,
  enterprise_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  grade TEXT NOT NULL,
  score INTEGER,
  basis TEXT,
  number TEXT,
  confirmed_by TEXT,
  issued_on TEXT,
  valid_to TEXT
) STRICT;
CREATE INDEX good_behaviour_by_enterprise ON good_behaviour (enterprise_id);
CREATE TABLE standards_work (
  id TEXT PRIMARY KEY NOT NULL,
  enterprise_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  title TEXT NOT NULL,
  standard_no TEXT,
  level TEXT,
  role TEXT,
  rank INTEGER,
  stage TEXT,
  approved_on TEXT,
  published_on TEXT
) STRICT;
CREATE INDEX standards_work_by_enterprise ON standards_work (enterprise_id);
CREATE TABLE research_result (
  id TEXT PRIMARY KEY NOT NULL,
  enterprise_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  title TEXT NOT NULL,
  department TEXT,
  level TEXT,
  year INTEGER,
  convertible INTEGER,
  state TEXT,
  standard_no TEXT
) STRICT;
CREATE INDEX research_result_by_enterprise ON research_result (enterprise_id);
CREATE TABLE trademark (
  id TEXT PRIMARY KEY NOT NULL,
  enterprise_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  name TEXT NOT NULL,
  registration_no TEXT,
  nice_class INTEGER,
  goods TEXT,
  owner TEXT,
  kind TEXT,
  recognition TEXT,
  overseas TEXT,
  registered_on TEXT,
  valid_to TEXT,
  state TEXT
) STRICT;
CREATE INDEX trademark_by_enterprise ON trademark (enterprise_id);
CREATE TABLE patent (
  id TEXT PRIMARY KEY NOT NULL,
  enterprise_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  title TEXT NOT NULL,
  patent_no TEXT,
  kind TEXT,
  state TEXT,
  applied_on TEXT,
  granted_on TEXT,
  product_id TEXT
) STRICT;
CREATE INDEX patent_by_enterprise ON patent (enterprise_id);
CREATE TABLE certification (
  id TEXT PRIMARY KEY NOT NULL,
  enterprise_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  kind TEXT NOT NULL,
  number TEXT,
  body TEXT,
  scope TEXT,
  issued_on TEXT,
  valid_to TEXT,
  state TEXT
) STRICT;
CREATE INDEX certification_by_enterprise ON certification (enterprise_id);
CREATE TABLE market_access (
  id TEXT PRIMARY KEY NOT NULL,
  enterprise_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  kind TEXT NOT NULL,
  number TEXT,
  product TEXT,
  body TEXT,
  issued_on TEXT,
  valid_to TEXT,
  state TEXT
) STRICT;
CREATE INDEX market_access_by_enterprise ON market_access (enterprise_id);
CREATE TABLE measurement_system (
  id TEXT PRIMARY KEY NOT NULL,
  enterprise_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  kind TEXT NOT NULL,
  grade TEXT,
  state TEXT,
  number TEXT,
  body TEXT,
  issued_on TEXT,
  valid_to TEXT
) STRICT;
CREATE INDEX measurement_system_by_enterprise ON measurement_system (enterprise_id);
CREATE TABLE instrument (
  id TEXT PRIMARY KEY NOT NULL,
  enterprise_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  name TEXT NOT NULL,
  number TEXT,
  model TEXT,
  range TEXT,
  accuracy TEXT,
  quantity INTEGER,
  use TEXT,
  compulsory INTEGER,
  registered INTEGER,
  verified_on TEXT,
  next_due TEXT,
  result TEXT,
  body TEXT
) STRICT;
CREATE INDEX instrument_by_enterprise ON instrument (enterprise_id);
CREATE TABLE energy_meter (
  id TEXT PRIMARY KEY NOT NULL,
  enterprise_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  year INTEGER NOT NULL,
  energy_kind TEXT NOT NULL,
  level TEXT NOT NULL,
  required INTEGER,
  installed INTEGER,
  verified INTEGER,
  rectify_by TEXT
) STRICT;
CREATE INDEX energy_meter_by_enterprise ON energy_meter (enterprise_id);
CREATE TABLE inspection_ability (
  id TEXT PRIMARY KEY NOT NULL,
  enterprise_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  name TEXT NOT NULL,
  form TEXT,
  factory_test TEXT,
  accreditation TEXT,
  area INTEGER,
  equipment_value INTEGER,
  equipment_level TEXT,
  inspectors INTEGER,
  certified INTEGER,
  items TEXT
) STRICT;
CREATE INDEX inspection_ability_by_enterprise ON inspection_ability (enterprise_id);
CREATE TABLE credit_rating (
  id TEXT PRIMARY KEY NOT NULL,
  enterprise_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  year INTEGER NOT NULL,
  grade TEXT NOT NULL,
  scheme TEXT,
  score INTEGER,
  rater TEXT,
  rated_on TEXT,
  valid_to TEXT,
  published INTEGER,
  reason TEXT,
  appeal TEXT
) STRICT;
CREATE INDEX credit_rating_by_enterprise ON credit_rating (enterprise_id);
CREATE TABLE honour (
  id TEXT PRIMARY KEY NOT NULL,
  enterprise_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  award TEXT NOT NULL,
  level TEXT,
  object TEXT,
  product TEXT,
  product_id TEXT,
  year INTEGER,
  number TEXT,
  doc_no TEXT,
  granted_by TEXT,
  valid_from TEXT,
  valid_to TEXT,
  reward INTEGER,
  revoked INTEGER
) STRICT;
CREATE INDEX honour_by_enterprise ON honour (enterprise_id);
CREATE TABLE tier_history (
  id TEXT PRIMARY KEY NOT NULL,
  enterprise_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  changed_on TEXT NOT NULL,
  tier TEXT NOT NULL,
  before TEXT,
  reason TEXT,
  doc_no TEXT
) STRICT;
CREATE INDEX tier_history_by_enterprise ON tier_history (enterprise_id);
CREATE TABLE former_name (
  id TEXT PRIMARY KEY NOT NULL,
  enterprise_id TEXT NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  name TEXT NOT NULL,
  changed_on TEXT,
  reason TEXT
) STRICT;
CREATE INDEX former_name_by_enterprise ON former_name (enterprise_id);
CREATE TABLE county_total (
  id TEXT PRIMARY KEY NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT,
  source_ref TEXT,
  confirmed_on TEXT,
  note TEXT,
  year INTEGER NOT NULL,
  period TEXT,
  division TEXT NOT NULL,
  firms INTEGER,
  output INTEGER,
  profit_tax INTEGER,
  export INTEGER,
  stated_by TEXT
) STRICT;
`,
};
