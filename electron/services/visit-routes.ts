import { getEnterprises } from '#db/queries/enterprises.ts';
import { getKeptFirm, homeOf } from '#db/queries/homes.ts';
import { type StopRow, stopRows } from '#db/queries/route-stops.ts';
import { lastVisitDates } from '#db/queries/visits.ts';
import { write } from '#db/write.ts';
import { localDate } from '#shared/clock.ts';
import { dayAfter, formatDate } from '#shared/dates.ts';
import { type DueLine, dueKindLabels, dueLines } from '#shared/due.ts';
import { Refusal } from '#shared/errors.ts';
import { namesPerson } from '#shared/people.ts';
import { quarterOf } from '#shared/quarters.ts';
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
import { issueSources, measureSources, paperSources } from './due.ts';
import { holidayTable } from './holidays.ts';
import { issuesOpen } from './issues.ts';
import { newRowId } from './ledger-keys.ts';
import { requireLedger } from './ledgers.ts';
import { openMeasures } from './open-measures.ts';
import { insertOwn, updateOwn } from './own-rows.ts';
import { planBoard, planOf } from './visit-plans.ts';
import { visitBriefs } from './visits.ts';

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

/** Everything open at some firms, by firm, the earliest due first. */
const asksAt = (
  desk: Reads,
  ids: ReadonlySet<string>,
  today: string,
): ReadonlyMap<string, readonly RouteAsk[]> => {
  const ask = (kind: string, text: string, dueOn: string | null): RouteAsk => ({
    ...{ kind, text, dueOn },
    overdue: dueOn !== null && dueOn < today,
  });
  const found = [
    ...issueSources(issuesOpen(desk)).map(({ kind, firm, title, dueOn }) => ({
      firm: firm?.id ?? '',
      ask: ask(dueKindLabels[kind], title, dueOn),
    })),
    ...openMeasures(desk)
      .filter(({ status }) => status === 'issued')
      .map(({ enterpriseId, task, goal, duty, dueOn }) => ({
        firm: enterpriseId,
        ask: ask(dueKindLabels.measure, task ?? goal ?? duty ?? '', dueOn),
      })),
  ].filter(({ firm }) => ids.has(firm));
  return new Map(
    [...Map.groupBy(found, ({ firm }) => firm)].map(([firm, own]) => [
      firm,
      own.map((one) => one.ask).toSorted((a, b) => ((a.dueOn ?? '9') < (b.dueOn ?? '9') ? -1 : 1)),
    ]),
  );
};

/** 走访路线单 of a day: each stop with what its file says and what is to be asked there. */
export const routeSheet = (desk: Desk, key: RouteKey): RouteSheet => {
  const today = localDate(desk.store.clock.now());
  const route = getRoute(desk, key);
  const ids = route.stops.map(({ firm }) => firm.id);
  const asks = asksAt(desk, new Set(ids), today);
  const papers = Map.groupBy(
    dueLines(paperSources(desk, new Map(ids.map((id) => [id, []])), today), {
      ...{ today, table: holidayTable(desk) },
    }),
    ({ firm }) => firm?.id ?? '',
  );
  const plan = new Map(planOf(desk, quarterOf(key.day)).map((line) => [line.firm.id, line]));
  const last = lastVisitDates(desk.store, ids);
  return {
    ...{ day: route.day, lead: route.lead, companions: route.companions },
    office: desk.self.officeName,
    stops: route.stops.map((stop) => {
      const { id } = stop.firm;
      const on = last.get(id);
      const before =
        on === undefined
          ? undefined
          : visitBriefs(desk, [id]).find(({ visitedOn }) => visitedOn === on);
      return {
        ...stop,
        lastVisit: on === undefined ? null : { on, people: before?.participants ?? [] },
        purpose: plan.get(id)?.purpose ?? null,
        asks: asks.get(id) ?? [],
        expiring: (papers.get(id) ?? []).map(({ title, dueOn }) => `${title}（${dueOn}）`),
      };
    }),
  };
};
