import type { Migration } from './index.ts';

/** Two applications that are one: under which of them both are kept. */
export const m0231: Migration = {
  version: 231,
  name: 'same application',
  sql: `
ALTER TABLE application ADD COLUMN same_as_id TEXT;
`,
};
