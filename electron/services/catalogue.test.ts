import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoCounty } from '#tests/support/demo-county.ts';
import { listCatalogues, matchCatalogue } from './catalogue.ts';
import { readCatalogue } from './catalogue-reading.ts';
import { deleteRows, listLedger, restoreRows, saveRows } from './ledgers.ts';
import { rowsOf } from './own-rows.ts';

const year = 2009;
let county: Awaited<ReturnType<typeof demoCounty>>;
beforeAll(async () => {
  county = await demoCounty(year);
});
afterAll(() => county.close());

const read = (text: string, more: object = {}) => {
  const path = join(county.dir, '目录.csv');
  writeFileSync(path, text);
  return readCatalogue(county.desk, {
    path,
    fileName: '省名牌产品评价目录（2010年）.csv',
    award: '省名牌产品',
    year: null,
    dryRun: false,
    ...more,
  });
};
const stored = (award: string) =>
  listLedger(county.desk as never, {
    ledger: 'catalogue_entry',
    parent: null,
    search: '',
    filter: { award: [award] },
    order: ['name'],
    limit: 100,
    offset: 0,
  }).rows.map(({ values }) => values);

test('the national catalogue of the year opens for two products of the county, one of them with gaps by the award’s own conditions', () => {
  const { entries, counts, rows, edition, conditions } = matchCatalogue(county.desk, {
    award: '中国名牌产品',
    year,
  });
  expect([entries, edition, conditions]).toEqual([12, '四块评价办法', 6]);
  expect(rows.filter(({ verdict }) => verdict !== '不在目录')).toMatchObject([
    {
      product: '高浓度复合肥',
      entry: '复合肥',
      verdict: '在目录且符合',
      gaps: [],
      open: ['产品在当年评价目录内'],
      applied: true,
    },
    {
      product: '玉米淀粉',
      entry: '玉米淀粉',
      way: '名称',
      gaps: ['规模不足', '市场占有率、规模居全国同类产品前列（没有数据）'],
      applied: true,
    },
  ]);
  expect(counts.在目录有差距).toEqual({ products: 1, firms: 1 });
  expect(counts.不在目录.products).toBe(rows.length - 2);
});

test('what a firm must meet follows its file: a mark that has run out, a rank too far behind, a figure at last', () => {
  const verdicts = () =>
    matchCatalogue(county.desk, { award: '中国名牌产品', year })
      .rows.filter(({ verdict }) => verdict !== '不在目录')
      .map(({ product, gaps }) => [product, gaps]);
  const before = verdicts();
  const marks = rowsOf(county.desk, 'trademark').map(({ id }) => id);
  const ranks = rowsOf(county.desk, 'economics').filter(({ values }) => values.rankNation === 6);
  const setRank = (rankNation: number): void => {
    for (const { id, parentId } of ranks)
      saveRows(county.desk, {
        ledger: 'economics',
        parent: parentId,
        rows: [{ id, values: { rankNation } }],
      });
  };
  setRank(11);
  deleteRows(county.desk, { ledger: 'trademark', ids: marks });
  expect(verdicts()).toContainEqual([
    '高浓度复合肥',
    [
      '市场占有率、规模居全国同类产品前列（现为 11 名，要求 ≤ 10 名）',
      '有自主注册商标（现为 0 件，要求 ≥ 1 件）',
    ],
  ]);
  restoreRows(county.desk, { ledger: 'trademark', ids: marks });
  setRank(6);
  expect(verdicts()).toEqual(before);
});

const table = `省名牌产品评价目录（2010年）
序号,产品类别,产品名称,包括,销售收入下限（亿元）,截止日期
1,造纸,特种装饰原纸、装饰纸,预浸纸,0.5,2010.4.15
2,,热敏原纸,,0.3,
,合计,共2种,,,
3,机械,工业水泵,离心泵,不限,2010年4月15日
4,机械,工业水泵,,,
`;

test('a catalogue is read from a table: several names in a cell, merged groups, units, years, totals', () => {
  const trial = read(table, { dryRun: true });
  expect(trial.counts).toEqual({ new: 2, changed: 0, same: 0, odd: 2 });
  expect(stored('省名牌产品')).toEqual([]);
  expect(
    trial.lines.filter(({ kind }) => kind === 'odd').map(({ row, problem }) => [row, problem]),
  ).toEqual([
    [6, '销售额下限应为数字'],
    [7, '与第 6 行相同'],
  ]);
  read(table);
  const rows = stored('省名牌产品');
  expect(rows).toMatchObject([
    {
      year: 2010,
      category: '造纸',
      name: '热敏原纸',
      leastSales: 30_000_000,
      deadline: '2010-04-15',
    },
    { name: '特种装饰原纸', synonyms: '装饰纸、预浸纸', leastSales: 50_000_000 },
  ]);
  expect(listCatalogues(county.desk)).toContainEqual({
    award: '省名牌产品',
    year: 2010,
    entries: 2,
    deadline: '2010-04-15',
  });
});

test('read again, what is there is brought up to date and nothing twice', () => {
  expect(read(table).counts).toMatchObject({ new: 0, same: 2 });
  expect(read(table.replace(',0.3,', ',0.4,')).counts).toMatchObject({ changed: 1, same: 1 });
  expect(stored('省名牌产品')).toHaveLength(2);
  const { rows } = matchCatalogue(county.desk, { award: '省名牌产品', year: 2010 });
  expect(rows.some(({ entry, verdict }) => entry === '热敏原纸' && verdict !== '不在目录')).toBe(
    true,
  );
});

test('an award is called as the catalogue of awards calls it, and what an empty cell does not say stays', () => {
  const csv = '奖项,产品名称,销售额下限（万元）,截止日期\n';
  const more = { award: null, fileName: '评价目录（2011年）.csv' };
  expect(read(`${csv}省级名牌,热敏原纸,3000,2011-04-15\n,工业水泵,,\n`, more).counts.new).toBe(2);
  expect(listCatalogues(county.desk)).toContainEqual({
    award: '省名牌产品',
    year: 2011,
    entries: 2,
    deadline: '2011-04-15',
  });
  const again = read('奖项,产品名称,销售额下限（万元）\n省名牌产品,热敏原纸,\n', more);
  expect(again.counts).toMatchObject({ new: 0, changed: 0, same: 1 });
});

test('totals are left out, a product that only begins like one is not', () => {
  const text =
    '类别,产品名称,申报条件\n化工,共聚甲醛,注：需有检验报告\n化工,小计算器,\n,共 2 种,\n合计,2,\n';
  const { lines } = read(text, { year: 2012, dryRun: true });
  expect(lines.map(({ values }) => values.name)).toEqual(['共聚甲醛', '小计算器']);
});

test('a catalogue is written whole or not at all', () => {
  const names = Array.from({ length: 1_200 }, (_, at) => `产品${at}号`);
  const text = `产品名称\n${names.join('\n')}\n`;
  const { handle } = county.desk.store;
  handle.exec(`CREATE TEMP TRIGGER stop BEFORE INSERT ON catalogue_entry
    WHEN new.name = '产品1100号' BEGIN SELECT raise(ABORT, 'stopped'); END`);
  expect(() => read(text, { year: 2013 })).toThrow('stopped');
  handle.exec('DROP TRIGGER stop');
  const found = () => listCatalogues(county.desk).find((one) => one.year === 2013)?.entries;
  expect(found()).toBeUndefined();
  expect(read(text, { year: 2013 }).counts.new).toBe(1_200);
  expect(found()).toBe(1_200);
});

test('reading tells how far it is, and what is cancelled leaves nothing behind', () => {
  const names = Array.from({ length: 500 }, (_, at) => `产品${at}号`);
  const path = join(county.dir, 'catalogue.csv');
  writeFileSync(path, `产品名称\n${names.join('\n')}\n`);
  const file = { path, fileName: 'catalogue.csv', award: '省名牌产品', year: 2014, dryRun: false };
  const told: number[] = [];
  const stop = new AbortController();
  const progress = (_: string, done: number): void => {
    told.push(done);
    if (done === 400) stop.abort();
  };
  expect(() => readCatalogue(county.desk, file, { progress, signal: stop.signal })).toThrow('取消');
  expect(told).toEqual([0, 200, 400]);
  expect(listCatalogues(county.desk).map((one) => one.year)).not.toContain(2014);
});

test('a table that names no product column is refused in words', () => {
  expect(() => read('企业,数量\n甲厂,3\n')).toThrow('表头');
});
