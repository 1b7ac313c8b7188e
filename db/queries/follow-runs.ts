import { desc, eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { Reader, Store } from '#db/open.ts';
import { followRun } from '#db/schema/local.ts';

/** Steps over many rows on this machine. Called inside `write`, they join its transaction. */

export type FollowRunRecord = typeof followRun.$inferSelect;

export const addFollowRun = (store: Store, run: FollowRunRecord): void => {
  drizzle(store.handle).insert(followRun).values(run).run();
};

export const getFollowRun = (reader: Reader, id: string): FollowRunRecord | undefined =>
  reader.select().from(followRun).where(eq(followRun.id, id)).get();

/** An office makes some dozens a year. */
const runsListed = 500;

/** Newest first. */
export const listFollowRuns = (reader: Reader, kind: FollowRunRecord['kind']): FollowRunRecord[] =>
  reader
    .select()
    .from(followRun)
    .where(eq(followRun.kind, kind))
    .orderBy(desc(followRun.at), desc(followRun.id))
    .limit(runsListed)
    .all();

export const markFollowRunUndone = (store: Store, id: string, at: string): void => {
  drizzle(store.handle).update(followRun).set({ undoneAt: at }).where(eq(followRun.id, id)).run();
};
