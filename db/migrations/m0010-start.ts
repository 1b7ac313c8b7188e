/** The first schema: rooms of the thin road, and every table the exchange will need. */
export const m0010 = {
  version: 10,
  name: 'start',
  sql: `
CREATE TABLE enterprise (
  id TEXT PRIMARY KEY NOT NULL,
  uscc TEXT,
  name TEXT NOT NULL,
  former_names TEXT,
  type TEXT,
  legal_rep TEXT,
  founded_on TEXT,
  capital_amount INTEGER,
  capital_currency TEXT,
  capital_text TEXT,
  scope TEXT,
  division TEXT,
  township TEXT,
  address TEXT,
  industry TEXT,
  block TEXT,
  contact_name TEXT,
  contact_phone TEXT,
  status TEXT,
  tier TEXT,
  source TEXT,
  confirmed_on TEXT,
  note TEXT,
  deleted INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE measure (
  id TEXT PRIMARY KEY NOT NULL,
  sheet_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  person TEXT,
  duty TEXT,
  goal TEXT,
  task TEXT,
  due_on TEXT,
  state TEXT NOT NULL DEFAULT '未启动',
  deleted INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX measure_by_sheet ON measure (sheet_id);
CREATE TABLE progress (
  id TEXT PRIMARY KEY NOT NULL,
  measure_id TEXT NOT NULL,
  on_date TEXT NOT NULL,
  percent INTEGER,
  note TEXT NOT NULL,
  person TEXT,
  deleted INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX progress_by_measure ON progress (measure_id);
CREATE TABLE sheet (
  id TEXT PRIMARY KEY NOT NULL,
  enterprise_id TEXT NOT NULL,
  year INTEGER NOT NULL,
  grade TEXT,
  situation TEXT,
  gap TEXT,
  goal TEXT,
  status TEXT NOT NULL DEFAULT 'draft',
  issued_on TEXT,
  deleted INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX sheet_by_enterprise ON sheet (enterprise_id);
CREATE TABLE issue (
  id TEXT PRIMARY KEY NOT NULL,
  enterprise_id TEXT NOT NULL,
  visit_id TEXT,
  type TEXT NOT NULL,
  content TEXT NOT NULL,
  raised_on TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT '登记',
  position INTEGER NOT NULL DEFAULT 0,
  deleted INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX issue_by_enterprise ON issue (enterprise_id);
CREATE INDEX issue_by_visit ON issue (visit_id);
CREATE TABLE participant (
  id TEXT PRIMARY KEY NOT NULL,
  visit_id TEXT NOT NULL,
  name TEXT NOT NULL,
  position INTEGER NOT NULL DEFAULT 0,
  deleted INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX participant_by_visit ON participant (visit_id);
CREATE TABLE photo (
  id TEXT PRIMARY KEY NOT NULL,
  owner_table TEXT NOT NULL,
  owner_id TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  mime TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  taken_at TEXT,
  caption TEXT,
  position INTEGER NOT NULL DEFAULT 0,
  deleted INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX photo_by_owner ON photo (owner_id);
CREATE INDEX photo_by_sha256 ON photo (sha256);
CREATE TABLE visit (
  id TEXT PRIMARY KEY NOT NULL,
  enterprise_id TEXT NOT NULL,
  visited_on TEXT NOT NULL,
  start_at TEXT,
  end_at TEXT,
  place TEXT,
  service_types TEXT NOT NULL DEFAULT '[]',
  purpose TEXT,
  content TEXT,
  findings TEXT,
  advice TEXT,
  firm_people TEXT,
  deleted INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX visit_by_enterprise ON visit (enterprise_id);
CREATE INDEX visit_by_date ON visit (visited_on);
CREATE TABLE draft (
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  body TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  PRIMARY KEY (kind, key)
) STRICT;
CREATE TABLE enterprise_search (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  initials TEXT NOT NULL,
  rest TEXT NOT NULL
) STRICT;
CREATE TABLE import_row (
  run_id TEXT NOT NULL,
  row INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  reason TEXT,
  name TEXT,
  uscc TEXT,
  enterprise_id TEXT,
  changes TEXT
) STRICT;
CREATE INDEX import_row_by_run ON import_row (run_id);
CREATE TABLE import_run (
  id TEXT PRIMARY KEY NOT NULL,
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  at TEXT NOT NULL,
  person TEXT NOT NULL,
  counts TEXT NOT NULL,
  undone_at TEXT
) STRICT;
CREATE TABLE setting (
  key TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) STRICT;
CREATE TABLE bundle (
  id TEXT PRIMARY KEY NOT NULL,
  direction TEXT NOT NULL,
  kind TEXT NOT NULL,
  number INTEGER NOT NULL,
  peer_device TEXT NOT NULL,
  peer_name TEXT NOT NULL,
  at TEXT NOT NULL,
  file_name TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  manifest_sha256 TEXT NOT NULL,
  changes INTEGER NOT NULL,
  media INTEGER NOT NULL,
  provides TEXT NOT NULL,
  result TEXT,
  answered_at TEXT
) STRICT;
CREATE INDEX bundle_by_peer ON bundle (peer_device, direction, number);
CREATE TABLE office (
  device_id TEXT PRIMARY KEY NOT NULL,
  office_id TEXT NOT NULL,
  office_name TEXT NOT NULL,
  role TEXT NOT NULL,
  division TEXT NOT NULL,
  person TEXT NOT NULL,
  sign_public TEXT NOT NULL,
  age_recipient TEXT,
  vouched_by TEXT,
  trusted_at TEXT NOT NULL
) STRICT;
CREATE TABLE sync_ack (
  device_id TEXT NOT NULL,
  origin TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (device_id, origin)
) STRICT, WITHOUT ROWID;
CREATE TABLE sync_checkpoint (
  origin TEXT NOT NULL,
  seq INTEGER NOT NULL,
  head TEXT NOT NULL,
  minisig TEXT NOT NULL,
  PRIMARY KEY (origin, seq)
) STRICT;
CREATE TABLE sync_ctl (
  k INTEGER PRIMARY KEY,
  mode INTEGER NOT NULL,
  hlc INTEGER NOT NULL
) STRICT;
CREATE TABLE sync_gap (
  origin TEXT NOT NULL,
  from_seq INTEGER NOT NULL,
  to_seq INTEGER NOT NULL,
  bundle_id TEXT NOT NULL,
  peer_name TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (bundle_id, origin)
) STRICT;
CREATE TABLE sync_media_ack (
  device_id TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (device_id, sha256)
) STRICT, WITHOUT ROWID;
CREATE TABLE sync_op (
  seq INTEGER PRIMARY KEY,
  tbl TEXT NOT NULL,
  rid TEXT NOT NULL,
  mask INTEGER NOT NULL,
  vals TEXT NOT NULL
) STRICT;
CREATE TABLE sync_origin (
  origin TEXT PRIMARY KEY NOT NULL,
  device_id TEXT NOT NULL
) STRICT;
CREATE TABLE sync_quarantine (
  origin TEXT NOT NULL,
  seq INTEGER NOT NULL,
  reason TEXT NOT NULL,
  op TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (origin, seq, reason)
) STRICT;
CREATE TABLE sync_row (
  tbl TEXT NOT NULL,
  rid TEXT NOT NULL,
  dots TEXT NOT NULL,
  PRIMARY KEY (tbl, rid)
) STRICT, WITHOUT ROWID;
CREATE TABLE sync_segment (
  arrival INTEGER PRIMARY KEY AUTOINCREMENT,
  origin TEXT NOT NULL,
  seq0 INTEGER NOT NULL,
  seq1 INTEGER NOT NULL,
  prev TEXT NOT NULL,
  hash TEXT NOT NULL,
  body BLOB NOT NULL
) STRICT;
CREATE INDEX sync_segment_by_origin ON sync_segment (origin, seq0);
CREATE TABLE sync_self (
  k INTEGER PRIMARY KEY,
  origin TEXT NOT NULL,
  incarnation TEXT NOT NULL,
  device_id TEXT NOT NULL,
  office_id TEXT NOT NULL,
  office_name TEXT NOT NULL,
  role TEXT NOT NULL,
  division TEXT NOT NULL,
  person TEXT NOT NULL,
  made_at TEXT NOT NULL
) STRICT;
CREATE TABLE sync_sibling (
  tbl TEXT NOT NULL,
  rid TEXT NOT NULL,
  col INTEGER NOT NULL,
  origin TEXT NOT NULL,
  seq INTEGER NOT NULL,
  hlc INTEGER NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (tbl, rid, col, origin, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE sync_tx (
  origin TEXT NOT NULL,
  seq INTEGER NOT NULL,
  hlc INTEGER NOT NULL,
  actor TEXT NOT NULL,
  purpose TEXT NOT NULL,
  PRIMARY KEY (origin, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE sync_upper_ack (
  role TEXT NOT NULL,
  office_name TEXT NOT NULL,
  origin TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (role, office_name, origin)
) STRICT;
CREATE TABLE sync_vector (
  origin TEXT PRIMARY KEY NOT NULL,
  seq INTEGER NOT NULL,
  head TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`,
};
