import { defineLedger } from './ledger.ts';

/** Names a firm has had (曾用名). */
export const formerName = defineLedger({
  name: 'former_name',
  label: '曾用名',
  counter: '个',
  parent: 'enterprise',
  tab: '历史',
  fields: [
    {
      key: 'name',
      label: '曾用名称',
      kind: 'text',
      required: true,
      synonyms: ['曾用名', '原企业名称', '原名称', '变更前名称'],
    },
    { key: 'changedOn', label: '更名日期', kind: 'day', synonyms: ['变更日期', '核准日期'] },
    { key: 'reason', label: '更名原因', kind: 'text', synonyms: ['变更原因'] },
  ],
  list: ['name', 'changedOn', 'reason'],
  order: ['-changedOn', 'name'],
  sameBy: ['name'],
  titleBy: ['name'],
  counters: [{ key: 'names', label: '曾用名', unit: '个', count: 'rows' }],
});
