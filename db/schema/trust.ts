import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Keys and devices: what offices have signed about them, and what is kept back because of it. */

/** Signed records of offices: certificates of devices and retirements. The highest serial counts. */
export const certificate = sqliteTable(
  'certificate',
  {
    /** `certificate` or `retirement`. */
    kind: text('kind').notNull(),
    /** The issuer's minisign key: nobody can take the place of a record he cannot sign. */
    issuerKey: text('issuer_key').notNull(),
    /** The device it speaks of. */
    subject: text('subject').notNull(),
    serial: integer('serial').notNull(),
    /** The whole record as JSON, with its signature. */
    body: text('body').notNull(),
    /** When it came here. */
    at: text('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.issuerKey, t.subject] })],
);

/** The age recipient of a peer office's recovery key, from its card or its newest bundle. */
export const recoveryKey = sqliteTable('recovery_key', {
  deviceId: text('device_id').primaryKey(),
  recipient: text('recipient').notNull(),
  at: text('at').notNull(),
  sm2Recipient: text('sm2_recipient'),
});

/** Segments of a retired device beyond where it was retired: kept for a person, not applied. */
export const heldSegment = sqliteTable(
  'held_segment',
  {
    hash: text('hash').primaryKey(),
    origin: text('origin').notNull(),
    seq0: integer('seq0').notNull(),
    seq1: integer('seq1').notNull(),
    deviceId: text('device_id').notNull(),
    /** Which bundle brought it, and from whom. */
    bundleId: text('bundle_id').notNull(),
    peerName: text('peer_name').notNull(),
    body: blob('body', { mode: 'buffer' }).notNull(),
    at: text('at').notNull(),
  },
  (t) => [index('held_segment_by_origin').on(t.origin, t.seq0)],
);
