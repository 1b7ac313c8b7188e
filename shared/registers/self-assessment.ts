import { defineLedger } from './ledger.ts';

/** Self-assessment by the excellence criteria (卓越绩效自评, GB/T 19580): a sheet a year and scheme. */
export const selfAssessment = defineLedger({
  name: 'self_assessment',
  label: '卓越绩效自评',
  counter: '次',
  parent: 'enterprise',
  tab: null,
  fixedOnce: { where: 'self', key: 'state', draft: '草稿' },
  fields: [
    { key: 'year', label: '自评年度', kind: 'year', required: true },
    {
      key: 'schemeVersionId',
      label: '评分表',
      kind: 'reference',
      to: 'scheme_version',
      required: true,
    },
    { key: 'assessor', label: '自评人', kind: 'text', max: 60, sensitive: true },
    { key: 'assessedOn', label: '自评日期', kind: 'day' },
    { key: 'state', label: '自评状态', kind: 'choice', vocabulary: ['草稿', '定稿'] },
    { key: 'summary', label: '总体评价', kind: 'longText', max: 4_000 },
  ],
  list: ['year', 'state', 'assessor', 'assessedOn'],
  order: ['-year'],
  sameBy: ['year', 'schemeVersionId'],
  titleBy: ['year'],
  period: 'year',
  counters: [{ key: 'assessments', label: '自评', unit: '次', count: 'rows', period: 'year' }],
});

export const selfAssessmentItem = defineLedger({
  name: 'self_assessment_item',
  label: '自评条款',
  counter: '条',
  parent: 'self_assessment',
  tab: null,
  fixedOnce: { where: 'parent', key: 'state', draft: '草稿' },
  fields: [
    { key: 'itemCode', label: '条款号', kind: 'text', max: 40, required: true },
    { key: 'percent', label: '得分率', kind: 'integer', unit: '%', min: 0, max: 100 },
    { key: 'strengths', label: '优势', kind: 'longText', max: 4_000 },
    { key: 'evidence', label: '证据', kind: 'longText', max: 4_000 },
    { key: 'improvement', label: '改进机会', kind: 'longText', max: 4_000 },
    { key: 'responsible', label: '责任人', kind: 'text', max: 60, sensitive: true },
    { key: 'dueOn', label: '完成期限', kind: 'day' },
  ],
  list: ['itemCode', 'percent', 'evidence', 'improvement', 'responsible', 'dueOn'],
  order: ['itemCode'],
  sameBy: ['itemCode'],
  titleBy: ['itemCode'],
  counters: [{ key: 'clauses', label: '自评条款', unit: '条', count: 'rows' }],
});
