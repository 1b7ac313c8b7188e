import { defineLedger } from './ledger.ts';

/** Kinds of certification offices meet; the list is open. */
export const certificationKinds = [
  'ISO 9001 质量管理体系',
  'ISO 14001 环境管理体系',
  'ISO 45001 职业健康安全',
  'ISO 50001 能源管理体系',
  'ISO 22000 食品安全管理',
  'HACCP',
  '知识产权管理体系',
  '诚信管理体系',
  '品字标',
  '泰山品质',
  '绿色产品',
  '绿色食品',
  '有机产品',
  '无公害农产品',
  '自愿性产品认证',
  '计量保证能力',
] as const;

/** System and product certificates (认证证书). */
export const certification = defineLedger({
  name: 'certification',
  label: '认证证书',
  counter: '张',
  parent: 'enterprise',
  tab: '认证准入',
  fields: [
    {
      key: 'kind',
      label: '认证种类',
      kind: 'choice',
      vocabulary: certificationKinds,
      open: true,
      required: true,
      synonyms: ['认证类型', '认证项目', '证书类型', '体系认证', '认证名称', '证书名称'],
    },
    {
      key: 'number',
      label: '证书编号',
      kind: 'text',
      max: 100,
      synonyms: ['证书号', '认证证书编号', '证书号码'],
    },
    { key: 'body', label: '发证机构', kind: 'text', synonyms: ['认证机构', '发证单位'] },
    {
      key: 'scope',
      label: '认证范围',
      kind: 'longText',
      max: 1000,
      synonyms: ['覆盖范围', '认证覆盖范围'],
    },
    {
      key: 'issuedOn',
      label: '发证日期',
      kind: 'day',
      synonyms: ['颁证日期', '获证日期', '发证时间', '有效期起'],
    },
    {
      key: 'validTo',
      label: '有效期至',
      kind: 'day',
      synonyms: ['有效期', '到期日期', '证书有效期', '截止日期', '有效截止日期'],
    },
    {
      key: 'state',
      label: '证书状态',
      kind: 'choice',
      vocabulary: ['有效', '暂停', '撤销', '注销'],
      synonyms: ['状态'],
    },
  ],
  list: ['kind', 'number', 'body', 'issuedOn', 'validTo', 'state'],
  order: ['kind', '-validTo'],
  sameBy: ['kind', 'number'],
  titleBy: ['kind', 'number'],
  period: 'issuedOn',
  validity: { from: 'issuedOn', to: 'validTo', word: '证书到期' },
  counters: [
    { key: 'certificates', label: '认证证书', unit: '张', count: 'rows' },
    { key: 'issued', label: '当年获证', unit: '张', count: 'rows', period: 'issuedOn' },
  ],
});
