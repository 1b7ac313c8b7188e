import { defineLedger } from './ledger.ts';

/**
 * What a 一企一策 sheet holds beside its head and its measures. The rows are written by the sheet room
 * alone (electron/services/sheets.ts); the ledgers are for lists, history and conflicts.
 */

const shared = { parent: 'sheet', tab: null, writtenBy: 'room', sameBy: [] } as const;
const position = { key: 'position', label: '序号', kind: 'integer' } as const;

/** Where a row of the gap table came from. */
export const gapOrigins = ['对标分析', '申报条件', '评价目录', '手工填写'] as const;

export const sheetGap = defineLedger({
  ...shared,
  name: 'sheet_gap',
  label: '差距',
  counter: '条',
  fields: [
    position,
    { key: 'indicator', label: '项目', kind: 'text' },
    { key: 'unit', label: '单位', kind: 'text', max: 40 },
    { key: 'own', label: '企业现值', kind: 'text' },
    { key: 'bench', label: '标杆值或要求', kind: 'text' },
    { key: 'benchName', label: '对照对象', kind: 'text' },
    { key: 'gap', label: '差距', kind: 'longText', max: 1_000 },
    { key: 'origin', label: '差距来源', kind: 'choice', vocabulary: gapOrigins, open: true },
  ],
  list: ['indicator', 'unit', 'own', 'bench', 'benchName', 'gap', 'origin'],
  order: ['position'],
  titleBy: ['indicator'],
  counters: [{ key: 'gaps', label: '差距', unit: '条', count: 'rows' }],
});

/** Answers of the diagnosis: to a statement, and whether a barrier is there. */
export const statementAnswers = ['符合', '部分符合', '不符合'] as const;
export const barrierAnswers = ['存在', '不存在'] as const;

/** One answer of the diagnosis; its id is derived from sheet and question, so that two laptops answer one row. */
export const sheetAnswer = defineLedger({
  ...shared,
  name: 'sheet_answer',
  label: '诊断',
  counter: '条',
  fields: [
    { key: 'question', label: '诊断项目', kind: 'text', required: true },
    {
      key: 'answer',
      label: '诊断结果',
      kind: 'choice',
      vocabulary: [...statementAnswers, ...barrierAnswers],
    },
    { key: 'remark', label: '诊断说明', kind: 'longText', max: 1_000 },
  ],
  list: ['question', 'answer', 'remark'],
  order: ['question'],
  titleBy: ['question'],
  counters: [{ key: 'answers', label: '诊断', unit: '条', count: 'rows' }],
});

export const sheetTarget = defineLedger({
  ...shared,
  name: 'sheet_target',
  label: '培育目标',
  counter: '条',
  fields: [
    position,
    { key: 'award', label: '目标奖项', kind: 'text' },
    { key: 'product', label: '产品', kind: 'text' },
    { key: 'plannedYear', label: '计划申报年', kind: 'year' },
    { key: 'goal', label: '具体目标', kind: 'longText', max: 2_000 },
    { key: 'cultivationId', label: '培育计划', kind: 'reference', to: 'cultivation' },
  ],
  list: ['award', 'product', 'plannedYear', 'goal'],
  order: ['position'],
  titleBy: ['award', 'product'],
  counters: [{ key: 'targets', label: '培育目标', unit: '条', count: 'rows' }],
});

export const sheetResult = defineLedger({
  ...shared,
  name: 'sheet_result',
  label: '成效',
  counter: '条',
  fields: [
    position,
    { key: 'indicator', label: '指标', kind: 'text' },
    { key: 'unit', label: '单位', kind: 'text', max: 40 },
    { key: 'before', label: '实施前', kind: 'text' },
    { key: 'after', label: '实施后', kind: 'text' },
    { key: 'asOf', label: '截至', kind: 'day' },
    { key: 'effect', label: '成效说明', kind: 'longText', max: 1_000 },
  ],
  list: ['indicator', 'unit', 'before', 'after', 'asOf', 'effect'],
  order: ['position'],
  titleBy: ['indicator'],
  counters: [{ key: 'results', label: '成效', unit: '条', count: 'rows' }],
});

/** A meeting that looked at how the sheet is carried out (评议会商). */
export const sheetReview = defineLedger({
  ...shared,
  name: 'sheet_review',
  label: '会商评议',
  counter: '次',
  fields: [
    { key: 'heldOn', label: '日期', kind: 'day', required: true },
    { key: 'people', label: '参加人', kind: 'text', max: 500 },
    { key: 'conclusions', label: '评议结论', kind: 'longText', required: true },
    { key: 'recordedBy', label: '记录人', kind: 'text', max: 100 },
  ],
  list: ['heldOn', 'people', 'conclusions', 'recordedBy'],
  order: ['heldOn'],
  titleBy: ['heldOn'],
  period: 'heldOn',
  counters: [{ key: 'reviews', label: '会商评议', unit: '次', count: 'rows', period: 'heldOn' }],
});

/** Who signs, in their order. */
export const approvalSteps = ['经办人', '科室负责人', '分管领导'] as const;
export const approvalVerdicts = ['同意', '退回修改'] as const;

/** An opinion signed by one of the three; its signature hangs on it as a picture. Rows are added, never rewritten. */
export const sheetApproval = defineLedger({
  ...shared,
  name: 'sheet_approval',
  label: '审批',
  counter: '条',
  fields: [
    { key: 'step', label: '审批环节', kind: 'choice', vocabulary: approvalSteps, required: true },
    {
      key: 'verdict',
      label: '审批意见',
      kind: 'choice',
      vocabulary: approvalVerdicts,
      required: true,
    },
    { key: 'opinion', label: '意见内容', kind: 'longText', max: 1_000 },
    { key: 'person', label: '签字人', kind: 'text', max: 100, required: true },
    { key: 'onDate', label: '签字日期', kind: 'day', required: true },
    { key: 'saidAt', label: '记入时间', kind: 'text', max: 40 },
    { key: 'digest', label: '所签内容摘要', kind: 'text', max: 129 },
    { key: 'role', label: '签署单位层级', kind: 'text', max: 20 },
  ],
  list: ['step', 'verdict', 'opinion', 'person', 'onDate'],
  order: ['onDate'],
  titleBy: ['step', 'onDate'],
  period: 'onDate',
  counters: [{ key: 'approvals', label: '审批', unit: '条', count: 'rows', period: 'onDate' }],
});
