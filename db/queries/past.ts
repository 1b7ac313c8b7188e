import type { Store } from '#db/open.ts';

/** What a laptop has let go of: bodies of segments that others hold (docs/decisions/0018). */

/** Sizes of the log in this store. Bytes are those of the compressed bodies. */
export type LogSize = {
  /** Changes whose segments are kept, and the bytes these take. */
  readonly changes: number;
  readonly bytes: number;
  /** Bytes of the base: the tables as they stood, from which the check rebuilds. */
  readonly baseBytes: number;
  /** Changes whose segments were let go of. */
  readonly past: number;
};

export const logSize = ({ handle }: Store): LogSize =>
  handle
    .prepare(
      `SELECT
         (SELECT coalesce(sum(seq1 - seq0 + 1), 0) FROM sync_segment) AS changes,
         (SELECT coalesce(sum(length(body)), 0) FROM sync_segment) AS bytes,
         (SELECT coalesce(sum(length(body)), 0) FROM sync_base) AS baseBytes,
         (SELECT coalesce(sum(seq1 - seq0 + 1), 0) FROM sync_past) AS past`,
    )
    .get() as LogSize;

/** Bytes of the bodies of some segments. */
export const bytesOfSegments = ({ handle }: Store, arrivals: readonly number[]): number =>
  handle
    .prepare(
      `SELECT coalesce(sum(length(body)), 0) FROM sync_segment
       WHERE arrival IN (SELECT value FROM json_each(?))`,
    )
    .pluck()
    .get(JSON.stringify(arrivals)) as number;

/** Lets go of the bodies of some segments; which they were is kept. Inside the caller's transaction. */
export const letGo = ({ handle }: Store, arrivals: readonly number[]): void => {
  const named = JSON.stringify(arrivals);
  handle
    .prepare(
      `INSERT INTO sync_past (origin, seq0, seq1, arrival, hash)
       SELECT origin, seq0, seq1, arrival, hash FROM sync_segment
       WHERE arrival IN (SELECT value FROM json_each(?))`,
    )
    .run(named);
  handle
    .prepare('DELETE FROM sync_segment WHERE arrival IN (SELECT value FROM json_each(?))')
    .run(named);
};

/** Forgets signatures over places of a log that no kept segment reaches back to. */
export const dropPastCheckpoints = ({ handle }: Store): void => {
  handle.exec(
    `DELETE FROM sync_checkpoint WHERE seq < (
       SELECT coalesce(
         (SELECT min(s.seq0) FROM sync_segment s WHERE s.origin = sync_checkpoint.origin),
         (SELECT v.seq FROM sync_vector v WHERE v.origin = sync_checkpoint.origin), 0))`,
  );
};

/** Origins in the order in which their newest segment came, kept or not. */
export const originsByArrival = ({ handle }: Store): string[] =>
  handle
    .prepare(
      `SELECT origin FROM (SELECT origin, arrival FROM sync_segment
                           UNION ALL SELECT origin, arrival FROM sync_past)
       GROUP BY origin ORDER BY max(arrival)`,
    )
    .pluck()
    .all() as string[];

/** Gives the room of what was deleted back to the disk, where it is a quarter of the file or more. */
export const giveRoomBack = ({ handle }: Store): void => {
  const count = (what: string): number => handle.pragma(what, { simple: true }) as number;
  if (count('freelist_count') * 4 >= count('page_count')) handle.exec('VACUUM');
};
