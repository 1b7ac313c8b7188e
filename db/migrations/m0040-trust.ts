import type { Migration } from './index.ts';

/** Certificates and retirements of devices, recovery keys of peers, segments kept back. */
export const m0040: Migration = {
  version: 40,
  name: 'trust',
  sql: `
CREATE TABLE certificate (
  kind TEXT NOT NULL,
  issuer_key TEXT NOT NULL,
  subject TEXT NOT NULL,
  serial INTEGER NOT NULL,
  body TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (kind, issuer_key, subject)
) STRICT;
CREATE TABLE recovery_key (
  device_id TEXT PRIMARY KEY NOT NULL,
  recipient TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE TABLE held_segment (
  hash TEXT PRIMARY KEY NOT NULL,
  origin TEXT NOT NULL,
  seq0 INTEGER NOT NULL,
  seq1 INTEGER NOT NULL,
  device_id TEXT NOT NULL,
  bundle_id TEXT NOT NULL,
  peer_name TEXT NOT NULL,
  body BLOB NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX held_segment_by_origin ON held_segment (origin, seq0);
`,
};
