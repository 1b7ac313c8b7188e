import { z } from 'zod';
import { datesInWords, formatDate } from './dates.ts';
import type { Quarter } from './quarters.ts';
import type { PlanLine } from './visit-plans.ts';
import { isoDate, optionalText, recordId, requiredText } from './words.ts';

/** 走访路线: the firms one of our people goes round to on a day, in order. */

export const routeInput = z.object({
  day: isoDate('日期'),
  lead: requiredText('带队人', 50),
});
export type RouteKey = z.infer<typeof routeInput>;

const clockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间应为 时:分')
  .nullable();

/** More firms than anybody gets round to in a day. */
export const mostStops = 40;

export const saveRouteInput = routeInput.extend({
  /** The route it was before; its stops go along. Null for a new one. */
  was: routeInput.nullable().default(null),
  companions: optionalText(200).default(null),
  /** In order; none takes the route away. */
  stops: z
    .array(z.object({ firm: recordId, time: clockTime.default(null) }))
    .max(mostStops, `一天的路线最多 ${mostStops} 家`),
});
export type SaveRoute = z.infer<typeof saveRouteInput>;

/** A firm on the way. */
export type RouteStop = {
  readonly firm: { readonly id: string; readonly name: string };
  readonly township: string | null;
  readonly address: string | null;
  readonly contact: string | null;
  readonly phone: string | null;
  /** `HH:MM` */
  readonly time: string | null;
  /** The visit recorded there on that day: it ticks the stop off. Null while there is none. */
  readonly visit: string | null;
};

export type Route = RouteKey & {
  readonly companions: string | null;
  readonly stops: readonly RouteStop[];
};

/** What is open at a firm, to be asked there. */
export type RouteAsk = {
  readonly kind: string;
  readonly text: string;
  /** `YYYY-MM-DD`; null where it has no day. */
  readonly dueOn: string | null;
  readonly overdue: boolean;
};

/** A stop as the route sheet prints it. */
export type SheetStop = RouteStop & {
  readonly lastVisit: { readonly on: string; readonly people: readonly string[] } | null;
  /** Why it is visited, where the plan says. */
  readonly purpose: string | null;
  /** Issues, promises, measures and what was agreed last time, the most urgent first. */
  readonly asks: readonly RouteAsk[];
  /** Papers that run out: 「跟踪服务协议 标准化科，2026-12-31 到期」. */
  readonly expiring: readonly string[];
  /** Facts of the file nobody has filled in, by their labels. */
  readonly missing: readonly string[];
};

export type RouteSheet = RouteKey & {
  readonly office: string;
  readonly companions: string | null;
  readonly stops: readonly SheetStop[];
};

export const routeChoicesInput = z.object({ day: isoDate('日期') });

/** A planned firm that has still to be visited, to be put on a route. */
export type RouteChoice = PlanLine & {
  readonly address: string | null;
  /** Measures, issues and promises (件) that are overdue or due in five working days. */
  readonly due: number;
  /** The route of this day or later it is on already. */
  readonly on: RouteKey | null;
};

export type RouteChoices = {
  readonly quarter: Quarter;
  /** Those with something due first, then by township and name. */
  readonly firms: readonly RouteChoice[];
  readonly people: readonly string[];
  /** Routes of this day and later, and those of the week before. */
  readonly routes: readonly Route[];
};

const collator = new Intl.Collator('zh', { numeric: true });

type Place = Pick<RouteStop, 'township' | 'address' | 'firm'>;

/**
 * A simple order to begin with: township after township, in each by address, so that one road's numbers follow
 * each other. It knows no map and claims no distance.
 */
export const suggestOrder = <Stop extends Place>(stops: readonly Stop[]): Stop[] =>
  stops.toSorted(
    (a, b) =>
      collator.compare(a.township ?? '龥', b.township ?? '龥') ||
      collator.compare(a.address ?? '龥', b.address ?? '龥') ||
      collator.compare(a.firm.name, b.firm.name),
  );

/** As a paper writes a day; what another program left that is none, as it is. */
const dayWords = (day: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(day) ? formatDate(day) : day);

/** What stands under 要问的事 of a stop beside what is open there, a line each. */
export const askLines = ({ asks, expiring, missing }: SheetStop): string[] => [
  ...asks.map(askWords),
  ...expiring.map((text) => `【证照】${datesInWords(text)}`),
  ...(missing.length === 0 ? [] : [`【档案】需补：${missing.join('、')}`]),
];

/** `2026年3月2日 王科员、李计量`; empty for a firm nobody has been to. */
export const lastVisitWords = ({ lastVisit }: Pick<SheetStop, 'lastVisit'>): string =>
  lastVisit === null ? '' : [dayWords(lastVisit.on), lastVisit.people.join('、')].join(' ').trim();

/** `【问题】办结：…（2026年3月9日，逾期）` */
export const askWords = ({ kind, text, dueOn, overdue }: RouteAsk): string => {
  const due = dueOn === null ? '' : `（${dayWords(dueOn)}${overdue ? '，逾期' : ''}）`;
  return `【${kind}】${text}${due}`;
};
