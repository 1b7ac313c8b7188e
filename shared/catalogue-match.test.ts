import { expect, test } from 'vitest';
import { catalogueGaps, catalogueMatcher } from './catalogue-match.ts';

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

test('gaps are told in the words of the reason codes', () => {
  const fine = {
    sales: 50_000_000,
    failedCheck: false,
    certified: true,
    hasStandard: true,
    ownMark: true,
    badCredit: false,
    active: true,
  };
  expect(catalogueGaps(fine, 50_000_000)).toEqual([]);
  expect(catalogueGaps({ ...fine, sales: 49_999_999 }, 50_000_000)).toEqual(['规模不足']);
  expect(catalogueGaps({ ...fine, sales: null }, 50_000_000)).toEqual(['缺销售额']);
  expect(catalogueGaps({ ...fine, sales: null, failedCheck: true }, null)).toEqual([
    '近三年抽查不合格',
  ]);
});
