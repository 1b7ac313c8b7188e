import { type CellObject, utils, type WorkSheet, write } from '@e965/xlsx';

/** A column of a sheet: its title, what its cells are, and about how many letters wide. */
export type SheetColumn = {
  readonly title: string;
  readonly kind: 'text' | 'number' | 'day';
  readonly width: number;
};

export type SheetCell = string | number | null;

export type Sheet = {
  /** At most 31 letters, none of `\ / ? * [ ] :`. */
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  /** Cells in the order of `columns`. */
  readonly rows: Iterable<readonly SheetCell[]>;
};

/** Days since 1899-12-30, as spreadsheets count them. */
const serialOf = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / 86_400_000 + 25_569;

/** A day that is whole is a date; what the source knows less of (`2009-03`) stays text. */
const toCell = (value: SheetCell, kind: SheetColumn['kind']): CellObject | null => {
  if (value === null || value === '') return null;
  if (typeof value === 'number') return { t: 'n', v: value };
  if (kind === 'day' && /^\d{4}-\d{2}-\d{2}$/.test(value))
    return { t: 'n', v: serialOf(value), z: 'yyyy-mm-dd' };
  return { t: 's', v: value };
};

const sheetOf = ({ columns, rows }: Sheet): WorkSheet => {
  const cells: (CellObject | null)[][] = [columns.map(({ title }) => ({ t: 's', v: title }))];
  for (const row of rows)
    cells.push(row.map((value, n) => toCell(value, columns[n]?.kind ?? 'text')));
  const sheet = utils.aoa_to_sheet(cells as unknown[][], { dense: true });
  sheet['!cols'] = columns.map(({ width }) => ({ wch: width }));
  sheet['!autofilter'] = {
    ref: utils.encode_range({ r: 0, c: 0 }, { r: cells.length - 1, c: columns.length - 1 }),
  };
  return sheet;
};

/**
 * A workbook: headers that can be filtered, numbers and days as such, so that a sum or a sort in Excel
 * works at once. Text never becomes a formula.
 */
export const writeSheets = (sheets: readonly Sheet[]): Uint8Array => {
  const book = utils.book_new();
  for (const sheet of sheets) utils.book_append_sheet(book, sheetOf(sheet), sheet.name);
  return new Uint8Array(
    write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Uint8Array,
  );
};

/** A workbook of one sheet. @see writeSheets */
export const writeWorkbook = (
  name: string,
  columns: readonly SheetColumn[],
  rows: Iterable<readonly SheetCell[]>,
): Uint8Array => writeSheets([{ name, columns, rows }]);
