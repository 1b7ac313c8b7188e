import { defineLedger } from './ledger.ts';

/** Benchmarks (标杆): whom a firm is measured against, and what is known of them. */

export const benchmark = defineLedger({
  name: 'benchmark',
  label: '标杆企业',
  counter: '家',
  parent: null,
  tab: null,
  fields: [
    { key: 'name', label: '标杆名称', kind: 'text', required: true, synonyms: ['标杆企业名称'] },
    {
      key: 'firmId',
      label: '本库档案',
      kind: 'text',
      max: 64,
      hint: '标杆就在本库里的，指标取它自己的档案',
    },
    { key: 'region', label: '地区', kind: 'text' },
    { key: 'trade', label: '行业', kind: 'text', synonyms: ['产业', '块状产业'] },
    { key: 'why', label: '选作标杆的理由', kind: 'longText', max: 1_000 },
  ],
  list: ['name', 'region', 'trade', 'why'],
  order: ['name'],
  sameBy: ['name'],
  titleBy: ['name'],
  counters: [{ key: 'benchmarks', label: '标杆企业', unit: '家', count: 'rows' }],
});

export const benchmarkValue = defineLedger({
  name: 'benchmark_value',
  label: '标杆数据',
  counter: '条',
  parent: 'benchmark',
  tab: null,
  fields: [
    { key: 'indicator', label: '指标代码', kind: 'text', max: 60, required: true },
    { key: 'year', label: '年度', kind: 'year', required: true },
    { key: 'figure', label: '标杆值', kind: 'decimal', scale: 4, hint: '单位与指标相同' },
    { key: 'statedBy', label: '出处', kind: 'text', synonyms: ['数据来源'] },
  ],
  list: ['indicator', 'year', 'figure', 'statedBy'],
  order: ['-year', 'indicator'],
  sameBy: ['indicator', 'year'],
  titleBy: ['indicator', 'year'],
  period: 'year',
  counters: [{ key: 'values', label: '标杆数据', unit: '条', count: 'rows', period: 'year' }],
});

/** Which benchmarks a firm is measured against. */
export const firmBenchmark = defineLedger({
  name: 'firm_benchmark',
  label: '对标',
  counter: '条',
  parent: 'enterprise',
  tab: null,
  fields: [
    { key: 'benchmarkId', label: '标杆', kind: 'reference', to: 'benchmark', required: true },
    { key: 'purpose', label: '对标目的', kind: 'text' },
  ],
  list: ['purpose'],
  order: ['purpose'],
  sameBy: ['benchmarkId'],
  titleBy: ['purpose'],
  counters: [{ key: 'pairs', label: '对标', unit: '条', count: 'rows' }],
});
