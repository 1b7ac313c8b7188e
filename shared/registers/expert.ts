import { defineLedger } from './ledger.ts';

/** The pool of experts, who was drawn for what, and what each gave. */

export const expert = defineLedger({
  name: 'expert',
  label: '专家',
  counter: '人',
  parent: null,
  tab: null,
  fields: [
    { key: 'name', label: '姓名', kind: 'text', max: 60, required: true, sensitive: true },
    { key: 'unit', label: '单位', kind: 'text', synonyms: ['工作单位'] },
    { key: 'title', label: '职称', kind: 'text', max: 60, synonyms: ['职务', '职称职务'] },
    { key: 'trade', label: '专业领域', kind: 'text', synonyms: ['专业', '擅长领域'] },
    {
      key: 'phone',
      label: '电话',
      kind: 'text',
      max: 40,
      sensitive: true,
      synonyms: ['联系电话', '手机'],
    },
    {
      key: 'away',
      label: '暂不参加抽取',
      kind: 'flag',
    },
  ],
  list: ['name', 'unit', 'title', 'trade', 'phone', 'away'],
  order: ['name'],
  sameBy: ['name', 'unit'],
  titleBy: ['name'],
  counters: [{ key: 'experts', label: '专家', unit: '人', count: 'rows' }],
});

/** Firms an expert said he or she may not judge (回避). */
export const expertConflict = defineLedger({
  name: 'expert_conflict',
  label: '回避登记',
  counter: '条',
  parent: 'expert',
  tab: null,
  fields: [
    { key: 'firmId', label: '企业档案', kind: 'text', max: 64, required: true },
    { key: 'firmName', label: '回避企业', kind: 'text' },
    { key: 'reason', label: '回避原因', kind: 'text', hint: '如：任职、顾问、亲属' },
  ],
  list: ['firmName', 'reason'],
  order: ['firmName'],
  sameBy: ['firmId'],
  titleBy: ['firmName'],
  counters: [{ key: 'conflicts', label: '回避登记', unit: '条', count: 'rows' }],
});

/** A draw: its seed and whom it left out stand in the row, so that anybody can draw it again. */
export const scorePanel = defineLedger({
  name: 'score_panel',
  label: '专家组',
  counter: '组',
  parent: null,
  tab: null,
  writtenBy: 'room',
  fields: [
    { key: 'title', label: '专家组名称', kind: 'text', required: true },
    { key: 'schemeVersionId', label: '方案版本', kind: 'reference', to: 'scheme_version' },
    { key: 'year', label: '年度', kind: 'year' },
    { key: 'seats', label: '抽取', kind: 'integer', unit: '人', min: 1, max: 99 },
    { key: 'seed', label: '抽取种子', kind: 'integer', min: 0 },
    { key: 'drawnOn', label: '抽取日期', kind: 'day' },
    { key: 'drawnBy', label: '抽取人', kind: 'text', max: 60, sensitive: true },
    { key: 'record', label: '抽取记录', kind: 'longText', max: 200_000 },
    { key: 'firms', label: '参评企业', kind: 'longText', max: 500_000 },
    { key: 'closedOn', label: '封卷日期', kind: 'day', hint: '封卷之前看不到别人的评分' },
    { key: 'drawnAt', label: '抽取时刻', kind: 'text', max: 40 },
  ],
  list: ['title', 'year', 'seats', 'drawnOn', 'drawnBy', 'closedOn'],
  order: ['-drawnOn', '-drawnAt', 'title'],
  sameBy: [],
  titleBy: ['title'],
  counters: [{ key: 'panels', label: '专家组', unit: '个', count: 'rows' }],
});

export const panelSeat = defineLedger({
  name: 'panel_seat',
  label: '专家席位',
  counter: '席',
  parent: 'score_panel',
  tab: null,
  writtenBy: 'room',
  fields: [
    { key: 'alias', label: '席位', kind: 'text', max: 20, required: true },
    { key: 'expertId', label: '专家档案', kind: 'reference', to: 'expert', required: true },
    { key: 'expertName', label: '专家', kind: 'text', max: 60, sensitive: true },
  ],
  list: ['alias', 'expertName'],
  order: ['alias'],
  sameBy: ['expertId'],
  titleBy: ['alias'],
  counters: [{ key: 'seats', label: '专家席位', unit: '个', count: 'rows' }],
});

export const expertScore = defineLedger({
  name: 'expert_score',
  label: '专家打分',
  counter: '条',
  parent: 'panel_seat',
  tab: null,
  writtenBy: 'room',
  fields: [
    { key: 'firmId', label: '企业档案', kind: 'text', max: 64, required: true },
    { key: 'itemCode', label: '评分项目代码', kind: 'text', max: 40, required: true },
    { key: 'points', label: '打分', kind: 'decimal', unit: '分', scale: 2, min: 0 },
    { key: 'comment', label: '评语', kind: 'longText', max: 1_000 },
  ],
  list: ['itemCode', 'points', 'comment'],
  order: ['itemCode'],
  sameBy: ['firmId', 'itemCode'],
  titleBy: ['itemCode'],
  counters: [{ key: 'scores', label: '专家打分', unit: '条', count: 'rows' }],
});
