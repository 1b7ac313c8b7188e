import { findRows, firmsOfRows, type LedgerRecord } from '#db/queries/ledgers.ts';
import { Refusal } from '#shared/errors.ts';
import { keptUnder } from '#shared/kept-under.ts';
import { type Course, courseOf, type Step } from '#shared/pipeline.ts';
import { application } from '#shared/registers/application.ts';
import { applicationStep } from '#shared/registers/application-step.ts';
import type { LedgerValues } from '#shared/registers/ledger.ts';
import type { Desk } from './desk.ts';
import { rowOf, textOf } from './own-rows.ts';

/** Where applications (申报) stand: worked out from their steps at every look. */

type Reads = Pick<Desk, 'store'>;

export type StepRow = Step & {
  /** The application it was written for; another one may be kept under the same. */
  readonly applicationId: string;
  readonly values: LedgerValues;
};

const stepOf = ({ id, parentId, deleted, values }: LedgerRecord): StepRow => ({
  id,
  applicationId: parentId ?? '',
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
  /** Applications kept under it, itself first. */
  readonly ids: readonly string[];
};

/** Live applications, each with those kept under it; what is kept under another is not one of its own. */
export const keptApplications = ({
  store,
}: Reads): { readonly record: LedgerRecord; readonly ids: readonly string[] }[] => {
  const records = findRows(store, application, {});
  const homes = keptUnder(
    records.map(({ id, values }) => ({ id, sameAsId: textOf(values, 'sameAsId') })),
  );
  const members = Map.groupBy(homes.keys(), (id) => homes.get(id));
  return records
    .filter(({ id }) => homes.get(id) === id)
    .map((record) => ({
      record,
      ids: [record.id, ...(members.get(record.id) ?? []).filter((id) => id !== record.id)],
    }));
};

/** Every live application of a live firm, as it stood at the end of a day; by all that is known without one. */
export const applicationsOn = (desk: Reads, on?: string): Standing[] => {
  const { store } = desk;
  const kept = keptApplications(desk);
  const firms = firmsOfRows(
    store,
    application,
    kept.map(({ record }) => record.id),
  );
  const steps = Map.groupBy(
    findRows(store, applicationStep, { deleted: true }),
    ({ parentId }) => parentId,
  );
  return kept.flatMap(({ record, ids }) => {
    const firm = firms.get(record.id);
    const own = ids.flatMap((id) => steps.get(id) ?? []).map(stepOf);
    return firm ? [{ record, ids, firm, course: courseOf(own, on) }] : [];
  });
};

/**
 * One application as it stands, with all its live steps; one kept under another is that other one.
 *
 * @throws Refusal `record.missing`
 */
export const standingNow = (
  desk: Reads,
  asked: string,
): Standing & { readonly steps: readonly StepRow[] } => {
  rowOf(desk, application.name, asked);
  const kept = keptApplications(desk).find(({ ids }) => ids.includes(asked));
  if (!kept) throw Refusal.of('record.missing', { what: application.label });
  const { record, ids } = kept;
  const firm = firmsOfRows(desk.store, application, [record.id]).get(record.id);
  if (!firm) throw Refusal.of('record.missing', { what: '企业' });
  const steps = ids.flatMap((id) => stepsOf(desk, id));
  return {
    record,
    ids,
    firm,
    course: courseOf(steps),
    steps: steps.filter(({ deleted }) => !deleted),
  };
};
