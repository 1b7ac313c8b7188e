import type { Store } from '#db/open.ts';

/** Changes that could not be applied, kept whole until they can be. */

/** What the trouble is: see `sync_quarantine`. */
export type QuarantineKind = 'table' | 'column' | 'base' | 'rule';

export type Quarantined = {
  readonly origin: string;
  readonly seq: number;
  readonly kind: QuarantineKind;
  /** In words. */
  readonly reason: string;
  /** JSON of the change. */
  readonly op: string;
  readonly at: string;
};

export const countQuarantined = (store: Store): number =>
  store.handle.prepare('SELECT count(*) FROM sync_quarantine').pluck().get() as number;

/** The newest reason counts; since when it is here stays. */
export const quarantine = (store: Store, entry: Quarantined): void => {
  store.handle
    .prepare(
      `INSERT INTO sync_quarantine (origin, seq, kind, reason, op, at)
       VALUES (@origin, @seq, @kind, @reason, @op, @at)
       ON CONFLICT (origin, seq) DO UPDATE SET kind = excluded.kind, reason = excluded.reason`,
    )
    .run(entry);
};

export const leaveQuarantine = (store: Store, origin: string, seq: number): void => {
  store.handle.prepare('DELETE FROM sync_quarantine WHERE origin = ? AND seq = ?').run(origin, seq);
};

/** In the order in which they came, with the segment each lies in; of one kind or of all. */
export const quarantinedInOrder = (
  store: Store,
  kind: QuarantineKind | null,
): (Quarantined & { readonly arrival: number })[] =>
  store.handle
    .prepare(
      `SELECT q.origin, q.seq, q.kind, q.reason, q.op, q.at, s.arrival
       FROM sync_quarantine q JOIN sync_segment s
         ON s.origin = q.origin AND q.seq BETWEEN s.seq0 AND s.seq1
       WHERE @kind IS NULL OR q.kind = @kind
       ORDER BY s.arrival, q.seq`,
    )
    .all({ kind }) as (Quarantined & { arrival: number })[];

/** For a person: newest first, with who wrote it and when by the writer's clock. */
export const listQuarantined = (
  store: Store,
  limit: number,
): (Quarantined & { readonly actor: string | null; readonly hlc: number | null })[] =>
  store.handle
    .prepare(
      `SELECT q.origin, q.seq, q.kind, q.reason, q.op, q.at, t.actor, t.hlc
       FROM sync_quarantine q LEFT JOIN sync_tx t ON t.origin = q.origin AND t.seq = (
         SELECT max(seq) FROM sync_tx WHERE origin = q.origin AND seq <= q.seq)
       ORDER BY q.at DESC, q.origin, q.seq LIMIT ?`,
    )
    .all(limit) as (Quarantined & { actor: string | null; hlc: number | null })[];
