import { describe, expect, test } from 'vitest';
import { guessImport } from './import-columns.ts';
import { magnitudes } from './import-magnitudes.ts';
import { partsOf, rowReader } from './import-rows.ts';

const readerOf = (titles: readonly string[], target?: string) =>
  rowReader(
    guessImport(
      titles.map((title, index) => ({ index, title })),
      { above: [], names: ['2008年'], target },
    ),
  );

const titles = [
  ...['序号', '企业名称', '统一社会信用代码', '成立日期', '注册资本（万元）', '住所'],
  ...['联系人/姓名', '联系人/电话'],
];
const valid = [
  ...['1', ' 澜溪县 恒辰\n纸业有限公司', '91339921MA9000011E', '2009.3.5', '5,000'],
  ...['澜溪县湖口镇工业路3号', '王经理', '-'],
];
const read = readerOf(titles);
const changed = (column: number, cell: string): string[] =>
  valid.map((old, at) => (at === column ? cell : old));

describe('a firm', () => {
  test('its facts, the unit from the title, the township from the address', () => {
    expect(read(valid)).toEqual({
      kind: 'row',
      name: '澜溪县恒辰纸业有限公司',
      uscc: '91339921MA9000011E',
      facts: {
        foundedOn: '2009-03-05',
        capitalAmount: 50_000_000,
        capitalCurrency: 'CNY',
        capitalText: '5,000 万元',
        address: '澜溪县湖口镇工业路3号',
        township: '湖口镇',
        contactName: '王经理',
      },
      records: [],
      notes: [],
    });
  });

  test.each([
    ['二〇〇九年三月', '2009-03'],
    ['2009年3月', '2009-03'],
    ['39877', '2009-03-05'],
    ['２００９／３／５', '2009-03-05'],
  ])('founded %s', (written, iso) => {
    expect(read(changed(3, written))).toMatchObject({ facts: { foundedOn: iso } });
  });

  test('what cannot be read is said, and not made up', () => {
    const date = read(changed(3, '民国三十八年'));
    expect(date).toMatchObject({ notes: [expect.stringContaining('“民国三十八年”读不懂')] });
    expect(date).not.toHaveProperty('facts.foundedOn');
    expect(read(changed(4, '伍拾万元'))).toMatchObject({
      facts: { capitalText: '伍拾万元' },
      notes: ['注册资本“伍拾万元”读不出数额，按原文保留'],
    });
  });
});

test.each<[string, string[]]>([
  ['合计行', ['', '合 计', '', '', '12345', '', '', '']],
  ['合计行', ['合计', '', '', '', '12345', '', '', '']],
  ['合计行', ['', '全县合计：237家', '237', '', '', '', '', '']],
  ['重复的表头', titles.map((title) => title.replace(/.*\//, ''))],
  ['表尾说明', ['', '填报人：王科员', '', '', '', '', '审核人：李科长', '']],
])('%s is skipped: %j', (reason, cells) => {
  expect(read(cells)).toEqual({ kind: 'skip', reason });
});

describe('several things in one cell', () => {
  test.each<[string, string[]]>([
    ['特种纸；装饰原纸\n包装纸', ['特种纸', '装饰原纸', '包装纸']],
    ['1、特种纸 2、包装纸', ['1', '特种纸 2', '包装纸']],
    ['纸（特种纸、装饰纸）、纸箱', ['纸（特种纸、装饰纸）', '纸箱']],
    ['笋干/竹席', ['笋干', '竹席']],
    ['GB/T 22844-2009', ['GB/T 22844-2009']],
    ['特种纸', ['特种纸']],
  ])('%j', (text, parts) => {
    expect(partsOf(text)).toEqual(parts);
  });

  test('as many models as products belong together, else each product has all', () => {
    const product = readerOf(['企业名称', '产品名称', '规格型号'], 'product');
    const names = (cells: string[]) => {
      const row = product(cells);
      return row.kind === 'row' ? row.records.map(({ values }) => values) : [];
    };
    expect(names(['甲', '特种纸、包装纸', 'A4'])).toEqual([
      { name: '特种纸', model: 'A4' },
      { name: '包装纸', model: 'A4' },
    ]);
  });
});

test('figures of two years, with units of their own in the cell', () => {
  const row = readerOf(['企业名称', '2007年产值（万元）', '2008年产值（万元）', '2008年利税'])([
    ...['甲', '1,200', '1.2亿元', '—'],
  ]);
  expect(row).toMatchObject({
    records: [
      { into: 'economics', values: { year: 2007, output: 12_000_000 } },
      { into: 'economics', values: { year: 2008, output: 120_000_000 } },
    ],
  });
});

describe('magnitudes', () => {
  const column = (...figures: number[]) => {
    const sizes = magnitudes();
    for (const figure of figures) sizes.add(figure);
    return sizes;
  };
  const usual = [313298, 234974, 187979, 156649, 134271, 117487, 104433, 93990, 85445, 78325];

  test('ten thousand times too small or too large is odd', () => {
    const sizes = column(...usual, 18.7979, 9.0);
    expect(sizes.odd(18.7979)).toBe(4);
    expect(sizes.odd(9)).toBe(4);
    expect(sizes.odd(1_879_790_000)).toBe(-4);
    expect(sizes.odd(78325)).toBe(0);
  });

  test('a small firm is a small firm', () => {
    const sizes = column(...usual, 650, 1200);
    expect(sizes.odd(650)).toBe(0);
    expect(sizes.odd(0)).toBe(0);
    expect(column(3, 5, 100_000).odd(3)).toBe(0);
  });
});
