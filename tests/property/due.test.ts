import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayAfter, lastDayOf } from '#shared/dates.ts';
import { type DueSource, dueKinds, dueLines, dueWords } from '#shared/due.ts';
import { holidayTableWith } from '#shared/holidays.ts';
import { isWorkingDay } from '#shared/working-days.ts';

const table = holidayTableWith([]);
const today = '2026-09-28';

const source: fc.Arbitrary<DueSource> = fc.record({
  kind: fc.constantFrom(...dueKinds),
  id: fc.uuid(),
  firm: fc.constant(null),
  title: fc.constant('x'),
  people: fc.constant([]),
  dueOn: fc.oneof(
    fc.integer({ min: -60, max: 60 }).map((n) => dayAfter(today, n)),
    fc.constantFrom('2026-08', '2026-09', '2026-10'),
  ),
  at: fc.constant('/'),
});

test('what is listed is what has passed, falls today or lies within the working days, and nothing else', () => {
  fc.assert(
    fc.property(
      fc.array(source, { maxLength: 40 }),
      fc.integer({ min: 0, max: 12 }),
      (all, soon) => {
        const lines = dueLines(all, { today, table, soon });
        const listed = new Set(lines.map(({ id }) => id));
        for (const one of all) {
          const day = lastDayOf(one.dueOn);
          let ahead = 0;
          for (let at = today; at < day; ) {
            at = dayAfter(at, 1);
            if (isWorkingDay(at, table)) ahead += 1;
          }
          expect(listed.has(one.id), `${one.dueOn} ${soon}`).toBe(day <= today || ahead <= soon);
        }
      },
    ),
  );
});

test('the order is by day whatever order the records come in, and the words say which side of it we are', () => {
  fc.assert(
    fc.property(fc.array(source, { maxLength: 30 }), (all) => {
      const lines = dueLines(all, { today, table });
      expect(dueLines(all.toReversed(), { today, table })).toEqual(lines);
      for (const [at, line] of lines.entries()) {
        const before = lines[at - 1];
        if (before) expect(lastDayOf(before.dueOn) <= lastDayOf(line.dueOn)).toBe(true);
        const late = lastDayOf(line.dueOn) < today;
        expect(line.standing === 'overdue').toBe(late);
        expect(/逾期|过期/.test(dueWords(line))).toBe(late);
      }
    }),
  );
});

test('over the holidays a week is no working day', () => {
  const due = (dueOn: string) =>
    dueLines(
      [
        {
          kind: 'measure',
          id: 'a',
          firm: null,
          title: '',
          people: [],
          dueOn,
          at: '/',
        },
      ],
      {
        today: '2026-09-30',
        table,
      },
    ).map(dueWords);
  expect(due('2026-10-07')).toEqual(['休息日内到期']);
  expect(due('2026-10-08')).toEqual(['还剩 1 个工作日']);
  // 8, 9, the make-up Saturday 10, 12, 13 October: five working days.
  expect(due('2026-10-13')).toEqual(['还剩 5 个工作日']);
  expect(due('2026-10-14')).toEqual([]);
});
