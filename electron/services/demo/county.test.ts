import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applicationBoard } from '#services/applications.ts';
import { replayFaults } from '#services/check.ts';
import { calendar } from '#services/deadlines.ts';
import type { Bench } from '#services/export.ts';
import { overview, overviewMembers } from '#services/pyramid.ts';
import { layers } from '#shared/pyramid.ts';
import { makeBench } from '#tests/support/bench.ts';
import { tempDir } from '#tests/support/device.ts';
import { fillDemoCounty } from './fill.ts';

/** What the records of the demo county add up to: each figure is a question to the store. */

const year = 2009;
const on = `${year}-05-05`;
const place = tempDir();
let desk: Bench;

beforeAll(async () => {
  desk = await makeBench(join(place.path, 'county'), 'county', '澜溪县市场监督管理局');
  fillDemoCounty(desk, { year });
});
afterAll(() => {
  desk.store.close();
  place.remove();
});

const board = (award: string | null) => applicationBoard(desk, { year, award, search: '', on });
const reached = (award: string, stage: string) => {
  const found = board(award).funnel.stages.find((line) => line.stage === stage);
  return found && { firms: found.firms, products: found.products };
};

test('1,006 firms, 108 of them on the key list', () => {
  expect(overview(desk, { on })).toMatchObject({ firms: 1_006, keyFirms: 108 });
});

test('the pyramid is 21, 60, 180, 745, and the rows behind each layer are as many', () => {
  const { layers: counted } = overview(desk, { on });
  expect(counted.map(({ firms }) => firms)).toEqual([21, 60, 180, 745]);
  for (const [at, layer] of layers.entries()) {
    const members = overviewMembers(desk, { on, part: { kind: 'layer', layer } });
    expect(members).toHaveLength(counted[at]?.firms ?? -1);
    const next = overviewMembers(desk, { on, part: { kind: 'candidates', layer } });
    expect(next).toHaveLength(counted[at]?.candidates ?? -1);
    expect(next.every(({ notes }) => notes.length > 0)).toBe(true);
  }
  expect(counted.map(({ candidates }) => candidates > 0)).toEqual([false, true, true, true]);
});

test('34 firms and 39 products apply, 26 firms and 28 products are recommended', () => {
  expect(reached('省名牌产品', '申报')).toEqual({ firms: 34, products: 39 });
  expect(board('省名牌产品').funnel.returned).toMatchObject({ firms: 4, products: 4 });
  expect(reached('省名牌产品', '初审')).toEqual({ firms: 34, products: 39 });
  expect(reached('省名牌产品', '推荐上报')).toEqual({ firms: 26, products: 28 });
  const { exits } = board('省名牌产品').funnel;
  expect(exits.map(({ exit, reason, products }) => [exit, reason, products])).toEqual([
    ['未通过', '市场占有率不足', 4],
    ['未通过', '体系不健全', 2],
    ['未通过', '标准水平低/未采标', 2],
    ['未通过', '近三年抽查不合格', 2],
    ['不在目录', '不在年度目录', 1],
  ]);
});

test('36 distinct firms over the three awards for firms, and two indications beside them', () => {
  const all = board(null);
  const awards = ['中国名牌产品', '省名牌产品', '省质量管理奖'];
  const three = all.rows.filter(({ award }) => awards.includes(award));
  expect(new Set(three.map(({ firm }) => firm.id)).size).toBe(36);
  expect(reached('中国名牌产品', '申报')).toEqual({ firms: 3, products: 3 });
  expect(reached('省质量管理奖', '申报')).toEqual({ firms: 3, products: 0 });
  expect(reached('地理标志产品', '申报')).toEqual({ firms: 2, products: 2 });
  expect(all.rows.flatMap(({ contested }) => contested)).toEqual([]);
  expect(all.doubles).toEqual([]);
});

test('townships and blocks of applicants and of those recommended', () => {
  const { rows } = board('省名牌产品');
  const by = (some: typeof rows, key: (row: (typeof rows)[number]) => string): number[] =>
    [...Map.groupBy(some, key).values()]
      .map((own) => new Set(own.map(({ firm }) => firm.id)).size)
      .sort((a, b) => b - a);
  const ahead = rows.filter(({ stage }) => stage === '推荐上报');
  expect(by(rows, ({ township }) => township ?? '')).toEqual([
    6, 5, 4, 4, 3, 3, 2, 2, 1, 1, 1, 1, 1,
  ]);
  expect(by(ahead, ({ township }) => township ?? '')).toEqual([5, 4, 3, 3, 3, 2, 2, 1, 1, 1, 1]);
});

const stock = (day: string): Record<string, number> =>
  Object.fromEntries(overview(desk, { on: day }).stock.map(({ award, count }) => [award, count]));

test('the stock of honours is 2, 7, 3, 16, 1 on 5 May, and another one before and after', () => {
  expect(stock(on)).toEqual({
    中国名牌产品: 2,
    国家免检产品: 7,
    省标志性名牌产品: 3,
    省名牌产品: 16,
    市名牌产品: 11,
    地理标志产品: 1,
  });
  expect(stock(`${year}-06-01`)).toMatchObject({ 省名牌产品: 10, 中国名牌产品: 2 });
  expect(stock(`${year}-12-31`)).toMatchObject({ 国家免检产品: 4, 中国名牌产品: 2 });
  expect(stock(`${year + 1}-12-31`)).toMatchObject({ 中国名牌产品: 1, 省标志性名牌产品: 1 });
  expect(stock(`${year + 5}-01-01`)).toEqual({ 地理标志产品: 1 });
  expect(stock(`${year - 1}-01-01`)).toMatchObject({ 市名牌产品: 8, 国家免检产品: 9 });
});

test('5, 10 and 8 more products reach the goals for the structure of 40 brand products', () => {
  const { structure, goalYear } = overview(desk, { on });
  expect(goalYear).toBe(year + 3);
  expect(
    structure.map(({ indicator, numerator, denominator, rate, goalCount, gap }) => [
      indicator,
      numerator,
      denominator,
      rate,
      goalCount,
      gap,
    ]),
  ).toEqual([
    ['名牌产品数', 32, null, null, 40, 8],
    ['高技术等比例', 9, 32, 281, 14, 5],
    ['采标率', 24, 32, 750, 34, 10],
    ['块状产业占比', 22, 32, 688, 30, 8],
  ]);
});

test('evaluation begins in 27 days; provincial honours run out within 30', () => {
  const { windows, expiries } = calendar(desk, { on });
  expect(
    windows.find(({ award, phase }) => award === '省名牌产品' && phase === '评审'),
  ).toMatchObject({
    state: 'ahead',
    days: 27,
    remind: true,
    applications: 39,
  });
  const soon = expiries.filter(
    ({ ledger, nearness }) => ledger === 'honour' && nearness === 'within30',
  );
  expect(soon).toHaveLength(6);
  expect(expiries.every(({ days }) => days <= 90)).toBe(true);
});

test('the store is one the program finds nothing wrong with, and the county the same every time', async () => {
  expect(replayFaults(desk.store)).toEqual([]);
  const other = await makeBench(join(place.path, 'other'), 'county', '澜溪县市场监督管理局');
  fillDemoCounty(other, { year });
  expect(board(null).rows).toEqual(
    applicationBoard(other, { year, award: null, search: '', on }).rows,
  );
  expect(() => fillDemoCounty(other, { year })).toThrow('已有企业');
  other.store.close();
});

test('any year works', async () => {
  const other = await makeBench(join(place.path, '2027'), 'county', '澜溪县市场监督管理局');
  fillDemoCounty(other, { year: 2027 });
  const then = overview(other, { on: '2027-05-05' });
  expect(then.layers.map(({ firms }) => firms)).toEqual([21, 60, 180, 745]);
  expect(then.structure.map(({ gap }) => gap)).toEqual([8, 5, 10, 8]);
  other.store.close();
});
