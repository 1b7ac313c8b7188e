import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * What people decided about two files that may be one firm. The id is derived from both firms, so two
 * offices that decide about the same pair write the same row, and where they decide differently the
 * exchange asks. No record ever moves from one file to the other: which files are one is worked out
 * from these rows (`db/homes.ts`), so a decision can be taken back and nothing hangs in the wrong place.
 */
export const firmPair = sqliteTable(
  'firm_pair',
  {
    id: text('id').primaryKey(),
    /** The two firms, the smaller id first. */
    firstId: text('first_id').notNull(),
    secondId: text('second_id').notNull(),
    /** `same`, `different`, or `open` where a decision was taken back. */
    verdict: text('verdict').notNull(),
    /** Under which of the two both are kept, where they are the same: `first` or `second`. */
    keeper: text('keeper'),
    /** What the kept file took over from the other: JSON, column key → `[before, after]`. */
    taken: text('taken'),
    reason: text('reason'),
    deleted: integer('deleted').notNull().default(0),
  },
  (t) => [index('firm_pair_by_first').on(t.firstId), index('firm_pair_by_second').on(t.secondId)],
);
