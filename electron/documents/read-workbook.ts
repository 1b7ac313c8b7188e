/** Workbooks (.xls, .xlsx, .ods, and tables saved as HTML or XML) to grids of text. */
import {
  type CellObject,
  type ParsingOptions,
  read,
  set_cptable,
  type WorkBook,
  type WorkSheet,
} from '@e965/xlsx';
import * as codePages from '@e965/xlsx/dist/cpexcel.full.mjs';
import { Refusal } from '#shared/errors.ts';
import { cellText, isRounded } from './cell-text.ts';
import { type Grid, type Merge, tableLimits } from './table-grid.ts';

// The ES build of the reader leaves the code pages out; .xls of the 1990s needs GBK.
set_cptable(codePages);

/** Enough to tell the columns of one file; more merges than this are damage or an attack. */
const mergedRowBudget = 1_000_000;

const readOrRefuse = (source: Uint8Array | string, options: ParsingOptions): WorkBook => {
  try {
    // The reader keeps its position on the buffer it is given, so each reading gets its own.
    return read(typeof source === 'string' ? source : Buffer.from(source), {
      ...(typeof source === 'string' ? { type: 'string' } : { type: 'buffer', codepage: 936 }),
      dense: true,
      cellFormula: false,
      cellHTML: false,
      cellText: false,
      cellNF: true,
      // For text sources: without it an 18-digit code becomes a rounded number.
      raw: true,
      ...options,
    });
  } catch (error) {
    if (error instanceof Error && /password/i.test(error.message)) {
      throw Refusal.of('table.password');
    }
    throw Refusal.of('table.unreadable', { why: '不是表格文件，或文件已损坏' });
  }
};

const mergesOf = (sheet: WorkSheet): Merge[] =>
  (sheet['!merges'] ?? []).map(({ s, e }) => ({ top: s.r, bottom: e.r, left: s.c, right: e.c }));

/** A name merged over several rows belongs to each of them; rows with nothing else stay blank. */
const fillDown = (rows: (string[] | undefined)[], merges: readonly Merge[]): void => {
  let budget = mergedRowBudget;
  for (const { top, bottom, left } of merges) {
    const text = rows[top]?.[left] ?? '';
    if (text === '' || bottom === top) continue;
    for (let row = top + 1; row <= bottom && row < rows.length && budget > 0; row += 1) {
      budget -= 1;
      const cells = rows[row];
      if (cells?.some((cell) => cell !== '')) cells[left] = text;
    }
  }
};

type Denser = { readonly '!data'?: readonly (readonly (CellObject | undefined)[] | undefined)[] };

const gridOf = (book: WorkBook, name: string, hidden: boolean, out: Hidden): Grid => {
  const sheet = book.Sheets[name] ?? {};
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  const rounded: { row: number; column: number }[] = [];
  let broken = 0;
  const rows: (string[] | undefined)[] = [];
  for (const [row, cells] of ((sheet as Denser)['!data'] ?? []).entries()) {
    if (!cells) continue;
    // The cells are sparse; an array filled with `from` is not.
    rows[row] = Array.from(cells, (cell, column) => {
      if (!cell) return '';
      if (cell.t === 'e') broken += 1;
      if (isRounded(cell)) rounded.push({ row, column });
      return cellText(cell, date1904);
    });
  }
  const merges = mergesOf(sheet);
  fillDown(rows, merges);
  const notes = broken > 0 ? [`有 ${broken} 个单元格是公式错误，按空白读入`] : [];
  return { sheet: name, hidden, rows, merges, ...out, rounded, notes };
};

type Hidden = {
  readonly hiddenColumns: ReadonlySet<number>;
  readonly hiddenRows: ReadonlySet<number>;
};

/** Rows beyond it are taken as shown: the reader keeps every formatted blank cell when asked for styles. */
const styledRows = 20_000;

const hiddenAt = (infos: readonly ({ readonly hidden?: boolean } | undefined)[] | undefined) =>
  new Set([...(infos ?? [])].flatMap((info, index) => (info?.hidden ? [index] : [])));

/** Read apart: asking for styles costs, and only few rows carry what people hid. */
const hiddenOf = (source: Uint8Array | string, name: string): Hidden => {
  const sheet = readOrRefuse(source, { cellStyles: true, sheetRows: styledRows, sheets: name })
    .Sheets[name];
  return { hiddenColumns: hiddenAt(sheet?.['!cols']), hiddenRows: hiddenAt(sheet?.['!rows']) };
};

export type SheetName = { readonly name: string; readonly hidden: boolean };

/** A workbook opened: its sheets, visible ones first, each turned into a grid when asked for. */
export type OpenWorkbook = {
  readonly sheets: readonly SheetName[];
  readonly grid: (name: string) => Grid;
};

/**
 * Opens a workbook.
 *
 * @throws Refusal `table.password` or `table.unreadable`.
 */
export const openWorkbook = (source: Uint8Array | string): OpenWorkbook => {
  const book = readOrRefuse(source, { sheetRows: tableLimits.rows + 1 });
  const isHidden = (index: number): boolean => Boolean(book.Workbook?.Sheets?.[index]?.Hidden);
  const sheets = book.SheetNames.map((name, index) => ({ name, hidden: isHidden(index) }));
  return {
    sheets: sheets.toSorted((a, b) => Number(a.hidden) - Number(b.hidden)),
    grid: (name) =>
      gridOf(
        book,
        name,
        sheets.some((s) => s.name === name && s.hidden),
        hiddenOf(source, name),
      ),
  };
};
