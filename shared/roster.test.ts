import { describe, expect, test } from 'vitest';
import {
  capitalUnitOf,
  guessMapping,
  isRosterAnchor,
  type RosterMapping,
  readRosterRow,
  rosterFields,
  rosterFieldTitle,
  rosterMapping,
} from './roster.ts';

const titles = [
  '序号',
  '企业名称',
  '统一社会信用代码',
  '成立日期',
  '注册资本（万元）',
  '住所',
  '联系人/姓名',
  '联系人/电话',
];
const mapping = guessMapping(titles);
const valid = [
  '1',
  ' 澜溪县 恒辰\n纸业有限公司',
  '91339921ma9000011e',
  '2009.3.5',
  '5,000',
  '澜溪县湖口镇工业路3号',
  '王经理',
  '-',
];
const changed = (column: number, cell: string): string[] =>
  valid.map((old, at) => (at === column ? cell : old));
const read = (cells: readonly string[]) => readRosterRow(mapping, cells, '万元');

describe('guessing which column is which', () => {
  test('every field is found by its own title', () => {
    const own = rosterFields.map(rosterFieldTitle);
    expect(guessMapping(own)).toEqual(
      Object.fromEntries(rosterFields.map((field, index) => [field, index])),
    );
  });

  test.each<[string[], Partial<RosterMapping>]>([
    [titles, { name: 1, uscc: 2, foundedOn: 3, capital: 4, address: 5 }],
    [titles, { contactName: 6, contactPhone: 7, legalRep: null }],
    [
      ['企业(单位)名称', '信用代码*', '法人代表', '注册资金'],
      { name: 0, uscc: 1, legalRep: 2, capital: 3 },
    ],
    [['企业名称', '统一社会信用代码/注册号'], { name: 0, uscc: 1 }],
    [['原企业名称', '企业名称'], { formerNames: 0, name: 1 }],
    [
      ['法定代表人/姓名', '法定代表人/电话', '企业名称'],
      { legalRep: 0, contactName: null, name: 2 },
    ],
    [['所在省份', '地区', '注册地址'], { province: 0, city: 1, address: 2 }],
    [['县（市、区）', '乡镇（街道）', '联系电话'], { county: 0, township: 1, contactPhone: 2 }],
    [['二、企业名称', '地 址'], { name: 0, address: 1 }],
    [['名称', '企业名称'], { name: 1 }],
    [['企业名称', '企业名称'], { name: 0 }],
    [['产品名称', '品牌'], { name: null }],
  ])('%j', (columns, expected) => {
    expect(guessMapping(columns)).toMatchObject(expected);
  });

  test('only a name or a code marks a header', () => {
    expect(isRosterAnchor('单位名称')).toBe(true);
    expect(isRosterAnchor('统一社会信用代码（18位）')).toBe(true);
    expect(isRosterAnchor('澜溪县企业名称汇总表')).toBe(false);
    expect(isRosterAnchor('地址')).toBe(false);
  });

  test('the capital title tells the unit of bare numbers', () => {
    expect(capitalUnitOf('注册资本（万元）')).toBe('万元');
    expect(capitalUnitOf('注册资金(元)')).toBe('元');
    expect(capitalUnitOf('注册资金')).toBeNull();
  });

  test('a mapping without name or code, or with one column twice, is refused in words', () => {
    expect(rosterMapping.safeParse(mapping).success).toBe(true);
    const problems = (value: unknown): string[] =>
      rosterMapping.safeParse(value).error?.issues.map(({ message }) => message) ?? [];
    expect(problems({ ...mapping, name: null })).toEqual(['请指定「企业名称」是哪一列']);
    expect(problems({ ...mapping, uscc: 1 })).toEqual([
      '「统一社会信用代码」和「企业名称」用了同一列',
    ]);
    expect(problems({ ...mapping, nonsense: 3 })).toHaveLength(1);
  });
});

describe('reading a row', () => {
  test('a firm', () => {
    expect(read(valid)).toEqual({
      kind: 'firm',
      notes: [],
      firm: {
        uscc: '91339921MA9000011E',
        name: '澜溪县恒辰纸业有限公司',
        formerNames: null,
        type: null,
        legalRep: null,
        foundedOn: '2009-03-05',
        capitalAmount: 50_000_000,
        capitalCurrency: 'CNY',
        capitalText: '5,000',
        scope: null,
        address: '澜溪县湖口镇工业路3号',
        division: '339921',
        township: '湖口镇',
        contactName: '王经理',
        contactPhone: null,
        status: null,
      },
    });
  });

  test('what cannot be read is kept as text or left out, with a note', () => {
    expect(read(changed(4, '伍拾万'))).toMatchObject({
      firm: { capitalAmount: null, capitalCurrency: null, capitalText: '伍拾万' },
      notes: ['注册资本“伍拾万”读不出数额，按原文保留'],
    });
    expect(read(changed(3, '09年春'))).toMatchObject({
      firm: { foundedOn: null },
      notes: ['成立日期“09年春”读不懂，未填'],
    });
  });

  test.each([
    [changed(1, ''), '缺少企业名称'],
    [changed(1, 'N/A'), '缺少企业名称'],
    [changed(2, '无'), '缺少统一社会信用代码'],
    [
      changed(2, '91350100M000100Y4Z'),
      '统一社会信用代码 91350100M000100Y4Z 不对：第18位校验码应为 3',
    ],
  ])('%j is rejected', (cells, reason) => {
    expect(read(cells)).toEqual({ kind: 'rejected', reason });
  });

  test.each([
    [titles, '重复的表头'],
    [['合 计', '', '', '', '12,345', '', '', ''], '合计行'],
    [['', '全县合计：12家', '', '', '', '', '', ''], '合计行'],
    [['', '小计', '-', '', '1', '', '', ''], '合计行'],
    [['', '', '', '', '', '', '', ''], '空行'],
    [['填报人：王科员', '', '', '', '', '审核人：李科长', '', ''], '表尾说明'],
    [['', '注：资金单位为万元', '', '', '', '', '', ''], '表尾说明'],
  ])('%j is skipped', (cells, reason) => {
    expect(read(cells)).toEqual({ kind: 'skipped', reason });
  });

  test('a firm called 合计 with a code is a firm', () => {
    expect(read(changed(1, '合计'))).toMatchObject({ kind: 'firm', firm: { name: '合计' } });
  });

  test('an unmapped field is left alone, and the township column wins over the address', () => {
    const withTown = guessMapping([...titles, '乡镇']);
    const verdict = readRosterRow({ ...withTown, foundedOn: null }, [...valid, '石桥镇'], '万元');
    expect(verdict).toMatchObject({ firm: { foundedOn: null, township: '石桥镇' } });
  });
});

test.each(['913399217000000000', '9.13399E+17', '9.13399217E17'])(
  'a code kept as the number %s is told apart from a wrong one',
  (code) => {
    const mapping = guessMapping(['企业名称', '统一社会信用代码']);
    expect(readRosterRow(mapping, ['澜溪甲厂', code])).toMatchObject({
      kind: 'rejected',
      reason: expect.stringContaining('存成了数字'),
    });
  },
);
