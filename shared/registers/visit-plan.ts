import { defineLedger, type LedgerValues, type RowProblem } from './ledger.ts';

const error = (key: string, message: string): RowProblem => ({
  severity: 'error',
  keys: [key],
  message,
});

const problemsOf = ({ fromOn, dueOn, time }: LedgerValues): RowProblem[] => [
  ...(fromOn && dueOn && String(fromOn) > String(dueOn)
    ? [error('dueOn', '完成期限早于起始日期')]
    : []),
  ...(time && !/^([01]\d|2[0-3]):[0-5]\d$/.test(String(time))
    ? [error('time', '时间应为 时:分')]
    : []),
];

/**
 * A firm that is to be visited in a quarter, how often, by whom (走访计划). Whether it has been is derived
 * from the visits (shared/visit-plans.ts). One firm has one row in a quarter, whoever plans it: two laptops
 * that plan it for different people make a question in the inbox and not two trips.
 */
export const visitPlan = defineLedger({
  name: 'visit_plan',
  label: '走访计划',
  counter: '家',
  parent: 'enterprise',
  tab: null,
  // Filled, moved and put off in the room of visits, many at once: electron/services/visit-plan-steps.ts.
  writtenBy: 'room',
  fields: [
    { key: 'year', label: '年度', kind: 'year', required: true },
    { key: 'quarter', label: '季度', kind: 'integer', min: 1, max: 4, required: true },
    { key: 'person', label: '走访人', kind: 'text', max: 200 },
    { key: 'times', label: '计划次数', kind: 'integer', min: 1, max: 90 },
    { key: 'fromOn', label: '起始日期', kind: 'day' },
    { key: 'dueOn', label: '完成期限', kind: 'day' },
    { key: 'purpose', label: '走访事由', kind: 'text', max: 400 },
    { key: 'basis', label: '列入依据', kind: 'text', max: 200 },
    { key: 'deferredOn', label: '暂缓日期', kind: 'day' },
    { key: 'deferred', label: '暂缓原因', kind: 'text', max: 400 },
  ],
  list: ['year', 'quarter', 'person', 'times', 'dueOn', 'purpose', 'basis', 'deferred'],
  order: ['-year', '-quarter', 'person'],
  sameBy: ['year', 'quarter'],
  titleBy: ['year', 'quarter', 'person'],
  period: 'year',
  rules: problemsOf,
  indexes: [['year', 'quarter']],
  counters: [{ key: 'visitPlans', label: '走访计划', unit: '家', count: 'rows', period: 'year' }],
});

/**
 * A stop of one person's round on a day (走访路线). Rows of one day and one leader are a route, in the order
 * of `position`; a visit recorded there on that day ticks the stop off, nothing is stored of it.
 */
export const routeStop = defineLedger({
  name: 'route_stop',
  label: '走访路线',
  counter: '站',
  parent: 'enterprise',
  tab: null,
  writtenBy: 'room',
  fields: [
    { key: 'day', label: '日期', kind: 'day', required: true },
    { key: 'lead', label: '带队人', kind: 'text', max: 50, required: true },
    { key: 'companions', label: '同行人员', kind: 'text', max: 200 },
    { key: 'position', label: '顺序', kind: 'integer', min: 0, max: 100_000, required: true },
    { key: 'time', label: '计划时间', kind: 'text', max: 5, hint: '时:分' },
  ],
  list: ['day', 'lead', 'position', 'time', 'companions'],
  order: ['-day', 'lead', 'position'],
  sameBy: ['day', 'lead'],
  titleBy: ['day', 'lead'],
  period: 'day',
  rules: problemsOf,
  indexes: [['day']],
  counters: [{ key: 'routeStops', label: '走访路线', unit: '次', count: 'rows', period: 'day' }],
});
