import type { Migration } from './index.ts';

/**
 * Bundles that came before their predecessors are kept with the gaps they wait for; a change in
 * quarantine says of which kind its trouble is, once, so that it can be tried again.
 */
export const m0030: Migration = {
  version: 30,
  name: 'parking',
  sql: `
CREATE TABLE sync_park (
  bundle_id TEXT PRIMARY KEY NOT NULL,
  peer_device TEXT NOT NULL,
  peer_name TEXT NOT NULL,
  number INTEGER NOT NULL,
  file_name TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  changes INTEGER NOT NULL,
  media INTEGER NOT NULL,
  at TEXT NOT NULL,
  problem TEXT
) STRICT;
-- Gaps of bundles that were refused and not kept: reading one again names them anew.
DROP TABLE sync_gap;
CREATE TABLE sync_gap (
  bundle_id TEXT NOT NULL,
  origin TEXT NOT NULL,
  from_seq INTEGER NOT NULL,
  to_seq INTEGER NOT NULL,
  who TEXT NOT NULL,
  PRIMARY KEY (bundle_id, origin)
) STRICT;
CREATE TABLE sync_quarantine_new (
  origin TEXT NOT NULL,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  reason TEXT NOT NULL,
  op TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (origin, seq)
) STRICT;
INSERT OR IGNORE INTO sync_quarantine_new (origin, seq, kind, reason, op, at)
  SELECT origin, seq,
    CASE WHEN reason LIKE '未知的表%' THEN 'table' WHEN reason LIKE '含有%' THEN 'column'
      WHEN reason LIKE '缺少%' THEN 'base' ELSE 'rule' END,
    reason, op, at
  FROM sync_quarantine;
DROP TABLE sync_quarantine;
ALTER TABLE sync_quarantine_new RENAME TO sync_quarantine;
`,
};
