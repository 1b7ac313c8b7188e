import { countedFirms, goneFirms } from '#db/queries/counted-firms.ts';
import { getEnterprises } from '#db/queries/enterprises.ts';
import { hasRows } from '#db/queries/synced-rows.ts';
import { visitsByPerson, visitsFrom } from '#db/queries/visit-people.ts';
import { localDate } from '#shared/clock.ts';
import { dueLines } from '#shared/due.ts';
import { peopleOf } from '#shared/people.ts';
import { enterpriseField } from '#shared/registers/enterprise.ts';
import { isStale, monthsSince } from '#shared/registers/validity.ts';
import type {
  Today,
  TodayFirm,
  TodayInput,
  TodayReturn,
  TodayVisit,
  Workload,
  WorkloadRow,
} from '#shared/today.ts';
import { wantedFacts } from '#shared/visit-facts.ts';
import { isWorkingDay, unknownYears, unknownYearsNote } from '#shared/working-days.ts';
import { campaignSources } from './campaign-due.ts';
import type { Desk } from './desk.ts';
import { issueSources, measureSources, paperSources, peopleOfFirms, placeOfIssue } from './due.ts';
import { greenSources } from './green-tickets.ts';
import { holidayTable } from './holidays.ts';
import { issuesOpen } from './issues.ts';
import { openMeasures } from './open-measures.ts';
import { lastWords } from './origins.ts';
import { listReturns } from './remarks.ts';
import { staleMonths } from './stale.ts';
import { visitSources } from './visit-due.ts';
import { routesOfPerson } from './visit-routes.ts';

/** 今日: what a person has before them, and how the work lies among the people of an office. */

/** Own firms whose file lacks a fact, or of which nobody has said anything for long. */
const firmsToTend = (desk: Desk, ids: readonly string[], today: string): TodayFirm[] => {
  const months = staleMonths(desk);
  const said = lastWords(desk, 'enterprise', ids);
  return [...getEnterprises(desk.store.reader, ids).values()]
    .map((firm): TodayFirm => {
      const last = said.get(firm.id) ?? '1970-01-01';
      return {
        id: firm.id,
        name: firm.name,
        missing: wantedFacts
          .filter((key) => firm[key] === null)
          .map((key) => enterpriseField(key)?.label ?? key),
        staleMonths: isStale(last, today, months) ? monthsSince(last, today) : null,
      };
    })
    .filter(({ missing, staleMonths: old }) => missing.length > 0 || old !== null)
    .toSorted((a, b) => (b.staleMonths ?? 0) - (a.staleMonths ?? 0) || (a.name < b.name ? -1 : 1));
};

const visitsAhead = (desk: Pick<Desk, 'store'>, person: string, today: string): TodayVisit[] =>
  visitsFrom(desk.store, today)
    .filter(({ participants }) => participants.includes(person))
    .map(({ enterpriseId, enterpriseName, ...visit }) => ({
      ...visit,
      firm: { id: enterpriseId, name: enterpriseName },
    }));

const placeOfReturn = {
  visit: '/visits/',
  sheet: '/sheets/',
  enterprise: '/enterprises/',
  campaign_return: '/visits/campaigns/returns/',
} as const;

const returnsToDo = (desk: Desk): TodayReturn[] =>
  listReturns(desk)
    .filter(({ todo }) => todo)
    .map(({ id, enterpriseName, title, table, row, asked }) => ({
      id,
      firm: enterpriseName,
      title,
      said: asked.body,
      at: `${placeOfReturn[table]}${row}`,
    }));

const namesPerson = (text: string | null, person: string): boolean =>
  peopleOf(text).includes(person);

/** A person's name as cells name it. */
const nameOf = (person: string): string => peopleOf(person)[0] ?? person;

/** A person's day; that of this machine's person where nobody is named. */
export const todayOf = (desk: Desk, { person: asked }: TodayInput): Today => {
  const on = localDate(desk.store.clock.now());
  const self = nameOf(desk.self.person);
  const person = asked === null ? self : nameOf(asked);
  const own = person === self;
  const table = holidayTable(desk);
  // Nobody is reminded of a firm that is not there; what it left undone stays in its sheet.
  const gone = goneFirms(desk.store);
  const firms = new Map(
    [...peopleOfFirms(desk, on)].filter(
      ([firm, people]) => people.includes(person) && !gone.has(firm),
    ),
  );
  const open = issuesOpen(desk);
  const due = dueLines(
    [
      ...measureSources(openMeasures(desk).filter(({ enterpriseId }) => !gone.has(enterpriseId))),
      ...issueSources(open),
      ...greenSources(desk, on),
      ...paperSources(desk, firms, on),
      ...visitSources(desk, on),
      ...campaignSources(desk),
    ],
    { today: on, table },
  );
  const mine = due.filter(({ people }) => people.includes(person));
  const listed = new Set(mine.map(({ at }) => at));
  const last = mine.reduce((day, { dueOn }) => (dueOn > day ? dueOn : day), on);
  return {
    on,
    person,
    own,
    working: isWorkingDay(on, table),
    holiday: table.byDay.get(on)?.name ?? null,
    note: unknownYearsNote(unknownYears(on, last, table)),
    due: mine,
    issues: open
      .filter(({ id, handler }) => namesPerson(handler, person) && !listed.has(placeOfIssue(id)))
      .map(({ id, firm, content, issueState, raisedOn }) => ({
        ...{ id, firm, content, raisedOn },
        state: issueState,
        at: placeOfIssue(id),
      })),
    visits: visitsAhead(desk, person, on),
    routes: routesOfPerson(desk, person, on),
    returns: own ? returnsToDo(desk) : [],
    firms: firmsToTend(desk, [...firms.keys()], on),
    ownFirms: firms.size,
    nobodys: due.filter(({ people }) => people.length === 0).length,
    isNew: !hasRows(desk.store, 'enterprise'),
  };
};

/** First day of the quarter a day lies in. */
const quarterOf = (day: string): string => {
  const month = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1;
  return `${day.slice(0, 4)}-${String(month).padStart(2, '0')}-01`;
};

const none = { firms: 0, measures: 0, overdue: 0, issues: 0, visits: 0 } as const;
const collator = new Intl.Collator('zh');

/** How the work lies among our people, those with most overdue first. */
export const workload = (desk: Pick<Desk, 'store'>): Workload => {
  const on = localDate(desk.store.clock.now());
  const since = quarterOf(on);
  const rows = new Map<string, Omit<WorkloadRow, 'person'>>();
  const add = (person: string, figure: keyof typeof none, by = 1): void => {
    const row = rows.get(person) ?? none;
    rows.set(person, { ...row, [figure]: row[figure] + by });
  };
  const looked = peopleOfFirms(desk, on);
  const live = new Set(countedFirms(desk.store, [...looked.keys()]).map(({ id }) => id));
  for (const [firm, people] of looked)
    if (live.has(firm)) for (const person of people) add(person, 'firms');
  const gone = goneFirms(desk.store);
  for (const { enterpriseId, status, people, dueOn } of openMeasures(desk))
    if (status === 'issued' && !gone.has(enterpriseId))
      for (const person of people) {
        add(person, 'measures');
        if (dueOn !== null && dueOn < on) add(person, 'overdue');
      }
  for (const { phase, handler } of issuesOpen(desk))
    if (phase === 'open') for (const person of peopleOf(handler)) add(person, 'issues');
  for (const { name, visits } of visitsByPerson(desk.store, since, on)) add(name, 'visits', visits);
  return {
    on,
    since,
    rows: [...rows]
      .map(([person, figures]) => ({ person, ...figures }))
      .sort((a, b) => b.overdue - a.overdue || collator.compare(a.person, b.person)),
  };
};
