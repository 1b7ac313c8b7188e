import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** One edition of a 一企一策 sheet of a firm and a year. Whether it counts as issued is derived (shared/sheet-standing.ts). */
export const sheet = sqliteTable(
  'sheet',
  {
    id: text('id').primaryKey(),
    enterpriseId: text('enterprise_id').notNull(),
    year: integer('year').notNull(),
    grade: text('grade'),
    situation: text('situation'),
    gap: text('gap'),
    goal: text('goal'),
    status: text('status').notNull().default('draft'),
    issuedOn: text('issued_on'),
    deleted: integer('deleted').notNull().default(0),
    /** The issued sheet this one is the next edition of; null for the first. */
    previousId: text('previous_id'),
    /** 现状 as the file told it (JSON, shared/sheet-snapshot.ts): one cell, so that it is never half of two. */
    snapshot: text('snapshot'),
    issuedBy: text('issued_by'),
  },
  (t) => [index('sheet_by_enterprise').on(t.enterpriseId)],
);

/** One measure with its five fixings (五定). */
export const measure = sqliteTable(
  'measure',
  {
    id: text('id').primaryKey(),
    sheetId: text('sheet_id').notNull(),
    /** Place in the sheet; gaps and ties are allowed, the id breaks a tie. */
    position: integer('position').notNull(),
    person: text('person'),
    duty: text('duty'),
    goal: text('goal'),
    task: text('task'),
    dueOn: text('due_on'),
    state: text('state').notNull().default('未启动'),
    deleted: integer('deleted').notNull().default(0),
    department: text('department'),
    resources: text('resources'),
    /** The measure of an earlier edition or year that this one goes on with. */
    previousId: text('previous_id'),
  },
  (t) => [index('measure_by_sheet').on(t.sheetId)],
);

/** What was done on a measure, one row an entry; entries are added, never rewritten. */
export const progress = sqliteTable(
  'progress',
  {
    id: text('id').primaryKey(),
    measureId: text('measure_id').notNull(),
    onDate: text('on_date').notNull(),
    /** 0–100. */
    percent: integer('percent'),
    note: text('note').notNull(),
    person: text('person'),
    deleted: integer('deleted').notNull().default(0),
  },
  (t) => [index('progress_by_measure').on(t.measureId)],
);
