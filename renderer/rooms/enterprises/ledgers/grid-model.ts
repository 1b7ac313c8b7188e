import type { LedgerRow } from '#shared/ledgers.ts';
import {
  commonFields,
  type Field,
  type Ledger,
  type LedgerValue,
  type LedgerValues,
} from '#shared/registers/ledger.ts';
import { rowProblems } from '#shared/registers/rows.ts';
import { readValue, showValue, writeValue } from '#shared/registers/values.ts';

/**
 * A ledger as a sheet of cells: records by fields. What is typed stands beside what is stored until
 * its row can be saved. Pure: no screen, no store.
 */

/** Texts typed and not yet saved, by row and field. A row that is not stored yet is `new-<n>`. */
export type Typed = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** One record of the sheet. */
export type GridRow = { readonly key: string; readonly stored: LedgerRow | null };

/** What stood in cells before a step, for undoing it. */
export type Step = readonly {
  readonly row: string;
  readonly field: string;
  readonly text: string;
}[];

export const isNewKey = (key: string): boolean => key.startsWith('new-');

/**
 * Fields a sheet shows: those of a list first, in their order; references are chosen elsewhere.
 *
 * @param bare the declared ones alone, without what every ledger has behind its own
 */
export const gridFields = (ledger: Ledger, bare = false): readonly Field[] => {
  if (bare) return ledger.fields;
  const shown = ledger.fields.filter(({ kind }) => kind !== 'reference');
  const first = ledger.shape === 'years' ? [] : ledger.list;
  const place = ({ key }: Field): number => {
    const at = first.indexOf(key);
    return at < 0 ? first.length : at;
  };
  const note = commonFields.filter(({ key }) => key === 'source' || key === 'note');
  return [...shown.toSorted((a, b) => place(a) - place(b)), ...note];
};

/**
 * Stored rows and those being written, with one empty row to begin in.
 *
 * @param used highest number of a new row ever given: a name is not used twice
 * @param bare the rows are given: none is added
 */
export const gridRows = (
  stored: readonly LedgerRow[],
  typed: Typed,
  used = 0,
  bare = false,
): GridRow[] => {
  if (bare) return stored.map((row) => ({ key: row.id, stored: row }));
  const fresh = Object.keys(typed).filter(isNewKey);
  const next = `new-${Math.max(used, ...fresh.map((key) => Number(key.slice(4)))) + 1}`;
  return [
    ...stored.map((row) => ({ key: row.id, stored: row })),
    ...[...fresh, next].map((key) => ({ key, stored: null })),
  ];
};

/** Cells written a moment ago, by row: what the list on the screen does not hold yet. */
export type Saved = ReadonlyMap<string, LedgerValues>;

/**
 * Rows as they are in the store, as far as the page can know: those of the list with what was written
 * since it was asked for; rows the list does not have yet, at its end.
 */
export const withSaved = (stored: readonly LedgerRow[], saved: Saved): readonly LedgerRow[] => {
  if (saved.size === 0) return stored;
  const listed = new Set(stored.map(({ id }) => id));
  const fresh = [...saved].filter(([id]) => !listed.has(id));
  return [
    ...stored.map((row) => {
      const written = saved.get(row.id);
      return written ? { ...row, values: { ...row.values, ...written } } : row;
    }),
    ...fresh.map(
      ([id, values]): LedgerRow => ({
        ...{ id, parentId: null, firm: null, values, problems: [], attachments: 0, state: 'here' },
      }),
    ),
  ];
};

/** What a cell shows: what is typed, else what is stored, as a person would type it. */
export const cellText = (row: GridRow, field: Field, typed: Typed): string =>
  typed[row.key]?.[field.key] ?? writeValue(field, row.stored?.values[field.key] ?? null);

/**
 * Puts texts into cells; what equals the store is not typed any more.
 *
 * @param keep while a save is under way the store is about to change: what equals it is kept and sent
 */
export const withTexts = (
  rows: readonly GridRow[],
  fields: readonly Field[],
  typed: Typed,
  step: Step,
  keep = false,
): Typed => {
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const next: Record<string, Record<string, string>> = Object.fromEntries(
    Object.entries(typed).map(([key, cells]) => [key, { ...cells }]),
  );
  for (const { row: key, field: name, text } of step) {
    const field = fields.find((f) => f.key === name);
    if (!field) continue;
    const stored = byKey.get(key)?.stored ?? null;
    const cells = next[key] ?? {};
    next[key] = cells;
    if (!keep && text === writeValue(field, stored?.values[name] ?? null)) delete cells[name];
    else cells[name] = text;
    if (Object.keys(cells).length === 0) delete next[key];
  }
  return next;
};

/** A step that puts back what cells hold now. */
export const reverseOf = (
  rows: readonly GridRow[],
  fields: readonly Field[],
  typed: Typed,
  step: Step,
): Step =>
  step.map(({ row: key, field: name }) => {
    const row = rows.find((r) => r.key === key) ?? { key, stored: null };
    const field = fields.find((f) => f.key === name);
    return { row: key, field: name, text: field ? cellText(row, field, typed) : '' };
  });

/** A block of cells copied from a table: lines by tabs; quoted cells may hold either. */
export const parseBlock = (text: string): string[][] => {
  const lines: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const end = (): void => {
    lines.at(-1)?.push(cell);
    cell = '';
  };
  const source = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  for (let i = 0; i < source.length; i++) {
    const c = source.charAt(i);
    if (quoted) {
      if (c !== '"') cell += c;
      else if (source.charAt(i + 1) === '"') {
        cell += '"';
        i++;
      } else quoted = false;
    } else if (c === '"' && cell === '') quoted = true;
    else if (c === '\t') end();
    else if (c === '\n') {
      end();
      lines.push([]);
    } else cell += c;
  }
  end();
  return lines;
};

/** How a sheet lies: `sideways` where its records are columns, bounded where no row may be added. */
type Lie = {
  readonly rows: readonly GridRow[];
  readonly fields: readonly Field[];
  readonly sideways: boolean;
  readonly isBounded: boolean;
};

/**
 * The cells a pasted block is typed into, from a place on; new rows are named on, as many as the block
 * needs. What lies beyond the sheet is left out.
 *
 * @param at indexes of a row and a field
 */
export const pastedCells = (
  block: readonly (readonly string[])[],
  at: { readonly row: number; readonly field: number },
  { rows, fields, sideways, isBounded }: Lie,
): Step => {
  const last = Number((rows.at(-1)?.key ?? 'new-1').slice(4));
  const rowKey = (n: number): string => rows[n]?.key ?? `new-${last + n - rows.length + 1}`;
  return block.flatMap((line, down) =>
    line.flatMap((text, across) => {
      const [row, field] = sideways ? [across, down] : [down, across];
      const target = fields[at.field + field];
      const isBeyond = isBounded && at.row + row >= rows.length;
      return target && !isBeyond
        ? [{ row: rowKey(at.row + row), field: target.key, text: text.trim() }]
        : [];
    }),
  );
};

export type RowReading = {
  /** Values by field of what was typed; only readable cells. */
  readonly values: LedgerValues;
  /** What is wrong, by field; empty lets the row be saved. */
  readonly problems: Readonly<Record<string, string>>;
  /** Not wrong, but worth a look. */
  readonly warnings: readonly string[];
};

/** Reads what was typed into a row, and looks at the whole row as it would be saved. */
export const readRow = (ledger: Ledger, row: GridRow, typed: Typed): RowReading => {
  const values: Record<string, LedgerValue> = {};
  const problems: Record<string, string> = {};
  const fields = [...ledger.fields, ...commonFields] as readonly Field[];
  for (const [key, text] of Object.entries(typed[row.key] ?? {})) {
    const field = fields.find((f) => f.key === key);
    if (!field) continue;
    const read = readValue(field, text);
    if (read.ok) values[key] = read.value;
    else problems[key] = `${field.label}${read.problem}`;
  }
  const warnings: string[] = [];
  for (const problem of rowProblems(ledger, { ...row.stored?.values, ...values })) {
    const [key = ''] = problem.keys;
    if (problem.severity === 'warning') warnings.push(problem.message);
    else problems[key] ??= problem.message;
  }
  return { values, problems, warnings };
};

/** Whether a row that is not stored says nothing: it is left out. */
export const isEmptyRow = (row: GridRow, typed: Typed): boolean =>
  row.stored === null && Object.values(typed[row.key] ?? {}).every((text) => text.trim() === '');

/** Of every field the longest text that is stored, as it is shown. */
export const widestTexts = (fields: readonly Field[], rows: readonly GridRow[]): string[] =>
  fields.map((field) =>
    rows.reduce((widest, { stored }) => {
      const text = stored ? showValue(field, stored.values[field.key] ?? null) : '';
      return text.length > widest.length ? text : widest;
    }, ''),
  );
