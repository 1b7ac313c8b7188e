import { findRows, type LedgerRecord } from '#db/queries/ledgers.ts';
import { write } from '#db/write.ts';
import type {
  HolidayChange,
  HolidayLine,
  HolidayYear,
  SetHolidays,
} from '#shared/holiday-views.ts';
import { holidayTableWith, publishedHolidays } from '#shared/holidays.ts';
import {
  type Holiday,
  type HolidayKind,
  type HolidayTable,
  workingDaysBetween,
} from '#shared/working-days.ts';
import type { Desk } from './desk.ts';
import { newRowId } from './ledger-keys.ts';
import { requireLedger } from './ledgers.ts';
import { insertOwn, rowsOf, textOf, updateOwn } from './own-rows.ts';

/** The holiday table of this office: what the program ships, and its own days above it. */

type Reads = Pick<Desk, 'store'>;

const holidayOf = ({ values }: LedgerRecord): Holiday => ({
  day: String(values.day),
  kind: String(values.kind) as HolidayKind,
  name: textOf(values, 'name'),
});

/** What every working-day count of this office goes by. */
export const holidayTable = (desk: Reads): HolidayTable =>
  holidayTableWith(rowsOf(desk, 'holiday').map(holidayOf));

/** A year's days that differ from their weekday, with where each comes from. */
export const holidayYear = (desk: Reads, year: number): HolidayYear => {
  const inYear = ({ day }: Holiday): boolean => day.startsWith(`${year}-`);
  const own = new Map(
    rowsOf(desk, 'holiday')
      .map(holidayOf)
      .map((holiday) => [holiday.day, holiday]),
  );
  const table = holidayTableWith([...own.values()]);
  const published = new Map(publishedHolidays.filter(inYear).map(({ day, kind }) => [day, kind]));
  const lines = [...table.byDay.values()]
    .filter(inYear)
    .map(
      (holiday): HolidayLine => ({
        ...holiday,
        own: own.has(holiday.day),
        published: published.get(holiday.day) ?? null,
      }),
    )
    .toSorted((a, b) => (a.day < b.day ? -1 : 1));
  return {
    year,
    known: table.years.has(year),
    lines,
    workingDays: workingDaysBetween(`${year - 1}-12-31`, `${year}-12-31`, table),
  };
};

/**
 * Sets what days are, in one transaction; a day set to nothing goes back to what the program ships.
 *
 * @returns what the office had said of these days: given back to this function, it is the undo
 */
export const setHolidays = (
  desk: Pick<Desk, 'store' | 'self'>,
  { days }: SetHolidays,
): { readonly before: readonly HolidayChange[] } => {
  const ledger = requireLedger('holiday');
  const wanted = new Map(days.map((change) => [change.day, change]));
  const rows = new Map(
    findRows(desk.store, ledger, { filter: { day: [...wanted.keys()] } }).map((row) => [
      String(row.values.day),
      row,
    ]),
  );
  const before = [...wanted.keys()].map((day): HolidayChange => {
    const row = rows.get(day);
    return row ? holidayOf(row) : { day, kind: null, name: null };
  });
  const intent = { actor: desk.self.person, purpose: `修改节假日安排（${wanted.size} 天）` };
  return write(desk.store, intent, (door) => {
    for (const { day, kind, name } of wanted.values()) {
      const row = rows.get(day);
      if (row) updateOwn(door, 'holiday', row.id, kind === null ? { deleted: 1 } : { kind, name });
      else if (kind !== null)
        insertOwn(desk, door, 'holiday', {
          id: newRowId(desk, ledger, null, { day }),
          values: { day, kind, name },
        });
    }
    return { before };
  });
};
