import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDue } from './due-text.ts';

test.each([
  ['2026年9月30日', '2026-09-30'],
  ['2026年9月30日前', '2026-09-30'],
  ['9月30日前完成', '2026-09-30'],
  ['二〇二六年九月三十日', '2026-09-30'],
  ['九月三十日', '2026-09-30'],
  ['2026年9月底', '2026-09-30'],
  ['9月底前', '2026-09-30'],
  ['2月份', '2026-02-28'],
  ['十一月', '2026-11-30'],
  ['2027.2', '2027-02-28'],
  ['6.30', '2026-06-30'],
  ['年底', '2026-12-31'],
  ['年底前', '2026-12-31'],
  ['今年年底', '2026-12-31'],
  ['2027年底', '2027-12-31'],
  ['2027年底前完成', '2027-12-31'],
  ['上半年', '2026-06-30'],
  ['三季度', '2026-09-30'],
  ['第三季度末', '2026-09-30'],
  ['2027年一季度', '2027-03-31'],
  ['46295', '2026-09-30'],
  ['２０２６／９／３０', '2026-09-30'],
  ['长期', null],
  ['', null],
  ['2月30日', null],
  ['13月', null],
])('%s', (text, day) => {
  expect(readDue(text, 2026)).toBe(day);
});

test('every way of writing a day says that day, and whatever is read is a day there is', () => {
  const days = fc.date({
    min: new Date('2000-01-01'),
    max: new Date('2099-12-31'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(days, (date) => {
      const iso = date.toISOString().slice(0, 10);
      const [year = 0, month = 0, day = 0] = iso.split('-').map(Number);
      for (const text of [
        iso,
        `${year}.${month}.${day}`,
        `${year}年${month}月${day}日前`,
        `${month}月${day}日`,
        `${month}.${day}`,
      ])
        expect(readDue(text, year), text).toBe(iso);
    }),
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const day = readDue(text, 2026);
      if (day !== null) expect(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(day);
    }),
  );
});
