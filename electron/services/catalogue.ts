import { countedFirms } from '#db/queries/counted-firms.ts';
import { findRows, firmsOfRows, type LedgerRecord } from '#db/queries/ledgers.ts';
import {
  catalogueGaps,
  catalogueMatcher,
  catalogueVerdicts,
  type ProductFacts,
} from '#shared/catalogue-match.ts';
import type { CatalogueBrief, CatalogueMatches, MatchRow } from '#shared/catalogue-views.ts';
import { localDate } from '#shared/clock.ts';
import { foldText } from '#shared/fold.ts';
import { application } from '#shared/registers/application.ts';
import { catalogueEntry } from '#shared/registers/catalogue-entry.ts';
import { certification } from '#shared/registers/certification.ts';
import { creditRating } from '#shared/registers/credit-rating.ts';
import { executedStandard } from '#shared/registers/executed-standard.ts';
import { product } from '#shared/registers/product.ts';
import { rowTitle } from '#shared/registers/rows.ts';
import { spotCheck } from '#shared/registers/spot-check.ts';
import { trademark } from '#shared/registers/trademark.ts';
import { holdsOn, monthsSince } from '#shared/registers/validity.ts';
import { awardLookup } from './award-names.ts';
import type { Desk } from './desk.ts';
import { rowsByFirm, textOf } from './own-rows.ts';
import { productTeller } from './product-keys.ts';
import { certifiedOn, gradeOn } from './pyramid.ts';

/** Evaluation catalogues (评价目录) there are, and the products of the county matched with one. */

type Reads = Pick<Desk, 'store'>;

/** Catalogues there are, newest year first. */
export const listCatalogues = ({ store }: Reads): CatalogueBrief[] =>
  [
    ...Map.groupBy(findRows(store, catalogueEntry, {}), ({ values }) =>
      JSON.stringify([values.award ?? null, values.year ?? null]),
    ).values(),
  ].flatMap((rows) => {
    const [first] = rows;
    const days = rows.flatMap(({ values }) => textOf(values, 'deadline') ?? []).sort();
    return first
      ? [
          {
            award: String(first.values.award),
            year: Number(first.values.year),
            entries: rows.length,
            deadline: days.at(-1) ?? null,
          },
        ]
      : [];
  });

/** Months a failed spot check counts against a product. */
const checkMonths = 36;

/** What is known of each product when conditions are looked at. */
const factsOf = (desk: Reads, on: string) => {
  const { store } = desk;
  const firms = new Map(countedFirms(store).map((firm) => [firm.id, firm]));
  const [checks, certificates, ratings, standards, marks] = [
    spotCheck,
    certification,
    creditRating,
    executedStandard,
    trademark,
  ].map((ledger) => rowsByFirm(desk, ledger));
  const of = (rows: typeof checks, firm: string): readonly LedgerRecord[] => rows?.get(firm) ?? [];
  return (firm: string, { id, values }: LedgerRecord): ProductFacts => {
    const about = (row: LedgerRecord): boolean =>
      row.values.productId === id ||
      foldText(String(row.values.product ?? '')) === foldText(String(values.name));
    const file = firms.get(firm);
    return {
      sales: typeof values.sales === 'number' ? values.sales : null,
      failedCheck: of(checks, firm).some(
        (row) =>
          row.values.result === '不合格' &&
          about(row) &&
          monthsSince(String(row.values.checkedOn), on) < checkMonths,
      ),
      certified: certifiedOn(of(certificates, firm), on),
      hasStandard: of(standards, firm).some(about),
      ownMark:
        file?.ownMark === 1 ||
        textOf(values, 'brand') !== null ||
        of(marks, firm).some((row) => holdsOn(trademark, row.values, on)),
      badCredit: gradeOn(of(ratings, firm), on) === 'D',
      active: file?.status === null || file?.status === '在业',
    };
  };
};

/**
 * Every product made in the county against a catalogue: 在目录且符合, 在目录有差距, 不在目录. Counting units:
 * products (个) and their firms (家).
 */
export const matchCatalogue = (
  desk: Reads,
  { award, year }: { readonly award: string; readonly year: number },
): CatalogueMatches => {
  const { store } = desk;
  const on = localDate(store.clock.now());
  const lookup = awardLookup(desk);
  const oneOf = (name: string): string => lookup(name)?.id ?? foldText(name);
  const wanted = oneOf(award);
  const entries = findRows(store, catalogueEntry, { filter: { award: [award], year: [year] } });
  const byId = new Map(entries.map((row) => [row.id, row.values]));
  const match = catalogueMatcher(
    entries.map(({ id, values }) => ({
      id,
      name: String(values.name),
      synonyms: textOf(values, 'synonyms'),
      classCode: textOf(values, 'classCode'),
    })),
  );
  const products = findRows(store, product, {}).filter(({ values }) => values.stopped !== 1);
  const firms = firmsOfRows(
    store,
    product,
    products.map(({ id }) => id),
  );
  const industries = new Map(countedFirms(store).map(({ id, industry }) => [id, industry]));
  const productOf = productTeller(desk);
  const applied = new Set(
    [...rowsByFirm(desk, application)].flatMap(([firm, own]) =>
      own
        .filter(({ values }) => values.year === year && oneOf(String(values.award)) === wanted)
        .flatMap(({ values }) => productOf(firm, values)?.fileId ?? []),
    ),
  );
  const facts = factsOf(desk, on);
  const rows = products.flatMap((row): MatchRow[] => {
    const firm = firms.get(row.id);
    if (!firm || !industries.has(firm.id)) return [];
    const found = match({
      name: String(row.values.name),
      catalogueName: textOf(row.values, 'catalogueName'),
      category: textOf(row.values, 'category'),
      // A by-product is seldom of its firm's class.
      industry: row.values.main === 1 ? (industries.get(firm.id) ?? null) : null,
    });
    const entry = found && byId.get(found.entryId);
    const least = typeof entry?.leastSales === 'number' ? entry.leastSales : null;
    const gaps = entry ? catalogueGaps(facts(firm.id, row), least) : [];
    return [
      {
        id: row.id,
        firm,
        product: rowTitle(product, row.values),
        verdict: !entry ? '不在目录' : gaps.length === 0 ? '在目录且符合' : '在目录有差距',
        entry: entry ? String(entry.name) : null,
        way: found?.way ?? null,
        gaps,
        applied: applied.has(row.id),
      },
    ];
  });
  const countOf = (verdict: MatchRow['verdict']) => {
    const own = rows.filter((row) => row.verdict === verdict);
    return { products: own.length, firms: new Set(own.map(({ firm }) => firm.id)).size };
  };
  return {
    entries: entries.length,
    rows: rows.toSorted(
      (a, b) => catalogueVerdicts.indexOf(a.verdict) - catalogueVerdicts.indexOf(b.verdict),
    ),
    counts: {
      在目录且符合: countOf('在目录且符合'),
      在目录有差距: countOf('在目录有差距'),
      不在目录: countOf('不在目录'),
    },
  };
};
