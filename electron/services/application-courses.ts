import { findRows, firmsOfRows, type LedgerRecord } from '#db/queries/ledgers.ts';
import { Refusal } from '#shared/errors.ts';
import { type Course, courseOf, type Step } from '#shared/pipeline.ts';
import { application } from '#shared/registers/application.ts';
import { applicationStep } from '#shared/registers/application-step.ts';
import type { LedgerValues } from '#shared/registers/ledger.ts';
import type { Desk } from './desk.ts';
import { rowOf, textOf } from './own-rows.ts';

/** Where applications (申报) stand: worked out from their steps at every look. */

type Reads = Pick<Desk, 'store'>;

export type StepRow = Step & { readonly values: LedgerValues };

const stepOf = ({ id, deleted, values }: LedgerRecord): StepRow => ({
  id,
  deleted,
  afterId: textOf(values, 'afterId'),
  stage: String(values.stage),
  onDate: String(values.onDate),
  values,
});

/** Steps of an application, deleted ones too: what was written after a deleted one hangs on it. */
const stepsOf = ({ store }: Reads, id: string): StepRow[] =>
  findRows(store, applicationStep, { deleted: true, parent: id }).map(stepOf);

/** An application with where it stood on a day. */
export type Standing = {
  readonly record: LedgerRecord;
  readonly firm: { readonly id: string; readonly name: string };
  readonly course: Course<StepRow>;
};

/** Every live application of a live firm, as it stood at the end of a day; by all that is known without one. */
export const applicationsOn = ({ store }: Reads, on?: string): Standing[] => {
  const records = findRows(store, application, {});
  const firms = firmsOfRows(
    store,
    application,
    records.map(({ id }) => id),
  );
  const steps = Map.groupBy(
    findRows(store, applicationStep, { deleted: true }),
    ({ parentId }) => parentId,
  );
  return records.flatMap((record) => {
    const firm = firms.get(record.id);
    const own = (steps.get(record.id) ?? []).map(stepOf);
    return firm ? [{ record, firm, course: courseOf(own, on) }] : [];
  });
};

/** One application as it stands, with all its live steps. @throws Refusal `record.missing` */
export const standingNow = (
  desk: Reads,
  id: string,
): Standing & { readonly steps: readonly StepRow[] } => {
  const record = rowOf(desk, application.name, id);
  const firm = firmsOfRows(desk.store, application, [id]).get(id);
  if (!firm) throw Refusal.of('record.missing', { what: '企业' });
  const steps = stepsOf(desk, id);
  return {
    record,
    firm,
    course: courseOf(steps),
    steps: steps.filter(({ deleted }) => !deleted),
  };
};
