import { defineLedger } from './ledger.ts';

/** Patents (专利). */
export const patent = defineLedger({
  name: 'patent',
  label: '专利',
  counter: '项',
  parent: 'enterprise',
  tab: '商标专利',
  fields: [
    {
      key: 'title',
      label: '专利名称',
      kind: 'text',
      required: true,
      synonyms: ['发明名称', '专利'],
    },
    {
      key: 'patentNo',
      label: '专利号',
      kind: 'text',
      max: 60,
      synonyms: ['申请号', '专利申请号', '专利编号'],
    },
    {
      key: 'kind',
      label: '专利类型',
      kind: 'choice',
      vocabulary: ['发明', '实用新型', '外观设计'],
      writings: {
        发明专利: '发明',
        实用新型专利: '实用新型',
        外观设计专利: '外观设计',
        外观: '外观设计',
      },
      synonyms: ['类型', '专利类别', '专利种类'],
    },
    {
      key: 'state',
      label: '专利状态',
      kind: 'choice',
      vocabulary: ['已授权', '申请中', '已失效'],
      open: true,
      synonyms: ['状态', '法律状态'],
    },
    { key: 'appliedOn', label: '申请日', kind: 'day', synonyms: ['申请日期'] },
    {
      key: 'grantedOn',
      label: '授权日',
      kind: 'day',
      synonyms: ['授权公告日', '授权日期', '授权时间'],
    },
    { key: 'productId', label: '对应产品', kind: 'reference', to: 'product' },
  ],
  list: ['title', 'patentNo', 'kind', 'state', 'grantedOn'],
  order: ['-grantedOn', 'title'],
  sameBy: ['title', 'patentNo'],
  titleBy: ['title'],
  period: 'grantedOn',
  counters: [
    { key: 'patents', label: '专利', unit: '项', count: 'rows', period: 'grantedOn' },
    {
      key: 'inventions',
      label: '发明专利',
      unit: '项',
      count: 'rows',
      period: 'grantedOn',
      where: { kind: ['发明'] },
    },
  ],
});
