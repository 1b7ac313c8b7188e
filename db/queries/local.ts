import { and, asc, desc, eq, like } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { Reader, Store } from '#db/open.ts';
import { draft, setting } from '#db/schema/local.ts';

/**
 * Rows that stay on this machine: drafts and settings. They are not captured and do
 * not travel. Called inside `write`, they join its transaction.
 */

export type Draft = typeof draft.$inferSelect;

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
