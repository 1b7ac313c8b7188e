import { defineLedger } from './ledger.ts';

/** When a firm came to which tier of the library (培育层级), and why. */
export const tierHistory = defineLedger({
  name: 'tier_history',
  label: '培育层级变动',
  counter: '次',
  parent: 'enterprise',
  tab: '历史',
  fields: [
    {
      key: 'changedOn',
      label: '变动日期',
      kind: 'day',
      required: true,
      synonyms: ['调整日期', '入库日期', '日期'],
    },
    {
      key: 'tier',
      label: '层级',
      kind: 'choice',
      vocabulary: ['领军', '骨干', '成长', '储备', '退出'],
      required: true,
      synonyms: ['培育层级', '梯队', '调整后层级'],
    },
    {
      key: 'before',
      label: '原层级',
      kind: 'choice',
      vocabulary: ['领军', '骨干', '成长', '储备', '退出'],
      synonyms: ['调整前层级'],
    },
    { key: 'reason', label: '变动原因', kind: 'text', synonyms: ['原因', '调整原因'] },
    { key: 'docNo', label: '文号', kind: 'text', max: 100, synonyms: ['文件号'] },
    {
      key: 'score',
      label: '列入得分',
      kind: 'decimal',
      unit: '分',
      scale: 1,
      min: 0,
      synonyms: ['入库得分'],
    },
  ],
  list: ['changedOn', 'before', 'tier', 'score', 'reason', 'docNo'],
  order: ['-changedOn'],
  sameBy: ['changedOn', 'tier'],
  titleBy: ['changedOn', 'tier'],
  period: 'changedOn',
  counters: [{ key: 'moves', label: '层级变动', unit: '次', count: 'rows', period: 'changedOn' }],
});
