import { z } from 'zod';
import { lastDayOf } from './dates.ts';

/** Quarters of calendar years (季度): what visits are planned and counted by. */

export const quarterInput = z.object({
  year: z.number().int().min(1990).max(2200),
  quarter: z.number().int().min(1).max(4),
});
export type Quarter = z.infer<typeof quarterInput>;

const words = ['一', '二', '三', '四'];

/** The quarter a day lies in. @param day `YYYY-MM-DD` */
export const quarterOf = (day: string): Quarter => ({
  year: Number(day.slice(0, 4)),
  quarter: Math.ceil(Number(day.slice(5, 7)) / 3),
});

/** First and last day, both `YYYY-MM-DD`. */
export const quarterDays = ({
  year,
  quarter,
}: Quarter): { readonly from: string; readonly to: string } => {
  const month = (n: number): string => `${year}-${String(n).padStart(2, '0')}`;
  return { from: `${month(quarter * 3 - 2)}-01`, to: lastDayOf(month(quarter * 3)) };
};

/** So many quarters later; earlier where `by` is negative. */
export const quarterAfter = ({ year, quarter }: Quarter, by = 1): Quarter => {
  const at = year * 4 + quarter - 1 + by;
  return { year: Math.floor(at / 4), quarter: (at % 4) + 1 };
};

/** `2026年一季度` */
export const quarterWords = ({ year, quarter }: Quarter): string =>
  `${year}年${words[quarter - 1] ?? quarter}季度`;

/** `2026-1`, as it stands in an address. */
export const quarterKey = ({ year, quarter }: Quarter): string => `${year}-${quarter}`;

/** @returns undefined for what names no quarter */
export const quarterFrom = (key: string | null): Quarter | undefined => {
  const [, year, quarter] = /^(\d{4})-([1-4])$/.exec(key ?? '') ?? [];
  const read = quarterInput.safeParse({ year: Number(year), quarter: Number(quarter) });
  return read.success ? read.data : undefined;
};

/** Every quarter that has a day in the period, the earliest first. */
export const quartersIn = (from: string, to: string): Quarter[] => {
  const found: Quarter[] = [];
  for (let q = quarterOf(from); quarterDays(q).from <= to; q = quarterAfter(q)) found.push(q);
  return found;
};
