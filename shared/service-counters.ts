/**
 * The figures an office says of its services. Each is declared once, with its unit, what it counts, the day
 * that says which period it belongs to, and what it leaves out; the screen, its explanations, the workbook
 * and the terminal follow. Figures of two units are never added.
 */

/** Ways a figure is split. */
export const serviceSplits = ['month', 'township', 'officer', 'type'] as const;
export type ServiceSplit = (typeof serviceSplits)[number];
export const splitLabels: Readonly<Record<ServiceSplit, string>> = {
  month: '月份',
  township: '乡镇街道',
  officer: '人员',
  type: '类型',
};

/** What rows stand behind a figure. */
export type CountedThing = 'visit' | 'firm' | 'person' | 'issue' | 'ticket';

type Counter = {
  readonly key: string;
  readonly label: string;
  /** Counting unit. */
  readonly unit: string;
  /** What stands behind it, one row each. */
  readonly rows: CountedThing;
  /** What is counted. */
  readonly counts: string;
  /** The day by which it belongs to a period; a state is that of the period's last day. */
  readonly day: string;
  readonly isState?: true;
  /** What is not counted. */
  readonly leavesOut: string;
  /** Whose it is where figures are split by person. */
  readonly person: string;
  /** Which types split it; null where it has none. */
  readonly type: '服务类型' | '问题类型' | null;
};

export const serviceCounters = [
  {
    key: 'visits',
    label: '走访',
    unit: '次',
    rows: 'visit',
    counts: '走访记录，一条算一次',
    day: '走访日期',
    leavesOut: '已删除的记录；只打电话、没有上门的',
    person: '参加人员',
    type: '服务类型',
  },
  {
    key: 'firms',
    label: '走访企业',
    unit: '家',
    rows: 'firm',
    counts: '至少走访过一次的企业；去过几次都算一家，合并了档案的算一家',
    day: '走访日期',
    leavesOut: '没有走访的企业；各月、各人的家数有重复，不能相加',
    person: '参加人员',
    type: '服务类型',
  },
  {
    key: 'personTimes',
    label: '服务人次',
    unit: '人次',
    rows: 'person',
    counts: '每次走访我方到场的人，一人一次算一人次',
    day: '走访日期',
    leavesOut: '企业的人员；同一次走访里重复写的同一个人',
    person: '参加人员',
    type: '服务类型',
  },
  {
    key: 'registered',
    label: '登记问题',
    unit: '件',
    rows: 'issue',
    counts: '企业提出并登记的问题，走访、热线、企业自报都算',
    day: '提出日期',
    leavesOut: '已删除的问题',
    person: '登记人',
    type: '问题类型',
  },
  {
    key: 'accepted',
    label: '受理问题',
    unit: '件',
    rows: 'issue',
    counts: '办过「受理」的问题；退回后再次受理的只算第一次',
    day: '受理那一步的日期',
    leavesOut: '登记了还没有受理的；不予受理的',
    person: '受理经办人',
    type: '问题类型',
  },
  {
    key: 'solved',
    label: '解决问题',
    unit: '件',
    rows: 'issue',
    counts: '企业认可并销号的问题，不论何时提出',
    day: '销号日期',
    leavesOut: '答复了没有销号的；企业不认可的',
    person: '承办人',
    type: '问题类型',
  },
  {
    key: 'open',
    label: '办理中',
    unit: '件',
    rows: 'issue',
    counts: '期末还没有办结的问题，不论何时提出',
    day: '期末当天的状态',
    isState: true,
    leavesOut: '已转办、不予受理和销号的；期末数不按月拆分',
    person: '承办人',
    type: '问题类型',
  },
  {
    key: 'transferred',
    label: '已转办',
    unit: '件',
    rows: 'issue',
    counts: '期末已转给其他单位、还没有办结的问题',
    day: '期末当天的状态',
    isState: true,
    leavesOut: '转出后又退回本单位的；期末数不按月拆分',
    person: '承办人',
    type: '问题类型',
  },
  {
    key: 'refused',
    label: '不予受理',
    unit: '件',
    rows: 'issue',
    counts: '期末为不予受理的问题，不论何时提出',
    day: '期末当天的状态',
    isState: true,
    leavesOut: '退回企业补充、还可能受理的；期末数不按月拆分',
    person: '承办人',
    type: '问题类型',
  },
  {
    key: 'tickets',
    label: '绿色通道办结',
    unit: '件',
    rows: 'ticket',
    counts: '绿色通道里已办结（准予或不予）的办件',
    day: '办结日期',
    leavesOut: '还没有办结的；企业撤回的',
    person: '经办人',
    type: null,
  },
  {
    key: 'daysSaved',
    label: '节约时限',
    unit: '工作日',
    rows: 'ticket',
    counts: '已办结的办件：法定时限减去从受理到办结所用的工作日',
    day: '办结日期',
    leavesOut: '超过法定时限的（算 0，另在台账上列为超时）；没有法定时限或受理日期的',
    person: '经办人',
    type: null,
  },
] as const satisfies readonly Counter[];

export type ServiceCounterKey = (typeof serviceCounters)[number]['key'];
export type ServiceCounter = Counter & { readonly key: ServiceCounterKey };
export const serviceCounterKeys = serviceCounters.map(({ key }) => key) as [
  ServiceCounterKey,
  ...ServiceCounterKey[],
];

export const serviceCounter = (key: ServiceCounterKey): ServiceCounter =>
  serviceCounters.find((counter) => counter.key === key) as ServiceCounter;

/** Whether a figure can be told split so: a state has no months, a ticket no type of service. */
export const canSplit = ({ isState, type }: ServiceCounter, by: ServiceSplit): boolean =>
  by === 'month' ? isState !== true : by === 'type' ? type !== null : true;

/** A counter with its unit, as a header says it. */
export const counterTitle = ({ label, unit }: Pick<ServiceCounter, 'label' | 'unit'>): string =>
  `${label}（${unit}）`;

/** What a counter means, in a sentence. */
export const counterMeaning = ({ counts, day, leavesOut }: ServiceCounter): string =>
  `计${counts}。归属期：${day}。不计：${leavesOut}。`;
