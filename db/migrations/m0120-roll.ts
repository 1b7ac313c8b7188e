import type { Migration } from './index.ts';

/**
 * Search moves from folded copies of every firm in the store to the roll in memory
 * (docs/decisions/0021-search.md); what stays is the list of firms touched since the start.
 */
export const m0120: Migration = {
  version: 120,
  name: 'roll',
  sql: `
DROP TRIGGER IF EXISTS search_enterprise_insert;
DROP TRIGGER IF EXISTS search_enterprise_update;
DROP TABLE enterprise_search;
CREATE TABLE roll_change (
  seq INTEGER PRIMARY KEY,
  firm INTEGER NOT NULL
) STRICT;
`,
};
