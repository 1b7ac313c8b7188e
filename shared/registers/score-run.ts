import { defineLedger } from './ledger.ts';

/**
 * A scoring run (评分) and what each firm got in it, frozen: the scheme, the raw values and their sources
 * stand in the run's own rows, so nothing that changes afterwards changes them.
 */
export const scoreRun = defineLedger({
  name: 'score_run',
  label: '评分',
  counter: '次',
  parent: null,
  tab: null,
  writtenBy: 'room',
  fields: [
    { key: 'title', label: '评分名称', kind: 'text', required: true },
    { key: 'schemeVersionId', label: '方案版本', kind: 'reference', to: 'scheme_version' },
    { key: 'schemeTitle', label: '评分方案', kind: 'text' },
    { key: 'awardId', label: '奖项', kind: 'reference', to: 'award' },
    { key: 'year', label: '年度', kind: 'year' },
    { key: 'dataDate', label: '数据截止', kind: 'day', required: true },
    { key: 'ranOn', label: '评分日期', kind: 'day' },
    { key: 'ranBy', label: '评分人', kind: 'text', max: 60, sensitive: true },
    { key: 'firms', label: '参评', kind: 'integer', unit: '家', min: 0 },
    { key: 'vetoed', label: '否决', kind: 'integer', unit: '家', min: 0 },
    { key: 'selection', label: '参评范围', kind: 'text', max: 1_000 },
    { key: 'scheme', label: '冻结的方案', kind: 'longText', max: 1_000_000 },
    { key: 'digest', label: '结果摘要', kind: 'text', max: 64 },
    { key: 'againId', label: '重评自', kind: 'reference', to: 'score_run' },
    { key: 'panelId', label: '专家组', kind: 'text', max: 64 },
    { key: 'compiledBy', label: '制表', kind: 'text', max: 60, sensitive: true },
    { key: 'checkedBy', label: '审核', kind: 'text', max: 60, sensitive: true },
    { key: 'approvedBy', label: '审批', kind: 'text', max: 60, sensitive: true },
    { key: 'publishedOn', label: '公布日期', kind: 'day' },
    { key: 'docNo', label: '公布文号', kind: 'text', max: 80 },
    { key: 'ranAt', label: '评分时刻', kind: 'text', max: 40 },
  ],
  list: ['title', 'schemeTitle', 'year', 'dataDate', 'firms', 'vetoed', 'ranBy'],
  order: ['-ranOn', '-ranAt', 'title'],
  sameBy: [],
  titleBy: ['title'],
  period: 'year',
  counters: [{ key: 'runs', label: '评分', unit: '次', count: 'rows', period: 'year' }],
});

export const scoreResult = defineLedger({
  name: 'score_result',
  label: '评分结果',
  counter: '家',
  parent: 'score_run',
  tab: null,
  writtenBy: 'room',
  fields: [
    { key: 'firmId', label: '企业档案', kind: 'text', max: 64, required: true },
    { key: 'firmName', label: '企业名称', kind: 'text' },
    { key: 'total', label: '总分', kind: 'decimal', unit: '分', scale: 2 },
    { key: 'rank', label: '名次', kind: 'integer', min: 1 },
    { key: 'veto', label: '否决事项', kind: 'longText', max: 4_000 },
    { key: 'lines', label: '逐项得分', kind: 'longText', max: 1_000_000 },
  ],
  list: ['rank', 'firmName', 'total', 'veto'],
  order: ['rank', 'firmName'],
  sameBy: ['firmId'],
  titleBy: ['firmName'],
  counters: [{ key: 'firms', label: '参评企业', unit: '家', count: { distinct: 'firmId' } }],
});
