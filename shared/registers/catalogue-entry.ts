import { defineLedger } from './ledger.ts';

/** What a year's evaluation catalogue (评价目录) opens for application: a category and its names. */
export const catalogueEntry = defineLedger({
  name: 'catalogue_entry',
  label: '评价目录',
  counter: '条',
  parent: null,
  tab: null,
  fields: [
    { key: 'award', label: '奖项', kind: 'text', required: true, synonyms: ['评价奖项'] },
    { key: 'year', label: '目录年度', kind: 'year', required: true, synonyms: ['年度', '年份'] },
    {
      key: 'category',
      label: '类别',
      kind: 'text',
      synonyms: ['产品类别', '行业类别', '所属行业', '大类'],
    },
    {
      key: 'name',
      label: '产品名称',
      kind: 'text',
      required: true,
      synonyms: ['目录产品', '评价产品', '产品目录', '产品'],
    },
    {
      key: 'synonyms',
      label: '别名',
      kind: 'longText',
      synonyms: ['又名', '包括', '其他名称', '产品范围', '俗称'],
      hint: '用顿号隔开',
    },
    {
      key: 'classCode',
      label: '分类代码',
      kind: 'text',
      synonyms: ['产品代码', '行业代码', '国民经济行业代码', '产品分类代码'],
    },
    {
      key: 'conditions',
      label: '申报条件',
      kind: 'longText',
      synonyms: ['条件', '基本条件', '评价条件'],
    },
    {
      key: 'leastSales',
      label: '销售额下限',
      kind: 'money',
      unit: '万元',
      scale: 4,
      min: 0,
      synonyms: ['年销售额', '销售收入下限', '最低销售额', '销售额'],
    },
    {
      key: 'deadline',
      label: '申报截止',
      kind: 'day',
      synonyms: ['截止日期', '申报期限', '截止时间'],
    },
    { key: 'docNo', label: '文号', kind: 'text', max: 100 },
  ],
  list: ['year', 'award', 'category', 'name', 'synonyms', 'classCode', 'leastSales', 'deadline'],
  order: ['-year', 'award', 'category', 'name'],
  sameBy: ['award', 'year', 'category', 'name'],
  titleBy: ['year', 'award', 'name'],
  period: 'year',
  counters: [{ key: 'entries', label: '评价目录', unit: '条', count: 'rows', period: 'year' }],
});
