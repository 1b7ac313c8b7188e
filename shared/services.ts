import { z } from 'zod';
import { dayAfter, lastDayOf } from './dates.ts';
import type { GreenStanding } from './green-tickets.ts';
import { type Period, periodInput } from './issues.ts';
import { type ServiceCounterKey, serviceCounterKeys, serviceSplits } from './service-counters.ts';

/** Services (服务统计): what the screen asks and is answered. */

export const servicesAsked = periodInput;
export type ServicesAsked = Period;

/** A period as a table says it: days, both included. */
export const periodWords = ({ from, to }: Period): string => `${from} 至 ${to}`;

export const serviceFiguresInput = periodInput.safeExtend({ by: z.enum(serviceSplits) });
export type ServiceFiguresInput = z.infer<typeof serviceFiguresInput>;

/** Figures by counter; null where a counter cannot be split so. */
export type ServiceFigureSet = Readonly<Record<ServiceCounterKey, number | null>>;

export type ServiceFigures = {
  /** Who fills the table in, and when. */
  readonly office: string;
  readonly on: string;
  readonly period: Period;
  /** The same days a year before; those that lie ahead of today left out on both sides. */
  readonly lastYear: Period;
  /** In the order they are shown. The key is what `serviceRowsInput.group` asks for; '' where nothing is said. */
  readonly groups: readonly {
    readonly key: string;
    readonly label: string;
    readonly figures: ServiceFigureSet;
    /** The same group in the same period a year before; of a month the month of that year. */
    readonly before: ServiceFigureSet;
  }[];
  /** Of the whole period, each counted for itself: no column is added up. */
  readonly total: ServiceFigureSet;
  readonly before: ServiceFigureSet;
};

/** Figures less those of the same period a year before, one by one; null where there is no such figure. */
export const serviceChange = (now: ServiceFigureSet, before: ServiceFigureSet): ServiceFigureSet =>
  Object.fromEntries(
    serviceCounterKeys.map((key) => {
      const [one, other] = [now[key], before[key]];
      return [key, one === null || other === null ? null : one - other];
    }),
  ) as ServiceFigureSet;

/** The same month a year later, of a month of the period before; `YYYY-MM`. */
export const monthAfterYear = (month: string): string =>
  `${String(Number(month.slice(0, 4)) + 1).padStart(4, '0')}${month.slice(4)}`;

export const serviceRowsInput = periodInput.safeExtend({
  counter: z.enum(serviceCounterKeys),
  by: z.enum(serviceSplits),
  /** Key of a group; null for the whole period. */
  group: z.string().max(200).nullable().default(null),
});
export type ServiceRowsInput = z.infer<typeof serviceRowsInput>;

/** A row behind a figure: where it leads, whose it is, and what is said of it. */
export type ServiceRow = {
  readonly key: string;
  /** Address on the screen. */
  readonly at: string;
  readonly firm: string;
  readonly township: string | null;
  /** The day that dates it, `YYYY-MM-DD`. */
  readonly on: string;
  readonly person: string | null;
  readonly type: string | null;
  readonly text: string | null;
  /** What it adds to the figure: 1, or working days saved. */
  readonly adds: number;
};

/** The same day of another year; 29 February is the 28th where there is none. */
const inYear = (day: string, by: number): string => {
  const year = Number(day.slice(0, 4)) + by;
  const month = `${String(year).padStart(4, '0')}-${day.slice(5, 7)}`;
  const [same, last] = [`${month}-${day.slice(8)}`, lastDayOf(month)];
  return same > last ? last : same;
};

/** A period that ends with its month does so in every year. */
const endInYear = (day: string, by: number): string => {
  const same = inYear(day, by);
  return day === lastDayOf(day.slice(0, 7)) ? lastDayOf(same.slice(0, 7)) : same;
};

/**
 * The same period a year before. A period that is not over is compared up to the same day, so that eleven
 * months are not held against twelve.
 *
 * @param today `YYYY-MM-DD`
 */
export const yearBefore = ({ from, to }: Period, today: string): Period => {
  const end = to > today && from <= today ? today : to;
  return { from: inYear(from, -1), to: endInYear(end, -1) };
};

/** What an agreement of services came to. */
export type AgreementLine = {
  readonly id: string;
  readonly firm: { readonly id: string; readonly name: string; readonly township: string | null };
  readonly agreementNo: string | null;
  readonly section: string;
  readonly contact: string | null;
  readonly validFrom: string;
  readonly validTo: string;
  readonly signedOn: string | null;
  /** Whole days until it ends; negative once it has. */
  readonly daysLeft: number;
  readonly standing: AgreementStanding;
  /** The year of the agreement asked about: the running one, else its last. */
  readonly year: Period;
  /** Days (天) of visits promised in that year; null where none are named. */
  readonly promisedDays: number | null;
  /** Days (天) in that year on which a visit under the agreement was paid. */
  readonly doneDays: number;
  /** Visits (次) under the agreement in all its time. */
  readonly visits: number;
  /** Services (项) promised, and those of them rendered in its time. */
  readonly services: readonly string[];
  readonly served: readonly string[];
  /** Another agreement of the firm and the section goes on from it. */
  readonly renewed: boolean;
};

/** Days before its end at which an agreement is near expiry. */
export const agreementNearDays = 60;
export const agreementStandings = ['ahead', 'running', 'near', 'expired'] as const;
export type AgreementStanding = (typeof agreementStandings)[number];
export const agreementStandingLabels: Readonly<Record<AgreementStanding, string>> = {
  ahead: '未开始',
  running: '履行中',
  near: `${agreementNearDays} 天内到期`,
  expired: '已到期',
};

export const agreementsInput = z.object({
  /** As of a day; today where nothing is said. */
  on: z.iso.date().nullable().default(null),
});

export const agreementInput = z.object({ id: z.string().min(1).max(200) });

/** A visit paid under an agreement. */
export type AgreementVisit = {
  readonly id: string;
  readonly day: string;
  readonly people: readonly string[];
  readonly types: readonly string[];
};

export type AgreementList = { readonly on: string; readonly rows: readonly AgreementLine[] };

/** The first day of an agreement's year that a day lies in, and its last. */
export const agreementYear = (
  { validFrom, validTo }: { readonly validFrom: string; readonly validTo: string },
  on: string,
): Period => {
  const day = on > validTo ? validTo : on < validFrom ? validFrom : on;
  let years = Number(day.slice(0, 4)) - Number(validFrom.slice(0, 4));
  if (inYear(validFrom, years) > day) years -= 1;
  const end = dayAfter(inYear(validFrom, years + 1), -1);
  return { from: inYear(validFrom, years), to: end < validTo ? end : validTo };
};

/** An agreement that follows at once and runs as long. */
export const termAfter = ({ from, to }: Period): Period => {
  const next = dayAfter(to, 1);
  for (let years = 1; years <= 20; years += 1)
    if (dayAfter(inYear(from, years), -1) === to)
      return { from: next, to: dayAfter(inYear(next, years), -1) };
  const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
  return { from: next, to: dayAfter(next, days) };
};

/** A matter on the green channel as it stands. */
export type GreenLine = GreenStanding & {
  readonly id: string;
  readonly firm: { readonly id: string; readonly name: string; readonly township: string | null };
  readonly matter: string;
  readonly ticketNo: string | null;
  readonly unit: string | null;
  readonly person: string | null;
  readonly appliedOn: string;
  readonly acceptedOn: string | null;
  readonly statutoryDays: number | null;
  readonly promisedDays: number | null;
  readonly finishedOn: string | null;
  readonly result: string | null;
};

export type GreenList = { readonly on: string; readonly rows: readonly GreenLine[] };
