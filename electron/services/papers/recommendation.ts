import { writeRecommendationLetter } from '#documents/recommendation-letter-paper.ts';
import { writeRecommendationTable } from '#documents/recommendation-table-paper.ts';
import { applicationsOn } from '#services/application-courses.ts';
import { applicationBoard } from '#services/applications.ts';
import { awardLookup } from '#services/award-names.ts';
import type { Desk } from '#services/desk.ts';
import { getEnterprise } from '#services/enterprises.ts';
import { rowOf, rowsByFirm, rowsOf, textOf } from '#services/own-rows.ts';
import { paperFaces } from '#services/paper-faces.ts';
import type { ApplicationRow } from '#shared/applications.ts';
import { localDate } from '#shared/clock.ts';
import { formatDate } from '#shared/dates.ts';
import { Refusal } from '#shared/errors.ts';
import { foldText } from '#shared/fold.ts';
import { headsOf } from '#shared/funnel.ts';
import { writeDocumentNumber } from '#shared/number-words.ts';
import {
  type RecommendationLetterValues,
  type RecommendationTableValues,
  recommendationLetter,
  recommendationTable,
} from '#shared/papers/recommendation.ts';
import { furthest, isExit, rankOf, returned } from '#shared/pipeline.ts';
import { certification } from '#shared/registers/certification.ts';
import { economics } from '#shared/registers/economics.ts';
import { executedStandard } from '#shared/registers/executed-standard.ts';
import type { LedgerValues } from '#shared/registers/ledger.ts';
import { product } from '#shared/registers/product.ts';
import { showCell, withComputed } from '#shared/registers/rows.ts';
import { spotCheck } from '#shared/registers/spot-check.ts';
import { holdsOn } from '#shared/registers/validity.ts';
import { digitsOf } from '#shared/registers/values.ts';
import { makerOf } from './maker.ts';

/** 推荐函 and 申报推荐汇总表 from the applications of a year and award, as they stand today. */

type Asked = { readonly year: number; readonly award: string };

/** What names a round of applications: the year, a space, the award. @throws Refusal `record.missing` */
const askedIn = (id: string): Asked => {
  const [, year, award] = /^(\d{4}) (.+)$/su.exec(id) ?? [];
  if (year === undefined || award === undefined)
    throw Refusal.of('record.missing', { what: '申报批次' });
  return { year: Number(year), award };
};

type Round = {
  readonly rows: readonly ApplicationRow[];
  readonly firms: number;
  readonly products: number;
  readonly applied: { readonly firms: number; readonly products: number };
  readonly docNo: string | null;
};

/**
 * Who is recommended: all that came as far as 推荐上报 and were not found wanting since; before anybody
 * did, those in 初审 or 专家预审 who are still in.
 */
const roundOf = (desk: Desk, { year, award }: Asked): Round => {
  const board = applicationBoard(desk, { year, award, search: '', on: null });
  const courses = new Map(applicationsOn(desk).map((one) => [one.record.id, one.course]));
  const reachedBy = ({ id }: ApplicationRow): number => {
    const stage = furthest(courses.get(id)?.path ?? []);
    return stage === null ? -1 : rankOf(stage);
  };
  const still = board.rows.filter(
    ({ stage }) => stage !== null && !isExit(stage) && stage !== returned,
  );
  const sent = still.filter((row) => reachedBy(row) >= rankOf('推荐上报'));
  const rows = sent.length > 0 ? sent : still.filter((row) => reachedBy(row) >= rankOf('初审'));
  const countOf = (some: readonly ApplicationRow[]) =>
    headsOf(some.map(({ id, firm, productKey }) => ({ id, firm: firm.id, product: productKey })));
  const docNo = sent
    .flatMap(({ id }) => courses.get(id)?.path ?? [])
    .filter(({ stage }) => stage === '推荐上报')
    .flatMap(({ values }) => textOf(values, 'docNo') ?? [])
    .at(-1);
  const { firms, products } = countOf(rows);
  const applied = countOf(board.rows.filter((row) => reachedBy(row) >= rankOf('申报')));
  return {
    rows: rows.toSorted(
      (a, b) =>
        a.firm.name.localeCompare(b.firm.name, 'zh-CN') ||
        (a.product ?? '').localeCompare(b.product ?? '', 'zh-CN'),
    ),
    ...{ firms, products, applied, docNo: docNo ?? null },
  };
};

type FirmRows = ReadonlyMap<
  string,
  readonly { readonly id: string; readonly values: LedgerValues }[]
>;
type Files = Readonly<
  Record<'economics' | 'product' | 'standard' | 'certificate' | 'check', FirmRows>
> & {
  readonly scores: ReadonlyMap<string, number>;
};

/** Points of the newest run of the award's year, by firm; hundredths. */
const scoresOf = (desk: Desk, { year, award }: Asked): ReadonlyMap<string, number> => {
  const awardId = awardLookup(desk)(award)?.id;
  const runs = rowsOf(desk, 'score_run').filter(
    ({ values }) => values.awardId === awardId && values.year === year,
  );
  const newest = runs.toSorted((a, b) =>
    String(a.values.ranAt ?? '') < String(b.values.ranAt ?? '') ? 1 : -1,
  )[0];
  if (awardId === undefined || !newest) return new Map();
  return new Map(
    rowsOf(desk, 'score_result', newest.id).flatMap(({ values }) =>
      typeof values.total === 'number' ? [[String(values.firmId), values.total] as const] : [],
    ),
  );
};

const filesFor = (desk: Desk, asked: Asked): Files => ({
  economics: rowsByFirm(desk, economics),
  product: rowsByFirm(desk, product),
  standard: rowsByFirm(desk, executedStandard),
  certificate: rowsByFirm(desk, certification),
  check: rowsByFirm(desk, spotCheck),
  scores: scoresOf(desk, asked),
});

const shareWords = (values: LedgerValues): string =>
  (
    [
      ['全国', 'shareNation', 'rankNation'],
      ['全省', 'shareProvince', 'rankProvince'],
    ] as const
  )
    .flatMap(([where, share, rank]) => {
      const [a, b] = [values[share], values[rank]];
      const parts = [
        ...(typeof a === 'number' ? [`${digitsOf(a, 2)}%`] : []),
        ...(typeof b === 'number' ? [`第${b}名`] : []),
      ];
      return parts.length > 0 ? [`${where}${parts.join('，')}`] : [];
    })
    .join('\n');

/** Batches of the last three years, the failed ones apart: 批次. */
const checkWords = (rows: readonly LedgerValues[], today: string): string => {
  const from = `${Number(today.slice(0, 4)) - 3}${today.slice(4)}`;
  const recent = rows.filter(({ checkedOn }) => String(checkedOn ?? '') >= from.slice(0, 7));
  const failed = recent.filter(({ result }) => result === '不合格').length;
  return recent.length === 0 ? '' : `${recent.length}批次，不合格${failed}批次`;
};

/** Rows of a ledger that are about a product; those that name none are about all of them. */
const aboutProduct = <R extends { readonly values: LedgerValues }>(
  rows: readonly R[],
  { product: named }: ApplicationRow,
  productId: string | null,
): R[] =>
  rows.filter(({ values }) => {
    const [id, name] = [textOf(values, 'productId'), textOf(values, 'product')];
    if (named === null || (id === null && name === null)) return true;
    return id === null ? foldText(name ?? '') === foldText(named) : id === productId;
  });

const plain = (shown: string): string => shown.replaceAll(',', '');

const lineOf = (
  desk: Desk,
  files: Files,
  { dataYear, today }: { readonly dataYear: number; readonly today: string },
  row: ApplicationRow,
): Omit<RecommendationTableValues['rows'][number], 'no'> => {
  const { id: firmId, name } = row.firm;
  const own = (rows: FirmRows) => rows.get(firmId) ?? [];
  const year = own(files.economics).find(
    ({ values }) => values.year === dataYear && values.period === null,
  )?.values;
  const figures = year ? withComputed(economics, year) : {};
  const named = own(files.product).find(
    ({ values }) => row.product !== null && foldText(String(values.name)) === foldText(row.product),
  );
  const standards = aboutProduct(own(files.standard), row, named?.id ?? null);
  const certificates = own(files.certificate).filter(({ values }) =>
    holdsOn(certification, values, today),
  );
  const checks = aboutProduct(own(files.check), row, named?.id ?? null);
  const total = files.scores.get(firmId);
  return {
    firm: name,
    uscc: getEnterprise(desk, firmId).uscc ?? '',
    product: row.product ?? '',
    brand: named ? (textOf(named.values, 'brand') ?? '') : '',
    standard: standards.map(({ values }) => String(values.standardNo)).join('\n'),
    revenue: plain(showCell(economics, 'revenue', figures)),
    profitTax: plain(showCell(economics, 'profitTax', figures)),
    export: plain(showCell(economics, 'export', figures)),
    share: shareWords(figures),
    certificates: [...new Set(certificates.map(({ values }) => String(values.kind)))].join('、'),
    checks: checkWords(
      checks.map(({ values }) => values),
      today,
    ),
    score: total === undefined ? '' : digitsOf(total, 2),
    opinion: '推荐',
  };
};

const headsFor = (desk: Desk, { year, award }: Asked, { firms, products }: Round) => ({
  office: desk.self.officeName,
  award,
  year: String(year),
  dataYear: String(year - 1),
  firms: String(firms),
  products: String(products),
});

/** @throws Refusal `record.missing`, `record.invalid` where nobody is to be recommended */
const roundFor = (desk: Desk, asked: Asked): Round => {
  const round = roundOf(desk, asked);
  if (round.rows.length === 0)
    throw Refusal.of('record.invalid', {
      problems: [`${asked.year} 年度「${asked.award}」还没有进入初审的申报，没有可以推荐的企业`],
    });
  return round;
};

/** @throws Refusal as `roundFor` */
export const recommendationTableValues = (desk: Desk, id: string): RecommendationTableValues => {
  const asked = askedIn(id);
  const round = roundFor(desk, asked);
  const today = localDate(desk.store.clock.now());
  const files = filesFor(desk, asked);
  const at = { dataYear: asked.year - 1, today };
  return {
    ...headsFor(desk, asked, round),
    filledOn: formatDate(today),
    totals: `企业 ${round.firms} 家，产品 ${round.products} 个`,
    rows: round.rows.map((row, i) => ({ no: String(i + 1), ...lineOf(desk, files, at, row) })),
  };
};

/** @throws Refusal as `roundFor` */
export const recommendationLetterValues = (desk: Desk, id: string): RecommendationLetterValues => {
  const asked = askedIn(id);
  const round = roundFor(desk, asked);
  const { firms, products, applied, docNo, rows } = round;
  const known = awardLookup(desk)(asked.award);
  const organiser = known ? textOf(rowOf(desk, 'award', known.id).values, 'organiser') : null;
  const [only] = rows;
  const who = firms === 1 && only ? only.firm.name : `${only?.firm.name}等${firms}家企业`;
  return {
    ...headsFor(desk, asked, round),
    number: docNo === null ? `〔${asked.year}〕　　号` : writeDocumentNumber(docNo),
    addressee: organiser ?? '＿＿＿＿＿＿＿＿',
    appliedFirms: String(applied.firms),
    appliedProducts: String(applied.products),
    sentence: products === 0 ? who : `${who}的${products}个产品`,
    handler: desk.self.person,
    date: formatDate(localDate(desk.store.clock.now())),
    rows: rows.map(({ firm, product: named }, i) => ({
      no: String(i + 1),
      firm: firm.name,
      product: named ?? '',
    })),
  };
};

/** The latest round that somebody is recommended in. */
const newest = (desk: Desk): string | null => {
  const { rows } = applicationBoard(desk, { year: null, award: null, search: '', on: null });
  const rounds = new Set(
    rows.toSorted((a, b) => b.year - a.year).map(({ year, award }) => `${year} ${award}`),
  );
  return [...rounds].find((id) => roundOf(desk, askedIn(id)).rows.length > 0) ?? null;
};

export const recommendationTableMaker = makerOf({
  paper: recommendationTable,
  newest,
  read: (desk, id) => ({
    values: recommendationTableValues(desk, id),
    name: `申报推荐汇总表 ${id}`,
  }),
  write: (values, desk) => writeRecommendationTable(values, paperFaces(desk)),
});

export const recommendationLetterMaker = makerOf({
  paper: recommendationLetter,
  newest,
  read: (desk, id) => ({ values: recommendationLetterValues(desk, id), name: `推荐函 ${id}` }),
  write: (values, desk) => writeRecommendationLetter(values, paperFaces(desk)),
});
