import { count, desc, eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { Reader, Store } from '#db/open.ts';
import { bulkRow, bulkRun } from '#db/schema/local.ts';

/** Bulk edits of this machine, kept for taking them back. Called inside `write`, they join its transaction. */

export type BulkRunRecord = typeof bulkRun.$inferSelect;
export type BulkRowRecord = Pick<
  typeof bulkRow.$inferSelect,
  'enterpriseId' | 'before' | 'tierSince'
>;

export const addBulkRun = (
  store: Store,
  run: BulkRunRecord,
  rows: readonly BulkRowRecord[],
): void => {
  drizzle(store.handle).insert(bulkRun).values(run).run();
  const add = store.handle.prepare(
    'INSERT INTO bulk_row (run_id, enterprise_id, before, tier_since) VALUES (?, ?, ?, ?)',
  );
  for (const { enterpriseId, before, tierSince } of rows)
    add.run(run.id, enterpriseId, before, tierSince);
};

export const getBulkRun = (reader: Reader, id: string): BulkRunRecord | undefined =>
  reader.select().from(bulkRun).where(eq(bulkRun.id, id)).get();

export const getBulkRows = (reader: Reader, runId: string): BulkRowRecord[] =>
  reader.select().from(bulkRow).where(eq(bulkRow.runId, runId)).all();

/** An office makes some dozens a year. */
const runsListed = 500;

/** Newest first, with the number of firms each changed. */
export const listBulkRuns = (reader: Reader): (BulkRunRecord & { readonly firms: number })[] =>
  reader
    .select({ run: bulkRun, firms: count(bulkRow.enterpriseId) })
    .from(bulkRun)
    .leftJoin(bulkRow, eq(bulkRow.runId, bulkRun.id))
    .groupBy(bulkRun.id)
    .orderBy(desc(bulkRun.at))
    .limit(runsListed)
    .all()
    .map(({ run, firms }) => ({ ...run, firms }));

export const markBulkUndone = (store: Store, id: string, at: string): void => {
  drizzle(store.handle).update(bulkRun).set({ undoneAt: at }).where(eq(bulkRun.id, id)).run();
};
