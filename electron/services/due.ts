import { localDate } from '#shared/clock.ts';
import { type DueLine, type DueSource, dueLines } from '#shared/due.ts';
import { liaisonsOn } from '#shared/liaisons.ts';
import { areaHonour } from '#shared/registers/area-honour.ts';
import { calendar } from './deadlines.ts';
import type { Desk } from './desk.ts';
import { holidayTable } from './holidays.ts';
import { liaisonTurns } from './liaisons.ts';
import { openMeasures } from './open-measures.ts';

/** Everything of this office with a day before which something must be done, and whose it is. */

type Reads = Pick<Desk, 'store'>;

/** Who looks after each firm on a day, contact first. */
export const peopleOfFirms = (desk: Reads, on: string): ReadonlyMap<string, readonly string[]> =>
  new Map(
    [...liaisonsOn(liaisonTurns(desk), on)].map(([firm, { 联系人: lead, 副联系人: deputy }]) => [
      firm,
      [...new Set([lead?.person, deputy?.person])].filter((name) => name != null),
    ]),
  );

/** Measures of issued sheets: what is not issued binds nobody yet. */
const measureSources = (desk: Reads): DueSource[] =>
  openMeasures(desk).flatMap((m): DueSource[] =>
    m.status !== 'issued' || m.dueOn === null
      ? []
      : [
          {
            kind: 'measure',
            id: m.id,
            firm: { id: m.enterpriseId, name: m.enterpriseName },
            township: m.township,
            title: m.task ?? m.goal ?? '',
            people: m.people,
            dueOn: m.dueOn,
            at: `/sheets/${m.sheetId}?measure=${m.id}`,
          },
        ],
  );

/** Papers are renewed over weeks: about thirty days. */
const paperLead = 22;
/** Days after its end at which a paper is history to a person's day; the ledger still lists it. */
const paperPast = 30;

const paperSources = (
  desk: Reads,
  on: string,
  people: ReadonlyMap<string, readonly string[]>,
): DueSource[] =>
  calendar(desk, { on }).expiries.flatMap(({ ledger, row, firm, word, title, on: end, days }) =>
    days < -paperPast
      ? []
      : [
          {
            kind: 'paper' as const,
            id: row,
            firm,
            township: null,
            title: `${word}：${title}`,
            people: firm ? (people.get(firm.id) ?? []) : [],
            dueOn: end,
            lead: paperLead,
            at:
              firm && ledger !== areaHonour.name
                ? `/enterprises/${firm.id}`
                : '/cultivation/deadlines',
          },
        ],
  );

/** Records of every kind, whenever they are due. */
export const dueSources = (desk: Reads, on: string): DueSource[] => [
  ...measureSources(desk),
  ...paperSources(desk, on, peopleOfFirms(desk, on)),
];

/** What is overdue, due today or soon, in working days of this office. */
export const dueNow = (desk: Reads): DueLine[] => {
  const today = localDate(desk.store.clock.now());
  return dueLines(dueSources(desk, today), { today, table: holidayTable(desk) });
};
