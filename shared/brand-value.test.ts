import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type BrandAssumptions,
  type BrandInputs,
  brandBlanks,
  brandProblems,
  brandValueOf,
  runBrandInput,
} from './brand-value.ts';

const wan = (n: number): number => n * 10_000;
const pct = (n: number): number => n * 10_000;

const year = (y: number) => ({
  year: y,
  profit: wan(1000),
  currentAssets: wan(2000),
  fixedAssets: wan(4000),
});
const inputs: BrandInputs = {
  years: [year(2023), year(2024), year(2025)],
  scores: { quality: 5000, service: 5000, innovation: 5000, tangible: 5000, intangible: 5000 },
};
const even = pct(20);
const assumptions: BrandAssumptions = {
  horizon: 1,
  currentReturn: pct(4),
  fixedReturn: pct(5.5),
  industryReturn: pct(10),
  growthNear: 0,
  growthFar: 0,
  brandShare: pct(30),
  weights: { quality: even, service: even, innovation: even, tangible: even, intangible: even },
  strengthFactor0: wan(2),
  strengthFactor100: 0,
};

test('by hand: a flow of 210 a year for ever at 10 % is worth 2,100', () => {
  // F0 = (1000 − 2000×4 % − 4000×5.5 %) × 30 % = (1000 − 80 − 220) × 0.3 = 210
  // S = 50, K = 2 − 2×0.5 = 1, R = 10 %; V = 210/1.1 + 210/0.1/1.1 = 2100
  const value = brandValueOf(inputs, assumptions);
  expect(value).toMatchObject({
    cashFlow: wan(210),
    strength: 5000,
    factor: wan(1),
    discount: pct(10),
    value: wan(2100),
  });
});

test('by hand: two years of growth as fast as the discount, then level', () => {
  // F1 = 231, F2 = 254.1; 231/1.1 + 254.1/1.21 = 210 + 210; 254.1/0.1/1.21 = 2100
  const value = brandValueOf(inputs, { ...assumptions, horizon: 2, growthNear: pct(10) });
  expect(value.years).toEqual([
    { t: 1, flow: wan(231), worth: wan(210) },
    { t: 2, flow: 2_541_000, worth: wan(210) },
  ]);
  expect([value.beyond, value.value]).toEqual([wan(2100), wan(2520)]);
});

test('by hand: growth for ever of 5 % doubles what lies behind the horizon', () => {
  // 210/1.1 + 210×1.05/(0.10−0.05)/1.1 = 190.9091 + 4009.0909 = 4200
  expect(brandValueOf(inputs, { ...assumptions, growthFar: pct(5) }).value).toBe(wan(4200));
});

test('what cannot be worked out is named', () => {
  expect(brandProblems(inputs, assumptions)).toEqual([]);
  expect(brandProblems(inputs, { ...assumptions, growthFar: pct(10) })).toEqual([
    '永续增长率须小于折现率',
  ]);
  const weights = { ...assumptions.weights, quality: pct(30) };
  expect(brandProblems(inputs, { ...assumptions, weights })[0]).toContain('110%');
  const twice = { ...inputs, years: [year(2024), year(2024), year(2025)] };
  expect(brandProblems(twice, assumptions)).toEqual(['同一年度填了两次']);
  expect(() => brandValueOf(inputs, { ...assumptions, growthFar: pct(10) })).toThrow(RangeError);
});

test('what is not known stops the calculation and is named; a zero is a figure', () => {
  expect(brandBlanks(inputs, assumptions)).toEqual([]);
  const years = [year(2023), { ...year(2024), profit: null }, { ...year(2025), fixedAssets: null }];
  const scores = { ...inputs.scores, service: null };
  const constants = {
    ...assumptions,
    horizon: null,
    brandShare: null,
    weights: { ...assumptions.weights, tangible: null },
  };
  expect(brandBlanks({ years, scores }, constants)).toEqual([
    '2024 年调整后净利润',
    '2025 年固定资产',
    '服务得分',
    '有形资产权重',
    '预测期（年）',
    '品牌收益分成 β（%）',
  ]);
  const asked = {
    firmId: '018f0000-0000-7000-8000-000000000001',
    baseYear: 2025,
    ranking: '传统',
    inputs,
    assumptions,
  };
  expect(runBrandInput.safeParse(asked).success).toBe(true);
  expect(runBrandInput.safeParse({ ...asked, inputs: { years, scores } }).success).toBe(false);
  expect(runBrandInput.safeParse({ ...asked, assumptions: constants }).success).toBe(false);
});

test('a stronger brand is never worth less where a higher score lowers K; parts make the whole to their rounding', () => {
  const score = fc.integer({ min: 0, max: 10_000 });
  fc.assert(
    fc.property(score, score, fc.integer({ min: 1, max: 12 }), (a, b, horizon) => {
      const of = (quality: number) =>
        brandValueOf(
          { ...inputs, scores: { ...inputs.scores, quality } },
          { ...assumptions, horizon, strengthFactor100: wan(1) / 2 },
        );
      const [low, high] = [of(Math.min(a, b)), of(Math.max(a, b))];
      expect(low.value).toBeLessThanOrEqual(high.value);
      const parts = low.years.reduce((all, { worth }) => all + worth, low.beyond);
      expect(Math.abs(parts - low.value)).toBeLessThanOrEqual(horizon + 1);
    }),
  );
});
