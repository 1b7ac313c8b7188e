import { planRows, visitsMade } from '#db/queries/visit-plans.ts';
import { localDate } from '#shared/clock.ts';
import type { PlanBoard } from '#shared/plan-views.ts';
import { type Quarter, quarterDays } from '#shared/quarters.ts';
import { byTownship, type PlanLine, type PlanRow, planLines } from '#shared/visit-plans.ts';
import type { Desk } from './desk.ts';
import { peopleOfFirms } from './due.ts';

/** Plans of visits (走访计划) as they stand: derived from their rows and from the visits, never stored. */

type Reads = Pick<Desk, 'store'>;

/** The earlier of two days. */
const first = (a: string, b: string): string => (a < b ? a : b);

/**
 * Lines of a quarter's plan as they stand today, a firm each, in no order.
 *
 * @param has which rows are looked at; all where nothing is said
 */
export const planStanding = (
  { store }: Reads,
  quarter: Quarter,
  has: (row: PlanRow) => boolean = () => true,
): PlanLine[] => {
  const today = localDate(store.clock.now());
  const rows = planRows(store, [quarter]).filter(has);
  const { from, to } = quarterDays(quarter);
  const firms = [...new Set(rows.map(({ firm }) => firm))];
  // A visit of a day to come is registered and not made.
  return planLines(rows, visitsMade(store, firms, { from, to: first(to, today) }), today);
};

/** The same by township and name. */
export const planOf = (desk: Reads, quarter: Quarter): PlanLine[] =>
  planStanding(desk, quarter).sort(byTownship);

const collator = new Intl.Collator('zh');

export const planBoard = (desk: Reads, quarter: Quarter): PlanBoard => {
  const today = localDate(desk.store.clock.now());
  const lines = planOf(desk, quarter);
  const people = new Set([
    ...lines.flatMap((line) => line.people),
    ...[...peopleOfFirms(desk, today).values()].flat(),
  ]);
  return {
    quarter,
    today,
    lines,
    people: [...people].sort(collator.compare),
  };
};
