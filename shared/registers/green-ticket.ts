import { defineLedger, type LedgerValues, type RowProblem } from './ledger.ts';

/** What brand firms have dealt with first; words of its own beside. */
export const greenMatters = [
  '强制检定',
  '计量标准考核',
  '特种设备使用登记',
  '特种设备检验',
  '工业产品生产许可',
  '企业标准备案与公开',
  '产品检验检测',
  '商标与知识产权',
] as const;

/** How a matter ended; only the first two are decisions, on which working days can be saved. */
export const greenResults = ['准予', '不予', '企业撤回'] as const;

const problemsOf = (values: LedgerValues): RowProblem[] => {
  const day = (key: string): string | null => (values[key] as string | null) ?? null;
  const [applied, accepted, finished] = [day('appliedOn'), day('acceptedOn'), day('finishedOn')];
  const order = (key: string, early: string, [from, to]: readonly (string | null)[]) =>
    from && to && to < from
      ? [{ severity: 'error' as const, keys: [key], message: early } satisfies RowProblem]
      : [];
  const [limit, promised] = [values.statutoryDays, values.promisedDays];
  return [
    ...order('acceptedOn', '受理日期早于申请日期', [applied, accepted]),
    ...order('finishedOn', '办结日期早于受理日期', [accepted ?? applied, finished]),
    ...(finished && !accepted
      ? [
          {
            severity: 'warning' as const,
            keys: ['acceptedOn'],
            message: '没有受理日期，算不出用了几个工作日',
          },
        ]
      : []),
    ...(typeof limit === 'number' && typeof promised === 'number' && promised > limit
      ? [
          {
            severity: 'warning' as const,
            keys: ['promisedDays'],
            message: '承诺时限比法定时限还长',
          },
        ]
      : []),
  ];
};

/**
 * A matter a brand firm has dealt with ahead of the queue (绿色通道). How many working days that saved is
 * worked out by the calendar of holidays: shared/green-tickets.ts.
 */
export const greenTicket = defineLedger({
  name: 'green_ticket',
  label: '绿色通道',
  counter: '件',
  parent: 'enterprise',
  tab: '培育申报',
  fields: [
    {
      key: 'matter',
      label: '办件事项',
      kind: 'choice',
      vocabulary: greenMatters,
      open: true,
      required: true,
    },
    { key: 'ticketNo', label: '办件编号', kind: 'text', max: 100 },
    { key: 'unit', label: '办理单位', kind: 'text', max: 100 },
    { key: 'person', label: '经办人', kind: 'text', max: 100 },
    { key: 'appliedOn', label: '申请日期', kind: 'day', required: true },
    { key: 'acceptedOn', label: '受理日期', kind: 'day', hint: '时限从受理的次日起算' },
    {
      key: 'statutoryDays',
      label: '法定时限',
      kind: 'integer',
      unit: '工作日',
      min: 1,
      max: 365,
      hint: '法律、法规或办事指南规定的办理期限',
    },
    {
      key: 'promisedDays',
      label: '承诺时限',
      kind: 'integer',
      unit: '工作日',
      min: 0,
      max: 365,
    },
    { key: 'finishedOn', label: '办结日期', kind: 'day' },
    { key: 'result', label: '办理结果', kind: 'choice', vocabulary: greenResults },
  ],
  list: [
    ...(['matter', 'unit', 'appliedOn', 'acceptedOn', 'statutoryDays'] as const),
    ...(['promisedDays', 'finishedOn', 'result'] as const),
  ],
  order: ['-appliedOn'],
  sameBy: ['matter', 'appliedOn', 'ticketNo'],
  titleBy: ['appliedOn', 'matter'],
  period: 'appliedOn',
  rules: problemsOf,
  counters: [
    { key: 'tickets', label: '绿色通道办件', unit: '件', count: 'rows', period: 'appliedOn' },
  ],
});
