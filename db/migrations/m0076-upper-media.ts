import type { Migration } from './index.ts';

/** Pictures that offices further up hold, as told in receipts. */
export const m0076: Migration = {
  version: 76,
  name: 'upper media',
  sql: `
CREATE TABLE sync_upper_media (
  role TEXT NOT NULL,
  office_name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (role, office_name, sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX sync_upper_media_by_hash ON sync_upper_media (sha256);
`,
};
