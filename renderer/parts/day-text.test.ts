import { expect, test } from 'vitest';
import { isDay, readDay, tidyDay } from './day-text.ts';

const today = '2026-05-05';

test.each([
  ['2026-09-30', '2026-09-30'],
  ['2026.9.30', '2026-09-30'],
  ['20260930', '2026-09-30'],
  ['2026年9月30日', '2026-09-30'],
  ['9.30', '2026-09-30'],
  ['9月30日', '2026-09-30'],
  [' ９／３０ ', '2026-09-30'],
  ['2026-02-30', null],
  ['2026-09', null],
  ['月底', null],
  ['', null],
])('%s is %s', (text, day) => {
  expect(readDay(text, today)).toBe(day);
});

test('what is no day stays as typed', () => {
  expect(tidyDay(' 月底 ', today)).toBe('月底');
});

test('only a day of the calendar in full is asked about', () => {
  expect(['2026-09-30', '2028-02-29'].every(isDay)).toBe(true);
  expect(['2026-02-31', '2026-02', '2026-9-30', '9.30', '20260930', ''].some(isDay)).toBe(false);
});
