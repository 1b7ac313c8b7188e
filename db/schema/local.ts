import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** What stays on this machine: unfinished forms, import reports, settings. Never travels. */

/** An unfinished form, saved as it is typed. */
export const draft = sqliteTable(
  'draft',
  {
    kind: text('kind').notNull(),
    key: text('key').notNull(),
    body: text('body').notNull(),
    savedAt: text('saved_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.key] })],
);

export const importRun = sqliteTable('import_run', {
  id: text('id').primaryKey(),
  fileName: text('file_name').notNull(),
  sha256: text('sha256').notNull(),
  at: text('at').notNull(),
  person: text('person').notNull(),
  /** JSON of `ImportCounts`. */
  counts: text('counts').notNull(),
  undoneAt: text('undone_at'),
});

/** One row of an imported table: its verdict, and what undo needs. */
export const importRow = sqliteTable(
  'import_row',
  {
    runId: text('run_id').notNull(),
    row: integer('row').notNull(),
    verdict: text('verdict').notNull(),
    reason: text('reason'),
    name: text('name'),
    uscc: text('uscc'),
    enterpriseId: text('enterprise_id'),
    /** JSON of `FieldChange[]`: what the import found and what it wrote. */
    changes: text('changes'),
  },
  (t) => [index('import_row_by_run').on(t.runId)],
);

export const setting = sqliteTable('setting', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
});

/** One bulk edit on this machine: a field of many firms set to one value. */
export const bulkRun = sqliteTable('bulk_run', {
  id: text('id').primaryKey(),
  at: text('at').notNull(),
  person: text('person').notNull(),
  field: text('field').notNull(),
  value: text('value'),
  undoneAt: text('undone_at'),
});

/** What stood in the cell of one firm before. */
export const bulkRow = sqliteTable(
  'bulk_row',
  {
    runId: text('run_id').notNull(),
    enterpriseId: text('enterprise_id').notNull(),
    before: text('before'),
  },
  (t) => [primaryKey({ columns: [t.runId, t.enterpriseId] })],
);
