import type { Migration } from './index.ts';

/** Two brand values of one firm worked out on one day: the later one counts. */
export const m0211: Migration = {
  version: 211,
  name: 'brand time',
  sql: `
ALTER TABLE brand_value_run ADD COLUMN ran_at TEXT;
`,
};
