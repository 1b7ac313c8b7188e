import type { Migration } from './index.ts';

/** A run is signed and published: when, and under which document. */
export const m0212: Migration = {
  version: 212,
  name: 'run published',
  sql: `
ALTER TABLE score_run ADD COLUMN published_on TEXT;
ALTER TABLE score_run ADD COLUMN doc_no TEXT;
`,
};
