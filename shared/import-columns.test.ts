import { describe, expect, test } from 'vitest';
import { guessImport, importMapping, mappingProblems } from './import-columns.ts';
import {
  importTargets,
  isFirmAnchor,
  isOfFirms,
  isOfficeAnchor,
  namesOf,
} from './import-targets.ts';
import { readTitle, unitOfLine, yearOfLine } from './import-titles.ts';

const columnsOf = (titles: readonly string[]) => titles.map((title, index) => ({ index, title }));
const guess = (titles: readonly string[], above: readonly string[] = [], target?: string) =>
  guessImport(columnsOf(titles), { above, names: [], target });
/** `enterprise.name 2008 万元` by column. */
const uses = (titles: readonly string[], above: readonly string[] = [], target?: string) =>
  guess(titles, above, target).uses.map(({ column, into, field, year, unit }) =>
    [column, `${into}.${field}`, year, unit].filter((part) => part !== null).join(' '),
  );

describe('titles', () => {
  test.each<[string, readonly string[], string | null, number | null]>([
    ['经济指标/销售收入(万元)/2008', ['经济指标', '销售收入'], '万元', 2008],
    ['2007年产值', ['产值'], null, 2007],
    ['利税（单位：亿元）', ['利税'], '亿元', null],
    ['出口额（2008年，万美元）', ['出口额'], '万美元', 2008],
    ['销售收入万元', ['销售收入'], '万元', null],
    ['综合能耗（吨标煤）', ['综合能耗'], '吨标准煤', null],
    ['从业人员（人）', ['从业人员'], '人', null],
    ['产值/万元', ['产值'], '万元', null],
    ['单元地址', ['单元地址'], null, null],
    ['GB/T 19001-2008 认证', ['GB', 'T19001-认证'], null, 2008],
  ])('%s', (title, words, unit, year) => {
    expect(readTitle(title)).toEqual({ words, unit, year });
  });

  test('lines above tell unit and year, where they tell one', () => {
    expect(unitOfLine('填报单位：澜溪县市场监管局    单位：万元、人')).toBe('万元');
    expect(unitOfLine('填报单位：澜溪县')).toBeNull();
    expect(yearOfLine('2008年度规上企业经济指标')).toBe(2008);
    expect(yearOfLine('2007—2008年对比')).toBeNull();
  });

  test('only a name or a code marks a header', () => {
    for (const title of ['单位名称', '统一社会信用代码（18位）', '企业(单位)名称', '二、企业名称'])
      expect(isFirmAnchor(title), title).toBe(true);
    for (const title of ['澜溪县企业名称汇总表', '地址', '产品名称', '填报单位'])
      expect(isFirmAnchor(title), title).toBe(false);
  });
});

test('a table of the office is known by what its rows cannot be without', () => {
  for (const title of ['年度', '年份', '地区', '行政区划'])
    expect(isOfficeAnchor(title), title).toBe(true);
  for (const title of ['澜溪县规上工业主要指标', '2008年', '企业名称', '单位：万元', '产值'])
    expect(isOfficeAnchor(title), title).toBe(false);
});

describe('what a table is about', () => {
  test('every table is known by the labels of its own form', () => {
    for (const target of importTargets) {
      const titles = target.fields
        .map((field) => namesOf(field)[0] ?? '')
        .filter((title) => target.name === 'enterprise' || title !== '企业名称');
      const whole =
        target.name === 'enterprise' || !isOfFirms(target) ? titles : ['企业名称', ...titles];
      expect(guess(whole).target, target.label).toBe(target.name);
      const filled = guess(whole).uses.filter(({ into }) => into === target.name);
      expect(filled.map(({ field }) => field).toSorted(), target.label).toEqual(
        target.fields.map(({ key }) => key).toSorted(),
      );
    }
  });

  test.each<[string, readonly string[]]>([
    ['enterprise', ['序号', '企业名称', '信用代码', '法人', '注册资金', '地址', '联系人', '电话']],
    ['economics', ['企业名称', '主营业务收入', '利润', '税金', '职工人数']],
    ['economics', ['单位名称', '2007年产值', '2008年产值']],
    ['honour', ['企业名称', '荣誉名称', '级别', '授予单位', '获奖日期']],
    ['certification', ['企业名称', '认证类型', '证书编号', '发证机构', '有效期至']],
    ['executed_standard', ['企业名称', '产品名称', '执行标准', '标准名称', '采标程度']],
    ['product', ['企业名称', '产品名称', '规格型号', '商标', '年产值']],
    ['trademark', ['企业名称', '商标名称', '注册号', '类别', '有效期至']],
    ['patent', ['企业名称', '专利名称', '专利号', '专利类型', '授权日']],
    ['contact', ['企业名称', '姓名', '职务', '手机']],
    ['spot_check', ['受检企业名称', '产品名称', '抽查级别', '抽样日期', '抽查结果', '不合格项目']],
    ['county_total', ['年度', '规上企业数', '工业总产值', '利税总额', '出口创汇']],
    ['county_total', ['地区', '2007年工业总产值', '2008年工业总产值']],
  ])('%s: %j', (target, titles) => {
    expect(guess(titles).target).toBe(target);
  });
});

describe('columns', () => {
  test('one column group a year, the unit from the line above', () => {
    expect(
      uses(
        ['企业名称', '经济指标/工业总产值/2007年', '经济指标/工业总产值/2008年', '出口额/2008年'],
        ['单位：万元'],
      ),
    ).toEqual([
      '0 enterprise.name',
      '1 economics.output 2007 万元',
      '2 economics.output 2008 万元',
      // 万元 cannot be dollars: the field's own unit holds.
      '3 economics.export 2008',
    ]);
  });

  test('a roster may carry products and a year’s figures', () => {
    expect(uses(['企业名称', '信用代码', '地址', '主要产品', '2008年销售收入(万元)'])).toEqual([
      '0 enterprise.name',
      '1 enterprise.uscc',
      '2 enterprise.address',
      '3 product.name',
      '4 economics.revenue 2008 万元',
    ]);
  });

  test.each<[readonly string[], readonly string[]]>([
    [
      ['企业名称', '统一社会信用代码/注册号'],
      ['0 enterprise.name', '1 enterprise.uscc'],
    ],
    [
      ['原企业名称', '企业名称'],
      ['0 enterprise.formerNames', '1 enterprise.name'],
    ],
    [['名称', '企业名称'], ['1 enterprise.name']],
    [['企业名称', '企业名称'], ['0 enterprise.name']],
    [
      ['二、企业名称', '地 址'],
      ['0 enterprise.name', '1 enterprise.address'],
    ],
    [
      ['企业名称', '注册资本（万元）'],
      ['0 enterprise.name', '1 enterprise.capitalText 万元'],
    ],
  ])('%j', (titles, expected) => {
    expect(uses(titles, [], 'enterprise')).toEqual(expected);
  });

  test('a mapping that cannot be used is refused in words', () => {
    const sound = guess(['企业名称', '产值']);
    expect(mappingProblems(sound)).toEqual(['请说明年度经济数据是哪一年的']);
    expect(mappingProblems({ ...sound, year: 2008 })).toEqual([]);
    const [name, output] = sound.uses;
    expect(mappingProblems({ ...sound, year: 2008, uses: output ? [output] : [] })).toEqual([
      '请指定「企业名称」或「统一社会信用代码」是哪一列',
    ]);
    const twice = [name, output, output && { ...output, column: 2 }].filter((u) => u !== undefined);
    expect(mappingProblems({ ...sound, year: 2008, uses: twice })).toEqual([
      '第 2 列和第 3 列都填「工业总产值」',
    ]);
    const odd = [name, output && { ...output, unit: '吨标准煤' }].filter((u) => u !== undefined);
    expect(mappingProblems({ ...sound, year: 2008, uses: odd })).toEqual([
      '「工业总产值」的单位“吨标准煤”换算不成万元',
    ]);
    expect(importMapping.safeParse({ ...sound, target: 'sync_op' }).success).toBe(false);
  });
});
