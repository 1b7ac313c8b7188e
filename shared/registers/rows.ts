import { foldText } from '#shared/fold.ts';
import {
  commonFields,
  type Field,
  fieldNamed,
  type Ledger,
  type LedgerValue,
  type LedgerValues,
  type RowProblem,
} from './ledger.ts';
import { digitsOf, grouped, showValue, valueProblem } from './values.ts';

/** Whole rows of a ledger: what they are called, when two are the same, what is wrong with them. */

const isGiven = (value: LedgerValue | undefined): value is string | number =>
  value !== undefined && value !== null && value !== '';

/**
 * One writing for what is the same: width, case, 简繁, blanks, quotes and dashes are folded. Points and
 * strokes stay: 1.5mm is not 15mm.
 */
const foldKey = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s"'“”‘’《》]+/g, '')
    .replace(/[‐-―−]+/g, '-')
    .replace(/[\p{L}\p{N}]+/gu, foldText);

/** All fields of a ledger, those every ledger has behind its own. */
export const allFields = (ledger: Ledger): readonly Field[] => [...ledger.fields, ...commonFields];

/**
 * What makes a row the thing it is, as one text: equal for two people who write the same thing in
 * different ways. Null where the declaration names no such keys, or none of them holds anything.
 */
export const naturalKey = (
  ledger: Ledger,
  parent: string | null,
  values: LedgerValues,
): string | null => {
  const parts = ledger.sameBy.map((key) => {
    const value = values[key];
    return isGiven(value) ? foldKey(String(value)) : '';
  });
  return parts.every((part) => part === '') ? null : JSON.stringify([parent ?? '', ...parts]);
};

/** Every problem of a row, errors first. An empty list lets it be saved. */
export const rowProblems = (ledger: Ledger, values: LedgerValues): RowProblem[] => {
  const cells = allFields(ledger).flatMap((field): RowProblem[] => {
    const value = values[field.key];
    if (!isGiven(value))
      return field.required
        ? [{ severity: 'error', keys: [field.key], message: `请填写${field.label}` }]
        : [];
    const problem = valueProblem(field, value);
    return problem === null
      ? []
      : [{ severity: 'error', keys: [field.key], message: `${field.label}${problem}` }];
  });
  if (cells.length > 0) return cells;
  const between = [...(ledger.rules?.(values) ?? []), ...validityProblems(ledger, values)];
  return between.sort((a, b) => (a.severity === b.severity ? 0 : a.severity === 'error' ? -1 : 1));
};

const validityProblems = ({ validity, ...ledger }: Ledger, values: LedgerValues): RowProblem[] => {
  if (!validity?.from) return [];
  const [from, to] = [values[validity.from], values[validity.to]];
  if (typeof from !== 'string' || typeof to !== 'string') return [];
  // A month holds its days: 2026-05 is not before 2026-05-20.
  const both = Math.min(from.length, to.length);
  if (to.slice(0, both) >= from.slice(0, both)) return [];
  const label = (key: string): string => ledger.fields.find((f) => f.key === key)?.label ?? key;
  return [
    {
      severity: 'error',
      keys: [validity.to, validity.from],
      message: `${label(validity.to)}早于${label(validity.from)}`,
    },
  ];
};

/** What a row is called in lists of changes: its title fields, else what the ledger is called. */
export const rowTitle = (ledger: Ledger, values: LedgerValues): string => {
  const words = ledger.titleBy.flatMap((key) => {
    const field = fieldNamed(ledger, key);
    const value = values[key];
    if (!field || !isGiven(value)) return [];
    return [field.kind === 'year' ? `${value} 年` : showValue(field, value)];
  });
  return words.join(' ') || ledger.label;
};

/** A row's values with the computed ones beside them. */
export const withComputed = (ledger: Ledger, values: LedgerValues): LedgerValues => ({
  ...values,
  ...Object.fromEntries((ledger.computed ?? []).map((c) => [c.key, c.compute(values)])),
});

/** The columns of a list by key: stored and computed, with what a header says. */
export const columnLabel = (ledger: Ledger, key: string): string => {
  const found =
    fieldNamed(ledger, key) ?? ledger.computed?.find((computed) => computed.key === key);
  if (!found) return key;
  const unit = 'unit' in found ? found.unit : undefined;
  return unit ? `${found.label}（${unit}）` : found.label;
};

/** A stored or computed cell as a list shows it. `values` holds the computed ones too. */
export const showCell = (ledger: Ledger, key: string, values: LedgerValues): string => {
  const value = values[key] ?? null;
  const field = fieldNamed(ledger, key);
  if (field) return showValue(field, value);
  const scale = ledger.computed?.find((computed) => computed.key === key)?.scale;
  return typeof value === 'number' && scale !== undefined
    ? grouped(digitsOf(value, scale))
    : String(value ?? '');
};
