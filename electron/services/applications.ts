import { countedFirms } from '#db/queries/counted-firms.ts';
import { findRows, firmsOfRows, getRow, type LedgerRecord } from '#db/queries/ledgers.ts';
import { write } from '#db/write.ts';
import type {
  ApplicationBoard,
  ApplicationFile,
  ApplicationRow,
  ApplicationStep,
  ListApplications,
  NewApplication,
  Papers,
  RecordStep,
} from '#shared/applications.ts';
import { localDate } from '#shared/clock.ts';
import { dayAfter } from '#shared/dates.ts';
import { Refusal } from '#shared/errors.ts';
import { foldText } from '#shared/fold.ts';
import { funnelOf, type Runner } from '#shared/funnel.ts';
import {
  type Course,
  courseOf,
  follow,
  needsReason,
  nextSteps,
  type Step,
} from '#shared/pipeline.ts';
import { application } from '#shared/registers/application.ts';
import { applicationItem } from '#shared/registers/application-item.ts';
import { applicationStep } from '#shared/registers/application-step.ts';
import { awardEdition } from '#shared/registers/award.ts';
import { awardDossierItem } from '#shared/registers/award-demands.ts';
import type { LedgerValues } from '#shared/registers/ledger.ts';
import { awardLookup } from './award-names.ts';
import type { Desk } from './desk.ts';
import { newRowId, requireLedger, saveRows } from './ledgers.ts';
import { insertOwn, updateOwn } from './own-rows.ts';

/** Applications (申报) and their way. Where one stands is worked out from its steps at every look. */

type Bench = Pick<Desk, 'store' | 'self'>;
type Reads = Pick<Desk, 'store'>;

const text = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

type StepRow = Step & { readonly values: LedgerValues };

const stepOf = ({ id, deleted, values }: LedgerRecord): StepRow => ({
  id,
  deleted,
  afterId: text(values.afterId),
  stage: String(values.stage),
  onDate: String(values.onDate),
  values,
});

/** Steps of all applications, deleted ones too: what was written after a deleted one hangs on it. */
const stepsByApplication = (
  { store }: Reads,
  parent?: string,
): ReadonlyMap<string, readonly StepRow[]> =>
  new Map(
    [
      ...Map.groupBy(
        findRows(store, applicationStep, { deleted: true, parent: parent ?? null }),
        ({ parentId }) => parentId ?? '',
      ),
    ].map(([id, rows]) => [id, rows.map(stepOf)]),
  );

const noPapers: Papers = { total: 0, done: 0, overdue: 0 };

const papersByApplication = ({ store }: Reads, on: string): ReadonlyMap<string, Papers> =>
  new Map(
    [...Map.groupBy(findRows(store, applicationItem, {}), ({ parentId }) => parentId ?? '')].map(
      ([id, items]) => {
        const open = items.filter(({ values }) => text(values.doneOn) === null);
        const late = open.filter(({ values }) => (text(values.dueOn) ?? '9999') < on);
        return [
          id,
          { total: items.length, done: items.length - open.length, overdue: late.length },
        ];
      },
    ),
  );

/** An application with where it stood on a day. */
export type Standing = {
  readonly record: LedgerRecord;
  readonly firm: { readonly id: string; readonly name: string };
  readonly course: Course<StepRow>;
};

/** Every live application of a live firm, as it stood at the end of a day; by all that is known without one. */
export const applicationsOn = (desk: Reads, on?: string): Standing[] => {
  const { store } = desk;
  const records = findRows(store, application, {});
  const firms = firmsOfRows(
    store,
    application,
    records.map(({ id }) => id),
  );
  const steps = stepsByApplication(desk);
  return records.flatMap((record) => {
    const firm = firms.get(record.id);
    return firm ? [{ record, firm, course: courseOf(steps.get(record.id) ?? [], on) }] : [];
  });
};

/** One key for one product of a firm, whether told by its file or by its name. */
const productOf = ({ values }: LedgerRecord): string | null =>
  text(values.productId) ?? (text(values.product) && foldText(String(values.product)));

export const runnerOf = ({ record, firm, course }: Standing): Runner => ({
  id: record.id,
  firm: firm.id,
  product: productOf(record),
  path: course.path.map(({ stage, values }) => ({ stage, reason: text(values.reason) })),
});

const endWords = ({ onDate, stage, values }: StepRow): string =>
  [onDate, stage, text(values.person)].filter(Boolean).join(' ');

const rowOf = (
  { record, firm, course }: Standing,
  more: { readonly township: string | null; readonly papers: Papers },
): ApplicationRow => {
  const { values } = record;
  const last = course.path.at(-1);
  return {
    id: record.id,
    firm,
    award: String(values.award),
    year: Number(values.year),
    object: text(values.object),
    product: text(values.product),
    handler: text(values.handler),
    dueOn: text(values.dueOn),
    stage: course.place.stage,
    from: course.place.from,
    lastStepId: last?.id ?? null,
    since: last?.onDate ?? null,
    reason: last ? text(last.values.reason) : null,
    next: nextSteps(course.place),
    contested: course.contested.map(endWords),
    ...more,
  };
};

/** The same award, year, firm and product twice: both stand until a person takes one away. */
const doublesOf = (standings: readonly Standing[]): string[][] =>
  [
    ...Map.groupBy(standings, (one) =>
      JSON.stringify([
        one.firm.id,
        foldText(String(one.record.values.award)),
        one.record.values.year ?? null,
        productOf(one.record),
      ]),
    ).values(),
  ]
    .filter((same) => same.length > 1)
    .map((same) => same.map(({ record }) => record.id));

const dayOf = ({ store }: Reads, on: string | null): string => on ?? localDate(store.clock.now());

/** Applications of a year (and award), with the funnel over all that match. Counting units: see Funnel. */
export const applicationBoard = (desk: Reads, query: ListApplications): ApplicationBoard => {
  const on = dayOf(desk, query.on);
  const all = applicationsOn(desk, query.on ?? undefined);
  const years = [...new Set(all.map(({ record }) => Number(record.values.year)))].sort(
    (a, b) => b - a,
  );
  const ofYear = all.filter(
    ({ record }) => query.year === null || record.values.year === query.year,
  );
  const awards = [...new Set(ofYear.map(({ record }) => String(record.values.award)))].sort(
    (a, b) => a.localeCompare(b, 'zh-CN'),
  );
  const wanted = foldText(query.search);
  const shown = ofYear.filter(
    ({ record, firm }) =>
      (query.award === null || record.values.award === query.award) &&
      [firm.name, record.values.product, record.values.handler].some((word) =>
        foldText(String(word ?? '')).includes(wanted),
      ),
  );
  const papers = papersByApplication(desk, on);
  const townships = new Map(countedFirms(desk.store).map(({ id, township }) => [id, township]));
  return {
    on,
    years,
    awards,
    rows: shown.map((one) =>
      rowOf(one, {
        township: townships.get(one.firm.id) ?? null,
        papers: papers.get(one.record.id) ?? noPapers,
      }),
    ),
    funnel: funnelOf(shown.map(runnerOf)),
    doubles: doublesOf(all),
  };
};

const requireApplication = (desk: Reads, id: string): LedgerRecord => {
  const record = getRow(desk.store, requireLedger(application.name), id);
  if (!record || record.deleted) throw Refusal.of('record.missing', { what: application.label });
  return record;
};

const standingNow = (desk: Reads, id: string): Standing => {
  const record = requireApplication(desk, id);
  const firm = firmsOfRows(desk.store, application, [id]).get(id);
  if (!firm) throw Refusal.of('record.missing', { what: '企业' });
  return { record, firm, course: courseOf(stepsByApplication(desk, id).get(id) ?? []) };
};

/** An application with every step people recorded. @throws Refusal `record.missing` */
export const getApplication = (desk: Reads, id: string): ApplicationFile => {
  const standing = standingNow(desk, id);
  const { course, record } = standing;
  const path = new Set(course.path.map((step) => step.id));
  const ends = new Set(course.contested.map((step) => step.id));
  const aside = new Set(course.aside.map((step) => step.id));
  const told = (step: StepRow): ApplicationStep => ({
    id: step.id,
    stage: step.stage,
    onDate: step.onDate,
    person: text(step.values.person),
    docNo: text(step.values.docNo),
    reason: text(step.values.reason),
    unit: text(step.values.unit),
    note: text(step.values.note),
    standing: path.has(step.id)
      ? 'path'
      : ends.has(step.id)
        ? 'contested'
        : aside.has(step.id)
          ? 'aside'
          : 'beside',
  });
  const live = (stepsByApplication(desk, id).get(id) ?? []).filter(({ deleted }) => !deleted);
  const papers = papersByApplication(desk, localDate(desk.store.clock.now()));
  const township = countedFirms(desk.store).find(({ id: firm }) => firm === standing.firm.id);
  return {
    ...rowOf(standing, {
      township: township?.township ?? null,
      papers: papers.get(id) ?? noPapers,
    }),
    note: text(record.values.note),
    steps: [...course.path, ...live.filter((step) => !path.has(step.id))].map(told),
  };
};

/** The papers the award's edition in use asks for, newest edition first; none where it has no list. */
const papersAsked = ({ store }: Reads, awardId: string): readonly LedgerValues[] => {
  const [edition] = findRows(store, awardEdition, { parent: awardId, filter: { state: ['启用'] } });
  return edition
    ? findRows(store, awardDossierItem, { parent: edition.id }).map(({ values }) => values)
    : [];
};

/**
 * Adds what the award asks for to an application's list of papers (材料清单); what is there stays.
 *
 * @returns papers added (件)
 * @throws Refusal `record.missing`
 */
export const fillPapers = (desk: Bench, id: string): { readonly added: number } => {
  const { values } = requireApplication(desk, id);
  const awardId = text(values.awardId) ?? awardLookup(desk)(String(values.award))?.id;
  const known = new Set(
    findRows(desk.store, applicationItem, { parent: id }).map((row) =>
      foldText(String(row.values.name)),
    ),
  );
  const dueOn = text(values.dueOn);
  const asked = (awardId ? papersAsked(desk, awardId) : []).filter(
    ({ title }) => !known.has(foldText(String(title))),
  );
  if (asked.length > 0)
    saveRows(desk, {
      ledger: applicationItem.name,
      parent: id,
      rows: asked.map(({ title, must, position, daysBefore }) => ({
        id: null,
        values: {
          name: title ?? null,
          must: must ?? null,
          position: position ?? null,
          dueOn: dueOn === null ? null : dayAfter(dueOn, -Number(daysBefore ?? 0)),
        },
      })),
    });
  return { added: asked.length };
};

/**
 * Registers an application, with the papers its award's edition in use asks for.
 *
 * @throws Refusal `record.missing`, `record.invalid` (the same award, year and product twice)
 */
export const newApplication = (desk: Bench, input: NewApplication): { readonly id: string } => {
  const { enterpriseId, ...values } = input;
  const known = awardLookup(desk)(input.award);
  const object = input.object ?? (known?.object as NewApplication['object']) ?? null;
  if (object === '产品' && input.product === null)
    throw Refusal.of('record.invalid', { problems: ['这个奖项按产品申报，请填写申报产品'] });
  const { ids } = saveRows(desk, {
    ledger: application.name,
    parent: enterpriseId,
    rows: [
      {
        id: null,
        values: {
          ...values,
          award: known?.name ?? input.award,
          awardId: input.awardId ?? known?.id ?? null,
          object,
          source: '企业自报',
        },
      },
    ],
  });
  const id = ids[0] ?? '';
  fillPapers(desk, id);
  return { id };
};

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
  const last = course.path.at(-1)?.id ?? null;
  const problems: string[] = [];
  if (last !== input.afterId) problems.push('这项申报已有新的进展，请看过之后再登记');
  else if (!follow(course.place, input.stage))
    problems.push(`「${course.place.stage ?? '尚未开始'}」之后不能是「${input.stage}」`);
  if (needsReason(input.stage) && input.reason === null) problems.push(`${input.stage}须说明原因`);
  const before = course.path.at(-1)?.onDate;
  if (before !== undefined && input.onDate < before.slice(0, input.onDate.length))
    problems.push(`日期早于上一步（${before}）`);
  if (problems.length > 0) throw Refusal.of('record.invalid', { problems });
  const ledger = requireLedger(applicationStep.name);
  const values = {
    ...said,
    person: input.person ?? self.person,
    unit: text(record.values.product) === null ? '家' : '个',
    note,
  };
  const stepId = newRowId(desk, ledger, id, values);
  // The same step after the same one, taken back before, is that row written anew.
  write(store, { actor: self.person, purpose: `登记申报进展：${input.stage}` }, (door) =>
    insertOwn(desk, door, applicationStep.name, { id: stepId, parentId: id, values }),
  );
  return getApplication(desk, id);
};

const setStep = (
  desk: Bench,
  { id, stepId }: { readonly id: string; readonly stepId: string },
  deleted: 0 | 1,
): ApplicationFile => {
  const { store, self } = desk;
  const step = getRow(store, requireLedger(applicationStep.name), stepId);
  if (!step || step.parentId !== id || step.deleted === (deleted === 1))
    throw Refusal.of('record.missing', { what: applicationStep.label });
  const { course } = standingNow(desk, id);
  const isEnd = !(stepsByApplication(desk, id).get(id) ?? []).some(
    (other) => !other.deleted && other.afterId === stepId,
  );
  if (deleted === 1 && !isEnd && course.path.some((other) => other.id === stepId))
    throw Refusal.of('record.invalid', { problems: ['只能撤销最后一步，之前的进展请从后往前撤'] });
  const purpose = deleted === 1 ? '撤销申报进展' : '恢复申报进展';
  write(store, { actor: self.person, purpose }, (door) =>
    updateOwn(door, applicationStep.name, stepId, { deleted }),
  );
  return getApplication(desk, id);
};

/** Takes the last step back, or one that stands beside the way shown. @throws Refusal `record.missing`, `record.invalid` */
export const undoStep = (
  desk: Bench,
  input: { readonly id: string; readonly stepId: string },
): ApplicationFile => setStep(desk, input, 1);

/** Puts a step back that was taken back. @throws Refusal `record.missing` */
export const redoStep = (
  desk: Bench,
  input: { readonly id: string; readonly stepId: string },
): ApplicationFile => setStep(desk, input, 0);
