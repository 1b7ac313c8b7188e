import type { Migration } from './index.ts';

/** What a step of an issue took the place of: who had it before, and until when. */
export const m0341: Migration = {
  version: 341,
  name: 'issue step before',
  sql: `
ALTER TABLE issue_step ADD COLUMN from_unit TEXT;
ALTER TABLE issue_step ADD COLUMN from_person TEXT;
ALTER TABLE issue_step ADD COLUMN from_due TEXT;
`,
};
