import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** The exchange's own book-keeping. Private to this store: none of it is captured. */

/** Who this store is. One row. */
export const syncSelf = sqliteTable('sync_self', {
  k: integer('k').primaryKey(),
  /** The origin of this store's own changes; renewed when the store is restored or cloned. */
  origin: text('origin').notNull(),
  /** Mirrored outside the database; a mismatch at open means this file was copied or restored. */
  incarnation: text('incarnation').notNull(),
  deviceId: text('device_id').notNull(),
  officeId: text('office_id').notNull(),
  officeName: text('office_name').notNull(),
  role: text('role').notNull(),
  division: text('division').notNull(),
  person: text('person').notNull(),
  madeAt: text('made_at').notNull(),
});

/** What the capture triggers look at. One row. mode 0 = door closed, 1 = capturing, 2 = merging. */
export const syncCtl = sqliteTable('sync_ctl', {
  k: integer('k').primaryKey(),
  mode: integer('mode').notNull(),
  hlc: integer('hlc').notNull(),
});

/** Who wrote, when and why: one row a transaction, of every origin this store has seen. */
export const syncTx = sqliteTable(
  'sync_tx',
  {
    origin: text('origin').notNull(),
    seq: integer('seq').notNull(),
    hlc: integer('hlc').notNull(),
    actor: text('actor').notNull(),
    purpose: text('purpose').notNull(),
  },
  (t) => [primaryKey({ columns: [t.origin, t.seq] })],
);

/** Own changes not yet sealed; written by triggers only. The newest sealed one stays as the counter. */
export const syncOp = sqliteTable('sync_op', {
  seq: integer('seq').primaryKey(),
  tbl: text('tbl').notNull(),
  rid: text('rid').notNull(),
  mask: integer('mask').notNull(),
  vals: text('vals').notNull(),
});

/** Sealed segments, own and foreign, byte for byte. `arrival` is an order in which they can be replayed. */
export const syncSegment = sqliteTable(
  'sync_segment',
  {
    arrival: integer('arrival').primaryKey({ autoIncrement: true }),
    origin: text('origin').notNull(),
    seq0: integer('seq0').notNull(),
    seq1: integer('seq1').notNull(),
    prev: text('prev').notNull(),
    hash: text('hash').notNull(),
    body: blob('body', { mode: 'buffer' }).notNull(),
  },
  (t) => [index('sync_segment_by_origin').on(t.origin, t.seq0)],
);

/** What this store has applied, by origin, and the head of that origin's chain. */
export const syncVector = sqliteTable('sync_vector', {
  origin: text('origin').primaryKey(),
  seq: integer('seq').notNull(),
  head: text('head').notNull(),
});

/** The author's signature over the head of a chain, forwarded with its segments. */
export const syncCheckpoint = sqliteTable(
  'sync_checkpoint',
  {
    origin: text('origin').notNull(),
    seq: integer('seq').notNull(),
    head: text('head').notNull(),
    minisig: text('minisig').notNull(),
  },
  (t) => [primaryKey({ columns: [t.origin, t.seq] })],
);

/** Which writes stand behind each row: JSON `[[mask, origin, seq], …]`, one dot a cell unless in conflict. */
export const syncRow = sqliteTable(
  'sync_row',
  {
    tbl: text('tbl').notNull(),
    rid: text('rid').notNull(),
    dots: text('dots').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tbl, t.rid] })],
);

/** Every value of a cell that has more than one. The conflict inbox is a view of this table. */
export const syncSibling = sqliteTable(
  'sync_sibling',
  {
    tbl: text('tbl').notNull(),
    rid: text('rid').notNull(),
    col: integer('col').notNull(),
    origin: text('origin').notNull(),
    seq: integer('seq').notNull(),
    hlc: integer('hlc').notNull(),
    /** JSON scalar. */
    value: text('value').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tbl, t.rid, t.col, t.origin, t.seq] })],
);

/** Changes this version cannot apply (unknown table or column, broken rule), kept for a person and for replay. */
export const syncQuarantine = sqliteTable(
  'sync_quarantine',
  {
    origin: text('origin').notNull(),
    seq: integer('seq').notNull(),
    /** `table`, `column`, `base` (the row it changes is not here) or `rule` (the table refuses it). */
    kind: text('kind').notNull(),
    /** In words. */
    reason: text('reason').notNull(),
    /** JSON of the change. Its context and clock are in the stored segment. */
    op: text('op').notNull(),
    /** When it came here. */
    at: text('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.origin, t.seq] })],
);

/** A trusted card, or a device a trusted office vouches for. */
export const office = sqliteTable('office', {
  deviceId: text('device_id').primaryKey(),
  officeId: text('office_id').notNull(),
  officeName: text('office_name').notNull(),
  role: text('role').notNull(),
  division: text('division').notNull(),
  person: text('person').notNull(),
  signPublic: text('sign_public').notNull(),
  ageRecipient: text('age_recipient'),
  /** The device that vouched for this one; null when a person compared the fingerprint. */
  vouchedBy: text('vouched_by'),
  trustedAt: text('trusted_at').notNull(),
  /** Where its card names them: both, or neither. */
  sm2Sign: text('sm2_sign'),
  sm2Recipient: text('sm2_recipient'),
});

/** Which device wrote under which origin. */
export const syncOrigin = sqliteTable('sync_origin', {
  origin: text('origin').primaryKey(),
  deviceId: text('device_id').notNull(),
});

/** What each peer has told us, signed, that it holds. Only a signed statement moves it. */
export const syncAck = sqliteTable(
  'sync_ack',
  {
    deviceId: text('device_id').notNull(),
    origin: text('origin').notNull(),
    seq: integer('seq').notNull(),
  },
  (t) => [primaryKey({ columns: [t.deviceId, t.origin] })],
);

/** What the office above our peer holds, as told in the peer's receipts. */
export const syncUpperAck = sqliteTable(
  'sync_upper_ack',
  {
    role: text('role').notNull(),
    officeName: text('office_name').notNull(),
    origin: text('origin').notNull(),
    seq: integer('seq').notNull(),
  },
  (t) => [primaryKey({ columns: [t.role, t.officeName, t.origin] })],
);

/** Every bundle made or read here. `provides` is what it carried, so that states can be told. */
export const bundle = sqliteTable(
  'bundle',
  {
    id: text('id').primaryKey(),
    direction: text('direction').notNull(),
    kind: text('kind').notNull(),
    number: integer('number').notNull(),
    peerDevice: text('peer_device').notNull(),
    peerName: text('peer_name').notNull(),
    at: text('at').notNull(),
    fileName: text('file_name').notNull(),
    bytes: integer('bytes').notNull(),
    sha256: text('sha256').notNull(),
    manifestSha256: text('manifest_sha256').notNull(),
    changes: integer('changes').notNull(),
    media: integer('media').notNull(),
    /** JSON `Record<origin, seq>`. */
    provides: text('provides').notNull(),
    /** JSON of what came of it: `MergeResult` when read, the receipt's line when made and answered. */
    result: text('result'),
    answeredAt: text('answered_at'),
  },
  (t) => [index('bundle_by_peer').on(t.peerDevice, t.direction, t.number)],
);

/** A bundle kept until what it needs has come; its file lies in `parked/<bundle id>.qice`. */
export const syncPark = sqliteTable('sync_park', {
  bundleId: text('bundle_id').primaryKey(),
  peerDevice: text('peer_device').notNull(),
  peerName: text('peer_name').notNull(),
  number: integer('number').notNull(),
  fileName: text('file_name').notNull(),
  bytes: integer('bytes').notNull(),
  sha256: text('sha256').notNull(),
  changes: integer('changes').notNull(),
  media: integer('media').notNull(),
  /** When it was parked. */
  at: text('at').notNull(),
  /** Why it could not be merged when its turn came, in words. */
  problem: text('problem'),
});

/** A named gap: what must arrive before a parked bundle can be merged. */
export const syncGap = sqliteTable(
  'sync_gap',
  {
    bundleId: text('bundle_id').notNull(),
    origin: text('origin').notNull(),
    fromSeq: integer('from_seq').notNull(),
    toSeq: integer('to_seq').notNull(),
    /** Whose changes these are, in words. */
    who: text('who').notNull(),
  },
  (t) => [primaryKey({ columns: [t.bundleId, t.origin] })],
);

/** Media that peers are known to hold, from their receipts. */
export const syncMediaAck = sqliteTable(
  'sync_media_ack',
  {
    deviceId: text('device_id').notNull(),
    sha256: text('sha256').notNull(),
  },
  (t) => [primaryKey({ columns: [t.deviceId, t.sha256] })],
);
