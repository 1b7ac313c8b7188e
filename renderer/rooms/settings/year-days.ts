import { dayAfter, lastDayOf } from '#shared/dates.ts';
import type { HolidayChange, HolidayLine } from '#shared/holiday-views.ts';

/** Days of a wall calendar whose weeks begin on Monday. */

/** 0 Monday … 6 Sunday. */
const weekday = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

export const isWeekend = (day: string): boolean => weekday(day) > 4;

/** The days of a month, and how many places are empty before the first. */
export const daysOfMonth = (
  year: number,
  month: number,
): { readonly blanks: number; readonly days: readonly string[] } => {
  const start = `${year}-${String(month).padStart(2, '0')}`;
  const last = Number(lastDayOf(start).slice(8));
  return {
    blanks: weekday(`${start}-01`),
    days: Array.from({ length: last }, (_, n) => dayAfter(`${start}-01`, n)),
  };
};

/**
 * What a click on a day says: the other kind, or nothing of the office's own where that is what the day is
 * without its word.
 */
export const opposite = (
  day: string,
  off: boolean,
  line: HolidayLine | undefined,
): HolidayChange => {
  const kind = off ? '上班' : '放假';
  const plain = line?.published ?? (isWeekend(day) ? '放假' : '上班');
  const name = line?.name ?? null;
  return plain === kind && line?.own ? { day, kind: null, name: null } : { day, kind, name };
};
