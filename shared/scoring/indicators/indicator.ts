import { type LedgerName, ledgerNamed, ledgers } from '#shared/registers/index.ts';
import type { Field, LedgerValues, Unit } from '#shared/registers/ledger.ts';
import { holdsOn } from '#shared/registers/validity.ts';
import { scaleOf } from '#shared/registers/values.ts';
import { figureScale, oneFigure } from '#shared/scoring/points.ts';

/**
 * Named indicators (指标): what a scheme, a condition or a gap analysis may read from a firm's file.
 * Each says its unit, where it comes from and which ledger cells it needs; none is typed in.
 */

export type FileRow = { readonly id: string; readonly values: LedgerValues };

/** A firm's file as far as indicators need it. */
export type FirmFile = {
  readonly firm: LedgerValues;
  readonly rows: (ledger: LedgerName) => readonly FileRow[];
};

/** What is asked about: the year of the figures, and the day certificates and honours must hold on. */
export type Moment = {
  readonly year: number;
  /** `YYYY-MM-DD` */
  readonly day: string;
};

export type RowRef = { readonly ledger: LedgerName; readonly id: string };

export type Reading = {
  /** Ten-thousandths of the unit; null where not known. */
  readonly figure: number | null;
  /** For 选项 rows. */
  readonly words?: readonly string[];
  /** Where it was read, in words; rows behind it can be opened. */
  readonly source: string;
  readonly refs: readonly RowRef[];
};

export type Indicator = {
  /** Stands in schemes and conditions; permanent. */
  readonly key: string;
  readonly label: string;
  readonly unit: Unit | '级' | '';
  readonly group:
    | '经济'
    | '市场'
    | '质量'
    | '标准'
    | '计量'
    | '品牌'
    | '创新'
    | '认证'
    | '信用'
    | '企业';
  /** What it gives: a figure, a yes or no (0 or 1 in ten-thousandths), or words. */
  readonly gives: 'figure' | 'flag' | 'words';
  /** Which way is better; null where neither is. */
  readonly better: 'more' | 'less' | null;
  /** Cells it reads, by ledger. */
  readonly needs: Readonly<Partial<Record<LedgerName, readonly string[]>>>;
  readonly read: (file: FirmFile, at: Moment) => Reading;
};

/** How many digits a stored integer lacks to be ten-thousandths, by ledger and field. */
const powers: ReadonlyMap<LedgerName, ReadonlyMap<string, number>> = new Map(
  ledgers.map(({ name, fields }) => [
    name,
    new Map(fields.map((field: Field) => [field.key, figureScale - scaleOf(field)])),
  ]),
);

/** A stored cell as ten-thousandths of the field's unit; null where it is empty. */
export const figureOf = (ledger: LedgerName, key: string, values: LedgerValues): number | null => {
  const value = values[key] ?? null;
  const power = powers.get(ledger)?.get(key);
  if (typeof value !== 'number' || power === undefined) return null;
  const figure = power >= 0 ? value * 10 ** power : Math.round(value / 10 ** -power);
  return Number.isSafeInteger(figure) ? figure : null;
};

/** A number of things as a figure. */
export const counted = (n: number): number => n * oneFigure;

const labelOf = (ledger: LedgerName): string => ledgerNamed(ledger)?.label ?? ledger;

const validityKeys = (ledger: LedgerName): string[] => {
  const { validity } = ledgerNamed(ledger) ?? {};
  return [validity?.from, validity?.to, 'state', 'revoked'].filter((key) => key !== undefined);
};

type Wanted = {
  readonly ledger: LedgerName;
  /** Cells the test reads. */
  readonly reads?: readonly string[];
  readonly test?: (values: LedgerValues, at: Moment) => boolean;
  /** Only rows that hold on the day. */
  readonly holding?: true;
};

/** Cells a count needs, for `needs`. */
export const cellsOf = ({ ledger, reads = [], holding }: Wanted): Indicator['needs'] => {
  const fields = ledgerNamed(ledger)?.fields.map(({ key }) => key) ?? [];
  const keys = [...reads, ...(holding ? validityKeys(ledger) : [])];
  return { [ledger]: [...new Set(keys)].filter((key) => fields.includes(key)) };
};

/** Rows of a file that are wanted. */
export const rowsWanted = (file: FirmFile, at: Moment, wanted: Wanted): FileRow[] => {
  const ledger = ledgerNamed(wanted.ledger);
  return file
    .rows(wanted.ledger)
    .filter(
      ({ values }) =>
        (!wanted.holding || (ledger !== undefined && holdsOn(ledger, values, at.day))) &&
        (wanted.test?.(values, at) ?? true),
    );
};

/** Rows named behind a figure; a thousand of them are told by the first twenty. */
const refsTo = (ledger: LedgerName, rows: readonly FileRow[]): RowRef[] =>
  rows.slice(0, 20).map(({ id }) => ({ ledger, id }));

/** How many rows of a ledger are wanted. A file without any says 0: what is not entered is not held. */
export const countOf =
  (wanted: Wanted) =>
  (file: FirmFile, at: Moment): Reading => {
    const rows = rowsWanted(file, at, wanted);
    const day = wanted.holding ? `，${at.day} 有效` : '';
    return {
      figure: counted(rows.length),
      source: `${labelOf(wanted.ledger)}台账${day}`,
      refs: refsTo(wanted.ledger, rows),
    };
  };

/** Whether any row is wanted: 1 or 0. */
export const anyOf =
  (wanted: Wanted) =>
  (file: FirmFile, at: Moment): Reading => {
    const reading = countOf(wanted)(file, at);
    return { ...reading, figure: (reading.figure ?? 0) > 0 ? oneFigure : 0 };
  };

/** Words of a cell over the rows wanted, each once. */
export const wordsOf =
  (wanted: Wanted, key: string) =>
  (file: FirmFile, at: Moment): Reading => {
    const rows = rowsWanted(file, at, wanted).filter(({ values }) => values[key] != null);
    const words = [...new Set(rows.map(({ values }) => String(values[key])))];
    return {
      figure: null,
      words,
      source: `${labelOf(wanted.ledger)}台账`,
      refs: refsTo(wanted.ledger, rows),
    };
  };
