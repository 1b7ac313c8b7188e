import type { Store } from '#db/open.ts';
import type { Period } from '#shared/issues.ts';
import type { ServiceSplit } from '#shared/service-counters.ts';

/** Visits (次), firms visited (家) and 人次, counted by SQL (shared/service-counters.ts says what counts). */

/**
 * Live visits of live firms in some days, under the file their firm is kept in, and who of ours was there:
 * a person written twice on one visit, also in another writing, is one.
 */
const counted = `
  v AS (
    SELECT v.id, v.visited_on AS day, e.id AS firm, e.name, e.township,
      CASE WHEN json_valid(v.service_types) THEN v.service_types ELSE '[]' END AS types
    FROM visit v LEFT JOIN enterprise_home h ON h.id = v.enterprise_id
    JOIN enterprise e ON e.id = coalesce(h.home, v.enterprise_id) AND e.deleted = 0
    WHERE v.deleted = 0 AND v.visited_on BETWEEN @from AND @to
  ),
  p AS (
    SELECT p.visit_id AS visit, qice_fold(p.name) AS person, min(p.name) AS said
    FROM v JOIN participant p ON p.visit_id = v.id AND p.deleted = 0
    GROUP BY p.visit_id, qice_fold(p.name)
  ),
  n AS (SELECT visit, count(*) AS people FROM p GROUP BY visit)`;

/** Each visit under each of its groups once, with the 人次 it has there. The key '' is for those without. */
const grouped: Readonly<Record<ServiceSplit, string>> = {
  month: `SELECT v.id AS visit, v.firm, substr(v.day, 1, 7) AS key, substr(v.day, 1, 7) AS label,
            coalesce(n.people, 0) AS people
          FROM v LEFT JOIN n ON n.visit = v.id`,
  township: `SELECT v.id AS visit, v.firm, coalesce(v.township, '') AS key,
               coalesce(v.township, '') AS label, coalesce(n.people, 0) AS people
             FROM v LEFT JOIN n ON n.visit = v.id`,
  officer: `SELECT v.id AS visit, v.firm, coalesce(p.person, '') AS key, coalesce(p.said, '') AS label,
              p.person IS NOT NULL AS people
            FROM v LEFT JOIN p ON p.visit = v.id`,
  type: `SELECT DISTINCT v.id AS visit, v.firm, coalesce(t.value, '') AS key,
           coalesce(t.value, '') AS label, coalesce(n.people, 0) AS people
         FROM v LEFT JOIN json_each(v.types) t ON true LEFT JOIN n ON n.visit = v.id`,
};

export type VisitFigures = {
  readonly visits: number;
  readonly firms: number;
  readonly personTimes: number;
};

/** Of the whole period. */
export const visitTotals = ({ handle }: Store, period: Period): VisitFigures =>
  handle
    .prepare(
      `WITH ${counted}
       SELECT count(*) AS visits, count(DISTINCT firm) AS firms,
         (SELECT count(*) FROM p) AS personTimes FROM v`,
    )
    .get(period) as VisitFigures;

export type VisitGroup = VisitFigures & { readonly key: string; readonly label: string };

/** By group. Groups of one visit may be several: only those by month and township add up. */
export const visitGroups = (
  { handle }: Store,
  period: Period,
  by: ServiceSplit,
): readonly VisitGroup[] =>
  handle
    .prepare(
      `WITH ${counted}, g AS (${grouped[by]})
       SELECT key, min(label) AS label, count(DISTINCT visit) AS visits,
         count(DISTINCT firm) AS firms, sum(people) AS personTimes
       FROM g GROUP BY key ORDER BY key`,
    )
    .all(period) as VisitGroup[];

export type CountedVisit = {
  readonly id: string;
  readonly day: string;
  readonly firm: string;
  readonly name: string;
  readonly township: string | null;
  readonly types: readonly string[];
  /** Each of ours once; where a person's group is asked for, of it alone. */
  readonly people: readonly string[];
};

/** The visits behind a figure, newest first; of one group where it is named. */
export const countedVisits = (
  { handle }: Store,
  period: Period,
  by: ServiceSplit,
  group: string | null,
): CountedVisit[] => {
  const ofGroup = group === null ? '' : 'WHERE v.id IN (SELECT visit FROM g WHERE key = @group)';
  const ofPerson = group !== null && by === 'officer' ? 'AND p.person = @group' : '';
  return (
    handle
      .prepare(
        `WITH ${counted}, g AS (${grouped[by]})
         SELECT v.*, (SELECT json_group_array(said) FROM p WHERE p.visit = v.id ${ofPerson}) AS people
         FROM v ${ofGroup} ORDER BY v.day DESC, v.id DESC`,
      )
      .all({ ...period, group }) as (Omit<CountedVisit, 'types' | 'people'> & {
      types: string;
      people: string;
    })[]
  ).map((row) => ({
    ...row,
    types: JSON.parse(row.types) as string[],
    people: JSON.parse(row.people) as string[],
  }));
};
