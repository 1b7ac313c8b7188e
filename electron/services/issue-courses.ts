import {
  briefSteps,
  getIssueRecord,
  issuesNoted,
  lastIssueNote,
  liveIssueIds,
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
  /** Issues there were at the first look that are not read yet. */
  readonly left: readonly string[];
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

/** Nothing read yet. The note first: what is written meanwhile is read twice rather than not at all. */
const unread = ({ store }: Reads): Book => ({
  note: lastIssueNote(store),
  issues: new Map(),
  left: liveIssueIds(store),
});

/** What the triggers have taken a note of since is read again. */
const followed = (desk: Reads, before: Book): Book => {
  const { note, ids } = issuesNoted(desk.store, before.note);
  if (ids.length === 0) return before;
  const issues = new Map(before.issues);
  for (const id of ids) issues.delete(id);
  for (const [id, issue] of byId(read(desk, ids))) issues.set(id, issue);
  return { ...before, note, issues };
};

/** So many of those that are left are read as well. */
const readOn = (desk: Reads, { note, issues, left }: Book, most: number): Book => {
  const all = most >= left.length;
  const piece = read(desk, all && issues.size === 0 ? undefined : left.slice(0, most));
  return { note, issues: new Map([...issues, ...byId(piece)]), left: left.slice(most) };
};

/**
 * Every live issue of a live firm as it stands, as far as it is read, kept in memory: twenty thousand with their steps
 * take a second and more, so that after a write only those are read again of which there is a note.
 *
 * @param most issues read on for, of those that are left
 */
const issueBook = (desk: Reads, most: number): Book => {
  const book = desk.store.whileUnchanged<Book>('issue book', (before) =>
    followed(desk, before ?? unread(desk)),
  );
  if (most === 0 || book.left.length === 0) return book;
  return desk.store.whileUnchanged<Book>(
    'issue book',
    (before) => readOn(desk, before ?? book, most),
    `but ${book.left.length - most}`,
  );
};

/**
 * Every live issue of a live firm, by id; one in which nothing has moved is the same object as the last time, and all
 * of them the same map where nothing has moved at all.
 */
export const issuesById = (desk: Reads): Book['issues'] =>
  issueBook(desk, Number.POSITIVE_INFINITY).issues;

export const issuesNow = (desk: Reads): readonly IssueStanding[] => [...issuesById(desk).values()];

/**
 * Reads so many of the issues that are missing: after a start all of them are.
 *
 * @returns whether there are more
 */
export const readIssuesOn = (desk: Reads, most: number): boolean =>
  issueBook(desk, most).left.length > 0;

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
