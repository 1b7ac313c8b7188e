import { setImmediate } from 'node:timers/promises';
import { localDate } from '#shared/clock.ts';
import { holderOf, isMove, nextMoves, nextNotes, phaseOf } from '#shared/issue-course.ts';
import { type AddWorkingDays, type Moment, promiseOf, timersOf } from '#shared/issue-timers.ts';
import type { IssueLine } from '#shared/issues.ts';
import { addWorkingDays } from '#shared/working-days.ts';
import type { Desk } from './desk.ts';
import { holidayTable } from './holidays.ts';
import {
  type IssueStanding,
  type IssueStepRow,
  issuesById,
  readIssuesOn,
} from './issue-courses.ts';
import { issueLimits } from './issue-limits.ts';
import { textOf } from './own-rows.ts';

/** Issues (问题/诉求) as the lines of the ledger: what each says at this minute, in the order of the ledger. */

type Reads = Pick<Desk, 'store'>;

/** What a line is worked out with; made once for a whole list. */
export type Reckoning = {
  readonly limits: ReturnType<typeof issueLimits>['limits'];
  readonly addWorkingDays: AddWorkingDays;
  readonly now: Moment;
  /** The same for limits and holidays that are the same. */
  readonly rules: string;
};

export const reckoning = (desk: Reads): Reckoning => {
  const holidays = holidayTable(desk);
  const { limits } = issueLimits(desk);
  // Thousands of issues were raised on a few hundred days.
  const counted = new Map<string, string>();
  const now = desk.store.clock.now();
  return {
    limits,
    addWorkingDays: (from, n) => {
      const key = `${from} ${n}`;
      const day = counted.get(key) ?? addWorkingDays(from, n, holidays);
      counted.set(key, day);
      return day;
    },
    now: { day: localDate(now), time: now.toTimeString().slice(0, 5) },
    rules: JSON.stringify([limits, [...holidays.byDay.values()]]),
  };
};

const stepWords = ({ onDate, action, values }: IssueStepRow): string =>
  [onDate, action, textOf(values, 'person')].filter(Boolean).join(' ');

/** What an issue says at a moment. */
export const lineOf = ({ record, firm, course }: IssueStanding, by: Reckoning): IssueLine => {
  const { place, path, sound } = course;
  const phase = phaseOf(place.state);
  const timers = timersOf(
    {
      raisedOn: record.raisedOn,
      raisedTime: record.raisedTime,
      inVisit: record.visitId !== null,
      longTerm: record.term === '长期',
      dueOn: record.dueOn,
    },
    course,
    by,
  );
  const moves = path.filter(({ action }) => isMove(action));
  const closing = timers.find(({ timer, met }) => timer === '办结' && met === null);
  const promise = phase === 'open' ? promiseOf(path, sound) : null;
  return {
    id: record.id,
    number: record.number,
    firm,
    visitId: record.visitId,
    type: record.type,
    content: record.content,
    channel: record.channel ?? (record.visitId === null ? '其他' : '走访'),
    urgency: record.urgency ?? '一般',
    term: record.term ?? '短期',
    raisedOn: record.raisedOn,
    raisedTime: record.raisedTime,
    registrar: record.registrar,
    handlerUnit: record.handlerUnit,
    handler: record.handler ?? (record.handlerUnit === null ? record.registrar : null),
    issueState: place.state,
    from: place.from,
    phase,
    turn: holderOf(place),
    toUnit: phase === 'transferred' ? textOf(moves.at(-1)?.values ?? {}, 'toUnit') : null,
    since: moves.at(-1)?.onDate ?? record.raisedOn,
    dueOn: closing?.due.day ?? null,
    timers,
    overdue: timers.filter(({ standing }) => standing === 'overdue').map(({ timer }) => timer),
    promise: promise && {
      dueOn: promise.dueOn,
      text: textOf(promise.step.values, 'text'),
    },
    acceptedOn: path.find(({ action }) => action === '受理')?.onDate ?? null,
    solvedOn: phase === 'solved' ? (moves.at(-1)?.onDate ?? null) : null,
    denied: place.denied,
    lastStepId: path.at(-1)?.id ?? null,
    next: [...nextMoves(place), ...nextNotes(place)],
    contested: course.contested.map(stepWords),
  };
};

/** Open ones that are late first, then by the day they are due; then those transferred, then those that ended. */
const urgencyOf = ({ phase, overdue, dueOn }: IssueLine): string => {
  if (phase !== 'open') return `9 ${phase === 'transferred' ? '0' : '1'}`;
  return `${overdue.length > 0 ? 0 : 1} ${dueOn ?? '9999'}`;
};

/** By urgency, then the newest first. */
const inOrder = <T>(some: readonly T[], lineIn: (one: T) => IssueLine): T[] =>
  some
    .map((one) => {
      const line = lineIn(one);
      return { one, id: line.id, urgency: urgencyOf(line), raisedOn: line.raisedOn };
    })
    .sort((a, b) => {
      if (a.urgency !== b.urgency) return a.urgency < b.urgency ? -1 : 1;
      if (a.raisedOn !== b.raisedOn) return a.raisedOn > b.raisedOn ? -1 : 1;
      return a.id < b.id ? -1 : 1;
    })
    .map(({ one }) => one);

/** A line with the issue it was made of. */
export type Told = { readonly line: IssueLine; readonly of: IssueStanding };

type Lines = {
  /** The minute they were worked out in. */
  readonly at: string;
  readonly rules: string;
  /** What they were worked out of. */
  readonly issues: ReturnType<typeof issuesById>;
  /** In order where nothing is left. */
  readonly told: readonly Told[];
  /** Issues whose line is still to be worked out. */
  readonly left: readonly IssueStanding[];
};

/** Issues read, and lines worked out, in one piece: some ten milliseconds. */
const atOnce = { read: 256, lines: 512 };

/** Time alone changes a line only while something has still to be done by a day. */
const waits = ({ timers }: IssueLine): boolean => timers.some(({ met }) => met === null);

const whole = (lines: Lines): Lines =>
  lines.left.length > 0 ? lines : { ...lines, told: inOrder(lines.told, ({ line }) => line) };

/** The lines of a time before of which nothing can have changed since; all others are left. */
const stillTrue = (
  before: Lines | undefined,
  now: Pick<Lines, 'at' | 'rules' | 'issues'>,
): Lines => {
  const isSame = before?.rules === now.rules;
  if (isSame && before.at === now.at && before.issues === now.issues) return before;
  const left = new Map(now.issues);
  const again = isSame ? before.told : [];
  // In the order of the last time: what is nearly in order is soon put in order.
  const told = again.filter(({ line, of }) => {
    const holds = left.get(line.id) === of && (before?.at === now.at || !waits(line));
    if (holds) left.delete(line.id);
    return holds;
  });
  return whole({ ...now, told, left: [...left.values()] });
};

/** @param most lines worked out, of those that are left */
const linesNow = (desk: Reads, by: Reckoning, most: number): Lines => {
  const at = `${by.now.day} ${by.now.time}`;
  const lines = desk.store.whileUnchanged<Lines>(
    'issue lines',
    (before) => stillTrue(before, { at, rules: by.rules, issues: issuesById(desk) }),
    at,
  );
  const { left } = lines;
  if (left.length === 0) return lines;
  return desk.store.whileUnchanged<Lines>(
    'issue lines',
    () => {
      const more = left.slice(0, most).map((of) => ({ of, line: lineOf(of, by) }));
      // Runs in order are soon joined; all at once would be the longest piece.
      const run = inOrder(more, ({ line }) => line);
      return whole({ ...lines, told: [...lines.told, ...run], left: left.slice(most) });
    },
    `${at} but ${left.length - most}`,
  );
};

/**
 * Every issue as it stands this minute, the most urgent first. Worked out once for all pages and lists that are asked
 * for in it; where one was worked out before and nothing of it can have changed since, it is taken as it was.
 */
export const allLines = (desk: Reads, by: Reckoning): readonly Told[] =>
  linesNow(desk, by, Number.POSITIVE_INFINITY).told;

/**
 * Reads or works out a piece of what `allLines` tells.
 *
 * @returns whether there is more
 */
export const issuesStep = (desk: Reads, { read, lines } = atOnce): boolean =>
  readIssuesOn(desk, read) || linesNow(desk, reckoning(desk), lines).left.length > 0;

/** All of it, and lets others go first after each piece. */
export const whenIssuesReady = async (desk: Reads): Promise<void> => {
  while (issuesStep(desk)) await setImmediate();
};
