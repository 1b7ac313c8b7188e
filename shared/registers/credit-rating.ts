import { defineLedger } from './ledger.ts';

/** The set offices use where nothing else is agreed: four classes, A in three levels. */
export const creditGrades = ['AAA', 'AA', 'A', 'B', 'C', 'D'] as const;

/** Ratings of quality credit (企业质量信用等级), one a year and scheme. Other schemes bring other grades. */
export const creditRating = defineLedger({
  name: 'credit_rating',
  label: '质量信用等级',
  counter: '次',
  parent: 'enterprise',
  tab: '信用荣誉',
  fields: [
    {
      key: 'year',
      label: '评价年度',
      kind: 'year',
      required: true,
      synonyms: ['年度', '年份', '评定年度'],
    },
    {
      key: 'grade',
      label: '信用等级',
      kind: 'choice',
      vocabulary: creditGrades,
      open: true,
      required: true,
      synonyms: ['等级', '质量信用等级', '信用评级', '质量信誉等级'],
    },
    { key: 'scheme', label: '评价办法', kind: 'text', synonyms: ['评价依据', '评定办法'] },
    {
      key: 'score',
      label: '得分',
      kind: 'decimal',
      unit: '分',
      scale: 1,
      min: 0,
      synonyms: ['评分', '总分'],
    },
    { key: 'rater', label: '评价单位', kind: 'text', synonyms: ['评定单位', '评价机构'] },
    { key: 'ratedOn', label: '评定日期', kind: 'day', synonyms: ['评价日期', '评定时间'] },
    { key: 'validTo', label: '有效期至', kind: 'day', synonyms: ['有效期', '到期日期'] },
    { key: 'published', label: '已公布', kind: 'flag', synonyms: ['是否公布', '是否公示'] },
    { key: 'reason', label: '升降级原因', kind: 'text', synonyms: ['降级原因', '调整原因'] },
    { key: 'appeal', label: '申诉情况', kind: 'text', synonyms: ['申诉'] },
  ],
  list: ['year', 'grade', 'scheme', 'score', 'rater', 'ratedOn', 'validTo', 'published'],
  order: ['-year'],
  sameBy: ['year', 'scheme'],
  titleBy: ['year', 'grade'],
  period: 'year',
  validity: { from: 'ratedOn', to: 'validTo', word: '信用等级到期' },
  counters: [{ key: 'rated', label: '质量信用评价', unit: '次', count: 'rows', period: 'year' }],
});
