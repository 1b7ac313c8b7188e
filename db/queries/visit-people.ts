import type { Store } from '#db/open.ts';

/** Visits by the people of ours who took part. */

export type VisitAhead = {
  readonly id: string;
  readonly enterpriseId: string;
  readonly enterpriseName: string;
  readonly on: string;
  readonly startAt: string | null;
  readonly purpose: string | null;
  readonly participants: readonly string[];
};

/** Live visits of a day and later, the earliest first. */
export const visitsFrom = ({ handle }: Store, day: string): VisitAhead[] =>
  (
    handle
      .prepare(
        `SELECT v.id, e.id AS enterpriseId, e.name AS enterpriseName, v.visited_on AS "on",
           v.start_at AS startAt, v.purpose,
           (SELECT json_group_array(name) FROM (SELECT name FROM participant p
            WHERE p.visit_id = v.id AND p.deleted = 0 ORDER BY position, p.id)) AS participants
         FROM visit v LEFT JOIN enterprise_home h ON h.id = v.enterprise_id
         JOIN enterprise e ON e.id = coalesce(h.home, v.enterprise_id) AND e.deleted = 0
         WHERE v.deleted = 0 AND v.visited_on >= ?
         ORDER BY v.visited_on, v.start_at NULLS LAST, v.id`,
      )
      .all(day) as (Omit<VisitAhead, 'participants'> & { participants: string })[]
  ).map((row) => ({ ...row, participants: JSON.parse(row.participants) as string[] }));

/** Visits (次) each of our people took part in, of the days from one to another, both included. */
export const visitsByPerson = (
  { handle }: Store,
  from: string,
  to: string,
): { readonly name: string; readonly visits: number }[] =>
  handle
    .prepare(
      `SELECT p.name, count(DISTINCT v.id) AS visits
       FROM visit v JOIN participant p ON p.visit_id = v.id AND p.deleted = 0
       WHERE v.deleted = 0 AND v.visited_on BETWEEN ? AND ? GROUP BY p.name`,
    )
    .all(from, to) as { name: string; visits: number }[];

/**
 * Names of our people who took part in visits: those at some firm's files first, then those who went
 * together with `self`, each by their last day there, then all others by theirs.
 */
export const recentCompanions = (
  { handle }: Store,
  { files, self }: { readonly files: readonly string[]; readonly self: string },
): string[] =>
  handle
    .prepare(
      `SELECT p.name FROM participant p JOIN visit v ON v.id = p.visit_id AND v.deleted = 0
       WHERE p.deleted = 0 GROUP BY p.name
       ORDER BY
         max(CASE WHEN v.enterprise_id IN (SELECT value FROM json_each(@files))
             THEN v.visited_on END) DESC NULLS LAST,
         max(CASE WHEN EXISTS (SELECT 1 FROM participant o
               WHERE o.visit_id = v.id AND o.deleted = 0 AND o.name = @self)
             THEN v.visited_on END) DESC NULLS LAST,
         max(v.visited_on) DESC, p.name`,
    )
    .pluck()
    .all({ files: JSON.stringify(files), self }) as string[];
