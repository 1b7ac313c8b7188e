import { defineLedger } from './ledger.ts';

/** Systems of measuring and of quality assurance a firm builds or holds (计量检测体系). */
export const measurementSystem = defineLedger({
  name: 'measurement_system',
  label: '计量体系',
  counter: '个',
  parent: 'enterprise',
  tab: '计量检验',
  fields: [
    {
      key: 'kind',
      label: '体系种类',
      kind: 'choice',
      vocabulary: [
        '测量管理体系',
        '计量检测体系确认',
        '计量合格确认',
        '定量包装商品生产企业计量保证能力',
      ],
      open: true,
      required: true,
      synonyms: ['体系类型', '计量体系'],
    },
    {
      key: 'grade',
      label: '体系级别',
      kind: 'choice',
      vocabulary: ['AAA', 'AA', 'A', '合格'],
      open: true,
      synonyms: ['级别', '等级'],
    },
    {
      key: 'state',
      label: '体系状态',
      kind: 'choice',
      vocabulary: ['未建立', '建立中', '已确认', '已过期'],
      synonyms: ['状态', '确认情况'],
    },
    {
      key: 'number',
      label: '证书编号',
      kind: 'text',
      max: 100,
      synonyms: ['证书号', '确认证书编号'],
    },
    { key: 'body', label: '确认机构', kind: 'text', synonyms: ['发证机构', '确认单位'] },
    { key: 'issuedOn', label: '确认日期', kind: 'day', synonyms: ['发证日期', '获证日期'] },
    { key: 'validTo', label: '有效期至', kind: 'day', synonyms: ['有效期', '到期日期'] },
  ],
  list: ['kind', 'grade', 'state', 'number', 'issuedOn', 'validTo'],
  order: ['kind', '-issuedOn'],
  sameBy: ['kind', 'number'],
  titleBy: ['kind', 'grade'],
  period: 'issuedOn',
  validity: { from: 'issuedOn', to: 'validTo', word: '计量体系到期' },
  counters: [
    {
      key: 'confirmed',
      label: '计量体系已确认',
      unit: '个',
      count: 'rows',
      where: { state: ['已确认'] },
    },
  ],
});
