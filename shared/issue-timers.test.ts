import { expect, test } from 'vitest';
import { dayAfter } from './dates.ts';
import { issueCourse } from './issue-course.ts';
import {
  type Moment,
  promiseOf,
  type TimedIssue,
  type TimedStep,
  timersOf,
  usualLimits,
} from './issue-timers.ts';

const issue: TimedIssue = {
  raisedOn: '2026-03-02',
  raisedTime: '16:30',
  inVisit: false,
  longTerm: false,
  dueOn: null,
};
type Said = readonly [action: string, onDate: string, more?: Partial<TimedStep>];
/** Each step follows the one before it. */
const way = (said: readonly Said[]): TimedStep[] =>
  said.map(([action, onDate, more], nth) => ({
    id: `${nth}`,
    afterId: nth === 0 ? null : `${nth - 1}`,
    action,
    onDate,
    opinion: null,
    atTime: null,
    dueOn: null,
    ...more,
  }));
const at = (day: string, time: string | null = null): Moment => ({ day, time });

/** Every day is a working day here; the calendar is whoever's it is. */
const told = (now: Moment, steps: readonly Said[], more: Partial<TimedIssue> = {}) => {
  const course = issueCourse(way(steps));
  const timers = timersOf({ ...issue, ...more }, course, {
    limits: usualLimits,
    addWorkingDays: dayAfter,
    now,
  });
  return timers.map(({ timer, due, standing }) =>
    [timer, due.day.slice(5), due.time, standing].filter(Boolean).join(' '),
  );
};

test('an hour to call, three days to a first answer, five to the end', () => {
  expect(told(at('2026-03-02', '17:00'), [])).toEqual([
    '首次联系 03-02 17:30 running',
    '初步答复 03-05 running',
    '办结 03-07 running',
  ]);
  expect(told(at('2026-03-02', '17:31'), [])[0]).toBe('首次联系 03-02 17:30 overdue');
  expect(told(at('2026-03-08'), [])).toEqual([
    '首次联系 03-02 17:30 overdue',
    '初步答复 03-05 overdue',
    '办结 03-07 overdue',
  ]);
  expect(told(at('2026-03-02'), [], { raisedTime: '23:45' })[0]).toBe(
    '首次联系 03-03 00:45 running',
  );
});

test('what was done is kept as in time or late; a day without a time is over only with its day', () => {
  const called = (atTime: string | null) =>
    told(at('2026-03-03'), [['联系企业', '2026-03-02', { atTime }]])[0];
  expect(called('17:00')).toBe('首次联系 03-02 17:30 met');
  expect(called('18:00')).toBe('首次联系 03-02 17:30 late');
  expect(called(null)).toBe('首次联系 03-02 17:30 met');
  expect(told(at('2026-03-03'), [], { inVisit: true })[0]).toBe('首次联系 03-02 17:30 met');
});

test('an assignment has seven days for its answer, or the day it names, and moves the end with it', () => {
  expect(
    told(at('2026-03-04'), [
      ['受理', '2026-03-02'],
      ['交办', '2026-03-03'],
    ]).slice(2),
  ).toEqual(['交办答复 03-10 running', '办结 03-10 running']);
  const steps: readonly Said[] = [
    ['受理', '2026-03-02'],
    ['交办', '2026-03-03', { dueOn: '2026-03-04' }],
    ['答复', '2026-03-06'],
  ];
  expect(told(at('2026-03-06'), steps).slice(1)).toEqual([
    '初步答复 03-05 late',
    '交办答复 03-04 late',
    '办结 03-07 running',
  ]);
});

test('a hard one has no usual end, a set day counts for every one; what left the house is no longer asked for', () => {
  expect(told(at('2026-03-20'), [], { longTerm: true })).toHaveLength(1);
  expect(told(at('2026-03-20'), [], { longTerm: true, dueOn: '2026-06-30' })[1]).toBe(
    '办结 06-30 running',
  );
  expect(told(at('2026-03-20'), [['转办', '2026-03-03']])).toEqual([]);
});

test('a promised day stands until there is an answer; one in an answer until the issue is closed', () => {
  const promise = (...steps: readonly Said[]) => {
    const { path, sound } = issueCourse(way(steps));
    return promiseOf(path, sound)?.dueOn ?? null;
  };
  const accepted: Said = ['受理', '2026-03-02'];
  const soon: Said = ['阶段答复', '2026-03-03', { dueOn: '2026-03-12' }];
  expect(promise(accepted, soon)).toBe('2026-03-12');
  expect(promise(accepted, soon, ['答复', '2026-03-05'])).toBeNull();
  const cure: Said = ['答复', '2026-03-05', { dueOn: '2026-04-01' }];
  const yes: Said = ['企业评价', '2026-03-06', { opinion: '认可' }];
  expect(promise(accepted, soon, cure, yes)).toBe('2026-04-01');
  expect(promise(accepted, soon, cure, yes, ['销号', '2026-04-01'])).toBeNull();
});
