import { beforeEach, expect, test } from 'vitest';
import { getSelf } from '#db/queries/self.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { write } from '#db/write.ts';
import { type BrandAssumptions, type BrandInputs, brandBlanks } from '#shared/brand-value.ts';
import { testClock } from '#tests/support/device.ts';
import { newReplica } from '#tests/support/replica.ts';
import { saveRow } from '#tests/support/scoring.ts';
import { loadPack, shippedPack } from './award-packs.ts';
import { beginBrandValue, listBrandValues, runBrandValue } from './brand-values.ts';
import type { Desk, Self } from './desk.ts';
import { gapsFor } from './gaps-to-benchmark.ts';
import { rowsOf } from './own-rows.ts';
import { assessmentsOf, finishAssessment } from './self-assessments.ts';

let desk: Desk;
const wan = (n: number): number => n * 10_000;

beforeEach(() => {
  const { store } = newReplica('县局', testClock());
  desk = { store, self: getSelf(store.reader) as unknown as Self } as Desk;
  write(store, { actor: '县局', purpose: '新增企业' }, (d) => {
    d.insert(enterprise, { id: '甲厂', name: '甲厂', foundedOn: '2020-01-01' });
    d.insert(enterprise, { id: '乙厂', name: '乙厂', foundedOn: '1998-01-01' });
  });
  for (const [firm, revenue] of [
    ['甲厂', 12_000],
    ['乙厂', 30_000],
  ] as const)
    for (const year of [2023, 2024, 2025])
      saveRow(desk, 'economics', firm, {
        year,
        revenue: wan(revenue),
        profit: wan(1_000),
        assets: wan(5_000),
      });
});

test('a gap is own less benchmark, with where each figure comes from; the newest entry counts', () => {
  const id = saveRow(desk, 'benchmark', null, { name: '某上市公司' });
  saveRow(desk, 'benchmark_value', id, { indicator: 'revenue', year: 2023, figure: wan(40_000) });
  saveRow(desk, 'benchmark_value', id, {
    indicator: 'revenue',
    year: 2024,
    figure: wan(48_000),
    statedBy: '年报',
  });
  saveRow(desk, 'benchmark_value', id, { indicator: 'revenue', year: 2030, figure: wan(1) });
  saveRow(desk, 'benchmark_value', id, { indicator: 'inventions', year: 2024, figure: wan(0) });
  saveRow(desk, 'benchmark_value', id, { indicator: 'profit', year: 2024, figure: wan(-500) });
  expect(gapsFor(desk, { firmId: '甲厂', benchmarkId: id, year: 2025 }).rows).toMatchObject([
    {
      label: '主营业务收入',
      own: wan(12_000),
      bench: wan(48_000),
      gap: wan(-36_000),
      ratio: 2_500,
      ownSource: '2025 年年度经济数据',
      benchSource: '2024 年，年报',
    },
    { label: '利润总额', own: wan(1_000), bench: wan(-500), gap: wan(1_500), ratio: null },
    { label: '有效发明专利', own: 0, bench: 0, gap: 0, ratio: null },
  ]);
});

test('a benchmark of this store is read from its own file', () => {
  const id = saveRow(desk, 'benchmark', null, { name: '乙厂', firmId: '乙厂' });
  const { rows } = gapsFor(desk, { firmId: '甲厂', benchmarkId: id, year: 2025 });
  expect(rows.find(({ key }) => key === 'revenue')).toMatchObject({
    bench: wan(30_000),
    ratio: 4_000,
    benchSource: '2025 年年度经济数据',
  });
});

test('self-assessments of one year by two editions, each adding up to its total', () => {
  loadPack(desk, shippedPack());
  const versions = rowsOf(desk, 'scheme_version').filter(({ values }) =>
    ['2012 版', '2004 版'].includes(String(values.version)),
  );
  for (const { id: schemeVersionId } of versions) {
    const sheet = saveRow(desk, 'self_assessment', '甲厂', { year: 2025, schemeVersionId });
    for (const item of rowsOf(desk, 'scheme_item', schemeVersionId))
      if (item.values.kind === '专家评分')
        saveRow(desk, 'self_assessment_item', sheet, {
          itemCode: item.values.code ?? '',
          percent: 55,
        });
  }
  const both = assessmentsOf(desk, '甲厂');
  expect(
    both.map(({ title, total, full, filled, clauses }) => [title, total, full, filled - clauses]),
  ).toEqual([
    ['卓越绩效评价准则（2012 版）', 55_000, 100_000, 0],
    ['卓越绩效评价准则（2004 版）', 55_000, 100_000, 0],
  ]);
  for (const { items, total } of both) {
    expect(items.filter(({ isGroup }) => isGroup).reduce((s, { points }) => s + points, 0)).toBe(
      total,
    );
    expect(items.find(({ isGroup }) => !isGroup)?.band).toBe('50—65%');
  }
  const [first] = both;
  finishAssessment(desk, first?.id ?? '');
  expect(() => finishAssessment(desk, first?.id ?? '')).toThrow('定稿');
  expect(() =>
    saveRow(desk, 'self_assessment_item', first?.id ?? '', { itemCode: 'x', percent: 5 }),
  ).toThrow('定稿');
});

test('a brand value keeps its inputs and constants; two lists, the newest run of a firm counts', () => {
  loadPack(desk, shippedPack());
  const start = beginBrandValue(desk, { firmId: '甲厂', baseYear: 2025 });
  expect(start.ranking).toBe('新锐');
  const begun = beginBrandValue(desk, { firmId: '乙厂', baseYear: 2026 });
  expect(begun.ranking).toBe('传统');
  expect(begun.years).toEqual([
    { year: 2024, profit: wan(1_000), assets: wan(5_000) },
    { year: 2025, profit: wan(1_000), assets: wan(5_000) },
    { year: 2026, profit: null, assets: null },
  ]);
  const assumptions = start.sets[0]?.assumptions as BrandAssumptions;
  const scores = {
    quality: 6000,
    service: 6000,
    innovation: 6000,
    tangible: 6000,
    intangible: 6000,
  };
  const inputs = (profit: number): BrandInputs => ({
    years: start.years.map(({ year }) => ({
      year,
      profit: wan(profit),
      currentAssets: wan(2_000),
      fixedAssets: wan(3_000),
    })),
    scores,
  });
  expect(brandBlanks(inputs(1_000), assumptions)).toEqual([]);
  const run = (firmId: string, ranking: '传统' | '新锐', profit: number) =>
    runBrandValue(desk, { firmId, baseYear: 2025, ranking, inputs: inputs(profit), assumptions });
  run('甲厂', '传统', 1_000);
  run('乙厂', '传统', 2_000);
  run('乙厂', '新锐', 500);
  const { id } = run('甲厂', '传统', 3_000);
  const list = listBrandValues(desk);
  expect(list.map((r) => [r.firmName, r.ranking, r.rank])).toEqual([
    ['甲厂', '传统', 1],
    ['乙厂', '传统', 2],
    ['甲厂', '传统', null],
    ['乙厂', '新锐', 1],
  ]);
  expect(list.find((r) => r.id === id)).toMatchObject({ assumptions, inputs: { scores } });
  const wrong = { ...assumptions, growthFar: wan(90) };
  expect(() =>
    runBrandValue(desk, {
      firmId: '甲厂',
      baseYear: 2025,
      ranking: '传统',
      inputs: inputs(1_000),
      assumptions: wrong,
    }),
  ).toThrow('永续增长率');
});

test('a constant nobody has filled stays unknown', () => {
  saveRow(desk, 'brand_assumption', null, {
    name: '缺项',
    horizon: null,
    growthFar: wan(3),
    brandShare: 0,
  });
  const [set] = beginBrandValue(desk, { firmId: '甲厂', baseYear: 2025 }).sets;
  expect(set?.assumptions).toMatchObject({
    horizon: null,
    industryReturn: null,
    growthFar: wan(3),
    brandShare: 0,
    weights: { quality: null },
  });
});
