import type { Migration } from './index.ts';

/** SM2 keys of peers and of their recovery keys, where their cards name them. */
export const m0080: Migration = {
  version: 80,
  name: 'national-keys',
  sql: `
ALTER TABLE office ADD COLUMN sm2_sign TEXT;
ALTER TABLE office ADD COLUMN sm2_recipient TEXT;
ALTER TABLE recovery_key ADD COLUMN sm2_recipient TEXT;
`,
};
