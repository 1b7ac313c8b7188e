import { writeRouteSheet } from '#documents/route-sheet-paper.ts';
import type { Desk } from '#services/desk.ts';
import { paperFaces } from '#services/paper-faces.ts';
import { routeSheet, routesIn } from '#services/visit-routes.ts';
import { localDate } from '#shared/clock.ts';
import { dayAfter, formatDate } from '#shared/dates.ts';
import { Refusal } from '#shared/errors.ts';
import { type RouteSheetValues, routeSheetPaper } from '#shared/papers/route-sheet.ts';
import { askLines, lastVisitWords, type RouteKey } from '#shared/visit-routes.ts';
import { makerOf } from './maker.ts';

/** 走访路线单 of a day. */

/** What names a route: its day and who leads it, `2026-05-05 王科员`. */
const askedIn = (id: string): RouteKey => {
  const [, day, lead] = /^(\d{4}-\d{2}-\d{2}) (.+)$/.exec(id) ?? [];
  if (day === undefined || lead === undefined)
    throw Refusal.of('record.missing', { what: '走访路线' });
  return { day, lead };
};

/** @throws Refusal `record.missing` for a day without such a route */
export const routeSheetValues = (desk: Desk, id: string): RouteSheetValues => {
  const { day, lead, companions, office, stops } = routeSheet(desk, askedIn(id));
  if (stops.length === 0) throw Refusal.of('record.missing', { what: '走访路线' });
  return {
    ...{ office, day: formatDate(day), lead, companions: companions ?? '' },
    firms: String(stops.length),
    rows: stops.map((stop, n) => ({
      no: String(n + 1),
      time: stop.time ?? '',
      firm: stop.firm.name,
      township: stop.township ?? '',
      address: stop.address ?? '',
      contact: stop.contact ?? '',
      phone: stop.phone ?? '',
      lastVisit: lastVisitWords(stop),
      purpose: stop.purpose ?? '',
      asks: askLines(stop).join('\n'),
    })),
  };
};

/** The next route there is, else the last one of this month. */
const newest = (desk: Desk): string | null => {
  const today = localDate(desk.store.clock.now());
  const routes = routesIn(desk, { from: dayAfter(today, -31), to: dayAfter(today, 366) });
  const found = routes.find(({ day }) => day >= today) ?? routes.at(-1);
  return found ? `${found.day} ${found.lead}` : null;
};

export const routeSheetMaker = makerOf({
  paper: routeSheetPaper,
  newest,
  read: (desk, id) => {
    const values = routeSheetValues(desk, id);
    return { values, name: `走访路线单 ${id}` };
  },
  write: (values, desk) => writeRouteSheet(values, paperFaces(desk)),
});
