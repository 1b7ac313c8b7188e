import { lastDayOf } from './dates.ts';
import { type HolidayTable, workingDaysBetween } from './working-days.ts';

/** What somebody has to do by when: one list over measures, issues, promises, papers, tickets, planned visits and campaigns. */

export const dueKinds = [
  'measure',
  'issue',
  'promise',
  'paper',
  'ticket',
  'visit',
  'campaign',
] as const;
export type DueKind = (typeof dueKinds)[number];

export const dueKindLabels: Readonly<Record<DueKind, string>> = {
  measure: '措施',
  issue: '问题',
  promise: '承诺答复',
  paper: '证照荣誉',
  ticket: '绿色通道',
  visit: '走访计划',
  campaign: '专项调研',
};

/** A record with a day before which something must be done. */
export type DueSource = {
  readonly kind: DueKind;
  /** Of the record itself. */
  readonly id: string;
  readonly firm: { readonly id: string; readonly name: string } | null;
  /** What is to be done, in a line. */
  readonly title: string;
  /** Whose it is; empty where nobody is named. */
  readonly people: readonly string[];
  /** `YYYY-MM-DD`, or `YYYY-MM` for its last day. */
  readonly dueOn: string;
  /** Address on the screen where it is dealt with. */
  readonly at: string;
  /** Working days (个工作日) before the day at which people are told; `soon` of the asker where nothing is said. */
  readonly lead?: number;
};

export type DueStanding = 'overdue' | 'today' | 'soon';

export type DueLine = DueSource & {
  /**
   * Working days until the day; negative for those that have passed since. 0 also where only days off lie
   * between.
   */
  readonly days: number;
  readonly standing: DueStanding;
};

/** Working days before a day at which people are told of it. */
export const dueSoonDays = 5;

export type DueAsk = {
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly table: HolidayTable;
  /** Working days (个工作日) that count as soon, where a record says nothing of its own. */
  readonly soon?: number;
};

/** The day itself is still in time; it is overdue from the next day on, as everywhere in the program. */
const standingOf = (day: string, today: string): DueStanding =>
  day < today ? 'overdue' : day === today ? 'today' : 'soon';

const order = (a: DueLine, b: DueLine): number => {
  const [x, y] = [lastDayOf(a.dueOn), lastDayOf(b.dueOn)];
  if (x !== y) return x < y ? -1 : 1;
  return `${a.kind} ${a.id}` < `${b.kind} ${b.id}` ? -1 : 1;
};

/** Records that are overdue, due today or soon, the longest overdue first. Those due later are left out. */
export const dueLines = (
  sources: Iterable<DueSource>,
  { today, table, soon = dueSoonDays }: DueAsk,
): DueLine[] => {
  const lines: DueLine[] = [];
  for (const source of sources) {
    const day = lastDayOf(source.dueOn);
    const days = workingDaysBetween(today, day, table);
    if (days <= (source.lead ?? soon))
      lines.push({ ...source, days, standing: standingOf(day, today) });
  }
  return lines.sort(order);
};

/** How far a day is, in words: 逾期 3 个工作日、今天到期、还剩 2 个工作日. */
export const dueWords = ({ days, standing }: Pick<DueLine, 'days' | 'standing'>): string => {
  if (standing === 'today') return '今天到期';
  if (standing === 'overdue') return days === 0 ? '刚过期' : `逾期 ${-days} 个工作日`;
  return days === 0 ? '休息日内到期' : `还剩 ${days} 个工作日`;
};
