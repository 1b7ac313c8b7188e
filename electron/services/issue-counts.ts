import { visitFigures } from '#db/queries/issues.ts';
import { type CountedIssue, countIssues } from '#shared/issue-counts.ts';
import { phaseOf } from '#shared/issue-course.ts';
import type { IssueCounts, Period, VisitCounts } from '#shared/issues.ts';
import type { Desk } from './desk.ts';
import { type IssueStanding, issuesOn } from './issue-courses.ts';

/** Figures of issues and visits, each with its own unit and the date that says which period it belongs to. */

type Reads = Pick<Desk, 'store'>;

const countedOf = ({ record, course }: IssueStanding): CountedIssue => {
  const phase = phaseOf(course.place.state);
  const end = course.path.findLast(({ action }) => action === '销号');
  return {
    type: record.type,
    raisedOn: record.raisedOn,
    phase,
    solvedOn: phase === 'solved' ? (end?.onDate ?? null) : null,
  };
};

/** Issues (件) of a period; steps after its end are not looked at. */
export const issueCounts = (desk: Reads, period: Period): IssueCounts =>
  countIssues(issuesOn(desk, period.to).map(countedOf), period);

/** Visits (次), firms visited (家) and 人次 of a period, by the day of the visit. */
export const visitCounts = (desk: Reads, period: Period): VisitCounts => {
  const rows = visitFigures(desk.store, period);
  const people = (some: typeof rows): number => some.reduce((sum, row) => sum + row.people, 0);
  return {
    ...period,
    visits: rows.length,
    firms: new Set(rows.map(({ firm }) => firm)).size,
    personTimes: people(rows),
    months: [...Map.groupBy(rows, ({ month }) => month)].map(([month, own]) => ({
      month,
      visits: own.length,
      personTimes: people(own),
    })),
  };
};
