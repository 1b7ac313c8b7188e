import { defineLedger } from './ledger.ts';

/**
 * What the statistics bureau says of all above-scale firms of a county (规上工业合计): the
 * denominators of shares, which are not the sum of the firms in this store.
 */
export const countyTotal = defineLedger({
  name: 'county_total',
  label: '规上工业合计',
  counter: '条',
  parent: null,
  tab: null,
  fields: [
    { key: 'year', label: '年度', kind: 'year', required: true, synonyms: ['年份'] },
    {
      key: 'period',
      label: '报告期',
      kind: 'choice',
      vocabulary: ['一季度', '上半年', '前三季度'],
      open: true,
      writings: { 全年: null, 年度: null, 年报: null },
      synonyms: ['期别'],
      hint: '全年数据留空',
    },
    {
      key: 'division',
      label: '地区',
      kind: 'text',
      max: 12,
      hint: '行政区划代码',
      required: true,
      synonyms: ['行政区划', '区划代码'],
    },
    {
      key: 'firms',
      label: '规上企业数',
      kind: 'integer',
      unit: '家',
      min: 0,
      synonyms: ['规上企业', '企业数'],
    },
    {
      key: 'output',
      label: '工业总产值',
      kind: 'money',
      unit: '万元',
      scale: 4,
      min: 0,
      synonyms: ['总产值', '产值'],
    },
    {
      key: 'profitTax',
      label: '利税总额',
      kind: 'money',
      unit: '万元',
      scale: 4,
      synonyms: ['利税'],
    },
    {
      key: 'export',
      label: '出口额',
      kind: 'money',
      unit: '万美元',
      scale: 4,
      min: 0,
      synonyms: ['出口总额', '出口创汇'],
    },
    { key: 'statedBy', label: '出处', kind: 'text', synonyms: ['数据来源'] },
  ],
  list: ['year', 'period', 'division', 'firms', 'output', 'profitTax', 'export', 'statedBy'],
  order: ['-year', 'period', 'division'],
  sameBy: ['year', 'period', 'division'],
  titleBy: ['year', 'period', 'division'],
  period: 'year',
  counters: [{ key: 'totals', label: '规上工业合计', unit: '条', count: 'rows', period: 'year' }],
});
