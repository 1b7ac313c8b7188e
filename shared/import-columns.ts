/** Which column of a table fills what: proposed from the titles, and the person has the last word. */
import { z } from 'zod';
import {
  enterpriseTarget,
  type IdentityKey,
  type ImportTarget,
  identityKeys,
  importTargets,
  isOfFirms,
  namesOf,
  scoreIdentity,
  targetField,
  targetNamed,
} from './import-targets.ts';
import { readTitle, scoreTitle, unitOfLine, yearOfLine } from './import-titles.ts';
import type { Field } from './registers/ledger.ts';
import { powerBetween } from './registers/units.ts';

/** One column's use. `enterprise` with `name` or `uscc` says which firm a row is about. */
export const columnUse = z.strictObject({
  column: z.number().int().nonnegative(),
  /** `enterprise`, or a ledger's name. */
  into: z.string().max(64),
  field: z.string().max(64),
  /** What bare figures count; null for the field's own unit, or for a field without. */
  unit: z.string().max(20).nullable(),
  /** The year its values are of, where the column says so. */
  year: z.number().int().min(1900).max(2199).nullable(),
});
export type ColumnUse = z.infer<typeof columnUse>;

/** How a table is read, as a person confirmed it. */
export const importMapping = z
  .strictObject({
    /** What the table is about: `enterprise`, or a ledger's name. */
    target: z.string().max(64),
    uses: z.array(columnUse).max(400).readonly(),
    /** The year of figures whose column names none. */
    year: z.number().int().min(1900).max(2199).nullable(),
    /** Rows that are hidden in the sheet are read too. */
    hiddenRows: z.boolean(),
  })
  .superRefine((mapping, context) => {
    for (const message of mappingProblems(mapping)) context.addIssue({ code: 'custom', message });
  });
export type ImportMapping = {
  readonly target: string;
  readonly uses: readonly ColumnUse[];
  readonly year: number | null;
  readonly hiddenRows: boolean;
};

type Titled = { readonly index: number; readonly title: string; readonly hidden?: boolean };

const unitOfField = (field: Field): string | undefined =>
  'unit' in field ? field.unit : undefined;

/** Whether a column's figures have a unit that a person may change. */
export const hasUnit = (field: Field): boolean =>
  (field.kind === 'money' || field.kind === 'decimal' || field.kind === 'integer') &&
  field.unit !== undefined;

/** Fields of a year's figures: two columns may fill one, each with a year of its own. */
const isYearly = ({ ledger }: ImportTarget): boolean => ledger.period === 'year';

const placeOf = ({ into, field, year }: Pick<ColumnUse, 'into' | 'field' | 'year'>): string =>
  `${into}.${field}.${year ?? ''}`;

/** What keeps a mapping from being used, in words; empty for a sound one. */
export const mappingProblems = (mapping: ImportMapping): string[] => {
  const problems: string[] = [];
  const target = targetNamed(mapping.target);
  if (!target) return [`没有这种表：${mapping.target}`];
  const isNamed = (key: IdentityKey): boolean =>
    mapping.uses.some((use) => use.into === 'enterprise' && use.field === key);
  const ofFirms = [target, ...mapping.uses.map(({ into }) => targetNamed(into))].some(
    (each) => each !== undefined && isOfFirms(each),
  );
  if (ofFirms && !isNamed('name') && !isNamed('uscc'))
    problems.push('请指定「企业名称」或「统一社会信用代码」是哪一列');
  const taken = new Map<string, number>();
  const columns = new Set<number>();
  for (const use of mapping.uses) {
    const into = targetNamed(use.into);
    const field = into && targetField(into, use.field);
    if (!into || !field) {
      problems.push(`没有这一项：${use.into} ${use.field}`);
      continue;
    }
    if (columns.has(use.column)) problems.push(`第 ${use.column + 1} 列用了两次`);
    columns.add(use.column);
    const other = taken.get(placeOf(use));
    if (other !== undefined)
      problems.push(
        `第 ${other + 1} 列和第 ${use.column + 1} 列都填「${use.year === null ? '' : `${use.year}年`}${field.label}」`,
      );
    taken.set(placeOf(use), use.column);
    const unit = unitOfField(field);
    if (use.unit !== null && unit && powerBetween(use.unit, unit as never) === undefined)
      problems.push(`「${field.label}」的单位“${use.unit}”换算不成${unit}`);
  }
  const used = new Set(
    mapping.uses.map(({ into }) => into).filter((name) => name !== 'enterprise'),
  );
  for (const name of used) {
    const into = targetNamed(name);
    const own = mapping.uses.filter((use) => use.into === name);
    for (const field of into?.fields ?? []) {
      if (!field.required || own.some((use) => use.field === field.key)) continue;
      if (field.kind !== 'year') problems.push(`${into?.label}缺「${field.label}」一列`);
      else if (mapping.year === null && (own.some(isUndated) || own.every((u) => u.year === null)))
        problems.push(`请说明${into?.label}是哪一年的`);
    }
  }
  return problems;
};

/** A figure whose column names no year; words beside dated figures are said of every year. */
const isUndated = ({ into, field, year }: ColumnUse): boolean => {
  const target = targetNamed(into);
  const is = target && targetField(target, field);
  return year === null && is !== undefined && hasUnit(is);
};

type Match = {
  readonly column: number;
  readonly into: ImportTarget;
  readonly field: Field;
  readonly score: number;
};

const matchesIn = (target: ImportTarget, columns: readonly Titled[]): Match[] =>
  columns.flatMap(({ index, title }) => {
    const said = readTitle(title);
    // A figure of a named year belongs to a table of years.
    const dated = said.year !== null && !isYearly(target);
    return target.fields
      .filter((field) => !(dated && hasUnit(field)))
      .map((field) => ({
        column: index,
        into: target,
        field,
        score: scoreTitle(namesOf(field), said),
      }))
      .filter(({ score }) => score > 0);
  });

/** Best first; a column once, a place once; the leftmost of equals. */
const settle = (
  matches: readonly Match[],
  yearOf: (column: number) => number | null,
  taken: Set<number>,
): Match[] => {
  const places = new Set<string>();
  const sorted = matches.toSorted((a, b) => b.score - a.score || a.column - b.column);
  return sorted.filter(({ column, into, field }) => {
    const place = placeOf({ into: into.name, field: field.key, year: yearOf(column) });
    if (taken.has(column) || places.has(place)) return false;
    taken.add(column);
    places.add(place);
    return true;
  });
};

const identityColumns = (columns: readonly Titled[]): Match[] => {
  const matches = identityKeys.flatMap((key) =>
    columns.map(({ index, title }) => ({
      column: index,
      into: enterpriseTarget,
      field: targetField(enterpriseTarget, key) as Field,
      score: scoreIdentity(key, title),
    })),
  );
  return settle(
    matches.filter(({ score }) => score > 0),
    () => null,
    new Set(),
  );
};

/** Words so common that they say little about which ledger a table is. */
const general: ReadonlySet<string> = new Set(['note', 'state', 'level', 'year']);

/** Name and code side by side are first of all a list of firms. */
const bothNames = 600;

const weightOf = (
  target: ImportTarget,
  columns: readonly Titled[],
  about: string,
  named: number,
): number => {
  const yearOf = (index: number): number | null =>
    readTitle(columns.find((c) => c.index === index)?.title ?? '').year;
  const found = settle(matchesIn(target, columns), yearOf, new Set());
  const strong = found.filter(({ score, field }) => score > 500 && !general.has(field.key));
  // A row that lacks what its ledger requires cannot be kept: such a ledger is not what it is about.
  const lacking = target.fields.some(
    (field) =>
      field.required &&
      field.kind !== 'year' &&
      target !== enterpriseTarget &&
      !found.some((match) => match.field === field),
  );
  if (lacking || strong.length === 0) return 0;
  const base = target === enterpriseTarget && named === identityKeys.length ? bothNames : 0;
  const sum = found.reduce((total, { score }) => total + score, base);
  return sum * (about.includes(target.label.slice(0, 2)) ? 1.2 : 1);
};

/** Tables that speak of firms and yet fill more than their own facts. */
const besideFirms: ReadonlySet<string> = new Set(['economics', 'product']);

export type GuessContext = {
  /** Lines above the header, sheet and file name: where a unit and a year may stand. */
  readonly above: readonly string[];
  readonly names: readonly string[];
  /** What a person says the table is. */
  readonly target?: string | undefined;
};

const unitFor = (field: Field, said: string | null, lines: readonly string[]): string | null => {
  const own = unitOfField(field);
  if (own === undefined) return field.key === 'capitalText' ? (said ?? firstUnit(lines)) : null;
  const fits = (unit: string): boolean => powerBetween(unit, own as never) !== undefined;
  if (said !== null) return fits(said) ? said : null;
  const line = field.kind === 'money' ? lines.map(unitOfLine) : [];
  return line.find((unit) => unit !== null && fits(unit)) ?? null;
};

const firstUnit = (lines: readonly string[]): string | null =>
  lines.map(unitOfLine).find((unit) => unit !== null && /元$/.test(unit)) ?? null;

/**
 * Proposes what a table is about and what each column fills: best match first, no column and no place
 * twice. The unit comes from the title, then from a line above; the year likewise. A person confirms.
 */
export const guessImport = (columns: readonly Titled[], context: GuessContext): ImportMapping => {
  const identity = identityColumns(columns);
  const taken = new Set(identity.map(({ column }) => column));
  const rest = columns.filter(({ index }) => !taken.has(index));
  const titleOf = new Map(columns.map(({ index, title }) => [index, readTitle(title)]));
  const yearOf = (column: number): number | null => titleOf.get(column)?.year ?? null;
  const about = [...context.names, ...context.above].join(' ');
  const target =
    (context.target === undefined ? undefined : targetNamed(context.target)) ??
    importTargets
      // A table that names no firm is one of the office.
      .filter((each) => isOfFirms(each) === identity.length > 0)
      .map((each) => ({ each, weight: weightOf(each, rest, about, identity.length) }))
      // Firms first among equals: toSorted keeps the order of the targets.
      .toSorted((a, b) => b.weight - a.weight)[0]?.each ??
    enterpriseTarget;
  const main = settle(
    matchesIn(target, rest).filter(
      ({ field }) => !(target === enterpriseTarget && identityKeys.includes(field.key as never)),
    ),
    (column) => (isYearly(target) ? yearOf(column) : null),
    taken,
  );
  const beside =
    target === enterpriseTarget
      ? importTargets
          .filter(({ name }) => besideFirms.has(name))
          .flatMap((other) => {
            const free = rest.filter(({ index }) => !taken.has(index));
            const strong = matchesIn(other, free).filter(({ score }) => score > 600);
            const found = settle(strong, yearOf, new Set());
            const whole = isYearly(other)
              ? found.filter(
                  ({ column }) => yearOf(column) !== null || yearOfContext(context) !== null,
                )
              : found.filter(() => found.some(({ field }) => field.required));
            for (const { column } of whole) taken.add(column);
            return whole;
          })
      : [];
  const uses = [...identity, ...main, ...beside].map(
    ({ column, into, field }): ColumnUse => ({
      column,
      into: into.name,
      field: field.key,
      unit: unitFor(field, titleOf.get(column)?.unit ?? null, context.above),
      year: isYearly(into) && field.kind !== 'year' ? yearOf(column) : null,
    }),
  );
  return {
    target: target.name,
    uses: uses.toSorted((a, b) => a.column - b.column),
    year: yearOfContext(context),
    hiddenRows: true,
  };
};

const yearOfContext = ({ above, names }: GuessContext): number | null =>
  [...above, ...names].map(yearOfLine).find((year) => year !== null) ?? null;

/** What titles have in common with those of last time: the same words give the same signature. */
export const signatureOf = (columns: readonly Titled[]): string =>
  columns.map(({ title }) => title.normalize('NFKC')).join('\n');
