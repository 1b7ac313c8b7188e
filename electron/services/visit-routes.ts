import { getEnterprises } from '#db/queries/enterprises.ts';
import { getKeptFirm, homeOf } from '#db/queries/homes.ts';
import { type StopRow, stopRows } from '#db/queries/route-stops.ts';
import { write } from '#db/write.ts';
import { localDate } from '#shared/clock.ts';
import { dayAfter, formatDate } from '#shared/dates.ts';
import { type DueLine, dueLines } from '#shared/due.ts';
import { Refusal } from '#shared/errors.ts';
import { namesPerson } from '#shared/people.ts';
import { quarterOf } from '#shared/quarters.ts';
import { ledgerNamed } from '#shared/registers/index.ts';
import type { VisitPreparation } from '#shared/visit-brief.ts';
import type {
  Route,
  RouteAsk,
  RouteChoice,
  RouteChoices,
  RouteKey,
  RouteSheet,
  SaveRoute,
} from '#shared/visit-routes.ts';
import type { Desk } from './desk.ts';
import { issueSources, measureSources } from './due.ts';
import { holidayTable } from './holidays.ts';
import { issuesOpen } from './issues.ts';
import { newRowId } from './ledger-keys.ts';
import { requireLedger } from './ledgers.ts';
import { openMeasures } from './open-measures.ts';
import { insertOwn, updateOwn } from './own-rows.ts';
import { visitBrief } from './visit-brief.ts';
import { planBoard, planOf } from './visit-plans.ts';

/** 走访路线: rounds of a day, put together from the plan; what has been visited is derived from the visits. */

type Reads = Pick<Desk, 'store'>;
type Period = { readonly from: string; readonly to: string };

const keyOf = ({ day, lead }: RouteKey): string => `${day} ${lead}`;

const rowsIn = ({ store }: Reads, period: Period): StopRow[] =>
  stopRows(store, { ...period, today: localDate(store.clock.now()) });

/** A firm stands on a route once, also where two of its files do. */
const routeOf = (rows: readonly StopRow[]): Route | null => {
  const [head] = rows;
  if (!head) return null;
  const stops = [...Map.groupBy(rows, ({ firm }) => firm).values()].flatMap((own) =>
    own.slice(0, 1),
  );
  return {
    ...{ day: head.day, lead: head.lead },
    companions: rows.find(({ companions }) => companions !== null)?.companions ?? null,
    stops: stops.map(({ firm, name, township, address, contact, phone, time, visit }) => ({
      firm: { id: firm, name },
      ...{ township, address, contact, phone, time, visit },
    })),
  };
};

/** Routes of the days from one to another, by day and leader. */
export const routesIn = (desk: Reads, period: Period): Route[] =>
  [...Map.groupBy(rowsIn(desk, period), keyOf).values()].flatMap((rows) => routeOf(rows) ?? []);

/** The routes of a day a person leads or goes along on. */
export const routesOfPerson = (desk: Reads, person: string, on: string): Route[] =>
  routesIn(desk, { from: on, to: on }).filter(
    ({ lead, companions }) => namesPerson(lead, person) || namesPerson(companions, person),
  );

/** A route that may still be empty. */
export const getRoute = (desk: Reads, { day, lead }: RouteKey): Route =>
  routesIn(desk, { from: day, to: day }).find((route) => route.lead === lead) ?? {
    ...{ day, lead, companions: null, stops: [] },
  };

/**
 * Puts a route as it is to be: order, times, who goes. What is no longer on it is taken out; a route that
 * changes its day or its leader takes its stops along. Saying what it was takes it back.
 *
 * @throws Refusal `record.missing` for a firm that is not there
 */
export const saveRoute = (desk: Desk, input: SaveRoute): Route => {
  const { store, self } = desk;
  const { day, lead, was, companions, stops } = input;
  const ledger = requireLedger('route_stop');
  const order = new Map(stops.map(({ firm, time }) => [homeOf(store, firm), time]));
  for (const id of order.keys()) {
    const firm = getKeptFirm(store, id);
    if (!firm || firm.deleted) throw Refusal.of('record.missing', { what: '企业' });
  }
  const days = new Set([day, was?.day ?? day]);
  const rows = [...days].flatMap((on) => rowsIn(desk, { from: on, to: on }));
  const own = rows.filter((row) => keyOf(row) === keyOf(input));
  const old =
    was && keyOf(was) !== keyOf(input) ? rows.filter((row) => keyOf(row) === keyOf(was)) : [];
  const purpose = `${formatDate(day)}走访路线：${lead}（${order.size} 家）`;
  write(store, { actor: self.person, purpose }, (door) => {
    const kept = new Set<string>();
    for (const [position, [firm, time]] of [...order].entries()) {
      const there = own.find((row) => row.firm === firm);
      const id = there?.id ?? newRowId(desk, ledger, firm, { day, lead });
      kept.add(id);
      const values = { companions, position, time };
      if (!there)
        insertOwn(desk, door, 'route_stop', {
          ...{ id, parentId: firm },
          values: { day, lead, ...values },
        });
      else if (JSON.stringify(values) !== JSON.stringify(saidOf(there)))
        updateOwn(door, 'route_stop', id, values);
    }
    for (const { id } of [...own, ...old])
      if (!kept.has(id)) updateOwn(door, 'route_stop', id, { deleted: 1 });
  });
  return getRoute(desk, { day, lead });
};

const saidOf = ({ companions, position, time }: StopRow) => ({ companions, position, time });

/** Measures, issues and promises of some firms that are overdue or due soon, by firm. */
const dueByFirm = (desk: Reads, on: string): ReadonlyMap<string, readonly DueLine[]> => {
  const sources = [...measureSources(openMeasures(desk)), ...issueSources(issuesOpen(desk))];
  const lines = dueLines(sources, { today: on, table: holidayTable(desk) });
  return Map.groupBy(lines, ({ firm }) => firm?.id ?? '');
};

/** How long a past route stays in the list of routes, in days. */
const pastDays = 7;
const aheadDays = 366;

/** What a route of a day can be put together from: planned firms still to be visited, and the routes there are. */
export const routeChoices = (desk: Reads, { day }: { readonly day: string }): RouteChoices => {
  const today = localDate(desk.store.clock.now());
  const quarter = quarterOf(day);
  const { lines, people } = planBoard(desk, quarter);
  const routes = routesIn(desk, {
    from: dayAfter(day < today ? day : today, -pastDays),
    to: dayAfter(day, aheadDays),
  });
  const planned = new Map<string, RouteKey>();
  for (const { day: on, lead, stops } of routes.toReversed())
    if (on >= today) for (const { firm } of stops) planned.set(firm.id, { day: on, lead });
  const due = dueByFirm(desk, today);
  const open = lines.filter(({ standing }) => ['open', 'partly', 'overdue'].includes(standing));
  const firms = getEnterprises(
    desk.store.reader,
    open.map(({ firm }) => firm.id),
  );
  const choices = open.map(
    (line): RouteChoice => ({
      ...line,
      address: firms.get(line.firm.id)?.address ?? null,
      due: due.get(line.firm.id)?.length ?? 0,
      on: planned.get(line.firm.id) ?? null,
    }),
  );
  return {
    ...{ quarter, people, routes },
    firms: choices.toSorted((a, b) => Number(b.due > 0) - Number(a.due > 0)),
  };
};

/** Days since its end at which a paper is history; the file still lists it. */
const paperPast = 90;

const ask = (kind: string, text: string, dueOn: string | null, overdue = false): RouteAsk => ({
  ...{ kind, text, dueOn, overdue },
});

/** What is open at a firm as a few lines of paper, the earliest due first, what has no day behind it. */
const asksOf = ({
  issues,
  promises,
  measures,
  undated,
  followUps,
}: VisitPreparation): RouteAsk[] => {
  const dated = [
    ...issues.map((one) => ask('问题', `${one.type}：${one.content}`, one.dueOn, one.overdue)),
    ...promises.map((one) => ask('承诺', one.title, one.dueOn, one.standing === 'overdue')),
    ...measures.map((one) => ask('措施', one.title, one.dueOn, one.standing === 'overdue')),
    ...undated.map((one) => ask('措施', one.title, null)),
  ];
  const said = followUps.slice(0, 1).flatMap((one) => one.followUp ?? one.advice ?? []);
  return [
    ...dated.toSorted((a, b) => ((a.dueOn ?? '9') < (b.dueOn ?? '9') ? -1 : 1)),
    ...said.map((text) => ask('上次约定', text, null)),
  ];
};

/** `跟踪服务协议 标准化科，2026-12-31 到期` */
const paperWords = ({ ledger, title, word, on }: VisitPreparation['papers'][number]): string =>
  `${ledgerNamed(ledger)?.label ?? ''} ${title}，${on} ${word}`.trim();

/** 走访路线单 of a day: each stop with what its file says and what is to be asked there. */
export const routeSheet = (desk: Desk, key: RouteKey): RouteSheet => {
  const route = getRoute(desk, key);
  const plan = new Map(planOf(desk, quarterOf(key.day)).map((line) => [line.firm.id, line]));
  return {
    ...{ day: route.day, lead: route.lead, companions: route.companions },
    office: desk.self.officeName,
    stops: route.stops.map((stop) => {
      const { id } = stop.firm;
      const brief = visitBrief(desk, { enterpriseId: id, visitId: stop.visit });
      return {
        ...stop,
        lastVisit: brief.lastVisit,
        purpose: plan.get(id)?.purpose ?? null,
        asks: asksOf(brief),
        expiring: brief.papers.filter(({ days }) => days >= -paperPast).map(paperWords),
        missing: brief.facts.filter(({ text }) => text === '').map(({ label }) => label),
      };
    }),
  };
};
