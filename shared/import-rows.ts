/** One row of a table to what it says: of which firm, and which rows of which ledgers. Pure. */
import { isBlank } from './blank.ts';
import {
  type Capital,
  type CapitalUnit,
  currencyNamed,
  formatCapital,
  isBareFigure,
  parseCapital,
} from './capital.ts';
import { remembering } from './cell-memory.ts';
import { divisionCode } from './divisions.ts';
import { type ColumnUse, hasUnit, type ImportMapping } from './import-columns.ts';
import { officeSkipReason, skipReason } from './import-skips.ts';
import {
  enterpriseTarget,
  type ImportTarget,
  isOfFirms,
  targetField,
  targetNamed,
} from './import-targets.ts';
import type { Field, LedgerValue } from './registers/ledger.ts';
import { rowProblems } from './registers/rows.ts';
import { type Read, readValue } from './registers/values.ts';
import { townshipInAddress } from './township.ts';

/** Values by field key; only what the row says. */
export type SaidValues = Readonly<Record<string, Exclude<LedgerValue, null>>>;

export type SaidRecord = {
  /** Ledger's name. */
  readonly into: string;
  readonly values: SaidValues;
  /** The column each value stands in, for pointing at it. */
  readonly columns: Readonly<Record<string, number>>;
};

export type SaidRow =
  | { readonly kind: 'skip'; readonly reason: string }
  | {
      readonly kind: 'row';
      /** As written; null for nothing. */
      readonly uscc: string | null;
      readonly name: string | null;
      /** A firm's facts beside name and code. */
      readonly facts: SaidValues;
      readonly records: readonly SaidRecord[];
      /** What was left out or changed on the way, in words. */
      readonly notes: readonly string[];
    };

/** One line, one blank between words, none between Chinese characters. */
export const tidy = (text: string): string => {
  const trimmed = text.trim();
  if (!/\s/.test(trimmed)) return trimmed;
  return trimmed.replace(/\s+/g, ' ').replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '');
};

/** Marks between several things in one cell; inside brackets they are part of the thing. */
const between = /[、；;\n\r]+|(?<=\p{Script=Han})[/,，](?=\p{Script=Han})/u;

/** `特种纸；装饰原纸\n包装纸` to its three parts; what stands in brackets is never cut. */
export const partsOf = (text: string): string[] => {
  if (!between.test(text)) return [tidy(text)].filter((part) => part !== '');
  const kept: string[] = [];
  const masked = text.replace(/[（(【[《][^）)】\]》]*[）)】\]》]/g, (inside) => {
    kept.push(inside);
    return `\uE000${kept.length - 1}\uE001`;
  });
  return masked
    .split(between)
    .map((part) => part.replace(/\uE000(\d+)\uE001/g, (_all, at) => kept[Number(at)] ?? ''))
    .map((part) => tidy(part.replace(/^\s*[（(]?\d{1,2}[）)、.．]\s*(?=\p{Script=Han})/u, '')))
    .filter((part) => part !== '');
};

type Group = {
  readonly target: ImportTarget;
  readonly year: number | null;
  readonly uses: readonly (ColumnUse & { readonly is: Field })[];
  /** Keys of what is said beside the figures of every year. */
  readonly asides: ReadonlySet<string>;
};

export type RowReader = (cells: readonly string[]) => SaidRow;

const groupsOf = ({ uses, year }: ImportMapping): readonly Group[] => {
  const groups = new Map<string, Group & { uses: (ColumnUse & { is: Field })[] }>();
  for (const use of uses) {
    const target = use.into === 'enterprise' ? undefined : targetNamed(use.into);
    const is = target && targetField(target, use.field);
    if (!target || !is) continue;
    const of = use.year ?? (target.ledger.period === 'year' ? year : null);
    const key = `${use.into} ${target.ledger.period === 'year' ? of : ''}`;
    const group = groups.get(key) ?? { target, year: of, uses: [], asides: new Set<string>() };
    group.uses.push({ ...use, is });
    groups.set(key, group);
  }
  return shareAsides([...groups.values()]);
};

/** A place or a source of figures that stand in a column a year belongs to every one of the years. */
const shareAsides = (groups: readonly Group[]): readonly Group[] => {
  const dated = groups.filter(({ uses }) => uses.some(({ year }) => year !== null));
  if (dated.length === 0) return groups;
  const isAside = ({ year, is }: Group['uses'][number]): boolean =>
    year === null && !hasUnit(is) && is.kind !== 'year';
  return groups.flatMap((group): Group[] => {
    const asides = groups
      .filter(({ target }) => target === group.target)
      .flatMap(({ uses }) => uses.filter(isAside));
    const own = group.uses.filter((use) => !isAside(use));
    if (!dated.some(({ target }) => target === group.target)) return [group];
    if (own.length === 0) return [];
    const keys = new Set(asides.map(({ field }) => field));
    return [{ ...group, uses: [...own, ...asides], asides: keys }];
  });
};

/** Fields whose cell may hold several things, each a row of its own: what a row is called by. */
const isNameField = ({ ledger }: ImportTarget, { key, kind }: Field): boolean =>
  kind === 'text' && [...ledger.sameBy, ...ledger.titleBy].includes(key);

/** Values that only say which row it is, and nothing of it. */
const barely: ReadonlySet<string> = new Set(['year', 'period', 'division']);

/** In a table of the office: the place it names, else the office's own; null for an unknown one. */
const placeSaid = (
  target: ImportTarget,
  { division }: Readonly<Record<string, string | number>>,
  own: string,
): string | null | undefined => {
  if (isOfFirms(target) || !targetField(target, 'division')) return undefined;
  return division === undefined ? own : (divisionCode(String(division), own) ?? null);
};

const readGroup = (
  { target, year, uses, asides }: Group,
  cells: readonly string[],
  own: string,
  notes: string[],
): SaidRecord[] => {
  const written = uses
    .map((use) => ({ use, text: cells[use.column] ?? '' }))
    .filter(({ text, use }) => (use.is.kind === 'flag' ? text.trim() !== '' : !isBlank(text)));
  if (written.length === 0) return [];
  const several = written
    .filter(({ use }) => isNameField(target, use.is))
    .map(({ use, text }) => ({ use, parts: partsOf(text) }));
  const count = several[0]?.parts.length ?? 1;
  if (count > 1)
    notes.push(`${several[0]?.use.is.label}一格有 ${count} 项，已拆成 ${count} 条${target.label}`);
  const records: SaidRecord[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    const values: Record<string, string | number> = {};
    const columns: Record<string, number> = {};
    for (const { use, text } of written) {
      const parts = several.find((s) => s.use === use)?.parts;
      // As many in one cell as in the other belong together pair by pair; else each gets all of it.
      const own = parts === undefined ? text : parts.length === count ? parts[nth] : tidy(text);
      const read = readValue(
        use.is,
        use.is.kind === 'text' ? tidy(own ?? '') : (own ?? ''),
        use.unit ?? undefined,
      );
      if (!read.ok) {
        if (nth === 0) notes.push(`${use.is.label}“${tidy(text)}”${read.problem}，未导入`);
      } else if (read.value !== null) {
        values[use.field] = read.value;
        columns[use.field] = use.column;
      }
    }
    if (Object.keys(values).every((key) => barely.has(key) || asides.has(key))) continue;
    const place = placeSaid(target, values, own);
    if (place === null) notes.push(`不认识的地区“${values.division}”，未导入`);
    if (place === null) continue;
    if (place !== undefined) values.division = place;
    if (year !== null && values.year === undefined && target.ledger.period === 'year')
      values.year = year;
    const errors = rowProblems(target.ledger, values).filter(
      ({ severity }) => severity === 'error',
    );
    if (errors.length === 0) records.push({ into: target.name, values, columns });
    else notes.push(`${target.label}未导入：${errors.map(({ message }) => message).join('、')}`);
  }
  return records;
};

/** @param money what a column of its own says of the currency; it goes for bare figures */
const capitalFacts = (capital: Capital, money: string, notes: string[]): SaidValues => {
  if (capital.kind === 'none') return {};
  if (capital.kind === 'unclear') {
    notes.push(
      isBareFigure(capital.text)
        ? `注册资本“${capital.text}”没有单位，按原文保留；请在“核对各列”里选定单位`
        : `注册资本“${capital.text}”读不出数额，按原文保留`,
    );
    return { capitalText: capital.text };
  }
  const { amount, text: written } = capital;
  const isBare = isBareFigure(written);
  const currency = (isBare ? currencyNamed(money) : null) ?? capital.currency;
  // Away from its column a bare figure would mean nothing.
  const capitalText = isBare ? formatCapital(amount, currency) : written;
  return { capitalAmount: amount, capitalCurrency: currency, capitalText };
};

/** A column of a firm's facts, with what reads its cells. */
type FactColumn = ColumnUse & {
  readonly is: Field;
  readonly read: (text: string) => Read;
  readonly readCapital: (text: string) => Capital;
};

/** Kinds of field whose cells say the same things again and again. */
const oftenAlike: ReadonlySet<Field['kind']> = new Set([
  ...(['year', 'day', 'month', 'flag', 'choice', 'choices'] as const),
]);

const factColumn = (use: ColumnUse, is: Field): FactColumn => {
  const unit = use.unit ?? undefined;
  const read = (text: string): Read => readValue(is, is.kind === 'text' ? tidy(text) : text, unit);
  const hint = unit === '元' || unit === '万元' || unit === '亿元' ? (unit as CapitalUnit) : null;
  return {
    ...use,
    is,
    read: oftenAlike.has(is.kind) ? remembering(read) : read,
    readCapital: remembering((text) => parseCapital(text, hint)),
  };
};

const readFacts = (
  columns: readonly FactColumn[],
  moneyAt: number,
  cells: readonly string[],
  notes: string[],
): SaidValues => {
  const facts: Record<string, string | number> = {};
  for (const { column, field, is, read, readCapital } of columns) {
    if (field === 'capitalCurrency') continue;
    const text = cells[column] ?? '';
    if (is.kind !== 'flag' && isBlank(text)) continue;
    if (field === 'capitalText') {
      Object.assign(facts, capitalFacts(readCapital(text), cells[moneyAt] ?? '', notes));
      continue;
    }
    const said = read(text);
    if (!said.ok) notes.push(`${is.label}“${tidy(text)}”${said.problem}，未填`);
    else if (said.value !== null) facts[field] = said.value;
  }
  if (facts.township === undefined && typeof facts.address === 'string') {
    const township = townshipInAddress(facts.address);
    if (township !== null) facts.township = township;
  }
  return facts;
};

/**
 * Made once for a table: reads its rows by a mapping. `N/A`, `-`, `无` and the like are nothing.
 *
 * @param own code of the office's division: what 全县, or no word at all, means in a table of its own
 */
export const rowReader = (mapping: ImportMapping, own = ''): RowReader => {
  const identity = (key: string): number =>
    mapping.uses.find((use) => use.into === 'enterprise' && use.field === key)?.column ?? -1;
  const [nameAt, usccAt] = [identity('name'), identity('uscc')];
  const facts = mapping.uses
    .filter(({ into, field }) => into === 'enterprise' && field !== 'name' && field !== 'uscc')
    .flatMap((use) => {
      const is = targetField(enterpriseTarget, use.field);
      return is ? [factColumn(use, is)] : [];
    });
  const moneyAt = facts.find(({ field }) => field === 'capitalCurrency')?.column ?? -1;
  const groups = groupsOf(mapping);
  const ofOffice = groups.length > 0 && !groups.some(({ target }) => isOfFirms(target));
  const placeAt = mapping.uses.find(({ field }) => field === 'division')?.column ?? -1;
  return (cells) => {
    const [name, uscc] = [cells[nameAt] ?? '', cells[usccAt] ?? ''];
    const skipped = ofOffice ? officeSkipReason(cells, placeAt) : skipReason(cells, name, uscc);
    if (skipped !== null) return { kind: 'skip', reason: skipped };
    const notes: string[] = [];
    return {
      kind: 'row',
      name: isBlank(name) ? null : tidy(name),
      uscc: isBlank(uscc) ? null : tidy(uscc),
      facts: readFacts(facts, moneyAt, cells, notes),
      records: groups.flatMap((group) => readGroup(group, cells, own, notes)),
      notes,
    };
  };
};
