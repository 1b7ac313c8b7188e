import {
  briefSteps,
  getIssueRecord,
  issuesNoted,
  lastIssueNote,
  liveIssues,
  type NamedIssue,
} from '#db/queries/issues.ts';
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

type Book = {
  /** The newest note that was followed. */
  readonly note: number;
  readonly issues: ReadonlyMap<string, IssueStanding>;
};

/** Live issues of live firms as they stand now, all or those that are named. */
const read = ({ store }: Reads, ids?: readonly string[]): IssueStanding[] => {
  const steps = Map.groupBy(briefSteps(store, ids), ({ issueId }) => issueId);
  return liveIssues(store, ids).map(({ record, firm }) => {
    const own = steps.get(record.id) ?? [];
    return { record, firm, steps: own, course: issueCourse(own) };
  });
};

const byId = (issues: readonly IssueStanding[]) =>
  issues.map((issue) => [issue.record.id, issue] as const);

/**
 * Every live issue of a live firm as it stands, kept in memory: twenty thousand with their steps take a second and
 * more to read, so that after a write only those are read again of which the triggers have taken a note.
 */
const issueBook = (desk: Reads): Book['issues'] =>
  desk.store.whileUnchanged<Book>('issue book', (before) => {
    // The note first: what is written meanwhile is read twice rather than not at all.
    if (!before) return { note: lastIssueNote(desk.store), issues: new Map(byId(read(desk))) };
    const { note, ids } = issuesNoted(desk.store, before.note);
    if (ids.length === 0) return before;
    const issues = new Map(before.issues);
    for (const id of ids) issues.delete(id);
    for (const [id, issue] of byId(read(desk, ids))) issues.set(id, issue);
    return { note, issues };
  }).issues;

/** Every live issue of a live firm; one in which nothing has moved is the same object as the last time. */
export const issuesNow = (desk: Reads): readonly IssueStanding[] => [...issueBook(desk).values()];

/** Every live issue of a live firm as it stood at the end of a day. */
export const issuesOn = (desk: Reads, on: string): IssueStanding[] =>
  issuesNow(desk)
    .filter(({ record }) => record.raisedOn <= on)
    .map((issue) =>
      issue.steps.every(({ onDate }) => onDate <= on)
        ? issue
        : { ...issue, course: issueCourse(issue.steps, on) },
    );

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
