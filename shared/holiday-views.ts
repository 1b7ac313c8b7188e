import { z } from 'zod';
import { holidayKinds } from './registers/holiday.ts';
import { isoDate, optionalText } from './words.ts';
import type { HolidayKind } from './working-days.ts';

/** What the screen asks of the holiday table, and what it gets. */

export const holidayYearInput = z.object({ year: z.number().int().min(1990).max(2200) });

/** Days as the office sets them; `kind` null takes its own word back. */
export const setHolidaysInput = z.object({
  days: z
    .array(
      z.object({
        day: isoDate('日期'),
        kind: z.enum(holidayKinds).nullable(),
        name: optionalText(40).default(null),
      }),
    )
    .min(1)
    .max(800),
});
export type SetHolidays = z.infer<typeof setHolidaysInput>;
export type HolidayChange = SetHolidays['days'][number];

/** A day that is not what its weekday says, or that the office has spoken of. */
export type HolidayLine = {
  readonly day: string;
  readonly kind: HolidayKind;
  readonly name: string | null;
  /** The office's own word; the others come with the program. */
  readonly own: boolean;
  /** What the program ships of this day. */
  readonly published: HolidayKind | null;
};

export type HolidayYear = {
  readonly year: number;
  /** Whether its arrangement is known, shipped or entered. */
  readonly known: boolean;
  /** Ascending. */
  readonly lines: readonly HolidayLine[];
  /** Working days of the whole year (天). */
  readonly workingDays: number;
};
