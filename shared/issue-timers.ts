import { dayAfter } from './dates.ts';
import { type IssuePlace, type IssueStep, isNote, phaseOf } from './issue-course.ts';

/**
 * What must happen by when on the way of an issue. Days are working days, counted by whoever is passed in;
 * the usual times are those of one-intake offices (马上办: 1 小时联系、3 个工作日初步答复、5 个工作日办结) and of
 * assignment sheets (交办单: 7 日答复).
 */
export const issueTimers = ['首次联系', '初步答复', '交办答复', '办结'] as const;
export type IssueTimer = (typeof issueTimers)[number];

/** Hours for 首次联系, working days for the others. */
export type IssueLimits = Readonly<Record<IssueTimer, number>>;
export const usualLimits: IssueLimits = { 首次联系: 1, 初步答复: 3, 交办答复: 7, 办结: 5 };

/** The `n`-th working day after a day; both `YYYY-MM-DD`. */
export type AddWorkingDays = (from: string, n: number) => string;

/** A moment: `YYYY-MM-DD`, and `HH:MM` where it was noted. */
export type Moment = { readonly day: string; readonly time: string | null };

export const timerStandings = ['running', 'overdue', 'met', 'late'] as const;
export type TimerStanding = (typeof timerStandings)[number];
export const timerLabels: Readonly<Record<TimerStanding, string>> = {
  running: '未到期',
  overdue: '已逾期',
  met: '按时',
  late: '超时完成',
};

export type TimerView = {
  readonly timer: IssueTimer;
  readonly due: Moment;
  /** When it was done; null while it is not. */
  readonly met: Moment | null;
  readonly standing: TimerStanding;
};

/** What the timers need of an issue's own row. */
export type TimedIssue = {
  readonly raisedOn: string;
  readonly raisedTime: string | null;
  /** Born in a visit: somebody of ours stood before the firm. */
  readonly inVisit: boolean;
  /** Hard ones (长期) have no usual day to be closed by, only one that was set. */
  readonly longTerm: boolean;
  /** The day it is to be closed by, where one was set. */
  readonly dueOn: string | null;
};

/** A step as far as the timers look. */
export type TimedStep = IssueStep & {
  readonly atTime: string | null;
  readonly dueOn: string | null;
};

/** Later than another moment; a day without a time is over only with its day. */
const isAfter = (a: Moment, b: Moment): boolean => {
  if (a.day !== b.day) return a.day > b.day;
  return a.time !== null && b.time !== null && a.time > b.time;
};

const momentOf = ({ onDate, atTime }: TimedStep): Moment => ({ day: onDate, time: atTime });

const hoursAfter = ({ day, time }: Moment, hours: number): Moment => {
  if (time === null) return { day: dayAfter(day, Math.floor(hours / 24)), time: null };
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const sum = hour + hours;
  const clock = [sum % 24, minute].map((n) => String(n).padStart(2, '0')).join(':');
  // Mostly the same day; of twenty thousand issues none need be asked of the calendar.
  return { day: sum < 24 ? day : dayAfter(day, Math.floor(sum / 24)), time: clock };
};

const contacts: readonly string[] = ['联系企业', '阶段答复', '答复', '企业评价'];
const answers: readonly string[] = ['阶段答复', '答复', '企业评价', '销号'];
const ends: readonly string[] = ['答复', '退回', '转办'];

/** The first of some steps, by day and time. */
const first = <S extends TimedStep>(steps: readonly S[], actions: readonly string[]): S | null =>
  steps
    .filter(({ action }) => actions.includes(action))
    .reduce<S | null>(
      (best, step) => (best === null || isAfter(momentOf(best), momentOf(step)) ? step : best),
      null,
    );

/**
 * The timers of an issue at a moment. What was left undone when it was transferred or refused is no longer
 * asked for.
 *
 * @param path the way that is shown; @param sound all steps that follow, on the path or beside it
 */
export const timersOf = (
  issue: TimedIssue,
  {
    place,
    path,
    sound,
  }: {
    readonly place: IssuePlace;
    readonly path: readonly TimedStep[];
    readonly sound: readonly TimedStep[];
  },
  {
    limits,
    addWorkingDays,
    now,
  }: {
    readonly limits: IssueLimits;
    readonly addWorkingDays: AddWorkingDays;
    readonly now: Moment;
  },
): readonly TimerView[] => {
  const raised: Moment = { day: issue.raisedOn, time: issue.raisedTime };
  const by = (due: string): Moment => ({ day: due, time: null });
  const view = (timer: IssueTimer, due: Moment, met: Moment | null): TimerView => {
    const late = isAfter(met ?? now, due);
    if (met === null) return { timer, due, met, standing: late ? 'overdue' : 'running' };
    return { timer, due, met, standing: late ? 'late' : 'met' };
  };
  const metBy = (step: TimedStep | null): Moment | null => step && momentOf(step);

  const contact = issue.inVisit ? raised : metBy(first(sound, contacts));
  const interim = metBy(first(sound, answers));
  const at = path.findLastIndex(({ action }) => action === '交办');
  const assigned = path[at];
  const assignment =
    assigned && (assigned.dueOn ?? addWorkingDays(assigned.onDate, limits.交办答复));
  const usual = issue.longTerm ? null : addWorkingDays(issue.raisedOn, limits.办结);
  // An assignment that runs longer than the usual time moves the end with it.
  const latest = usual !== null && assignment && assignment > usual ? assignment : usual;
  const close = issue.dueOn ?? latest;
  const closed = path.findLast(({ action }) => action === '销号');
  const all = [
    view('首次联系', hoursAfter(raised, limits.首次联系), contact),
    ...(issue.longTerm
      ? []
      : [view('初步答复', by(addWorkingDays(issue.raisedOn, limits.初步答复)), interim)]),
    ...(assignment
      ? [view('交办答复', by(assignment), metBy(first(path.slice(at + 1), ends)))]
      : []),
    ...(close === null ? [] : [view('办结', by(close), metBy(closed ?? null))]),
  ];
  return phaseOf(place.state) === 'open' ? all : all.filter(({ met }) => met !== null);
};

/** A day by which the firm was told it would hear more or see it done, and nothing came of it yet. */
export type IssuePromise<S extends TimedStep> = { readonly step: S; readonly dueOn: string };

/**
 * The last promise of each issue that is still to be kept: of an answer until there is one, of a cure (named
 * in an answer) until the issue is closed. Null where there is none.
 */
export const promiseOf = <S extends TimedStep>(
  path: readonly S[],
  sound: readonly S[],
): IssuePromise<S> | null => {
  const told = ['联系企业', '阶段答复', '延期', '答复'];
  const promises = sound
    .filter(({ action, dueOn }) => dueOn !== null && told.includes(action))
    .toSorted((a, b) =>
      a.onDate === b.onDate ? (a.id < b.id ? -1 : 1) : a.onDate < b.onDate ? -1 : 1,
    );
  const last = promises.at(-1);
  if (!last?.dueOn) return null;
  const kept = last.action === '答复' ? ['销号'] : ['答复', '企业评价', '销号'];
  const at = path.findIndex(({ id }) => id === last.id);
  const since = path
    .slice(at + 1)
    .filter(({ action, onDate }) => !isNote(action) && onDate >= last.onDate);
  return since.some(({ action }) => kept.includes(action))
    ? null
    : { step: last, dueOn: last.dueOn };
};
