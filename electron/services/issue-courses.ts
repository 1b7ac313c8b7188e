import { briefSteps, getIssueRecord, liveIssues, type NamedIssue } from '#db/queries/issues.ts';
import { findRows, type LedgerRecord } from '#db/queries/ledgers.ts';
import { Refusal } from '#shared/errors.ts';
import { type IssueCourse, type IssueState, issueCourse } from '#shared/issue-course.ts';
import type { TimedStep } from '#shared/issue-timers.ts';
import { issueStep } from '#shared/registers/issue-step.ts';
import type { LedgerValues } from '#shared/registers/ledger.ts';
import type { Desk } from './desk.ts';
import { textOf } from './own-rows.ts';

/** Where issues (问题/诉求) stand: worked out from their steps at every look. */

type Reads = Pick<Desk, 'store'>;

export type IssueStepRow = TimedStep & {
  readonly issueId: string;
  readonly values: LedgerValues;
};

/** An issue with the way it has come. Of many at once each step brings only what a list says of it. */
export type IssueStanding = NamedIssue & {
  readonly course: IssueCourse<IssueStepRow>;
  /** All of them, deleted ones too. */
  readonly steps: readonly IssueStepRow[];
};

const stepOf = ({ id, parentId, deleted, values }: LedgerRecord): IssueStepRow => ({
  id,
  issueId: parentId ?? '',
  deleted,
  afterId: textOf(values, 'afterId'),
  action: String(values.action),
  opinion: textOf(values, 'opinion'),
  onDate: String(values.onDate),
  atTime: textOf(values, 'atTime'),
  dueOn: textOf(values, 'dueOn'),
  values,
});

/** Steps by issue, deleted ones too: what was written after a deleted one hangs on it. */
const stepsByIssue = ({ store }: Reads): ReadonlyMap<string, IssueStepRow[]> => {
  const steps = new Map<string, IssueStepRow[]>();
  for (const { person, text, toUnit, ...step } of briefSteps(store)) {
    const row = { ...step, values: { person, text, toUnit } };
    const own = steps.get(step.issueId);
    if (own) own.push(row);
    else steps.set(step.issueId, [row]);
  }
  return steps;
};

/**
 * Reads every live issue of a live firm, and tells them as they stood at the end of a day; by all that is
 * known without one. What is read once answers for several days.
 */
export const readIssues = (desk: Reads): ((on?: string) => IssueStanding[]) => {
  const steps = stepsByIssue(desk);
  const issues = liveIssues(desk.store);
  return (on) =>
    issues
      .filter(({ record }) => on === undefined || record.raisedOn <= on)
      .map((issue) => {
        const own = steps.get(issue.record.id) ?? [];
        return { ...issue, steps: own, course: issueCourse(own, on) };
      });
};

/** Every live issue of a live firm as it stood at the end of a day. @see readIssues */
export const issuesOn = (desk: Reads, on?: string): IssueStanding[] => readIssues(desk)(on);

/** One issue as it stands. @throws Refusal `record.missing` where there is none, or it is deleted */
export const issueNow = ({ store }: Reads, id: string): IssueStanding => {
  const found = getIssueRecord(store, id);
  if (!found || found.record.deleted) throw Refusal.of('record.missing', { what: '问题' });
  const steps = findRows(store, issueStep, { deleted: true, parent: id }).map(stepOf);
  return { ...found, steps, course: issueCourse(steps) };
};

/** Where some issues stand, by id. */
export const issueStatesOf = (
  { store }: Reads,
  ids: readonly string[],
): ReadonlyMap<string, IssueState> => {
  const steps = Map.groupBy(
    ids.flatMap((id) => findRows(store, issueStep, { deleted: true, parent: id }).map(stepOf)),
    (step) => step.issueId,
  );
  return new Map(ids.map((id) => [id, issueCourse(steps.get(id) ?? []).place.state]));
};
