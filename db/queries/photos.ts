import type { Store } from '#db/open.ts';

/** Photographs with the visit they hang on. */

export type LedgerPhoto = {
  readonly id: string;
  readonly sha256: string;
  readonly caption: string | null;
  readonly takenAt: string | null;
  readonly bytes: number;
  readonly visitId: string;
  readonly visitedOn: string;
  readonly enterpriseName: string;
  /** Origin of the newest write behind the row; null where it is not sealed yet. */
  readonly origin: string | null;
};

/** Every photograph of a live visit, the newest visit first, in the visit's order. */
export const listPhotos = ({ handle }: Store): LedgerPhoto[] =>
  handle
    .prepare(
      `SELECT p.id, p.sha256, p.caption, p.taken_at AS takenAt, p.bytes, v.id AS visitId,
              v.visited_on AS visitedOn, e.name AS enterpriseName,
              json_extract(r.dots, '$[0][1]') AS origin
       FROM photo p
       JOIN visit v ON p.owner_table = 'visit' AND v.id = p.owner_id AND v.deleted = 0
       JOIN enterprise e ON e.id = v.enterprise_id
       LEFT JOIN sync_row r ON r.tbl = 'photo' AND r.rid = p.id
       WHERE p.deleted = 0
       ORDER BY v.visited_on DESC, v.id DESC, p.position, p.id`,
    )
    .all() as LedgerPhoto[];
