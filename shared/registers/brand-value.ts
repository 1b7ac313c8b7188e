import { defineLedger, type Field } from './ledger.ts';

/**
 * Brand value by excess earnings over several years (多周期超额收益法, GB/T 29188). For ranking within
 * the office only (内部排序使用). Every constant is a cell of `brand_assumption`; a run keeps its own copy.
 */

const percent = (key: string, label: string, hint?: string): Field => ({
  key,
  label,
  kind: 'decimal',
  unit: '%',
  scale: 4,
  min: 0,
  max: 100,
  ...(hint ? { hint } : {}),
});

export const brandAssumption = defineLedger({
  name: 'brand_assumption',
  label: '品牌价值参数',
  counter: '套',
  parent: null,
  tab: null,
  fields: [
    { key: 'name', label: '参数名称', kind: 'text', required: true, hint: '如：机械制造 2026' },
    { key: 'horizon', label: '预测期', kind: 'integer', unit: '年', min: 1, max: 20 },
    percent('currentReturn', '流动资产收益率 i1'),
    percent('fixedReturn', '固定资产收益率 i2'),
    percent('industryReturn', '行业平均资产报酬率 Z'),
    percent('growthNear', '预测期年增长率', '预测期内现金流每年的增长'),
    percent('growthFar', '永续增长率 g', '须小于折现率'),
    percent('brandShare', '品牌收益分成 β'),
    percent('weightQuality', '质量权重'),
    percent('weightService', '服务权重'),
    percent('weightInnovation', '创新权重'),
    percent('weightTangible', '有形资产权重'),
    percent('weightIntangible', '无形资产权重'),
    {
      key: 'strengthFactor0',
      label: '强度 0 分时的 K',
      kind: 'decimal',
      scale: 4,
      min: 0,
      max: 100,
    },
    {
      key: 'strengthFactor100',
      label: '强度 100 分时的 K',
      kind: 'decimal',
      scale: 4,
      min: 0,
      max: 100,
    },
    { key: 'basis', label: '参数依据', kind: 'longText', max: 1_000 },
  ],
  list: ['name', 'horizon', 'industryReturn', 'growthFar', 'brandShare', 'basis'],
  order: ['name'],
  sameBy: ['name'],
  titleBy: ['name'],
  counters: [{ key: 'sets', label: '品牌价值参数', unit: '个', count: 'rows' }],
});

export const brandValueRun = defineLedger({
  name: 'brand_value_run',
  label: '品牌价值测算',
  counter: '次',
  parent: 'enterprise',
  tab: null,
  writtenBy: 'room',
  fields: [
    { key: 'baseYear', label: '基准年', kind: 'year', required: true },
    { key: 'ranking', label: '榜单', kind: 'choice', vocabulary: ['传统', '新锐'] },
    { key: 'ranOn', label: '测算日期', kind: 'day' },
    { key: 'ranBy', label: '测算人', kind: 'text', max: 60, sensitive: true },
    { key: 'brandValue', label: '品牌价值', kind: 'money', unit: '万元', scale: 4 },
    { key: 'strength', label: '品牌强度', kind: 'decimal', unit: '分', scale: 2 },
    { key: 'discount', label: '折现率', kind: 'decimal', unit: '%', scale: 4 },
    { key: 'formula', label: '公式版本', kind: 'text', max: 60 },
    { key: 'inputs', label: '输入', kind: 'longText', max: 100_000 },
    { key: 'assumptions', label: '采用的参数', kind: 'longText', max: 20_000 },
    { key: 'working', label: '计算过程', kind: 'longText', max: 100_000 },
    { key: 'firmName', label: '企业名称', kind: 'text' },
    { key: 'ranAt', label: '测算时间', kind: 'text', max: 40 },
  ],
  list: ['baseYear', 'ranking', 'brandValue', 'strength', 'discount', 'ranOn'],
  order: ['-baseYear', '-ranOn'],
  sameBy: [],
  titleBy: ['baseYear'],
  period: 'baseYear',
  counters: [{ key: 'runs', label: '品牌价值测算', unit: '次', count: 'rows', period: 'baseYear' }],
});
