import { expect, test } from 'vitest';
import { catalogueMatcher, firmGaps, productGaps } from './catalogue-match.ts';

const entries = [
  { id: '1', name: '复合肥料', synonyms: '复合肥、复混肥', classCode: 'C2624' },
  { id: '2', name: '玉米淀粉', synonyms: null, classCode: null },
  { id: '3', name: '硫基复合肥', synonyms: null, classCode: null },
];
const match = catalogueMatcher(entries);
const product = (name: string, more: object = {}) => ({
  name,
  catalogueName: null,
  category: null,
  industry: null,
  ...more,
});

test('a product is found by name, other name, ending and class, the surest first', () => {
  expect(match(product('玉米淀粉'))).toEqual({ entryId: '2', way: '名称' });
  expect(match(product('複合肥'))).toEqual({ entryId: '1', way: '别名' });
  expect(match(product('高浓度硫基复合肥'))).toEqual({ entryId: '3', way: '名称包含' });
  expect(match(product('缓释肥', { category: '26240' }))).toEqual({ entryId: '1', way: '分类' });
  expect(match(product('缓释肥', { industry: 'C2624' }))).toEqual({ entryId: '1', way: '分类' });
  expect(match(product('甲牌一号', { catalogueName: '复混肥' }))?.way).toBe('别名');
  expect(match(product('复合肥（颗粒）'))).toEqual({ entryId: '1', way: '别名' });
});

test('what only begins with a name is another thing', () => {
  expect(match(product('复合肥包装袋'))).toBeNull();
  expect(match(product('缓释肥', { category: '1711', industry: 'C2624' }))).toBeNull();
  expect(match(product('肥'))).toBeNull();
});

test('gaps of a product are told in the words of the reason codes; what is not known of its sales is one', () => {
  const fine = { sales: 50_000_000, failedCheck: false, active: true };
  expect(productGaps(fine, 50_000_000)).toEqual([]);
  expect(productGaps({ ...fine, sales: 49_999_999 }, 50_000_000)).toEqual(['规模不足']);
  expect(productGaps({ ...fine, sales: null }, 50_000_000)).toEqual(['缺销售额']);
  expect(productGaps({ ...fine, sales: null, failedCheck: true }, null)).toEqual([
    '近三年抽查不合格',
  ]);
  expect(productGaps({ ...fine, active: false }, null)).toEqual(['企业不在业']);
});

test('each thing commonly asked of a firm is told where it is missing', () => {
  const fine = { certified: true, hasStandard: true, ownMark: true, badCredit: false };
  expect(firmGaps(fine)).toEqual([]);
  expect(
    firmGaps({ certified: false, hasStandard: false, ownMark: false, badCredit: true }),
  ).toEqual(['缺执行标准', '体系不健全', '无自有商标', '信用问题']);
});
