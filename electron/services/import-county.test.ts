import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { findRows } from '#db/queries/ledgers.ts';
import { lastSeq } from '#db/write.ts';
import { makeBench } from '#tests/support/bench.ts';
import { type TableFormat, tableBytes } from '#tests/support/county-tables.ts';
import { tempDir } from '#tests/support/device.ts';
import { csvText, demoCreditCode, demoFirmName } from '#tests/support/roster-fixtures.ts';
import type { Desk } from './desk.ts';
import { listImports, traceImport } from './import-runs.ts';
import { readImport } from './import-tables.ts';
import { importFile, undoImport } from './imports.ts';
import { requireLedger, saveRows } from './ledgers.ts';

/** What a county gets from others: totals of the statistics bureau, bulletins of spot checks. */

const dir = tempDir();
let desk: Desk;
let nth = 0;
beforeEach(async () => {
  nth += 1;
  // Neither shelf nor jobs are asked.
  desk = (await makeBench(join(dir.path, String(nth)), 'county', '澜溪县局')) as Desk;
  return () => desk.store.close();
});
afterAll(() => dir.remove());

const put = (fileName: string, bytes: Uint8Array | string) => {
  nth += 1;
  const path = join(dir.path, `${nth}-${fileName}`);
  writeFileSync(path, bytes);
  return { path, fileName };
};
const take = (file: ReturnType<typeof put>) => importFile(desk, { ...file, dryRun: false });
const totals = () =>
  findRows(desk.store, requireLedger('county_total'), {}).map(({ values }) => [
    values.year,
    values.period,
    values.division,
    values.firms,
    values.output,
    values.profitTax,
    values.export,
  ]);

/** As the statistics bureau hands it out: a title, units in two places, a foot, the year in words. */
const table = [
  ['澜溪县规模以上工业主要经济指标', '', '', '', '', ''],
  ['', '', '', '', '单位：亿元、家、万美元', ''],
  ['年份', '报告期', '企业数', '工业总产值（亿元）', '利税总额（万元）', '出口创汇（万美元）'],
  ['2007年', '全年', 120, 361.2, 551000, 9020],
  ['2008年', '上半年', 126, 198.05, '', 4870.5],
  ['2008年', '', 132, 411.8, 604000, 10190],
  ['注：数据来自县统计局年报。', '', '', '', '', ''],
];

test.each<TableFormat>(['xlsx', 'biff8', 'csv-gb18030'])(
  'county totals as %s: of the office’s own division, in the units of the ledger, traced and taken back',
  (format) => {
    const file = put('规上指标.xlsx', tableBytes(table, format, { merges: ['A1:F1'] }));
    const { mapping } = readImport(desk, file);
    expect(mapping.target).toBe('county_total');
    const { counts, records, lines, id } = take(file);
    expect(counts).toMatchObject({ read: 4, new: 3, skipped: 1, question: 0 });
    expect(records).toEqual({ county_total: { added: 3, changed: 0 } });
    expect(lines('skipped')[0]?.reason).toBe('表尾说明');
    expect(lines('new').map(({ name }) => name)).toEqual([
      '2007 年 澜溪县',
      '2008 年 上半年 澜溪县',
      '2008 年 澜溪县',
    ]);
    expect(totals()).toEqual([
      [2008, '上半年', '339921', 126, 19_805_000_000, null, 48_705_000],
      [2008, null, '339921', 132, 41_180_000_000, 6_040_000_000, 101_900_000],
      [2007, null, '339921', 120, 36_120_000_000, 5_510_000_000, 90_200_000],
    ]);
    const [row] = findRows(desk.store, requireLedger('county_total'), {});
    const trace = traceImport(desk, { table: 'county_total', id: row?.id ?? '' });
    expect(trace?.line.row).toBe(5);
    const seq = lastSeq(desk.store);
    expect(take(file).counts).toMatchObject({ new: 0, changed: 0, same: 3 });
    expect(lastSeq(desk.store)).toBe(seq);
    for (const run of listImports(desk)) undoImport(desk, run.id);
    expect(totals()).toEqual([]);
    expect(id).not.toBeNull();
  },
);

test('a city’s table names counties; a place nobody knows is left out and said; years stand side by side', () => {
  const file = put(
    '各县.csv',
    csvText([
      ['地区', '2007年工业总产值（万元）', '2008年工业总产值（万元）'],
      ['龙游县', '3000000', '3300000'],
      ['开化', '1000000', ''],
      ['经济开发区', '500000', '600000'],
      ['全县合计', '4118000', '4500000'],
    ]),
  );
  const { counts, lines } = take(file);
  expect(counts).toMatchObject({ new: 3, skipped: 1 });
  expect(lines('skipped')[0]?.reason).toContain('不认识的地区“经济开发区”');
  expect(totals().map(([year, , division, , output]) => [year, division, output])).toEqual([
    [2008, '330825', 33_000_000_000],
    [2008, '339921', 45_000_000_000],
    [2007, '330824', 10_000_000_000],
    [2007, '330825', 30_000_000_000],
    [2007, '339921', 41_180_000_000],
  ]);
});

test('a total somebody typed in is found again by its year and place, and a corrected one is news', () => {
  saveRows(desk, {
    ledger: 'county_total',
    parent: null,
    rows: [{ id: null, values: { year: 2008, division: '339921', output: 41_000_000_000 } }],
  });
  const file = put(
    '规上.csv',
    csvText([
      ['年度', '工业总产值（万元）', '利税总额（万元）'],
      ['2008', '4118000', '604000'],
    ]),
  );
  // What a person wrote stays; what was empty is filled.
  expect(
    take(file)
      .lines()[0]
      ?.records[0]?.cells.map(({ field, choice }) => [field, choice]),
  ).toEqual([
    ['output', 'keep'],
    ['profitTax', 'file'],
  ]);
  const { mapping } = readImport(desk, file);
  const plan = { mapping, choice: {}, answers: { '*cells': 'file' } };
  importFile(desk, { ...file, dryRun: false, plan });
  expect(totals()).toEqual([[2008, null, '339921', null, 41_180_000_000, 6_040_000_000, null]]);
});

test('a bulletin of spot checks: two rows of header, a firm checked twice, words of offices', () => {
  const firms = [1, 2, 3].map((i) => [demoFirmName(i), demoCreditCode(i)]);
  take(put('名单.csv', csvText([['企业名称', '统一社会信用代码'], ...firms] as string[][])));
  const bulletin = [
    ['2009年第一季度产品质量监督抽查结果公布表', '', '', '', '', '', ''],
    ['序号', '受检企业', '产品', '', '抽样日期', '检验结论', '主要不合格项目'],
    ['', '', '名称', '抽查级别', '', '', ''],
    [1, demoFirmName(1), '装饰原纸', '省抽', '2009.3.5', '合格', '/'],
    [2, demoFirmName(1), '包装纸', '省级', '二〇〇九年三月', '不合格', '定量、紧度'],
    [3, demoFirmName(2), '茶叶', '县级', '2009-02-17', '合格', '-'],
    ['合计', '', '', '', '', '3批次', ''],
  ];
  const file = put(
    '抽查通报.xls',
    tableBytes(bulletin, 'biff8', {
      merges: ['A1:G1', 'A2:A3', 'B2:B3', 'C2:D2', 'E2:E3', 'F2:F3', 'G2:G3'],
    }),
  );
  expect(readImport(desk, file).mapping.target).toBe('spot_check');
  const { counts } = take(file);
  expect(counts).toMatchObject({ read: 4, new: 3, skipped: 1, question: 0 });
  const rows = findRows(desk.store, requireLedger('spot_check'), {}).map(({ values }) => values);
  expect(
    rows
      .map((v) => [v.checkedOn, v.product, v.level, v.result, v.failedItems])
      .toSorted((a, b) => String(a[1]).localeCompare(String(b[1]), 'zh-CN')),
  ).toEqual([
    ['2009-03', '包装纸', '省', '不合格', '定量、紧度'],
    ['2009-02-17', '茶叶', '县', '合格', null],
    ['2009-03-05', '装饰原纸', '省', '合格', null],
  ]);
  const seq = lastSeq(desk.store);
  expect(take(file).counts).toMatchObject({ new: 0, changed: 0 });
  expect(lastSeq(desk.store)).toBe(seq);
});
