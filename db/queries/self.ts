import { eq } from 'drizzle-orm';
import type { Reader, Store } from '#db/open.ts';
import { syncSelf } from '#db/schema/exchange.ts';

export type SelfRow = Omit<typeof syncSelf.$inferSelect, 'k'>;

/** Who this store is; undefined before the first-run wizard is done. */
export const getSelf = (reader: Reader): SelfRow | undefined =>
  reader.select().from(syncSelf).where(eq(syncSelf.k, 1)).get();

/** Writes the one row a new store begins with. */
export const createSelf = (store: Store, self: SelfRow): void => {
  store.handle.transaction(() => {
    store.handle
      .prepare(
        `INSERT INTO sync_self (k, origin, incarnation, device_id, office_id, office_name, role, division, person, made_at)
         VALUES (1, @origin, @incarnation, @deviceId, @officeId, @officeName, @role, @division, @person, @madeAt)`,
      )
      .run(self);
    addOwnOrigin(store, self.origin, self.deviceId);
  })();
};

export const setIncarnation = (store: Store, incarnation: string): void => {
  store.handle.prepare('UPDATE sync_self SET incarnation = ? WHERE k = 1').run(incarnation);
};

const addOwnOrigin = (store: Store, origin: string, deviceId: string): void => {
  store.handle
    .prepare('INSERT INTO sync_origin (origin, device_id) VALUES (?, ?)')
    .run(origin, deviceId);
};

/**
 * Gives a restored or copied store a new origin before its first write, so that two copies never
 * number different changes alike. Changes not yet sealed move to the new origin; what was sealed
 * stays under the old one, which is from now on history like anybody else's.
 */
export const renewOrigin = (store: Store, origin: string, incarnation: string): void => {
  const { handle } = store;
  const self = getSelf(store.reader);
  if (!self) throw new Error('A store without an owner has no origin to renew.');
  handle
    .transaction(() => {
      const sealed = handle
        .prepare('SELECT coalesce(max(seq), 0) FROM sync_vector WHERE origin = ?')
        .pluck()
        .get(self.origin) as number;
      // Where nothing was sealed the numbers stay: writing 500,000 changes anew took half a minute.
      if (sealed > 0) {
        handle.prepare('DELETE FROM sync_op WHERE seq <= ?').run(sealed);
        handle.prepare('UPDATE sync_op SET seq = seq - ?').run(sealed);
      }
      handle
        .prepare('UPDATE sync_tx SET origin = ?, seq = seq - ? WHERE origin = ? AND seq > ?')
        .run(origin, sealed, self.origin, sealed);
      handle
        .prepare('UPDATE sync_self SET origin = ?, incarnation = ? WHERE k = 1')
        .run(origin, incarnation);
      addOwnOrigin(store, origin, self.deviceId);
    })
    .immediate();
};
