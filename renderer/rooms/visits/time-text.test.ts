import { expect, test } from 'vitest';
import { readTime } from './time-text.ts';

test.each([
  ['9:30', '09:30'],
  ['09：30', '09:30'],
  ['930', '09:30'],
  ['1430', '14:30'],
  ['9点', '09:00'],
  ['9点半', '09:30'],
  ['14时5分', '14:05'],
  ['', null],
  ['25:00', undefined],
  ['9:61', undefined],
  ['上午', undefined],
])('%s is %s', (text, time) => {
  expect(readTime(text)).toBe(time);
});
