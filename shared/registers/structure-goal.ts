import { defineLedger } from './ledger.ts';

/** Shares of brand products a plan sets goals for (formulas: shared/brand-structure.ts). */
export const structureIndicators = [
  '名牌产品数',
  '高技术等比例',
  '采标率',
  '块状产业占比',
] as const;

/** Goals of a development plan for the structure of brand products (结构目标). */
export const structureGoal = defineLedger({
  name: 'structure_goal',
  label: '品牌结构目标',
  counter: '条',
  parent: null,
  tab: null,
  fields: [
    { key: 'year', label: '目标年', kind: 'year', required: true },
    {
      key: 'indicator',
      label: '指标',
      kind: 'choice',
      vocabulary: structureIndicators,
      required: true,
    },
    { key: 'rate', label: '目标比例', kind: 'decimal', unit: '%', scale: 1, min: 0, max: 100 },
    { key: 'count', label: '目标数', kind: 'integer', unit: '个', min: 0 },
    { key: 'docNo', label: '文号', kind: 'text', max: 100 },
  ],
  list: ['year', 'indicator', 'rate', 'count', 'docNo'],
  order: ['-year', 'indicator'],
  sameBy: ['year', 'indicator'],
  titleBy: ['year', 'indicator'],
  period: 'year',
  counters: [{ key: 'goals', label: '品牌结构目标', unit: '条', count: 'rows', period: 'year' }],
});
