import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { datesInWords, dayAfter, formatDate, parseLooseDate } from './dates.ts';

describe('dates', () => {
  test.each([
    ['1982-07-31', '1982-07-31'],
    ['2009.3.5', '2009-03-05'],
    ['2009/3/5', '2009-03-05'],
    ['2009/3/5 0:00:00', '2009-03-05'],
    ['2009-03-05T08:30:00Z', '2009-03-05'],
    ['20090305', '2009-03-05'],
    ['2009年3月5日', '2009-03-05'],
    [' 2009 年 3 月 5 日 ', '2009-03-05'],
    ['２００９．３．５', '2009-03-05'],
    ['二〇〇九年三月五日', '2009-03-05'],
    ['二○○九年十二月二十五日', '2009-12-25'],
    ['二零一〇年十月三十日', '2010-10-30'],
    ['二〇〇九年十一月廿一日', '2009-11-21'],
    ['2008-02-29', '2008-02-29'],
    ['39877', '2009-03-05'],
    ['39877.75', '2009-03-05'],
    ['二〇〇九年三月', '2009-03'],
    ['2009年3月', '2009-03'],
    ['2009.3', '2009-03'],
    ['200903', '2009-03'],
  ])('reads %j', (text, iso) => {
    expect(parseLooseDate(text)).toEqual({ iso, precision: iso.length === 7 ? 'month' : 'day' });
  });

  test.each([
    '',
    '无',
    '2009',
    '09.3.5',
    '2009-02-29',
    '2009-13-01',
    '2009-00-10',
    '3/5/2009',
    '3月5日',
    '0009-01-01',
    '9005',
    '2009年3月5日起',
  ])('does not guess %j', (text) => {
    expect(parseLooseDate(text)).toBeUndefined();
  });

  test('writes dates for people', () => {
    expect(formatDate('2026-01-05')).toBe('2026年1月5日');
    expect(formatDate('2026-12')).toBe('2026年12月');
    expect(() => formatDate('5 January')).toThrow(RangeError);
  });
});

test('a date is read alike as it stands and after folding', () => {
  const mark = fc.constantFrom('-', '/', '.', '年', '月', '日', '号', '');
  const figure = fc.oneof(
    fc.integer({ min: 0, max: 40 }).map(String),
    fc.integer({ min: 1790, max: 2210 }).map(String),
    fc.integer({ min: 0, max: 31 }).map((n) => String(n).padStart(2, '0')),
  );
  const written = fc.tuple(figure, mark, figure, mark, figure, mark).map((parts) => parts.join(''));
  const wide = (text: string): string =>
    text.replace(/\d/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
  fc.assert(
    fc.property(written, (text) => {
      expect(parseLooseDate(text)).toEqual(parseLooseDate(wide(text)));
    }),
    { numRuns: 3_000 },
  );
});

test('a day that the calendar does not have is none', () => {
  const pad = (n: number): string => String(n).padStart(2, '0');
  for (const year of [1900, 2000, 2023, 2024, 2100])
    for (let month = 1; month <= 12; month += 1)
      for (let day = 1; day <= 31; day += 1) {
        const iso = `${year}-${pad(month)}-${pad(day)}`;
        const date = new Date(`${iso}T00:00:00Z`);
        const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso);
        expect(parseLooseDate(iso)?.iso, iso).toBe(exists ? iso : undefined);
      }
});

test('days are counted over months, years and leap days, back as well as on', () => {
  expect(dayAfter('2024-02-28', 1)).toBe('2024-02-29');
  expect(dayAfter('2025-12-31', 1)).toBe('2026-01-01');
  expect(dayAfter('2026-03-01', -1)).toBe('2026-02-28');
});

test('whole dates in words are written out; numbers that look like them are not', () => {
  expect(datesInWords('2026-01-08 起联系')).toBe('2026年1月8日起联系');
  expect(datesInWords('自 2026-12-31 起，至2027-01-05')).toBe(
    '自 2026年12月31日起，至2027年1月5日',
  );
  for (const other of ['0570-7012311', 'GB/T 22844-2009', '2026-13-01', '12026-01-011', '2026-01'])
    expect(datesInWords(other)).toBe(other);
});
