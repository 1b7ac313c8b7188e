import { awardObjects } from './award.ts';
import { defineLedger } from './ledger.ts';

/**
 * What a firm applies for (申报): an award, of a year, for one of its products where the award is for
 * products. Where it stands is worked out from its steps (shared/pipeline.ts), never stored.
 */
export const application = defineLedger({
  name: 'application',
  label: '申报',
  counter: '项',
  parent: 'enterprise',
  tab: '培育申报',
  fields: [
    { key: 'award', label: '申报奖项', kind: 'text', required: true, synonyms: ['拟申报奖项'] },
    { key: 'awardId', label: '奖项目录', kind: 'reference', to: 'award' },
    { key: 'year', label: '申报年度', kind: 'year', required: true, synonyms: ['申报年份'] },
    {
      key: 'object',
      label: '申报对象',
      kind: 'choice',
      vocabulary: awardObjects,
      hint: '按企业计家数，按产品计个数',
    },
    { key: 'product', label: '申报产品', kind: 'text', synonyms: ['申报产品名称'] },
    { key: 'productId', label: '产品档案', kind: 'reference', to: 'product' },
    { key: 'handler', label: '经办人', kind: 'text', max: 100 },
    { key: 'dueOn', label: '材料截止', kind: 'day', synonyms: ['申报截止日期'] },
    {
      key: 'sameAsId',
      label: '并入',
      kind: 'reference',
      to: 'application',
      hint: '与它是同一项申报，两处各自登记过',
    },
  ],
  list: ['year', 'award', 'product', 'handler', 'dueOn'],
  order: ['-year', 'award', 'product'],
  sameBy: ['award', 'year', 'product'],
  titleBy: ['year', 'award', 'product'],
  period: 'year',
  counters: [
    { key: 'applications', label: '申报', unit: '项', count: 'rows', period: 'year' },
    {
      key: 'products',
      label: '申报产品',
      unit: '个',
      count: { distinct: 'productId' },
      period: 'year',
    },
  ],
});
