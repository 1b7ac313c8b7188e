import type { Migration } from './index.ts';

/**
 * Imports of any table: a run knows what it was about and from which source; its lines lie in blocks
 * (one zstd frame of a thousand lines), because a roster of 190,000 firms has as many. The rows of
 * the old reports were kept one by one; there are none in the field.
 */
export const m0140: Migration = {
  version: 140,
  name: 'imports',
  sql: `
DROP TABLE import_row;
ALTER TABLE import_run ADD COLUMN sheet TEXT NOT NULL DEFAULT '';
ALTER TABLE import_run ADD COLUMN target TEXT NOT NULL DEFAULT 'enterprise';
ALTER TABLE import_run ADD COLUMN source TEXT NOT NULL DEFAULT '';
ALTER TABLE import_run ADD COLUMN state TEXT NOT NULL DEFAULT 'done';
ALTER TABLE import_run ADD COLUMN plan TEXT NOT NULL DEFAULT '{}';
ALTER TABLE import_run ADD COLUMN records TEXT NOT NULL DEFAULT '{}';
ALTER TABLE import_run ADD COLUMN undo TEXT;
CREATE TABLE import_block (
  run_id TEXT NOT NULL,
  block INTEGER NOT NULL,
  counts TEXT NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (run_id, block)
) STRICT;
CREATE TABLE import_answer (
  key TEXT PRIMARY KEY NOT NULL,
  answer TEXT NOT NULL,
  at TEXT NOT NULL,
  person TEXT NOT NULL
) STRICT;
`,
};
