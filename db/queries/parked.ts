import { and, asc, eq, lt, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { Reader, Store } from '#db/open.ts';
import { bundle, syncGap, syncPark } from '#db/schema/exchange.ts';

/** Bundles kept until what they need has come, and the gaps they wait for. */

export type ParkRow = typeof syncPark.$inferSelect;
export type GapRow = typeof syncGap.$inferSelect;

/** By sender and number: the order in which they are tried. */
export const listParked = (reader: Reader): ParkRow[] =>
  reader.select().from(syncPark).orderBy(asc(syncPark.peerName), asc(syncPark.number)).all();

export const getParked = (reader: Reader, bundleId: string): ParkRow | undefined =>
  reader.select().from(syncPark).where(eq(syncPark.bundleId, bundleId)).get();

export const gapsOf = (reader: Reader, bundleId: string): GapRow[] =>
  reader
    .select()
    .from(syncGap)
    .where(eq(syncGap.bundleId, bundleId))
    .orderBy(asc(syncGap.origin))
    .all();

/** Notes a parked bundle and its gaps in one transaction; the same one again replaces itself. */
export const putParked = (
  store: Store,
  row: ParkRow,
  gaps: readonly Omit<GapRow, 'bundleId'>[],
): void => {
  const orm = drizzle(store.handle);
  store.handle
    .transaction(() => {
      orm
        .insert(syncPark)
        .values(row)
        .onConflictDoUpdate({ target: syncPark.bundleId, set: { ...row, at: sql`at` } })
        .run();
      orm.delete(syncGap).where(eq(syncGap.bundleId, row.bundleId)).run();
      for (const gap of gaps)
        orm
          .insert(syncGap)
          .values({ ...gap, bundleId: row.bundleId })
          .run();
    })
    .immediate();
};

export const noteProblem = (store: Store, bundleId: string, problem: string): void => {
  drizzle(store.handle)
    .update(syncPark)
    .set({ problem })
    .where(eq(syncPark.bundleId, bundleId))
    .run();
};

/** Inside a merge this joins its transaction. */
export const dropParked = (store: Store, bundleId: string): void => {
  const orm = drizzle(store.handle);
  store.handle.transaction(() => {
    orm.delete(syncGap).where(eq(syncGap.bundleId, bundleId)).run();
    orm.delete(syncPark).where(eq(syncPark.bundleId, bundleId)).run();
  })();
};

/** Forgets gaps that what has been applied now covers. */
export const closeGaps = (store: Store): void => {
  store.handle.exec(
    `DELETE FROM sync_gap WHERE EXISTS (
       SELECT 1 FROM sync_vector v WHERE v.origin = sync_gap.origin AND v.seq >= sync_gap.to_seq)`,
  );
};

/**
 * Numbers of a sender's bundles below `number` that were never read here and came after the last one
 * merged. What came before that one was cut from the same receipt and is contained in it.
 */
export const numbersMissing = (reader: Reader, peerDevice: string, number: number): number[] => {
  const merged = reader
    .select({ last: sql<number>`coalesce(max(${bundle.number}), 0)` })
    .from(bundle)
    .where(
      and(eq(bundle.direction, 'in'), eq(bundle.peerDevice, peerDevice), lt(bundle.number, number)),
    )
    .get();
  const last = merged?.last ?? 0;
  const parked = new Set(
    reader
      .select({ number: syncPark.number })
      .from(syncPark)
      .where(eq(syncPark.peerDevice, peerDevice))
      .all()
      .map((row) => row.number),
  );
  // A sender's word: a number of a billion must not become a list of a billion.
  const from = Math.max(last + 1, number - 1_000);
  return Array.from({ length: Math.max(0, number - from) }, (_, i) => from + i).filter(
    (n) => !parked.has(n),
  );
};

/** Whether a bundle was merged here. */
export const wasMerged = (reader: Reader, bundleId: string): boolean =>
  reader
    .select({ id: bundle.id })
    .from(bundle)
    .where(and(eq(bundle.id, bundleId), eq(bundle.direction, 'in')))
    .get() !== undefined;
