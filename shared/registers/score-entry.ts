import { defineLedger } from './ledger.ts';

/** What people say of a firm for a scheme where no ledger knows it, and what they change by hand. */

export const scoreEntry = defineLedger({
  name: 'score_entry',
  label: '评分填报',
  counter: '条',
  parent: 'enterprise',
  tab: null,
  fields: [
    { key: 'schemeId', label: '评分方案', kind: 'reference', to: 'scheme', required: true },
    { key: 'itemCode', label: '评分项目代码', kind: 'text', max: 40, required: true },
    { key: 'year', label: '年度', kind: 'year', required: true },
    {
      key: 'value',
      label: '填报值',
      kind: 'text',
      hint: '数字按指标单位填写；是否填“是”或“否”；选项填选项的名称，多个用顿号分开',
    },
    { key: 'evidence', label: '证明材料', kind: 'longText', max: 1_000 },
  ],
  list: ['year', 'itemCode', 'value', 'evidence'],
  order: ['-year', 'itemCode'],
  sameBy: ['schemeId', 'itemCode', 'year'],
  titleBy: ['itemCode', 'year'],
  period: 'year',
  counters: [{ key: 'entries', label: '评分填报', unit: '条', count: 'rows', period: 'year' }],
});

export const scoreAdjustment = defineLedger({
  name: 'score_adjustment',
  label: '调整分',
  counter: '条',
  parent: 'enterprise',
  tab: null,
  fields: [
    { key: 'schemeId', label: '评分方案', kind: 'reference', to: 'scheme', required: true },
    { key: 'itemCode', label: '评分项目代码', kind: 'text', max: 40, required: true },
    { key: 'year', label: '年度', kind: 'year', required: true },
    {
      key: 'points',
      label: '调整分值',
      kind: 'decimal',
      unit: '分',
      scale: 2,
      min: -1_000_000,
      max: 1_000_000,
      required: true,
    },
    { key: 'reason', label: '调整原因', kind: 'text', max: 400, required: true },
    { key: 'decidedBy', label: '决定人', kind: 'text', max: 60, sensitive: true },
  ],
  list: ['year', 'itemCode', 'points', 'reason', 'decidedBy'],
  order: ['-year', 'itemCode'],
  sameBy: ['schemeId', 'itemCode', 'year', 'reason'],
  titleBy: ['itemCode', 'year'],
  period: 'year',
  counters: [{ key: 'adjustments', label: '调整分', unit: '条', count: 'rows', period: 'year' }],
});
