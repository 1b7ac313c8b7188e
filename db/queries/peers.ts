import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { Reader, Store } from '#db/open.ts';
import { bundle, office, syncAck, syncUpperAck } from '#db/schema/exchange.ts';

/** Trusted cards, what peers hold by their own word, and the bundles that went to and fro. */

export type OfficeRow = typeof office.$inferSelect;
export type BundleRow = typeof bundle.$inferSelect;
export type UpperAckRow = typeof syncUpperAck.$inferSelect;

export const listOffices = (reader: Reader): OfficeRow[] =>
  reader.select().from(office).orderBy(asc(office.trustedAt)).all();

/** Cards a person compared, not devices somebody vouches for. */
export const listTrusted = (reader: Reader): OfficeRow[] =>
  reader.select().from(office).where(isNull(office.vouchedBy)).orderBy(asc(office.trustedAt)).all();

export const getOffice = (reader: Reader, deviceId: string): OfficeRow | undefined =>
  reader.select().from(office).where(eq(office.deviceId, deviceId)).get();

/** SM2 keys that are not given stay as they are. */
export const putOffice = (store: Store, row: typeof office.$inferInsert): void => {
  drizzle(store.handle)
    .insert(office)
    .values(row)
    .onConflictDoUpdate({ target: office.deviceId, set: row })
    .run();
};

/** What a peer has said it holds: origin → seq. */
export const ackedBy = (reader: Reader, deviceId: string): Record<string, number> =>
  Object.fromEntries(
    reader
      .select()
      .from(syncAck)
      .where(eq(syncAck.deviceId, deviceId))
      .all()
      .map((row) => [row.origin, row.seq]),
  );

/** Acknowledgements grow: an older receipt read late takes nothing back. */
export const raiseAcks = (
  store: Store,
  deviceId: string,
  have: Readonly<Record<string, number>>,
): void => {
  const put = store.handle.prepare(
    `INSERT INTO sync_ack (device_id, origin, seq) VALUES (?, ?, ?)
     ON CONFLICT (device_id, origin) DO UPDATE SET seq = max(seq, excluded.seq)`,
  );
  for (const [origin, seq] of Object.entries(have)) put.run(deviceId, origin, seq);
};

/**
 * Takes a peer's newest word for what it holds, also where that is less than before: it went back to
 * a backup, and whatever it lost there must be sent again.
 */
export const replaceAcks = (
  store: Store,
  deviceId: string,
  have: Readonly<Record<string, number>>,
): void => {
  store.handle.prepare('DELETE FROM sync_ack WHERE device_id = ?').run(deviceId);
  raiseAcks(store, deviceId, have);
};

export const raiseUpperAcks = (
  store: Store,
  upper: { role: string; officeName: string; have: Readonly<Record<string, number>> },
): void => {
  const put = store.handle.prepare(
    `INSERT INTO sync_upper_ack (role, office_name, origin, seq) VALUES (?, ?, ?, ?)
     ON CONFLICT (role, office_name, origin) DO UPDATE SET seq = max(seq, excluded.seq)`,
  );
  for (const [origin, seq] of Object.entries(upper.have))
    put.run(upper.role, upper.officeName, origin, seq);
};

export const listUpperAcks = (reader: Reader): UpperAckRow[] =>
  reader.select().from(syncUpperAck).all();

export const ackMedia = (store: Store, deviceId: string, hashes: readonly string[]): void => {
  const put = store.handle.prepare(
    'INSERT OR IGNORE INTO sync_media_ack (device_id, sha256) VALUES (?, ?)',
  );
  for (const hash of hashes) put.run(deviceId, hash);
};

/** The peer says it lacks these; a picture sent once too often costs less than one never sent. */
export const unackMedia = (store: Store, deviceId: string, hashes: readonly string[]): void => {
  const drop = store.handle.prepare(
    'DELETE FROM sync_media_ack WHERE device_id = ? AND sha256 = ?',
  );
  for (const hash of hashes) drop.run(deviceId, hash);
};

/** Pictures named by live rows that the peer has not said it holds, oldest row first. */
export const mediaUnacked = (store: Store, deviceId: string): { sha256: string; bytes: number }[] =>
  store.handle
    .prepare(
      `SELECT sha256, max(bytes) AS bytes FROM photo
       WHERE deleted = 0 AND sha256 NOT IN (SELECT sha256 FROM sync_media_ack WHERE device_id = ?)
       GROUP BY sha256 ORDER BY min(photo.rowid)`,
    )
    .all(deviceId) as { sha256: string; bytes: number }[];

/** Files of live templates of papers that the peer has not said it holds, oldest row first. */
export const templatesUnacked = (store: Store, deviceId: string): { sha256: string }[] =>
  store.handle
    .prepare(
      `SELECT p.sha256 FROM photo p
       JOIN document_template t ON p.owner_table = 'document_template' AND t.id = p.owner_id
       WHERE p.deleted = 0 AND t.deleted = 0
         AND p.sha256 NOT IN (SELECT sha256 FROM sync_media_ack WHERE device_id = ?)
       GROUP BY p.sha256 ORDER BY min(p.rowid)`,
    )
    .all(deviceId) as { sha256: string }[];

/** What a receipt says of the pictures an office further up holds. */
export const addUpperMedia = (
  store: Store,
  upper: { role: string; officeName: string; mediaHeld?: readonly string[] | undefined },
): void => {
  const put = store.handle.prepare(
    'INSERT OR IGNORE INTO sync_upper_media (role, office_name, sha256) VALUES (?, ?, ?)',
  );
  for (const hash of upper.mediaHeld ?? []) put.run(upper.role, upper.officeName, hash);
};

/**
 * Pictures that offices have said they hold and whose row one of these origins stands behind, newest
 * row first: `role`, `officeName`, `sha256`.
 */
export const picturesHeldOf = (
  store: Store,
  origins: readonly string[],
): { readonly role: string; readonly officeName: string; readonly sha256: string }[] =>
  store.handle
    .prepare(
      `WITH own AS (
         SELECT p.sha256, max(p.rowid) AS place FROM photo p
         JOIN sync_row r ON r.tbl = 'photo' AND r.rid = p.id
         WHERE p.deleted = 0 AND EXISTS (
           SELECT 1 FROM json_each(r.dots) d
           WHERE json_extract(d.value, '$[1]') IN (SELECT value FROM json_each(?)))
         GROUP BY p.sha256),
       held AS (
         SELECT o.role, o.office_name AS officeName, a.sha256 FROM sync_media_ack a
         JOIN office o ON o.device_id = a.device_id AND o.vouched_by IS NULL
         UNION SELECT role, office_name, sha256 FROM sync_upper_media)
       SELECT held.role, held.officeName, held.sha256 FROM own JOIN held USING (sha256)
       ORDER BY own.place DESC`,
    )
    .all(JSON.stringify(origins)) as { role: string; officeName: string; sha256: string }[];

/** Roles of the offices that have said they hold a picture, or of whom a receipt says so, by picture. */
export const mediaHolders = (
  store: Store,
  hashes: readonly string[],
): ReadonlyMap<string, readonly string[]> => {
  const rows = store.handle
    .prepare(
      `SELECT a.sha256, o.role FROM sync_media_ack a JOIN office o ON o.device_id = a.device_id
       WHERE o.vouched_by IS NULL AND a.sha256 IN (SELECT value FROM json_each(@hashes))
       UNION SELECT sha256, role FROM sync_upper_media
       WHERE sha256 IN (SELECT value FROM json_each(@hashes))`,
    )
    .all({ hashes: JSON.stringify(hashes) }) as { sha256: string; role: string }[];
  return new Map(
    [...Map.groupBy(rows, (row) => row.sha256)].map(([hash, own]) => [
      hash,
      own.map((o) => o.role),
    ]),
  );
};

/** Every picture a live row names. */
export const mediaNamed = (store: Store): string[] =>
  store.handle
    .prepare(
      'SELECT sha256 FROM photo WHERE deleted = 0 GROUP BY sha256 ORDER BY max(rowid), sha256',
    )
    .pluck()
    .all() as string[];

export const addBundle = (store: Store, row: BundleRow): void => {
  drizzle(store.handle)
    .insert(bundle)
    .values(row)
    .onConflictDoUpdate({
      target: bundle.id,
      set: { result: row.result, at: row.at, fileName: row.fileName },
    })
    .run();
};

/** Newest first. */
export const listBundles = (reader: Reader, limit = 50): BundleRow[] =>
  reader.select().from(bundle).orderBy(desc(bundle.at)).limit(limit).all();

/** The last bundle made for a peer: its number and manifest go into the next one. */
export const lastBundleTo = (reader: Reader, deviceId: string): BundleRow | undefined =>
  reader
    .select()
    .from(bundle)
    .where(and(eq(bundle.peerDevice, deviceId), eq(bundle.direction, 'out')))
    .orderBy(desc(bundle.number))
    .limit(1)
    .get();

export const listBundlesTo = (reader: Reader, deviceId: string): BundleRow[] =>
  reader
    .select()
    .from(bundle)
    .where(and(eq(bundle.peerDevice, deviceId), eq(bundle.direction, 'out')))
    .orderBy(asc(bundle.number))
    .all();

export const markBundleAnswered = (
  store: Store,
  id: string,
  at: string,
  result: string | null,
): void => {
  drizzle(store.handle)
    .update(bundle)
    .set({ answeredAt: at, result: sql`coalesce(${result}, ${bundle.result})` })
    .where(eq(bundle.id, id))
    .run();
};
