import { countedFirms } from '#db/queries/counted-firms.ts';
import { getEnterprise } from '#db/queries/enterprises.ts';
import type {
  ApplicationBoard,
  ApplicationFile,
  ApplicationRow,
  ApplicationStep,
  ListApplications,
  NewApplication,
  Papers,
} from '#shared/applications.ts';
import { Refusal } from '#shared/errors.ts';
import { foldText } from '#shared/fold.ts';
import { funnelOf, type Runner } from '#shared/funnel.ts';
import { nextSteps } from '#shared/pipeline.ts';
import { application } from '#shared/registers/application.ts';
import { applicationsOn, type Standing, type StepRow, standingNow } from './application-courses.ts';
import { doublesOf, sameApplication } from './application-doubles.ts';
import { fillPapers, papersByApplication, papersTogether } from './application-papers.ts';
import { awardLookup } from './award-names.ts';
import type { Desk } from './desk.ts';
import { saveRows } from './ledgers.ts';
import { textOf } from './own-rows.ts';
import { productTeller, type SaidProduct } from './product-keys.ts';
import { dayAsked } from './pyramid.ts';

/** Applications (申报): all of a year on the board, one with its way, a new one. */

type Bench = Pick<Desk, 'store' | 'self'>;
type Reads = Pick<Desk, 'store'>;

/** An application on a day, with the product it is for. */
type Told = Standing & { readonly said: SaidProduct | null };

const told = (desk: Reads, standings: readonly Standing[]): Told[] => {
  const productOf = productTeller(desk);
  return standings.map((one) => ({ ...one, said: productOf(one.firm.id, one.record.values) }));
};

const runnerOf = ({ record, firm, course, said }: Told): Runner => ({
  id: record.id,
  firm: firm.id,
  product: said?.key ?? null,
  path: course.path.map(({ stage, values }) => ({ stage, reason: textOf(values, 'reason') })),
});

const endWords = ({ onDate, stage, values }: StepRow): string =>
  [onDate, stage, textOf(values, 'person')].filter(Boolean).join(' ');

const rowOf = (
  { record, firm, course, said }: Told,
  more: { readonly township: string | null; readonly papers: Papers },
): ApplicationRow => {
  const { values } = record;
  const last = course.path.at(-1);
  return {
    id: record.id,
    firm,
    award: String(values.award),
    year: Number(values.year),
    object: textOf(values, 'object'),
    product: textOf(values, 'product'),
    productKey: said?.key ?? null,
    handler: textOf(values, 'handler'),
    dueOn: textOf(values, 'dueOn'),
    stage: course.place.stage,
    from: course.place.from,
    lastStepId: last?.id ?? null,
    since: last?.onDate ?? null,
    reason: last ? textOf(last.values, 'reason') : null,
    next: nextSteps(course.place),
    contested: course.contested.map(endWords),
    ...more,
  };
};

/** Applications of a year (and award), with the funnel over all that match. Counting units: see Funnel. */
export const applicationBoard = (desk: Reads, query: ListApplications): ApplicationBoard => {
  const on = dayAsked(desk, query.on);
  const all = told(desk, applicationsOn(desk, query.on ?? undefined));
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
  const ids = new Set(shown.map(({ record }) => record.id));
  const papers = papersByApplication(desk, on);
  const townships = new Map(countedFirms(desk.store).map(({ id, township }) => [id, township]));
  return {
    on,
    years,
    awards,
    rows: shown.map((one) =>
      rowOf(one, {
        township: townships.get(one.firm.id) ?? null,
        papers: papersTogether(papers, one.ids),
      }),
    ),
    funnel: funnelOf(shown.map(runnerOf)),
    doubles: doublesOf(ofYear, sameApplication(desk))
      .map((same) => same.map(({ record }) => record.id))
      .filter((same) => same.some((id) => ids.has(id))),
  };
};

/** An application with every step people recorded. @throws Refusal `record.missing` */
export const getApplication = (desk: Reads, id: string): ApplicationFile => {
  const { steps, ...standing } = standingNow(desk, id);
  const { course, record, firm } = standing;
  const [path, ends, aside] = [course.path, course.contested, course.aside].map(
    (some) => new Set(some.map((step) => step.id)),
  );
  const placeOf = (step: StepRow): ApplicationStep['standing'] => {
    if (path?.has(step.id)) return 'path';
    if (ends?.has(step.id)) return 'contested';
    return aside?.has(step.id) ? 'aside' : 'beside';
  };
  const stepView = (step: StepRow): ApplicationStep => ({
    id: step.id,
    stage: step.stage,
    onDate: step.onDate,
    person: textOf(step.values, 'person'),
    docNo: textOf(step.values, 'docNo'),
    reason: textOf(step.values, 'reason'),
    unit: textOf(step.values, 'unit'),
    note: textOf(step.values, 'note'),
    standing: placeOf(step),
  });
  const papers = papersByApplication(desk, dayAsked(desk, null));
  return {
    ...rowOf(
      { ...standing, said: productTeller(desk, firm.id)(firm.id, record.values) },
      {
        township: getEnterprise(desk.store.reader, firm.id)?.township ?? null,
        papers: papersTogether(papers, standing.ids),
      },
    ),
    note: textOf(record.values, 'note'),
    mergedIds: standing.ids.slice(1),
    steps: [...course.path, ...steps.filter((step) => !path?.has(step.id))].map(stepView),
  };
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
          awardId: known?.id ?? null,
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
