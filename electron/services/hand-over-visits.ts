import { stopRows } from '#db/queries/route-stops.ts';
import { localDate } from '#shared/clock.ts';
import { dayAfter } from '#shared/dates.ts';
import { quarterAfter, quarterKey, quarterOf, quarterWords } from '#shared/quarters.ts';
import type { Desk } from './desk.ts';
import { type Firms, type Held, item, nameIn, passCell } from './hand-over-items.ts';
import { planOf } from './visit-plans.ts';

/** Planned visits and rounds a person has in hand, and how another takes them over. */

type Reads = Pick<Desk, 'store'>;

/** Planned visits of the day's quarter and later ones that have still to be made. */
export const visitsHeld = (desk: Reads, person: string, on: string, firms: Firms): Held[] => {
  const today = localDate(desk.store.clock.now());
  return [0, 1, 2, 3].flatMap((by) => {
    const quarter = quarterAfter(quarterOf(on), by);
    return planOf(desk, quarter)
      .filter(
        ({ people, standing }) =>
          people.includes(person) && ['open', 'partly', 'overdue'].includes(standing),
      )
      .map((line): Held => {
        const { firm, ids, visits, times, purpose, dueOn } = line;
        const passes = ids.map((id) => passCell(desk, 'visit_plan', id, 'person'));
        return {
          ...item('visit', ids[0] ?? '', firm.id, firms, {
            title: purpose ?? quarterWords(quarter),
            detail: `${quarterWords(quarter)} · 已走访 ${visits}/${times} 次`,
            dueOn,
            overdue: dueOn < today,
            named: line.person ?? '',
            at: `/visits/plans?quarter=${quarterKey(quarter)}`,
          }),
          pass: (door, to) => {
            for (const pass of passes) pass(door, to);
          },
        };
      });
  });
};

/** How far ahead routes are looked for, in days. */
const routeDays = 366;

/** Stops ahead that the person leads or goes along to. */
export const routesHeld = (desk: Reads, person: string, on: string, firms: Firms): Held[] =>
  stopRows(desk.store, { from: on, to: dayAfter(on, routeDays), today: on })
    .filter(
      ({ lead, companions, visit }) =>
        visit === null && (nameIn(lead, person) || nameIn(companions, person)),
    )
    .map(({ id, firm, day, lead, companions }): Held => {
      const passes = [
        passCell(desk, 'route_stop', id, 'lead'),
        passCell(desk, 'route_stop', id, 'companions'),
      ];
      return {
        ...item('route', id, firm, firms, {
          title: `${day} 走访路线`,
          detail: nameIn(lead, person) ? '带队' : `同行，${lead}带队`,
          dueOn: day,
          named: nameIn(lead, person) ? lead : (companions ?? ''),
          at: `/visits/plans/routes?day=${day}&lead=${encodeURIComponent(lead)}`,
        }),
        pass: (door, to) => {
          for (const pass of passes) pass(door, to);
        },
      };
    });
