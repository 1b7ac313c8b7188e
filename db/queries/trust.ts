import { eq } from 'drizzle-orm';
import type { Reader, Store } from '#db/open.ts';
import { certificate, heldSegment, recoveryKey } from '#db/schema/trust.ts';

/** Certificates, retirements, recovery keys of peers, segments kept back. */

export type RecordRow = typeof certificate.$inferSelect;

/** Every signed record here, of whoever; what counts is decided by who reads it. */
export const listRecords = (reader: Reader): RecordRow[] => reader.select().from(certificate).all();

/** Keeps a record unless a later one of the same issuer about the same device is here. */
export const putRecord = (store: Store, row: RecordRow): void => {
  store.handle
    .prepare(
      `INSERT INTO certificate (kind, issuer_key, subject, serial, body, at)
       VALUES (@kind, @issuerKey, @subject, @serial, @body, @at)
       ON CONFLICT (kind, issuer_key, subject) DO UPDATE
       SET serial = excluded.serial, body = excluded.body, at = excluded.at
       WHERE excluded.serial > serial`,
    )
    .run(row);
};

export type RecoveryRow = typeof recoveryKey.$inferSelect;

/** Recovery keys of peers, by device. */
export const recoveryKeys = (reader: Reader): ReadonlyMap<string, RecoveryRow> =>
  new Map(
    reader
      .select()
      .from(recoveryKey)
      .all()
      .map((row) => [row.deviceId, row]),
  );

/** Where the SM2 half of the same key is not told this time, the one known stays. */
export const putRecoveryKey = (store: Store, row: RecoveryRow): void => {
  store.handle
    .prepare(
      `INSERT INTO recovery_key (device_id, recipient, at, sm2_recipient)
       VALUES (@deviceId, @recipient, @at, @sm2Recipient)
       ON CONFLICT (device_id) DO UPDATE
       SET sm2_recipient = CASE WHEN recipient = excluded.recipient
             THEN coalesce(excluded.sm2_recipient, sm2_recipient) ELSE excluded.sm2_recipient END,
           recipient = excluded.recipient, at = excluded.at`,
    )
    .run(row);
};

export type HeldRow = typeof heldSegment.$inferSelect;

/** Keeps a segment back; the same one again is the same one. */
export const putHeld = (store: Store, row: Omit<HeldRow, 'body'> & { body: Uint8Array }): void => {
  store.handle
    .prepare(
      `INSERT OR IGNORE INTO held_segment
         (hash, origin, seq0, seq1, device_id, bundle_id, peer_name, body, at)
       VALUES (@hash, @origin, @seq0, @seq1, @deviceId, @bundleId, @peerName, @body, @at)`,
    )
    .run(row);
};

/** Forgets what has been applied after all: a person moved the limit. */
export const dropHeld = (store: Store, origin: string, upTo: number): void => {
  store.handle.prepare('DELETE FROM held_segment WHERE origin = ? AND seq1 <= ?').run(origin, upTo);
};

/** Changes kept back, by device. */
export const heldChanges = (store: Store): ReadonlyMap<string, number> =>
  new Map(
    (
      store.handle
        .prepare(
          'SELECT device_id AS device, sum(seq1 - seq0 + 1) AS changes FROM held_segment GROUP BY device_id',
        )
        .all() as { device: string; changes: number }[]
    ).map(({ device, changes }) => [device, changes]),
  );

export const listHeld = (reader: Reader, deviceId: string): HeldRow[] =>
  reader.select().from(heldSegment).where(eq(heldSegment.deviceId, deviceId)).all();

/** When each author last wrote, by its own clock (ISO 8601), by origin. */
export const lastWritten = (store: Store): ReadonlyMap<string, string> =>
  new Map(
    (
      store.handle.prepare('SELECT origin, max(hlc) AS hlc FROM sync_tx GROUP BY origin').all() as {
        origin: string;
        hlc: number;
      }[]
    ).map(({ origin, hlc }) => [origin, new Date(Math.floor(hlc / 1024)).toISOString()]),
  );
