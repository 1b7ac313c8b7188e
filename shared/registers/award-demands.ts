import { defineLedger } from './ledger.ts';

/** What an edition of an award demands: conditions and papers, rows of their own so that offices may edit parts. */

/** How a condition compares what a firm has with what is asked. */
export const comparisons = ['≥', '≤', '>', '<', '=', '是', '否'] as const;

export const awardCondition = defineLedger({
  name: 'award_condition',
  label: '申报条件',
  counter: '条',
  parent: 'award_edition',
  tab: null,
  fixedOnce: { where: 'parent', key: 'state', draft: '草稿' },
  fields: [
    { key: 'code', label: '条件代码', kind: 'text', max: 40, required: true },
    { key: 'position', label: '次序', kind: 'integer', min: 0, max: 9_999 },
    { key: 'text', label: '条件', kind: 'longText', max: 1_000, required: true },
    {
      key: 'kind',
      label: '性质',
      kind: 'choice',
      vocabulary: ['否决', '必备', '优先'],
      hint: '否决：有一条不符即不得申报',
    },
    { key: 'evidence', label: '证明材料', kind: 'longText', max: 1_000 },
    {
      key: 'indicator',
      label: '核对指标',
      kind: 'text',
      max: 60,
      hint: '能从企业档案核对的，填指标代码；留空的由人核对',
    },
    { key: 'comparison', label: '比较', kind: 'choice', vocabulary: comparisons },
    {
      key: 'threshold',
      label: '要求值',
      kind: 'decimal',
      scale: 4,
      hint: '单位与核对指标相同',
    },
  ],
  list: ['position', 'text', 'kind', 'evidence'],
  order: ['position', 'code'],
  sameBy: ['code'],
  titleBy: ['text'],
  counters: [{ key: 'conditions', label: '申报条件', unit: '条', count: 'rows' }],
});

export const awardDossierItem = defineLedger({
  name: 'award_dossier_item',
  label: '申报材料',
  counter: '项',
  parent: 'award_edition',
  tab: null,
  fixedOnce: { where: 'parent', key: 'state', draft: '草稿' },
  fields: [
    { key: 'code', label: '材料代码', kind: 'text', max: 40, required: true },
    { key: 'position', label: '次序', kind: 'integer', min: 0, max: 9_999 },
    { key: 'title', label: '材料名称', kind: 'text', required: true },
    { key: 'must', label: '必须提交', kind: 'flag' },
    {
      key: 'givenBy',
      label: '由谁提供',
      kind: 'choice',
      vocabulary: ['企业', '县局', '市局', '第三方'],
      open: true,
    },
    { key: 'copies', label: '份数', kind: 'integer', min: 0, max: 99 },
    {
      key: 'daysBefore',
      label: '截止前完成',
      kind: 'integer',
      unit: '天',
      min: 0,
      max: 365,
      hint: '申报截止前多少天要备好',
    },
    { key: 'demand', label: '要求', kind: 'longText', max: 1_000 },
  ],
  list: ['position', 'title', 'must', 'givenBy', 'copies', 'daysBefore'],
  order: ['position', 'code'],
  sameBy: ['code'],
  titleBy: ['title'],
  counters: [{ key: 'items', label: '申报材料', unit: '项', count: 'rows' }],
});
