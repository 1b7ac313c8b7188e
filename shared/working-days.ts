import { dayAfter } from './dates.ts';

/**
 * Working days (工作日): Monday to Friday without public holidays, and the weekend days that make up for
 * them (全国年节及纪念日放假办法; the yearly notice of the State Council names the days).
 */

export type HolidayKind = '放假' | '上班';

/** A day that is not what its weekday says. `day` is `YYYY-MM-DD`. */
export type Holiday = {
  readonly day: string;
  readonly kind: HolidayKind;
  readonly name: string | null;
};

/** What is known of holidays, made once by `holidayTableOf` and only asked afterwards. */
export type HolidayTable = {
  readonly byDay: ReadonlyMap<string, Holiday>;
  /** Years whose arrangement is known; the others count by weekends alone. */
  readonly years: ReadonlySet<number>;
  /** Day numbers that differ from their weekday, ascending, with the sum of differences up to each. */
  readonly turns: { readonly days: readonly number[]; readonly sums: readonly number[] };
};

const dayMs = 86_400_000;
/** Days since 1970-01-01, a Thursday. */
const numberOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / dayMs;

/** 0 Monday … 6 Sunday. */
const weekdayOf = (number: number): number => (((number + 3) % 7) + 7) % 7;

const isWeekday = (number: number): boolean => weekdayOf(number) < 5;

/**
 * The table of some days; of one day named twice the later entry holds.
 *
 * A year counts as known once its National Day is 放假: the notice of a year names all its holidays, and
 * that one is never left out, while a single local day says nothing of the others.
 */
export const holidayTableOf = (holidays: Iterable<Holiday>): HolidayTable => {
  const byDay = new Map<string, Holiday>();
  for (const holiday of holidays) byDay.set(holiday.day, holiday);
  const years = new Set<number>();
  const steps: (readonly [number, number])[] = [];
  for (const { day, kind } of byDay.values()) {
    if (day.endsWith('-10-01') && kind === '放假') years.add(Number(day.slice(0, 4)));
    const number = numberOf(day);
    const step = Number(kind === '上班') - Number(isWeekday(number));
    if (step !== 0) steps.push([number, step]);
  }
  steps.sort(([a], [b]) => a - b);
  let sum = 0;
  return {
    byDay,
    years,
    turns: {
      days: steps.map(([number]) => number),
      sums: steps.map(([, step]) => {
        sum += step;
        return sum;
      }),
    },
  };
};

/** @param day `YYYY-MM-DD` */
export const isWorkingDay = (day: string, { byDay }: HolidayTable): boolean => {
  const kind = byDay.get(day)?.kind;
  return kind === undefined ? isWeekday(numberOf(day)) : kind === '上班';
};

/** Weekdays up to and including a day number, from a fixed Monday on. */
const weekdaysUpTo = (number: number): number => {
  const shifted = number + 3;
  const weeks = Math.floor(shifted / 7);
  return weeks * 5 + Math.min(shifted - weeks * 7 + 1, 5);
};

/** Sum of differences of all days up to and including a day number. */
const turnedUpTo = ({ days, sums }: HolidayTable['turns'], number: number): number => {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] ?? 0) <= number) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? 0 : (sums[low - 1] ?? 0);
};

const countUpTo = (number: number, { turns }: HolidayTable): number =>
  weekdaysUpTo(number) + turnedUpTo(turns, number);

/**
 * Working days after `from`, up to and including `to`: what is left until a day, the first day not
 * counted, as terms are reckoned (民法典 §201). Negative, of the same size, where `to` is before `from`.
 * Both `YYYY-MM-DD`. Takes the same time for any span.
 */
export const workingDaysBetween = (from: string, to: string, table: HolidayTable): number =>
  countUpTo(numberOf(to), table) - countUpTo(numberOf(from), table);

/**
 * The `n`-th working day after `from`, before it where `n` is negative. For 0 `from` itself, or the
 * first working day after it (民法典 §203: a term that ends on a day off ends on the day after).
 *
 * @param n whole
 * @throws RangeError where `n` is not
 */
export const addWorkingDays = (from: string, n: number, table: HolidayTable): string => {
  if (!Number.isInteger(n)) throw new RangeError(`Not a whole number of days: ${n}`);
  const step = n < 0 ? -1 : 1;
  let day = from;
  if (n === 0) while (!isWorkingDay(day, table)) day = dayAfter(day, 1);
  for (let left = Math.abs(n); left > 0; ) {
    day = dayAfter(day, step);
    if (isWorkingDay(day, table)) left -= 1;
  }
  return day;
};

/** Years from one day to another, ascending, whose arrangement is not known. */
export const unknownYears = (from: string, to: string, { years }: HolidayTable): number[] => {
  const [first, last] = [from, to].toSorted().map((day) => Number(day.slice(0, 4))) as [
    number,
    number,
  ];
  return Array.from({ length: last - first + 1 }, (_, i) => first + i).filter(
    (year) => !years.has(year),
  );
};

/** What a person must know of a count that runs into a year nothing is known of; null for nothing. */
export const unknownYearsNote = (years: readonly number[]): string | null =>
  years.length === 0 ? null : `${years.join('、')} 年放假安排尚未录入，按周末计算`;
