import { readFileSync } from 'node:fs';
import { findRows, type LedgerRecord } from '#db/queries/ledgers.ts';
import { readTable, type TableColumn } from '#documents/read-table.ts';
import { splitSynonyms } from '#shared/catalogue-match.ts';
import type { CatalogueLine, CatalogueRead } from '#shared/catalogue-views.ts';
import { Refusal } from '#shared/errors.ts';
import { officeSkipReason } from '#shared/import-skips.ts';
import { namesOf } from '#shared/import-targets.ts';
import { readTitle, scoreTitle, yearOfLine } from '#shared/import-titles.ts';
import { catalogueEntry } from '#shared/registers/catalogue-entry.ts';
import type { Field, LedgerValue, LedgerValues } from '#shared/registers/ledger.ts';
import { naturalKey, rowProblems } from '#shared/registers/rows.ts';
import { readValue } from '#shared/registers/values.ts';
import { awardLookup } from './award-names.ts';
import type { CatalogueFile, Desk, Work } from './desk.ts';
import { requireLedger, saveRows } from './ledgers.ts';
import { textOf } from './own-rows.ts';

/** A year's evaluation catalogue (评价目录) read from a table. */

type Bench = Pick<Desk, 'store' | 'self'>;

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

/** Rows between two words about how far it is. */
const rowsAtOnce = 200;

const withoutBlanks = (values: LedgerValues): LedgerValues =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));

/** What a line says, with what the lines above or the person say for it. An empty cell says nothing. */
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
    else if (read.value !== null) values[field.key] = read.value;
  }
  // 复合肥、复混肥 in one cell: the first is the name, the others are other names of it.
  const [name, ...others] = splitSynonyms(textOf(values, 'name'));
  if (others.length > 0) {
    values.name = name ?? null;
    values.synonyms = [...others, ...splitSynonyms(textOf(values, 'synonyms'))].join('、');
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
 * Reads a catalogue from a table and, unless it is a trial, writes it whole or not at all: entries that
 * are there are brought up to date, others added; none is taken out.
 *
 * @throws Refusal `table.*`, `job.cancelled`
 */
export const readCatalogue = (
  desk: Bench,
  input: CatalogueFile,
  work: Work = {},
): CatalogueRead => {
  const table = readTable(readFileSync(input.path), input.fileName, isCatalogueAnchor);
  const columns = columnsOf(table.columns);
  const titled = [...table.above, table.sheet, input.fileName].map(yearOfLine);
  const lookup = awardLookup(desk);
  const given = {
    award: input.award,
    year: input.year ?? titled.find((year) => year !== null) ?? null,
  };
  const nameEnd = (columns.get('name')?.index ?? 0) + 1;
  const ledger = requireLedger(catalogueEntry.name);
  const known = new Map(
    findRows(desk.store, catalogueEntry, {}).map((row) => [
      naturalKey(catalogueEntry, null, row.values) ?? '',
      row,
    ]),
  );
  const seen = new Map<string, number>();
  let above = withoutBlanks(given);
  type Line = CatalogueLine & { readonly id: string | null };
  const lines = table.rows.flatMap(({ row, cells }, at): Line[] => {
    if (at % rowsAtOnce === 0) work.progress?.('正在逐行核对', at, table.rows.length);
    if (work.signal?.aborted) throw Refusal.of('job.cancelled');
    // Totals and feet begin where names do; conditions further right may begin with 注：.
    if (officeSkipReason(cells.slice(0, nameEnd), -1) !== null) return [];
    const { values: said, problems } = readLine(cells, columns, above);
    above = withoutBlanks(Object.fromEntries(carried.map((key) => [key, said[key] ?? null])));
    if (textOf(said, 'name') === null) return [];
    const award = textOf(said, 'award');
    const values = award === null ? said : { ...said, award: lookup(award)?.name ?? award };
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
  const taken = lines.filter(({ kind }) => kind === 'new' || kind === 'changed');
  if (!input.dryRun && taken.length > 0)
    saveRows(desk, {
      ledger: ledger.name,
      parent: null,
      rows: taken.map(({ id, values }) => ({ id, values: { ...values } })),
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
