import { countedFirms } from '#db/queries/counted-firms.ts';
import { findRows, firmsOfRows } from '#db/queries/ledgers.ts';
import { catalogueMatcher, catalogueVerdicts } from '#shared/catalogue-match.ts';
import type { CatalogueBrief, CatalogueMatches, MatchRow } from '#shared/catalogue-views.ts';
import { localDate } from '#shared/clock.ts';
import { foldText } from '#shared/fold.ts';
import { application } from '#shared/registers/application.ts';
import { catalogueEntry } from '#shared/registers/catalogue-entry.ts';
import { product } from '#shared/registers/product.ts';
import { rowTitle } from '#shared/registers/rows.ts';
import { demandsOf } from './award-demands.ts';
import { awardLookup } from './award-names.ts';
import { commonGapsOf, judgedBy, nothingJudged, productGapsOf } from './catalogue-gaps.ts';
import type { Desk } from './desk.ts';
import { rowsByFirm, textOf } from './own-rows.ts';
import { productTeller } from './product-keys.ts';

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

/**
 * Every product made in the county against a catalogue: 在目录且符合, 在目录有差距, 不在目录. What a firm must
 * meet is what the award's edition in force asks, with the figures of the year before; where the catalogue
 * of awards has no conditions, what such awards commonly ask. Counting units: products (个), firms (家).
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
  const matched = products.flatMap((row) => {
    const firm = firms.get(row.id);
    if (!firm || !industries.has(firm.id)) return [];
    const found = match({
      name: String(row.values.name),
      catalogueName: textOf(row.values, 'catalogueName'),
      category: textOf(row.values, 'category'),
      // A by-product is seldom of its firm's class.
      industry: row.values.main === 1 ? (industries.get(firm.id) ?? null) : null,
    });
    return [{ row, firm, found, entry: found && byId.get(found.entryId) }];
  });
  const known = lookup(award);
  const demands = known ? demandsOf(desk, known.id, on) : undefined;
  const hasDemands = demands !== undefined && demands.conditions.length > 0;
  const inside = new Set(matched.flatMap(({ entry, firm }) => (entry ? firm.id : [])));
  const judged = hasDemands
    ? judgedBy(desk, demands, inside, { year: year - 1, day: on })
    : undefined;
  const common = hasDemands || inside.size === 0 ? undefined : commonGapsOf(desk, on);
  const gapsOf = productGapsOf(desk, on);
  const rows = matched.map(({ row, firm, found, entry }): MatchRow => {
    const least = typeof entry?.leastSales === 'number' ? entry.leastSales : null;
    const { gaps: asked, open } = (entry && judged?.get(firm.id)) || nothingJudged;
    const gaps = entry
      ? [...gapsOf(firm.id, row, least), ...asked, ...(common?.(firm.id, row) ?? [])]
      : [];
    return {
      id: row.id,
      firm,
      product: rowTitle(product, row.values),
      verdict: !entry ? '不在目录' : gaps.length === 0 ? '在目录且符合' : '在目录有差距',
      entry: entry ? String(entry.name) : null,
      way: found?.way ?? null,
      gaps,
      open,
      applied: applied.has(row.id),
    };
  });
  const countOf = (verdict: MatchRow['verdict']) => {
    const own = rows.filter((row) => row.verdict === verdict);
    return { products: own.length, firms: new Set(own.map(({ firm }) => firm.id)).size };
  };
  return {
    entries: entries.length,
    edition: hasDemands ? demands.edition : null,
    conditions: demands?.conditions.length ?? 0,
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
