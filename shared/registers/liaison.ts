import { defineLedger } from './ledger.ts';

export const liaisonRoles = ['联系人', '副联系人'] as const;

/**
 * Which of our people is the contact of which firm (联系企业人员), from when. Nothing is rewritten when
 * it changes: a later row of the same role takes over, one without a name ends it. Who it is on a day,
 * and until when, is derived (shared/liaisons.ts).
 */
export const liaison = defineLedger({
  name: 'liaison',
  label: '联系企业人员',
  counter: '条',
  parent: 'enterprise',
  tab: '培育申报',
  fields: [
    {
      key: 'since',
      label: '起始日期',
      kind: 'day',
      required: true,
      synonyms: ['联系起始日期', '起始时间', '开始日期'],
    },
    {
      key: 'role',
      label: '角色',
      kind: 'choice',
      vocabulary: liaisonRoles,
      required: true,
      writings: { 主联系人: '联系人', 主: '联系人', 副: '副联系人', 协助联系人: '副联系人' },
    },
    {
      key: 'person',
      label: '联系企业人员',
      kind: 'text',
      max: 50,
      synonyms: ['包联人员', '挂钩联系人', '我方联系人', '联系干部'],
      hint: '留空表示自起始日期起不再联系',
    },
    { key: 'phone', label: '联系人员电话', kind: 'text', max: 40, sensitive: true },
    {
      key: 'leader',
      label: '分管领导',
      kind: 'text',
      max: 50,
      synonyms: ['责任领导', '联系领导', '包联领导'],
    },
    { key: 'duty', label: '联系职责', kind: 'text', max: 400 },
    { key: 'docNo', label: '文号', kind: 'text', max: 100, synonyms: ['文件号'] },
  ],
  list: ['since', 'role', 'person', 'phone', 'leader', 'duty', 'docNo'],
  order: ['-since', 'role'],
  sameBy: ['role', 'since'],
  titleBy: ['role', 'person', 'since'],
  period: 'since',
  counters: [
    { key: 'liaisons', label: '联系企业人员', unit: '条', count: 'rows', period: 'since' },
  ],
});
