import { planRows, visitsMade } from '#db/queries/visit-plans.ts';
import { dayAfter } from '#shared/dates.ts';
import type { DueSource } from '#shared/due.ts';
import {
  type Quarter,
  quarterAfter,
  quarterDays,
  quarterKey,
  quarterOf,
  quarterWords,
} from '#shared/quarters.ts';
import type { PlanLine, PlanRow } from '#shared/visit-plans.ts';
import type { Desk } from './desk.ts';
import { planStanding } from './visit-plans.ts';

/** Planned visits as things with a day before which something must be done. */

type Reads = Pick<Desk, 'store'>;

/** So many firms of one person and one day are told one by one; more are one line, or they would bury the rest. */
const oneByOne = 5;

/** More days than five working days ever take, the longest holidays between them. */
const farthest = 21;

const isOpen = ({ standing }: PlanLine): boolean =>
  standing === 'open' || standing === 'partly' || standing === 'overdue';

/** What the quarter before left unvisited, where nobody has been since and no new plan took it over. */
const leftBehind = (desk: Reads, last: Quarter, on: string): PlanLine[] => {
  const open = planStanding(desk, last).filter(isOpen);
  const firms = open.map(({ firm }) => firm.id);
  const since = visitsMade(desk.store, firms, { from: quarterDays(quarterOf(on)).from, to: on });
  const replanned = new Set(planRows(desk.store, [quarterOf(on)]).map(({ firm }) => firm));
  return open.filter(({ firm }) => !since.has(firm.id) && !replanned.has(firm.id));
};

const single = (quarter: Quarter, { firm, ids, purpose, people, dueOn }: PlanLine): DueSource => ({
  kind: 'visit',
  id: ids[0] ?? '',
  firm,
  title: purpose ?? `${quarterWords(quarter)}走访`,
  people,
  dueOn,
  at: `/visits/new?enterprise=${firm.id}`,
});

const together = (quarter: Quarter, lines: readonly PlanLine[]): DueSource[] => {
  const [head] = lines;
  if (!head) return [];
  if (lines.length <= oneByOne) return lines.map((line) => single(quarter, line));
  const { person, people, dueOn } = head;
  const names = lines.slice(0, 3).map(({ firm }) => firm.name);
  const at = new URLSearchParams({ quarter: quarterKey(quarter), show: 'open' });
  if (person !== null && people.length === 1) at.set('person', people[0] ?? '');
  return [
    {
      kind: 'visit',
      id: `${quarterKey(quarter)} ${dueOn} ${person ?? ''}`,
      firm: null,
      title: `还有 ${lines.length} 家未走访：${names.join('、')}等`,
      ...{ people, dueOn },
      at: `/visits/plans?${at}`,
    },
  ];
};

/** Planned visits still to be made: of this quarter, and what the last one left. */
export const visitSources = (desk: Reads, on: string): DueSource[] => {
  const quarter = quarterOf(on);
  const last = quarterAfter(quarter, -1);
  const [end, horizon] = [quarterDays(quarter).to, dayAfter(on, farthest)];
  const isNear = ({ dueOn }: PlanRow): boolean => (dueOn ?? end) <= horizon;
  return [
    [quarter, planStanding(desk, quarter, isNear).filter(isOpen)] as const,
    [last, leftBehind(desk, last, on)] as const,
  ].flatMap(([of, lines]) =>
    [...Map.groupBy(lines, ({ person, dueOn }) => `${dueOn} ${person ?? ''}`).values()].flatMap(
      (own) => together(of, own),
    ),
  );
};
