import { holidayYear, setHolidays } from '#services/holidays.ts';
import {
  type HolidayChange,
  type HolidayYear,
  holidayYearInput,
  setHolidaysInput,
} from '#shared/holiday-views.ts';
import { atDesk, router } from './base.ts';

export const holidaysRouter = router({
  year: atDesk
    .input(holidayYearInput)
    .query(({ ctx, input }): HolidayYear => holidayYear(ctx.desk, input.year)),
  /** Its answer, given back, is the undo. */
  set: atDesk
    .input(setHolidaysInput)
    .mutation(({ ctx, input }): { readonly before: readonly HolidayChange[] } =>
      setHolidays(ctx.desk, input),
    ),
});
