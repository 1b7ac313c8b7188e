import type { Migration } from './index.ts';

/** A run is signed and published: when, and under which document. Of two runs or draws of one day, the later is told. */
export const m0212: Migration = {
  version: 212,
  name: 'run published',
  sql: `
ALTER TABLE score_run ADD COLUMN published_on TEXT;
ALTER TABLE score_run ADD COLUMN doc_no TEXT;
ALTER TABLE score_run ADD COLUMN ran_at TEXT;
ALTER TABLE score_panel ADD COLUMN drawn_at TEXT;
`,
};
