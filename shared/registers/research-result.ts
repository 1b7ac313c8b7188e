import { defineLedger } from './ledger.ts';

/** Results of science and technology that may become a standard (科技成果). */
export const researchResult = defineLedger({
  name: 'research_result',
  label: '科技成果',
  counter: '项',
  parent: 'enterprise',
  tab: '产品与标准',
  fields: [
    {
      key: 'title',
      label: '成果名称',
      kind: 'text',
      required: true,
      synonyms: ['项目名称', '科技成果', '科技项目'],
    },
    { key: 'department', label: '来源部门', kind: 'text', synonyms: ['主管部门', '立项部门'] },
    {
      key: 'level',
      label: '成果级别',
      kind: 'choice',
      vocabulary: ['国家', '省', '市', '县', '企业'],
      open: true,
      synonyms: ['级别'],
    },
    { key: 'year', label: '完成年度', kind: 'year', synonyms: ['年度', '完成年份'] },
    {
      key: 'convertible',
      label: '可转化为标准',
      kind: 'flag',
      synonyms: ['是否可转化', '可转标准'],
    },
    {
      key: 'state',
      label: '转化状态',
      kind: 'choice',
      vocabulary: ['未转化', '转化中', '已转化'],
      synonyms: ['转化情况', '状态'],
    },
    { key: 'standardNo', label: '转化的标准', kind: 'text', max: 100, synonyms: ['转化标准号'] },
  ],
  list: ['title', 'level', 'year', 'department', 'convertible', 'state', 'standardNo'],
  order: ['-year', 'title'],
  sameBy: ['title'],
  titleBy: ['title'],
  period: 'year',
  counters: [
    { key: 'results', label: '科技成果', unit: '项', count: 'rows', period: 'year' },
    {
      key: 'converted',
      label: '科技成果转化为标准',
      unit: '项',
      count: 'rows',
      period: 'year',
      where: { state: ['已转化'] },
    },
  ],
});
