import { getRow } from '#db/queries/ledgers.ts';
import type { IssueRecord } from '#db/queries/visits.ts';
import { issue } from '#db/schema/visits.ts';
import { type Door, write } from '#db/write.ts';
import { Refusal } from '#shared/errors.ts';
import { followIssue, isNote } from '#shared/issue-course.ts';
import type { IssueFile, RecordIssueStep } from '#shared/issues.ts';
import { issueStep } from '#shared/registers/issue-step.ts';
import type { LedgerValues } from '#shared/registers/ledger.ts';
import { rowProblems } from '#shared/registers/rows.ts';
import type { Desk } from './desk.ts';
import { dropDraftOf } from './drafts.ts';
import { issueNow } from './issue-courses.ts';
import { getIssue } from './issues.ts';
import { newRowId } from './ledger-keys.ts';
import { requireLedger } from './ledgers.ts';
import { insertOwn, textOf, updateOwn } from './own-rows.ts';

/** Steps of an issue (问题办理): recorded, taken back, put back. */

type Bench = Pick<Desk, 'store' | 'self'>;

type Held = Pick<IssueRecord, 'handlerUnit' | 'handler' | 'dueOn'>;

/** What a step says of who has the issue in hand and until when; what it leaves alone is not named. */
const setBy = (values: LedgerValues): Partial<Held> => {
  const [unit, person] = [textOf(values, 'toUnit'), textOf(values, 'toPerson')];
  switch (values.action) {
    case '交办':
      return { handlerUnit: unit, handler: person };
    case '移交':
      return { ...(unit === null ? {} : { handlerUnit: unit }), handler: person };
    case '延期':
      return { dueOn: textOf(values, 'dueOn') };
    default:
      return {};
  }
};

/** What stood there before a step, as the step has kept it. */
const setBefore = (values: LedgerValues): Held => ({
  handlerUnit: textOf(values, 'fromUnit'),
  handler: textOf(values, 'fromPerson'),
  dueOn: textOf(values, 'fromDue'),
});

const before = ({ handlerUnit, handler, dueOn }: Held): LedgerValues => ({
  fromUnit: handlerUnit,
  fromPerson: handler,
  fromDue: dueOn,
});

type Written = {
  readonly stepId: string;
  readonly record: IssueRecord;
  readonly values: LedgerValues;
};

const writeStep = (desk: Bench, door: Door, { stepId, record, values }: Written): void => {
  const named = setBy(values);
  insertOwn(desk, door, issueStep.name, {
    id: stepId,
    parentId: record.id,
    values: Object.keys(named).length === 0 ? values : { ...values, ...before(record) },
  });
  if (Object.keys(named).length > 0) door.update(issue, record.id, named);
};

/**
 * Records a step. It must follow from the step the person saw as the last one, and that must still be the
 * last one. Its draft goes with it.
 *
 * @throws Refusal `record.missing`, `record.invalid`
 */
export const recordIssueStep = (desk: Desk, input: RecordIssueStep): IssueFile => {
  const { store, self } = desk;
  const { id, ...said } = input;
  const { course, record } = issueNow(desk, id);
  const last = course.path.at(-1);
  const values = { ...said, person: input.person ?? self.person };
  const problems: string[] = [];
  if ((last?.id ?? null) !== input.afterId) problems.push('这件问题已有新的进展，请看过之后再登记');
  else if (!followIssue(course.place, input) && (input.action !== '企业评价' || input.opinion))
    problems.push(`「${course.place.state}」之后不能是「${input.action}」`);
  problems.push(...rowProblems(issueStep, values).map(({ message }) => message));
  const since = last?.onDate ?? record.raisedOn;
  if (input.onDate < since) problems.push(`日期早于上一步（${since}）`);
  if (problems.length > 0) throw Refusal.of('record.invalid', { problems });
  // The same move after the same step is one row wherever it is recorded; every note is its own.
  const stepId = isNote(input.action)
    ? store.clock.uuid()
    : newRowId(desk, requireLedger(issueStep.name), id, values);
  write(store, { actor: self.person, purpose: `登记问题办理：${input.action}` }, (door) => {
    writeStep(desk, door, { stepId, record, values });
    dropDraftOf(store, 'issue-step', id, record.enterpriseId);
  });
  return getIssue(desk, id);
};

type StepAsked = { readonly id: string; readonly stepId: string };

/** Cells that still hold what the step had put there. */
const stillHeld = (record: IssueRecord, put: Partial<Held>, back: Held): Partial<Held> =>
  Object.fromEntries(
    Object.entries(put)
      .filter(([key, value]) => record[key as keyof Held] === value)
      .map(([key]) => [key, back[key as keyof Held]]),
  );

const setStep = (desk: Desk, { id, stepId }: StepAsked, deleted: 0 | 1): IssueFile => {
  const { store, self } = desk;
  const step = getRow(store, requireLedger(issueStep.name), stepId);
  const { course, record } = issueNow(desk, id);
  if (step?.parentId !== id || step.deleted === (deleted === 1))
    throw Refusal.of('record.missing', { what: issueStep.label });
  // What hangs on a step may do so through one that was taken back: the path alone says which is last.
  if (course.path.slice(0, -1).some((other) => other.id === stepId))
    throw Refusal.of('record.invalid', { problems: ['只能撤销最后一步，之前的进展请从后往前撤'] });
  const [now, then] = [setBy(step.values), setBefore(step.values)];
  const cells = deleted === 1 ? stillHeld(record, now, then) : now;
  const purpose = deleted === 1 ? '撤销问题办理' : '恢复问题办理';
  write(store, { actor: self.person, purpose }, (door) => {
    updateOwn(door, issueStep.name, stepId, { deleted });
    if (Object.keys(cells).length > 0) door.update(issue, id, cells);
  });
  return getIssue(desk, id);
};

/**
 * Takes the last step back, or one that stands beside the way shown; who had the issue before it has it
 * again, where nobody else was named since.
 *
 * @throws Refusal `record.missing`, `record.invalid`
 */
export const undoIssueStep = (desk: Desk, asked: StepAsked): IssueFile => setStep(desk, asked, 1);

/** Puts a step back that was taken back. @throws Refusal `record.missing` */
export const redoIssueStep = (desk: Desk, asked: StepAsked): IssueFile => setStep(desk, asked, 0);

/** Who takes over, since when, and why. */
export type HandOver = {
  readonly ids: readonly string[];
  readonly toPerson: string;
  readonly toUnit: string | null;
  readonly onDate: string;
  readonly text: string | null;
};

/**
 * Hands open issues over to somebody else within a transaction of the caller; each gets a step 移交.
 *
 * @returns ids of the steps, in the order of `ids`: `undoIssueStep` takes one back
 * @throws Refusal `record.missing`, `record.invalid` where one has ended
 */
export const handOverIssues = (desk: Bench, door: Door, { ids, ...said }: HandOver): string[] =>
  ids.map((id) => {
    const { course, record } = issueNow(desk, id);
    if (!followIssue(course.place, { action: '移交', opinion: null }))
      throw Refusal.of('record.invalid', {
        problems: [`「${course.place.state}」的问题不需要移交`],
      });
    const stepId = desk.store.clock.uuid();
    const afterId = course.path.at(-1)?.id ?? null;
    const values = { ...said, action: '移交', afterId, person: desk.self.person };
    writeStep(desk, door, { stepId, record, values });
    return stepId;
  });
