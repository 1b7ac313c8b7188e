import { defineLedger } from './ledger.ts';

export const holidayKinds = ['放假', '上班'] as const;

/**
 * The office's own holiday table (节假日安排), day by day. It stands above what the program ships
 * (shared/holidays.ts): a year that came out since, a local day off, a day that was announced anew.
 */
export const holiday = defineLedger({
  name: 'holiday',
  label: '节假日安排',
  counter: '天',
  parent: null,
  tab: null,
  fields: [
    { key: 'day', label: '日期', kind: 'day', required: true },
    {
      key: 'kind',
      label: '安排',
      kind: 'choice',
      vocabulary: holidayKinds,
      required: true,
      writings: {
        休息: '放假',
        休: '放假',
        调休: '放假',
        补班: '上班',
        班: '上班',
        调休上班: '上班',
      },
    },
    { key: 'name', label: '节日', kind: 'text', max: 40, synonyms: ['名称', '节日名称'] },
  ],
  list: ['day', 'kind', 'name'],
  order: ['day'],
  sameBy: ['day'],
  titleBy: ['day'],
  period: 'day',
  rules: ({ day }) =>
    typeof day === 'string' && day.length < 10
      ? [{ severity: 'error', keys: ['day'], message: '日期须写到日' }]
      : [],
  counters: [{ key: 'holidays', label: '节假日安排', unit: '天', count: 'rows', period: 'day' }],
});
