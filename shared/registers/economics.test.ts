import fc from 'fast-check';
import { expect, test } from 'vitest';
import { economics } from './economics.ts';
import { aboveScaleOf, aboveScaleThreshold, sizeClassOf } from './economics-rules.ts';
import { rowProblems, withComputed } from './rows.ts';

/** 万元 as stored. */
const wan = (n: number): number => n * 10_000;

test('规上 follows the threshold of the year of the figures', () => {
  const at = (year: number, revenue: number) => aboveScaleOf({ year, revenue: wan(revenue) });
  expect(at(2010, 500)).toBe('规上');
  expect(at(2010, 499.9999)).toBe('规下');
  expect(at(2011, 500)).toBe('规下');
  expect(at(2011, 1999.9999)).toBe('规下');
  expect(at(2011, 2000)).toBe('规上');
  expect(aboveScaleOf({ year: 2025, revenue: null })).toBe(null);
  expect(aboveScaleOf({ year: 2025, period: '上半年', revenue: wan(9_999) })).toBe(null);
  fc.assert(
    fc.property(fc.integer({ min: 1949, max: 2199 }), fc.nat(50_000_000), (year, revenue) => {
      expect(aboveScaleOf({ year, revenue })).toBe(
        revenue >= wan(aboveScaleThreshold(year)) ? '规上' : '规下',
      );
    }),
  );
});

test('a size class asks for both staff and revenue, and never falls as either grows', () => {
  expect(sizeClassOf({ staff: 1_000, revenue: wan(40_000) })).toBe('大型');
  expect(sizeClassOf({ staff: 999, revenue: wan(400_000) })).toBe('中型');
  expect(sizeClassOf({ staff: 5_000, revenue: wan(39_999) })).toBe('中型');
  expect(sizeClassOf({ staff: 20, revenue: wan(300) })).toBe('小型');
  expect(sizeClassOf({ staff: 19, revenue: wan(300) })).toBe('微型');
  expect(sizeClassOf({ staff: null, revenue: wan(300) })).toBe(null);
  const rank = ['微型', '小型', '中型', '大型'];
  fc.assert(
    fc.property(
      fc.nat(3_000),
      fc.nat(wan(90_000)),
      fc.nat(500),
      fc.nat(wan(9_000)),
      (s, r, ds, dr) => {
        const before = rank.indexOf(sizeClassOf({ staff: s, revenue: r }) ?? '');
        const after = rank.indexOf(sizeClassOf({ staff: s + ds, revenue: r + dr }) ?? '');
        expect(after).toBeGreaterThanOrEqual(before);
      },
    ),
  );
});

test('利税 is what was reported, else profit and tax; a sum that does not close is pointed out', () => {
  const of = (values: object) => withComputed(economics, { year: 2025, ...values }).profitTax;
  expect(of({ profit: wan(3), tax: wan(2) })).toBe(wan(5));
  expect(of({ profitTaxReported: wan(6) })).toBe(wan(6));
  expect(of({ profit: wan(-3), tax: wan(2) })).toBe(wan(-1));
  expect(of({ profit: wan(3) })).toBe(null);
  expect(
    rowProblems(economics, { year: 2025, profit: wan(3), tax: wan(2), profitTaxReported: wan(6) }),
  ).toMatchObject([{ severity: 'warning', message: '利税合计与利润、税金之和不一致' }]);
});

test('intensity and unit energy are worked out from whole numbers', () => {
  const row = withComputed(economics, {
    year: 2025,
    revenue: wan(3),
    rnd: wan(1),
    output: wan(40_000),
    energy: 1_234_50,
  });
  expect(row.rndIntensity).toBe(3_333);
  // 1,234.50 t ÷ 40,000 万元 = 0.0308625 → 0.0309
  expect(row.unitEnergy).toBe(309);
});
