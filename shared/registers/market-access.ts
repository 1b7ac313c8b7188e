import { defineLedger } from './ledger.ts';

/** Licences a product may not be sold without (市场准入). */
export const marketAccess = defineLedger({
  name: 'market_access',
  label: '市场准入',
  counter: '张',
  parent: 'enterprise',
  tab: '认证准入',
  fields: [
    {
      key: 'kind',
      label: '准入种类',
      kind: 'choice',
      vocabulary: [
        '工业产品生产许可证',
        '食品生产许可证',
        'CCC 强制性产品认证',
        '特种设备生产许可证',
        '计量器具型式批准',
        '化妆品生产许可证',
      ],
      open: true,
      required: true,
      synonyms: ['许可证类型', '许可种类', '许可证种类', '市场准入'],
    },
    {
      key: 'number',
      label: '许可证编号',
      kind: 'text',
      max: 100,
      synonyms: ['证书编号', '许可证号', '证号', '生产许可证编号'],
    },
    {
      key: 'product',
      label: '许可产品',
      kind: 'text',
      max: 400,
      synonyms: ['产品名称', '许可范围', '产品范围'],
    },
    { key: 'body', label: '发证机关', kind: 'text', synonyms: ['发证单位', '发证机构'] },
    { key: 'issuedOn', label: '发证日期', kind: 'day', synonyms: ['发证时间', '获证日期'] },
    {
      key: 'validTo',
      label: '有效期至',
      kind: 'day',
      synonyms: ['有效期', '到期日期', '截止日期', '有效截止日期'],
    },
    {
      key: 'state',
      label: '许可状态',
      kind: 'choice',
      vocabulary: ['有效', '换证中', '暂停', '撤销', '注销'],
      synonyms: ['状态'],
    },
  ],
  list: ['kind', 'number', 'product', 'body', 'issuedOn', 'validTo', 'state'],
  order: ['kind', '-validTo'],
  sameBy: ['kind', 'number', 'product'],
  titleBy: ['kind', 'number'],
  period: 'issuedOn',
  validity: { from: 'issuedOn', to: 'validTo', word: '许可证到期' },
  counters: [{ key: 'licences', label: '生产许可等准入证书', unit: '张', count: 'rows' }],
});
