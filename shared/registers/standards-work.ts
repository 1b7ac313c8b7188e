import { defineLedger } from './ledger.ts';

/** Standards a firm drafts or helps to draft, and committees it sits on (标准制修订). */
export const standardsWork = defineLedger({
  name: 'standards_work',
  label: '标准制修订',
  counter: '项',
  parent: 'enterprise',
  tab: '产品与标准',
  fields: [
    {
      key: 'title',
      label: '标准名称',
      kind: 'text',
      required: true,
      synonyms: ['项目名称', '标准项目'],
    },
    {
      key: 'standardNo',
      label: '标准编号',
      kind: 'text',
      max: 100,
      synonyms: ['标准号', '计划号', '项目编号'],
    },
    {
      key: 'level',
      label: '标准级别',
      kind: 'choice',
      vocabulary: ['国际标准', '国家标准', '行业标准', '地方标准', '团体标准'],
      synonyms: ['级别', '标准层级'],
    },
    {
      key: 'role',
      label: '参与方式',
      kind: 'choice',
      vocabulary: ['主持', '参与', '技术委员会'],
      synonyms: ['主持或参与', '承担角色', '参与程度'],
    },
    { key: 'rank', label: '起草单位排名', kind: 'integer', min: 1, synonyms: ['排名', '起草排名'] },
    {
      key: 'stage',
      label: '阶段',
      kind: 'choice',
      vocabulary: ['申报', '立项', '起草', '审查', '已发布'],
      open: true,
      synonyms: ['进展', '状态', '项目阶段'],
    },
    { key: 'approvedOn', label: '立项日期', kind: 'day', synonyms: ['立项时间'] },
    { key: 'publishedOn', label: '发布日期', kind: 'day', synonyms: ['发布时间'] },
  ],
  list: ['title', 'standardNo', 'level', 'role', 'rank', 'stage', 'publishedOn'],
  order: ['-publishedOn', 'title'],
  sameBy: ['title', 'standardNo'],
  titleBy: ['title'],
  period: 'publishedOn',
  counters: [
    { key: 'projects', label: '标准制修订', unit: '项', count: 'rows', period: 'publishedOn' },
    {
      key: 'led',
      label: '主持制定标准',
      unit: '项',
      count: 'rows',
      period: 'publishedOn',
      where: { role: ['主持'] },
    },
  ],
});
