import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { followKinds } from '#shared/row-undo.ts';

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

/** One reading of a table into the store: previewed, done, or taken back. */
export const importRun = sqliteTable('import_run', {
  id: text('id').primaryKey(),
  fileName: text('file_name').notNull(),
  sha256: text('sha256').notNull(),
  at: text('at').notNull(),
  person: text('person').notNull(),
  /** JSON of `ImportCounts`. */
  counts: text('counts').notNull(),
  undoneAt: text('undone_at'),
  sheet: text('sheet').notNull().default(''),
  /** `enterprise`, or a ledger's name. */
  target: text('target').notNull().default('enterprise'),
  /** Hash of the column titles: tables with the same titles are one source. */
  source: text('source').notNull().default(''),
  /** `preview` until it is committed. */
  state: text('state', { enum: ['preview', 'done'] })
    .notNull()
    .default('done'),
  /** JSON of `PlanInput`: how the table was read, and what a person answered. */
  plan: text('plan').notNull().default('{}'),
  /** JSON of `RecordCounts`. */
  records: text('records').notNull().default('{}'),
  /** JSON of `UndoResult`. */
  undo: text('undo'),
});

/** Up to a thousand lines of a run, in the order of the file. */
export const importBlock = sqliteTable(
  'import_block',
  {
    runId: text('run_id').notNull(),
    block: integer('block').notNull(),
    /** JSON of lines by verdict, to page without unpacking. */
    counts: text('counts').notNull(),
    /** One zstd frame of JSON lines. */
    body: blob('body', { mode: 'buffer' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.runId, t.block] })],
);

/** What a person said of a firm or a code once, for the next table that raises it. */
export const importAnswer = sqliteTable('import_answer', {
  key: text('key').primaryKey(),
  answer: text('answer').notNull(),
  at: text('at').notNull(),
  person: text('person').notNull(),
});

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
    /** The day of the tier that stood there, where the field is the tier. */
    tierSince: text('tier_since'),
  },
  (t) => [primaryKey({ columns: [t.runId, t.enterpriseId] })],
);

/** Firms kept under another one (`db/homes.ts`); worked out, never edited. */
export const enterpriseHome = sqliteTable('enterprise_home', {
  id: text('id').primaryKey(),
  home: text('home').notNull(),
});

/** One step over many rows on this machine: contacts assigned, work handed over. */
export const followRun = sqliteTable('follow_run', {
  id: text('id').primaryKey(),
  at: text('at').notNull(),
  person: text('person').notNull(),
  kind: text('kind', { enum: followKinds }).notNull(),
  title: text('title').notNull(),
  /** JSON of what its list shows. */
  body: text('body').notNull(),
  /** JSON of `RowUndo[]`. */
  undo: text('undo').notNull(),
  undoneAt: text('undone_at'),
});
