import { type CountedIssue, countIssues } from '#shared/issue-counts.ts';
import { phaseOf } from '#shared/issue-course.ts';
import type { IssueCounts, Period } from '#shared/issues.ts';
import type { Desk } from './desk.ts';
import { type IssueStanding, type IssueStepRow, issuesOn } from './issue-courses.ts';

/** Figures of issues, each with the date that says which period it belongs to. */

type Reads = Pick<Desk, 'store'>;

/** The step with which an issue was first accepted, on the way that is shown. */
export const acceptanceOf = ({ course }: Pick<IssueStanding, 'course'>): IssueStepRow | undefined =>
  course.path.find(({ action }) => action === '受理');

/** An issue as the counters look at it. */
export const countedOf = (standing: IssueStanding): CountedIssue => {
  const { record, course } = standing;
  const phase = phaseOf(course.place.state);
  const end = course.path.findLast(({ action }) => action === '销号');
  return {
    type: record.type,
    raisedOn: record.raisedOn,
    phase,
    acceptedOn: acceptanceOf(standing)?.onDate ?? null,
    solvedOn: phase === 'solved' ? (end?.onDate ?? null) : null,
  };
};

/** Issues (件) of a period; steps after its end are not looked at. */
export const issueCounts = (desk: Reads, period: Period): IssueCounts =>
  countIssues(issuesOn(desk, period.to).map(countedOf), period);
