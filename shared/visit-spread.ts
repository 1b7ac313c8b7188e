import { dayAfter } from './dates.ts';
import { type HolidayTable, isWorkingDay } from './working-days.ts';

/** Sharing a list of firms out evenly: over people, and over the weeks that are left of a quarter. */

/**
 * Which share each of `count` things in a row falls into: shares lie together, so that a township is one
 * person's, and their sizes differ by one at most.
 *
 * @returns the number of the share of each thing, ascending
 */
export const evenShares = (count: number, shares: number): number[] =>
  Array.from({ length: count }, (_none, at) => Math.floor((at * Math.max(1, shares)) / count));

/** 0 Monday … 6 Sunday. */
const weekdayOf = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

/**
 * The last working day of each week from one day to another, both included; weeks without one are left out.
 *
 * @returns `YYYY-MM-DD`, ascending
 */
export const weekEnds = (from: string, to: string, table: HolidayTable): string[] => {
  const ends: string[] = [];
  for (let day = from; day <= to; ) {
    const sunday = dayAfter(day, 6 - weekdayOf(day));
    const last = sunday < to ? sunday : to;
    let end = last;
    while (end >= day && !isWorkingDay(end, table)) end = dayAfter(end, -1);
    if (end >= day) ends.push(end);
    day = dayAfter(last, 1);
  }
  return ends;
};
