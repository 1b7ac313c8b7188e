import { defineLedger } from './ledger.ts';

/** Whether a firm wants to apply at all. */
export const intentions = ['愿意', '犹豫', '不愿意', '不了解'] as const;

/** What stands in its way. */
export const barriers = [
  '不知如何着手',
  '资金不足',
  '人才缺乏',
  '标准水平低',
  '体系不健全',
  '市场占有率不足',
  '规模不足',
  '无自有商标',
  '其他',
] as const;

/** Whom the office raises toward which award by when (培育计划), one row a firm, year and award. */
export const cultivation = defineLedger({
  name: 'cultivation',
  label: '培育计划',
  counter: '条',
  parent: 'enterprise',
  tab: '培育申报',
  fields: [
    { key: 'year', label: '计划年度', kind: 'year', required: true, synonyms: ['培育年度'] },
    { key: 'targetAward', label: '目标奖项', kind: 'text', synonyms: ['培育目标', '争创目标'] },
    { key: 'product', label: '培育产品', kind: 'text', synonyms: ['争创产品'] },
    { key: 'productId', label: '产品档案', kind: 'reference', to: 'product' },
    { key: 'plannedYear', label: '计划申报年', kind: 'year', synonyms: ['拟申报年份'] },
    {
      key: 'mentor',
      label: '培育责任人',
      kind: 'text',
      max: 100,
      synonyms: ['辅导员', '培育导师'],
    },
    { key: 'intention', label: '申报意愿', kind: 'choice', vocabulary: intentions },
    {
      key: 'barriers',
      label: '主要障碍',
      kind: 'choices',
      vocabulary: barriers,
      open: true,
      synonyms: ['申报障碍'],
    },
    {
      key: 'state',
      label: '计划状态',
      kind: 'choice',
      vocabulary: ['在册', '增补', '调出'],
    },
    { key: 'stateReason', label: '调整原因', kind: 'text' },
  ],
  list: [
    'year',
    'targetAward',
    'product',
    'plannedYear',
    'mentor',
    'intention',
    'barriers',
    'state',
  ],
  order: ['-year', 'targetAward'],
  sameBy: ['year', 'targetAward', 'product'],
  titleBy: ['year', 'targetAward', 'product'],
  period: 'year',
  counters: [{ key: 'plans', label: '培育计划', unit: '条', count: 'rows', period: 'year' }],
});
