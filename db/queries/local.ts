import { and, asc, desc, eq, like } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { Reader, Store } from '#db/open.ts';
import { draft, importRow, importRun, setting } from '#db/schema/local.ts';

/**
 * Rows that stay on this machine: drafts, import reports, settings. They are not captured and do
 * not travel. Called inside `write`, they join its transaction.
 */

export type Draft = typeof draft.$inferSelect;
export type ImportRun = typeof importRun.$inferSelect;
export type ImportRow = typeof importRow.$inferSelect;

export const getDraft = (reader: Reader, kind: string, key: string): Draft | undefined =>
  reader
    .select()
    .from(draft)
    .where(and(eq(draft.kind, kind), eq(draft.key, key)))
    .get();

/** Newest first. */
export const listDrafts = (reader: Reader): Draft[] =>
  reader.select().from(draft).orderBy(desc(draft.savedAt)).all();

export const putDraft = (store: Store, row: Draft): void => {
  drizzle(store.handle)
    .insert(draft)
    .values(row)
    .onConflictDoUpdate({ target: [draft.kind, draft.key], set: row })
    .run();
};

export const dropDraft = (store: Store, kind: string, key: string): void => {
  drizzle(store.handle)
    .delete(draft)
    .where(and(eq(draft.kind, kind), eq(draft.key, key)))
    .run();
};

export const addImportRun = (
  store: Store,
  run: ImportRun,
  rows: readonly Readonly<Omit<ImportRow, 'runId'>>[],
): void => {
  const orm = drizzle(store.handle);
  orm.insert(importRun).values(run).run();
  const add = store.handle.prepare(
    `INSERT INTO import_row (run_id, row, verdict, reason, name, uscc, enterprise_id, changes)
     VALUES (@runId, @row, @verdict, @reason, @name, @uscc, @enterpriseId, @changes)`,
  );
  for (const row of rows) add.run({ ...row, runId: run.id });
};

/** Newest first. */
export const listImportRuns = (reader: Reader): ImportRun[] =>
  reader.select().from(importRun).orderBy(desc(importRun.at)).all();

export const getImportRun = (reader: Reader, id: string): ImportRun | undefined =>
  reader.select().from(importRun).where(eq(importRun.id, id)).get();

/** In the order of the file. */
export const getImportRows = (reader: Reader, runId: string): ImportRow[] =>
  reader.select().from(importRow).where(eq(importRow.runId, runId)).orderBy(importRow.row).all();

export const markImportUndone = (store: Store, id: string, at: string): void => {
  drizzle(store.handle).update(importRun).set({ undoneAt: at }).where(eq(importRun.id, id)).run();
};

export const getSetting = (reader: Reader, key: string): string | undefined =>
  reader.select().from(setting).where(eq(setting.key, key)).get()?.value;

export const putSetting = (store: Store, key: string, value: string): void => {
  drizzle(store.handle)
    .insert(setting)
    .values({ key, value })
    .onConflictDoUpdate({ target: setting.key, set: { value } })
    .run();
};

/** Settings whose keys begin so, by key. `prefix` is a word of the program, never of a person. */
export const listSettings = (reader: Reader, prefix: string): (typeof setting.$inferSelect)[] =>
  reader
    .select()
    .from(setting)
    .where(like(setting.key, `${prefix}%`))
    .orderBy(asc(setting.key))
    .all();

export const dropSetting = (store: Store, key: string): void => {
  drizzle(store.handle).delete(setting).where(eq(setting.key, key)).run();
};
