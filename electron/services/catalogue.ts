import { readFileSync } from 'node:fs';
import { countedFirms } from '#db/queries/counted-firms.ts';
import { findRows, firmsOfRows, type LedgerRecord } from '#db/queries/ledgers.ts';
import { readTable, type TableColumn } from '#documents/read-table.ts';
import {
  catalogueGaps,
  catalogueMatcher,
  catalogueVerdicts,
  type ProductFacts,
  splitSynonyms,
} from '#shared/catalogue-match.ts';
import type {
  CatalogueBrief,
  CatalogueLine,
  CatalogueMatches,
  CatalogueRead,
  MatchRow,
} from '#shared/catalogue-views.ts';
import { localDate } from '#shared/clock.ts';
import { foldText } from '#shared/fold.ts';
import { namesOf } from '#shared/import-targets.ts';
import { readTitle, scoreTitle, yearOfLine } from '#shared/import-titles.ts';
import { application } from '#shared/registers/application.ts';
import { catalogueEntry } from '#shared/registers/catalogue-entry.ts';
import { certification } from '#shared/registers/certification.ts';
import { creditRating } from '#shared/registers/credit-rating.ts';
import { executedStandard } from '#shared/registers/executed-standard.ts';
import type { Field, LedgerValue, LedgerValues } from '#shared/registers/ledger.ts';
import { product } from '#shared/registers/product.ts';
import { naturalKey, rowProblems, rowTitle } from '#shared/registers/rows.ts';
import { spotCheck } from '#shared/registers/spot-check.ts';
import { trademark } from '#shared/registers/trademark.ts';
import { holdsOn, monthsSince } from '#shared/registers/validity.ts';
import { readValue } from '#shared/registers/values.ts';
import { awardLookup } from './award-names.ts';
import type { Desk } from './desk.ts';
import { requireLedger, saveRows } from './ledgers.ts';
import { certifiedOn, gradeOn, rowsByFirm } from './pyramid.ts';

/** A year's evaluation catalogue: read from a table, and matched with the products of the county. */

type Reads = Pick<Desk, 'store'>;
type Bench = Pick<Desk, 'store' | 'self'>;

const text = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

const fields: readonly Field[] = catalogueEntry.fields;
/** A title scores more than this where it means a field. */
const sure = 500;

const bestField = (title: string): { readonly field: Field; readonly score: number } | null => {
  const said = readTitle(title);
  return fields
    .map((field) => ({ field, score: scoreTitle(namesOf(field), said) }))
    .reduce<{ field: Field; score: number } | null>(
      (best, one) => (one.score > sure && one.score > (best?.score ?? 0) ? one : best),
      null,
    );
};

const isCatalogueAnchor = (title: string): boolean => bestField(title)?.field.key === 'name';

/** Each field from the column that names it best. */
const columnsOf = (columns: readonly TableColumn[]): ReadonlyMap<string, TableColumn> => {
  const found = new Map<string, { column: TableColumn; score: number }>();
  for (const column of columns) {
    const best = column.title === '' ? null : bestField(column.title);
    if (best && best.score > (found.get(best.field.key)?.score ?? 0))
      found.set(best.field.key, { column, score: best.score });
  }
  return new Map([...found].map(([key, { column }]) => [key, column]));
};

/** Cells that stand for the rows below them too, as merged cells do. */
const carried: readonly string[] = ['award', 'year', 'category', 'deadline'];

const isTotal = (name: string): boolean =>
  /^(?:合计|总计|小计|共\d*)/.test(name.replace(/\s/g, ''));

type Given = { readonly award: string | null; readonly year: number | null };

/** What a line says, with what the table or the person says for all lines. */
const readLine = (
  cells: readonly string[],
  columns: ReadonlyMap<string, TableColumn>,
  above: LedgerValues,
): { readonly values: LedgerValues; readonly problems: readonly string[] } => {
  const values: Record<string, LedgerValue> = { ...above };
  const problems: string[] = [];
  for (const field of fields) {
    const column = columns.get(field.key);
    if (!column) continue;
    const read = readValue(
      field,
      cells[column.index] ?? '',
      readTitle(column.title).unit ?? undefined,
    );
    if (!read.ok) problems.push(`${field.label}${read.problem}`);
    else if (read.value !== null || !carried.includes(field.key)) values[field.key] = read.value;
  }
  // 复合肥、复混肥 in one cell: the first is the name, the others are other names of it.
  const [name, ...others] = splitSynonyms(text(values.name));
  if (others.length > 0) {
    values.name = name ?? null;
    values.synonyms = [...others, ...splitSynonyms(text(values.synonyms))].join('、');
  }
  return { values, problems };
};

const compare = (
  known: ReadonlyMap<string, LedgerRecord>,
  values: LedgerValues,
): { readonly kind: CatalogueLine['kind']; readonly id: string | null } => {
  const there = known.get(naturalKey(catalogueEntry, null, values) ?? '');
  if (!there) return { kind: 'new', id: null };
  const same = Object.entries(values).every(([key, value]) => there.values[key] === value);
  return { kind: same ? 'same' : 'changed', id: there.id };
};

/**
 * Reads a catalogue from a table and, unless it is a trial, writes it: entries that are there are
 * brought up to date, others added; none is taken out.
 *
 * @throws Refusal `table.*`
 */
export const readCatalogue = (
  desk: Bench,
  input: Given & { readonly path: string; readonly fileName: string; readonly dryRun: boolean },
): CatalogueRead => {
  const table = readTable(readFileSync(input.path), input.fileName, isCatalogueAnchor);
  const columns = columnsOf(table.columns);
  const titled = [...table.above, table.sheet, input.fileName].map(yearOfLine);
  const award = input.award === null ? null : (awardLookup(desk)(input.award)?.name ?? input.award);
  const given = { award, year: input.year ?? titled.find((year) => year !== null) ?? null };
  const ledger = requireLedger(catalogueEntry.name);
  const known = new Map(
    findRows(desk.store, catalogueEntry, {}).map((row) => [
      naturalKey(catalogueEntry, null, row.values) ?? '',
      row,
    ]),
  );
  const seen = new Map<string, number>();
  let above: LedgerValues = given;
  const lines = table.rows.flatMap(({ row, cells }): (CatalogueLine & { id: string | null })[] => {
    const { values, problems } = readLine(cells, columns, above);
    above = Object.fromEntries(carried.map((key) => [key, values[key] ?? null]));
    const name = text(values.name);
    if (name === null || isTotal(name)) return [];
    const key = naturalKey(catalogueEntry, null, values) ?? '';
    const twice = seen.get(key);
    seen.set(key, row);
    const odd = [
      ...problems,
      ...rowProblems(ledger, values).flatMap(({ severity, message }) =>
        severity === 'error' ? [message] : [],
      ),
      ...(twice === undefined ? [] : [`与第 ${twice} 行相同`]),
    ];
    if (odd.length > 0) return [{ row, values, kind: 'odd', problem: odd.join('；'), id: null }];
    const sourceRef = `${input.fileName} › ${table.sheet} › 第${row}行`;
    const { kind, id } = compare(known, values);
    const told = kind === 'same' ? values : { ...values, source: '导入', sourceRef };
    return [{ row, values: told, kind, problem: null, id }];
  });
  const write = lines.filter(({ kind }) => kind === 'new' || kind === 'changed');
  for (let at = 0; !input.dryRun && at < write.length; at += 1_000)
    saveRows(desk, {
      ledger: ledger.name,
      parent: null,
      rows: write.slice(at, at + 1_000).map(({ id, values }) => ({ id, values: { ...values } })),
    });
  const count = (kind: CatalogueLine['kind']): number =>
    lines.filter((line) => line.kind === kind).length;
  const used = new Set([...columns.values()].map(({ index }) => index));
  const titles = (is: boolean): string[] =>
    table.columns
      .filter(({ index, title }) => used.has(index) === is && title !== '')
      .map(({ title }) => title);
  return {
    fileName: input.fileName,
    lines: lines.map(({ id: _, ...line }) => line),
    counts: {
      new: count('new'),
      changed: count('changed'),
      same: count('same'),
      odd: count('odd'),
    },
    used: titles(true),
    unused: titles(false),
    notes: table.notes,
  };
};

/** Catalogues there are, newest year first. */
export const listCatalogues = ({ store }: Reads): CatalogueBrief[] =>
  [
    ...Map.groupBy(findRows(store, catalogueEntry, {}), ({ values }) =>
      JSON.stringify([values.award ?? null, values.year ?? null]),
    ).values(),
  ].flatMap((rows) => {
    const [first] = rows;
    const days = rows.flatMap(({ values }) => text(values.deadline) ?? []).sort();
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
        text(values.brand) !== null ||
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
  const wanted = foldText(award);
  const entries = findRows(store, catalogueEntry, { filter: { year: [year] } }).filter(
    ({ values }) => foldText(String(values.award)) === wanted,
  );
  const byId = new Map(entries.map((row) => [row.id, row.values]));
  const match = catalogueMatcher(
    entries.map(({ id, values }) => ({
      id,
      name: String(values.name),
      synonyms: text(values.synonyms),
      classCode: text(values.classCode),
    })),
  );
  const products = findRows(store, product, {}).filter(({ values }) => values.stopped !== 1);
  const firms = firmsOfRows(
    store,
    product,
    products.map(({ id }) => id),
  );
  const industries = new Map(countedFirms(store).map(({ id, industry }) => [id, industry]));
  const applied = new Set(
    findRows(store, application, { filter: { year: [year] } })
      .filter(({ values }) => foldText(String(values.award)) === wanted)
      .flatMap(({ values }) => text(values.productId) ?? []),
  );
  const facts = factsOf(desk, on);
  const rows = products.flatMap((row): MatchRow[] => {
    const firm = firms.get(row.id);
    if (!firm || !industries.has(firm.id)) return [];
    const found = match({
      name: String(row.values.name),
      catalogueName: text(row.values.catalogueName),
      category: text(row.values.category),
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
