import { getRow } from '#db/queries/ledgers.ts';
import { write } from '#db/write.ts';
import type { ApplicationFile, RecordStep } from '#shared/applications.ts';
import { Refusal } from '#shared/errors.ts';
import { follow, needsReason } from '#shared/pipeline.ts';
import { applicationStep } from '#shared/registers/application-step.ts';
import { standingNow } from './application-courses.ts';
import { getApplication } from './applications.ts';
import type { Desk } from './desk.ts';
import { newRowId } from './ledger-keys.ts';
import { requireLedger } from './ledgers.ts';
import { insertOwn, textOf, updateOwn } from './own-rows.ts';

/** Steps of an application (申报进展): recorded, taken back, put back. */

type Bench = Pick<Desk, 'store' | 'self'>;

/**
 * Records a step. It must follow from the step the person saw as the last one, and that must still be
 * the last one.
 *
 * @throws Refusal `record.missing`, `record.invalid`
 */
export const recordStep = (desk: Bench, input: RecordStep): ApplicationFile => {
  const { store, self } = desk;
  const { id, note, ...said } = input;
  const { course, record } = standingNow(desk, id);
  const last = course.path.at(-1);
  // It stays with the step it follows, should what was put together be taken apart.
  const parentId = last?.applicationId ?? record.id;
  const problems: string[] = [];
  if ((last?.id ?? null) !== input.afterId) problems.push('这项申报已有新的进展，请看过之后再登记');
  else if (!follow(course.place, input.stage))
    problems.push(`「${course.place.stage ?? '尚未开始'}」之后不能是「${input.stage}」`);
  if (needsReason(input.stage) && input.reason === null) problems.push(`${input.stage}须说明原因`);
  if (last && input.onDate < last.onDate.slice(0, input.onDate.length))
    problems.push(`日期早于上一步（${last.onDate}）`);
  if (problems.length > 0) throw Refusal.of('record.invalid', { problems });
  const ledger = requireLedger(applicationStep.name);
  const values = {
    ...said,
    person: input.person ?? self.person,
    unit: textOf(record.values, 'product') === null ? '家' : '个',
    note,
  };
  const stepId = newRowId(desk, ledger, parentId, values);
  // The same step after the same one, taken back before, is that row written anew.
  write(store, { actor: self.person, purpose: `登记申报进展：${input.stage}` }, (door) =>
    insertOwn(desk, door, applicationStep.name, { id: stepId, parentId, values }),
  );
  return getApplication(desk, id);
};

type StepAsked = { readonly id: string; readonly stepId: string };

const setStep = (desk: Bench, { id, stepId }: StepAsked, deleted: 0 | 1): ApplicationFile => {
  const { store, self } = desk;
  const step = getRow(store, requireLedger(applicationStep.name), stepId);
  const { ids, course } = standingNow(desk, id);
  if (!step || !ids.includes(step.parentId ?? '') || step.deleted === (deleted === 1))
    throw Refusal.of('record.missing', { what: applicationStep.label });
  const { path } = course;
  // What hangs on a step may do so through one that was taken back: the path alone says which is last.
  if (path.slice(0, -1).some((other) => other.id === stepId))
    throw Refusal.of('record.invalid', { problems: ['只能撤销最后一步，之前的进展请从后往前撤'] });
  const purpose = deleted === 1 ? '撤销申报进展' : '恢复申报进展';
  write(store, { actor: self.person, purpose }, (door) =>
    updateOwn(door, applicationStep.name, stepId, { deleted }),
  );
  return getApplication(desk, id);
};

/** Takes the last step back, or one that stands beside the way shown. @throws Refusal `record.missing`, `record.invalid` */
export const undoStep = (desk: Bench, asked: StepAsked): ApplicationFile => setStep(desk, asked, 1);

/** Puts a step back that was taken back. @throws Refusal `record.missing` */
export const redoStep = (desk: Bench, asked: StepAsked): ApplicationFile => setStep(desk, asked, 0);
