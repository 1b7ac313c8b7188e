import type { Store } from '#db/open.ts';
import type { Quarter } from '#shared/quarters.ts';
import type { PlanRow, VisitsMade } from '#shared/visit-plans.ts';
import { filesOfMany } from './homes.ts';

/** Rows of plans of visits, and the visits they are held against. */

const planColumns = `p.id, p.enterprise_id AS file, e.id AS firm, e.name, e.township, e.block, e.tier,
  e.status, p.year, p.quarter, p.person, p.times, p.from_on AS fromOn, p.due_on AS dueOn, p.purpose,
  p.basis, p.deferred`;

/** Live rows of some quarters, each under the live firm its file is kept under. */
export const planRows = ({ handle }: Store, quarters: readonly Quarter[]): PlanRow[] =>
  handle
    .prepare(
      // The quarters are few and the index has both: never the other way round.
      `SELECT ${planColumns}
       FROM json_each(?) q CROSS JOIN visit_plan p
         ON p.year = q.value ->> 'year' AND p.quarter = q.value ->> 'quarter'
       LEFT JOIN enterprise_home h ON h.id = p.enterprise_id
       JOIN enterprise e ON e.id = coalesce(h.home, p.enterprise_id) AND e.deleted = 0
       WHERE p.deleted = 0`,
    )
    .all(JSON.stringify(quarters)) as PlanRow[];

/** Live visits of some firms in a period, both days included; those that had none are left out. */
export const visitsMade = (
  { handle }: Store,
  firms: readonly string[],
  { from, to }: { readonly from: string; readonly to: string },
): ReadonlyMap<string, VisitsMade> =>
  new Map(
    (
      handle
        .prepare(
          `SELECT f.home AS firm, count(*) AS visits, max(v.visited_on) AS lastOn
           FROM (${filesOfMany}) f CROSS JOIN visit v
             ON v.enterprise_id = f.id AND v.deleted = 0 AND v.visited_on BETWEEN @from AND @to
           GROUP BY f.home`,
        )
        .all({ ids: JSON.stringify(firms), from, to }) as (VisitsMade & { firm: string })[]
    ).map(({ firm, visits, lastOn }) => [firm, { visits, lastOn }]),
  );
