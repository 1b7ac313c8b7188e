import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * What offices and officers say to each other about a record (退回与答复). Every word is a row of
 * its own that nobody edits, so that two people speaking at once contradict nothing.
 */
export const remark = sqliteTable(
  'remark',
  {
    id: text('id').primaryKey(),
    aboutTable: text('about_table').notNull(),
    aboutId: text('about_id').notNull(),
    /** The firm the record belongs to. */
    enterpriseId: text('enterprise_id').notNull(),
    /** `return`, `reply` or `close`; a kind this program does not know is kept and not shown. */
    kind: text('kind').notNull(),
    /** The return this answers; null for a first return. */
    answers: text('answers'),
    body: text('body').notNull(),
    /** By the clock of the one who speaks; shown, never relied upon. ISO 8601 in UTC. */
    saidAt: text('said_at').notNull(),
    officeName: text('office_name').notNull(),
    role: text('role').notNull(),
    person: text('person').notNull(),
    deleted: integer('deleted').notNull().default(0),
  },
  (t) => [index('remark_by_record').on(t.aboutId), index('remark_by_return').on(t.answers)],
);
