import { expect, test } from 'vitest';
import {
  addWorkingDays,
  isWorkingDay,
  unknownYears,
  unknownYearsNote,
  workingDaysBetween,
} from '#shared/working-days.ts';
import { desk, officer, swap } from '#tests/support/ledger-laptops.ts';
import { listConflicts } from './conflicts.ts';
import { holidayTable, holidayYear, setHolidays } from './holidays.ts';

test('what ships counts until the office says otherwise, and an undo gives its word back', () => {
  const a = desk(officer('张三'));
  expect(addWorkingDays('2026-09-30', 1, holidayTable(a))).toBe('2026-10-08');
  const { before } = setHolidays(a, {
    days: [
      { day: '2026-10-08', kind: '放假', name: '本地节日' },
      { day: '2026-10-11', kind: '上班', name: null },
    ],
  });
  expect(addWorkingDays('2026-09-30', 2, holidayTable(a))).toBe('2026-10-10');
  expect(workingDaysBetween('2026-10-09', '2026-10-12', holidayTable(a))).toBe(3);
  expect(holidayYear(a, 2026).lines.filter(({ own }) => own)).toEqual([
    { day: '2026-10-08', kind: '放假', name: '本地节日', own: true, published: null },
    { day: '2026-10-11', kind: '上班', name: null, own: true, published: null },
  ]);
  const shipped = holidayYear(a, 2026).workingDays;
  setHolidays(a, { days: [...before] });
  expect(holidayYear(a, 2026).lines.some(({ own }) => own)).toBe(false);
  expect(holidayYear(a, 2026).workingDays).toBe(shipped);
  expect(isWorkingDay('2026-10-08', holidayTable(a))).toBe(true);
});

test('a year is known once its National Day is entered; until then it counts by weekends and says so', () => {
  const a = desk(officer('张三'));
  const note = () => unknownYearsNote(unknownYears('2026-12-30', '2027-01-05', holidayTable(a)));
  expect(holidayYear(a, 2026).known).toBe(true);
  expect(note()).toBe('2027 年放假安排尚未录入，按周末计算');
  expect(workingDaysBetween('2026-12-31', '2027-01-04', holidayTable(a))).toBe(2);
  setHolidays(a, { days: [{ day: '2027-01-01', kind: '放假', name: '元旦' }] });
  expect(holidayYear(a, 2027).known).toBe(false);
  setHolidays(a, { days: [{ day: '2027-10-01', kind: '放假', name: '国庆节' }] });
  expect(note()).toBe(null);
  expect(workingDaysBetween('2026-12-31', '2027-01-04', holidayTable(a))).toBe(1);
});

test('two laptops that enter the same year make one table; a day they see differently is a question', () => {
  const [one, other] = [officer('张三'), officer('李四', '2026-03-03T08:00:00.000Z')];
  const [a, b] = [desk(one), desk(other)];
  setHolidays(a, {
    days: [
      { day: '2027-10-01', kind: '放假', name: '国庆节' },
      { day: '2027-10-09', kind: '上班', name: '国庆节' },
    ],
  });
  setHolidays(b, {
    days: [
      { day: '2027-10-01', kind: '放假', name: '国庆节' },
      { day: '2027-10-09', kind: '放假', name: '国庆节' },
    ],
  });
  swap(one, other);
  expect(holidayYear(b, 2027)).toEqual(holidayYear(a, 2027));
  expect(holidayYear(a, 2027).lines).toHaveLength(2);
  const asked = listConflicts(a).groups.flatMap(({ conflicts }) => conflicts);
  expect(asked).toMatchObject([{ table: 'holiday', rowTitle: '2027-10-09', fieldLabel: '安排' }]);
});
