import type { IssuePhase } from './issue-course.ts';
import type { ByType, IssueCounter, IssueCounts, Period } from './issues.ts';

/** Figures of issues, each by a date of its own. Counting unit: issues (件). */

/** An issue as it stood at the end of the period. */
export type CountedIssue = {
  readonly type: string;
  readonly raisedOn: string;
  readonly phase: IssuePhase;
  /** The day it was first accepted; null while it is not. */
  readonly acceptedOn: string | null;
  /** The day it was closed; null while it is not. */
  readonly solvedOn: string | null;
};

const within = (day: string | null, { from, to }: Period): boolean =>
  day !== null && from <= day && day <= to;

/** The day that dates an issue for a figure; null where it has none, or the figure is a state. */
export const dayOfIssue = (issue: CountedIssue, counter: IssueCounter): string | null => {
  switch (counter) {
    case 'registered':
      return issue.raisedOn;
    case 'accepted':
      return issue.acceptedOn;
    case 'solved':
      return issue.phase === 'solved' ? issue.solvedOn : null;
    default:
      return null;
  }
};

const datedCounters: readonly IssueCounter[] = ['registered', 'accepted', 'solved'];

/** Whether an issue is behind a figure of a period. */
export const isCounted = (issue: CountedIssue, counter: IssueCounter, period: Period): boolean => {
  if (datedCounters.includes(counter)) return within(dayOfIssue(issue, counter), period);
  return issue.phase === counter && issue.raisedOn <= period.to;
};

const byType = (issues: readonly CountedIssue[]): ByType => {
  const counts: Record<string, number> = {};
  for (const { type } of issues) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
};

export const total = (counts: ByType): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

/** @param issues all there are, as they stood at the end of the period */
export const countIssues = (issues: readonly CountedIssue[], period: Period): IssueCounts => {
  const behind = (counter: IssueCounter): readonly CountedIssue[] =>
    issues.filter((issue) => isCounted(issue, counter, period));
  const registered = behind('registered');
  const solvedOfRegistered = registered.filter(({ phase }) => phase === 'solved');
  const count = registered.length;
  return {
    ...period,
    registered: byType(registered),
    accepted: byType(behind('accepted')),
    solved: byType(behind('solved')),
    solvedOfRegistered: byType(solvedOfRegistered),
    open: byType(behind('open')),
    transferred: byType(behind('transferred')),
    refused: byType(behind('refused')),
    rate: count === 0 ? null : Math.floor((solvedOfRegistered.length * 2000 + count) / (2 * count)),
  };
};
