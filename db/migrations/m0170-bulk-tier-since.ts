import type { Migration } from './index.ts';

/** A bulk edit of the tier moves the day of the tier too; taking it back needs the day before. */
export const m0170: Migration = {
  version: 170,
  name: 'bulk tier since',
  sql: 'ALTER TABLE bulk_row ADD COLUMN tier_since TEXT;',
};
