import { findWorkday, getWorkdaysInRange, isWorkday } from 'chinese-days';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayAfter } from '#shared/dates.ts';
import { holidayTableWith } from '#shared/holidays.ts';
import {
  addWorkingDays,
  type Holiday,
  holidayTableOf,
  isWorkingDay,
  workingDaysBetween,
} from '#shared/working-days.ts';

/** Working days against chinese-days itself, day by day and on 10,000 spans, and their own laws. */

const published = holidayTableWith([]);
const first = '2004-01-01';
const days = 8401; // to 2026-12-31

const anyDay = fc.integer({ min: 0, max: days - 1 }).map((n) => dayAfter(first, n));

test('every day of 2004 to 2026 is what chinese-days says it is', () => {
  for (let n = 0; n < days; n++) {
    const day = dayAfter(first, n);
    expect(isWorkingDay(day, published), day).toBe(isWorkday(day));
  }
});

test('10,000 random spans count the working days chinese-days counts', () => {
  const span = fc.tuple(anyDay, fc.integer({ min: 0, max: 40 }));
  fc.assert(
    fc.property(span, ([from, length]) => {
      const to = dayAfter(from, length);
      const counted = getWorkdaysInRange(dayAfter(from, 1), to, true).length;
      expect(workingDaysBetween(from, to, published)).toBe(length === 0 ? 0 : counted);
    }),
    { numRuns: 10_000 },
  );
});

test('10,000 terms end on the day chinese-days finds', () => {
  // Its table ends with 2026; a term that left it would be counted by weekends on both sides.
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -30, max: 30 }), (from, n) => {
      expect(addWorkingDays(from, n, published)).toBe(findWorkday(n, from));
    }),
    { numRuns: 10_000 },
  );
});

/** Any table: days off and make-up days anywhere, named twice, on weekdays or not. */
const anyTable = fc
  .array(
    fc.record({
      day: fc.integer({ min: 0, max: 700 }).map((n) => dayAfter('2026-01-01', n)),
      kind: fc.constantFrom<Holiday['kind']>('放假', '上班'),
      name: fc.constant(null),
    }),
    { maxLength: 200 },
  )
  .map(holidayTableOf);
const near = fc.integer({ min: -30, max: 730 }).map((n) => dayAfter('2026-01-01', n));

test('counting in one step is counting day by day, whatever the table', () => {
  fc.assert(
    fc.property(anyTable, near, fc.integer({ min: 0, max: 60 }), (table, from, length) => {
      const to = dayAfter(from, length);
      let counted = 0;
      for (let n = 1; n <= length; n++) if (isWorkingDay(dayAfter(from, n), table)) counted += 1;
      expect(workingDaysBetween(from, to, table)).toBe(counted);
      expect(workingDaysBetween(to, from, table) + counted).toBe(0);
    }),
    { numRuns: 2_000 },
  );
});

test('adding and counting undo each other, and a term never ends on a day off', () => {
  fc.assert(
    fc.property(anyTable, near, fc.integer({ min: 1, max: 40 }), (table, from, n) => {
      const end = addWorkingDays(from, n, table);
      expect(isWorkingDay(end, table)).toBe(true);
      expect(workingDaysBetween(from, end, table)).toBe(n);
      expect(workingDaysBetween(from, dayAfter(end, -1), table)).toBe(n - 1);
      const back = addWorkingDays(end, -n, table);
      expect(isWorkingDay(back, table)).toBe(true);
      expect(back <= from || !isWorkingDay(from, table)).toBe(true);
      expect(isWorkingDay(addWorkingDays(from, 0, table), table)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
