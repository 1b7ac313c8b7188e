import type { Store } from '#db/open.ts';

/** Stops of routes, and the visits that tick them off. */

export type StopRow = {
  readonly id: string;
  readonly day: string;
  readonly lead: string;
  readonly companions: string | null;
  readonly position: number;
  readonly time: string | null;
  /** The firm the stop's file is kept under. */
  readonly firm: string;
  readonly name: string;
  readonly township: string | null;
  readonly address: string | null;
  readonly contact: string | null;
  readonly phone: string | null;
  /** The latest live visit there on that day. */
  readonly visit: string | null;
};

/**
 * Live stops of the days from one to another, by day, leader and order.
 *
 * @param period `today` bounds what counts as made: a visit of a day to come ticks nothing off
 */
export const stopRows = (
  { handle }: Store,
  period: { readonly from: string; readonly to: string; readonly today: string },
): StopRow[] =>
  handle
    .prepare(
      `SELECT s.id, s.day, s.lead, s.companions, s.position, s.time, e.id AS firm, e.name, e.township, e.address,
         e.contact_name AS contact, e.contact_phone AS phone,
         (SELECT v.id FROM (SELECT e.id AS file UNION ALL
            SELECT k.id FROM enterprise_home k WHERE k.home = e.id) f
          JOIN visit v ON v.enterprise_id = f.file
            AND v.deleted = 0 AND v.visited_on = s.day AND v.visited_on <= @today
          ORDER BY v.start_at DESC, v.id LIMIT 1) AS visit
       FROM route_stop s LEFT JOIN enterprise_home h ON h.id = s.enterprise_id
       JOIN enterprise e ON e.id = coalesce(h.home, s.enterprise_id) AND e.deleted = 0
       WHERE s.deleted = 0 AND s.day BETWEEN @from AND @to
       ORDER BY s.day, s.lead, s.position, s.id`,
    )
    .all(period) as StopRow[];
