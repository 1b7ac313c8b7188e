import type { Store } from '#db/open.ts';

/**
 * The log of the exchange: own changes waiting to be sealed, sealed segments of every origin, and
 * what this store has applied. Book-keeping only; nothing here touches a room's tables.
 */

export type StoredOp = {
  readonly seq: number;
  readonly tbl: string;
  readonly rid: string;
  readonly mask: number;
  /** JSON array of SQLite values. */
  readonly vals: string;
};

export type StoredTx = {
  readonly seq: number;
  readonly hlc: number;
  readonly actor: string;
  readonly purpose: string;
};

export type StoredSegment = {
  readonly arrival: number;
  readonly origin: string;
  readonly seq0: number;
  readonly seq1: number;
  readonly prev: string;
  readonly hash: string;
  /** Size of its body. */
  readonly bytes: number;
};

export type Head = { readonly seq: number; readonly head: string };

/** What this store has applied: origin → last change and the hash of its segment. */
export const appliedHeads = (store: Store): ReadonlyMap<string, Head> =>
  new Map(
    (
      store.handle.prepare('SELECT origin, seq, head FROM sync_vector').all() as (Head & {
        origin: string;
      })[]
    ).map(({ origin, seq, head }) => [origin, { seq, head }]),
  );

export const appliedVector = (store: Store): Record<string, number> =>
  Object.fromEntries([...appliedHeads(store)].map(([origin, { seq }]) => [origin, seq]));

/** Own changes after `seq`, oldest first. */
export const opsAfter = (store: Store, seq: number, limit: number): StoredOp[] =>
  store.handle
    .prepare('SELECT seq, tbl, rid, mask, vals FROM sync_op WHERE seq > ? ORDER BY seq LIMIT ?')
    .all(seq, limit) as StoredOp[];

export const countOpsAfter = (store: Store, seq: number): number =>
  store.handle.prepare('SELECT count(*) FROM sync_op WHERE seq > ?').pluck().get(seq) as number;

/** The transactions that changes `from`–`to` of an origin belong to; the first may begin earlier. */
export const txsOf = (store: Store, origin: string, from: number, to: number): StoredTx[] =>
  store.handle
    .prepare(
      `SELECT seq, hlc, actor, purpose FROM sync_tx
       WHERE origin = @origin AND seq <= @to
         AND seq >= (SELECT max(seq) FROM sync_tx WHERE origin = @origin AND seq <= @from)
       ORDER BY seq`,
    )
    .all({ origin, from, to }) as StoredTx[];

export const addTxs = (store: Store, origin: string, txs: readonly StoredTx[]): void => {
  const add = store.handle.prepare(
    'INSERT OR IGNORE INTO sync_tx (origin, seq, hlc, actor, purpose) VALUES (?, ?, ?, ?, ?)',
  );
  for (const tx of txs) add.run(origin, tx.seq, tx.hlc, tx.actor, tx.purpose);
};

/**
 * Forgets own changes once all are sealed; the newest stays, because it is the counter. The table is
 * emptied whole: taken out row by row, every page that empties would be enciphered into the journal
 * and from there into the file (14,030 pages for 140,000 changes, instead of 16).
 */
export const forgetOps = ({ handle }: Store): void => {
  const newest = handle.prepare('SELECT * FROM sync_op ORDER BY seq DESC LIMIT 1').get();
  if (!newest) return;
  handle.exec('DELETE FROM sync_op');
  handle
    .prepare(
      'INSERT INTO sync_op (seq, tbl, rid, mask, vals) VALUES (@seq, @tbl, @rid, @mask, @vals)',
    )
    .run(newest);
};

/** Changes by table. */
export type TableCounts = Readonly<Record<string, number>>;

export const countByTable = (ops: Iterable<{ readonly table: string }>): TableCounts => {
  const counts: Record<string, number> = {};
  for (const { table } of ops) counts[table] = (counts[table] ?? 0) + 1;
  return counts;
};

/** Keeps a segment byte for byte, says what it holds, and moves what has been applied, together. */
export const addSegment = (
  store: Store,
  segment: Omit<StoredSegment, 'arrival' | 'bytes'> & { readonly body: Uint8Array },
  counts: TableCounts,
): void => {
  const { lastInsertRowid } = store.handle
    .prepare(
      `INSERT INTO sync_segment (origin, seq0, seq1, prev, hash, body)
       VALUES (@origin, @seq0, @seq1, @prev, @hash, @body)`,
    )
    .run(segment);
  store.handle
    .prepare('INSERT INTO sync_count (arrival, counts) VALUES (?, ?)')
    .run(lastInsertRowid, JSON.stringify(counts));
  store.handle
    .prepare(
      `INSERT INTO sync_vector (origin, seq, head) VALUES (@origin, @seq1, @hash)
       ON CONFLICT (origin) DO UPDATE SET seq = excluded.seq, head = excluded.head`,
    )
    .run(segment);
};

/** Every segment, without bodies, in an order in which they can be replayed. */
export const listSegments = (store: Store): StoredSegment[] =>
  store.handle
    .prepare(
      // length() of a blob reads the head of its row only.
      `SELECT arrival, origin, seq0, seq1, prev, hash, length(body) AS bytes FROM sync_segment
       ORDER BY arrival`,
    )
    .all() as StoredSegment[];

/** What a stored segment holds; undefined for one that came before this was noted. */
export const segmentCounts = (store: Store, arrival: number): TableCounts | undefined => {
  const counts = store.handle
    .prepare('SELECT counts FROM sync_count WHERE arrival = ?')
    .pluck()
    .get(arrival) as string | undefined;
  return counts === undefined ? undefined : (JSON.parse(counts) as TableCounts);
};

export const segmentBody = (store: Store, arrival: number): Uint8Array =>
  store.handle
    .prepare('SELECT body FROM sync_segment WHERE arrival = ?')
    .pluck()
    .get(arrival) as Buffer;

/** Which segment of an origin begins at `seq0`; one whose body was let go of is known too. */
export const segmentAt = (
  store: Store,
  origin: string,
  seq0: number,
): Pick<StoredSegment, 'seq1' | 'hash'> | undefined =>
  store.handle
    .prepare(
      `SELECT seq1, hash FROM sync_segment WHERE origin = @origin AND seq0 = @seq0
       UNION ALL SELECT seq1, hash FROM sync_past WHERE origin = @origin AND seq0 = @seq0`,
    )
    .get({ origin, seq0 }) as Pick<StoredSegment, 'seq1' | 'hash'> | undefined;

/** The stored segment in which a change of an origin lies. */
export const segmentWith = (store: Store, origin: string, seq: number): StoredSegment | undefined =>
  store.handle
    .prepare(
      `SELECT arrival, origin, seq0, seq1, prev, hash, length(body) AS bytes FROM sync_segment
       WHERE origin = ? AND seq0 <= ? AND seq1 >= ?`,
    )
    .get(origin, seq, seq) as StoredSegment | undefined;

export type StoredCheckpoint = {
  readonly origin: string;
  readonly seq: number;
  readonly head: string;
  readonly minisig: string;
};

export const putCheckpoint = (store: Store, checkpoint: StoredCheckpoint): void => {
  store.handle
    .prepare(
      `INSERT OR REPLACE INTO sync_checkpoint (origin, seq, head, minisig)
       VALUES (@origin, @seq, @head, @minisig)`,
    )
    .run(checkpoint);
};

export const getCheckpoint = (
  store: Store,
  origin: string,
  seq: number,
): StoredCheckpoint | undefined =>
  store.handle
    .prepare('SELECT origin, seq, head, minisig FROM sync_checkpoint WHERE origin = ? AND seq = ?')
    .get(origin, seq) as StoredCheckpoint | undefined;

/** Which device writes under an origin. */
export const originDevices = (store: Store): ReadonlyMap<string, string> =>
  new Map(
    (
      store.handle.prepare('SELECT origin, device_id AS device FROM sync_origin').all() as {
        origin: string;
        device: string;
      }[]
    ).map(({ origin, device }) => [origin, device]),
  );

export const putOriginDevice = (store: Store, origin: string, deviceId: string): void => {
  store.handle
    .prepare('INSERT OR IGNORE INTO sync_origin (origin, device_id) VALUES (?, ?)')
    .run(origin, deviceId);
};
