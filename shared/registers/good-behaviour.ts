import { defineLedger } from './ledger.ts';

/** 标准化良好行为企业: evaluation of a firm's standard system. Grades to AAAAA; the basis changes, so the scheme is told. */
export const goodBehaviour = defineLedger({
  name: 'good_behaviour',
  label: '标准化良好行为',
  counter: '次',
  parent: 'enterprise',
  tab: '产品与标准',
  fields: [
    {
      key: 'grade',
      label: '良好行为级别',
      kind: 'choice',
      vocabulary: ['A', 'AA', 'AAA', 'AAAA', 'AAAAA'],
      required: true,
      synonyms: ['级别', '等级', '良好行为等级', '标准化良好行为'],
    },
    {
      key: 'score',
      label: '得分',
      kind: 'decimal',
      unit: '分',
      scale: 1,
      min: 0,
      synonyms: ['分数', '评分'],
    },
    { key: 'basis', label: '评价依据', kind: 'text', synonyms: ['依据标准'] },
    { key: 'number', label: '证书编号', kind: 'text', max: 100, synonyms: ['证书号'] },
    { key: 'confirmedBy', label: '评价机构', kind: 'text', synonyms: ['确认单位', '评价单位'] },
    {
      key: 'issuedOn',
      label: '评价日期',
      kind: 'day',
      synonyms: ['确认日期', '发证日期', '获得时间'],
    },
    { key: 'validTo', label: '有效期至', kind: 'day', synonyms: ['有效期', '到期日期'] },
  ],
  list: ['grade', 'score', 'basis', 'number', 'issuedOn', 'validTo'],
  order: ['-issuedOn'],
  sameBy: ['grade', 'issuedOn'],
  titleBy: ['grade', 'issuedOn'],
  period: 'issuedOn',
  validity: { from: 'issuedOn', to: 'validTo', word: '标准化良好行为到期' },
  counters: [
    { key: 'evaluations', label: '标准化良好行为', unit: '次', count: 'rows', period: 'issuedOn' },
  ],
});
