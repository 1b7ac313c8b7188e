/**
 * Any table an office may send, read the same way: which columns, which rows, and what was odd.
 * What the columns mean is not known here; shared/roster.ts and the registers say that.
 */
import { Refusal } from '#shared/errors.ts';
import { isRosterAnchor } from '#shared/roster.ts';
import { decodeText } from './decode-text.ts';
import { findHeader, type Header } from './find-header.ts';
import { parseDelimited } from './parse-delimited.ts';
import { workbookGrids } from './read-workbook.ts';
import { type Grid, tableLimits } from './table-grid.ts';
import { unpackZip } from './unpack-zip.ts';
import { xlsStream } from './xls-stream.ts';

export type TableColumn = {
  /** Position in the file, zero-based, and in every row's `cells`. */
  readonly index: number;
  /** Without blanks; the two parts of a two-row header joined as `上级/下级`; may be empty. */
  readonly title: string;
  readonly hidden: boolean;
};

export type TableRow = {
  /** Row in the file as Excel counts it, from 1. */
  readonly row: number;
  /** As many as there are columns. */
  readonly cells: readonly string[];
};

export type Table = {
  readonly sheet: string;
  /** Lowest header row in the file, from 1. */
  readonly headerRow: number;
  readonly columns: readonly TableColumn[];
  /** Rows with at least one filled cell. */
  readonly rows: readonly TableRow[];
  /** Chinese sentences about what was odd in the file. */
  readonly notes: readonly string[];
};

type Kind = 'ole' | 'zip' | 'text';

/** By content: offices rename files, and an .et or .xls may hold any of these. */
const kindOf = (bytes: Uint8Array): Kind => {
  const starts = (...magic: number[]): boolean => magic.every((byte, i) => bytes[i] === byte);
  if (starts(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return 'ole';
  return starts(0x50, 0x4b, 0x03, 0x04) ? 'zip' : 'text';
};

const textGrid = (text: string, fileName: string, notes: readonly string[]): Grid => ({
  sheet: fileName.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, ''),
  hidden: false,
  rows: parseDelimited(text, tableLimits.rows + 1).map((row) =>
    // A tab or an apostrophe before digits is how people keep Excel from rounding a code.
    row.map((cell) => cell.trim().replace(/^'(?=\d)/, '')),
  ),
  merges: [],
  hiddenColumns: new Set(),
  rounded: [],
  notes,
});

function* gridsOf(bytes: Uint8Array, fileName: string): Generator<Grid> {
  const kind = kindOf(bytes);
  if (kind !== 'text') {
    yield* workbookGrids(
      kind === 'zip' ? unpackZip(bytes, tableLimits.unpackedBytes) : xlsStream(bytes),
    );
    return;
  }
  const { text, notes } = decodeText(bytes);
  if (text.trim() === '') throw Refusal.of('table.empty');
  // Many systems export a web page or XML under the name .xls.
  if (/^\s*<(?:\?xml|!doctype|html|table|meta|head|body|workbook|style|div)\b/i.test(text)) {
    yield* workbookGrids(text);
  } else {
    yield textGrid(text, fileName, notes);
  }
}

const scientific = /^\d(?:\.\d+)?E\+\d{2}$/i;

const roundedNotes = (grid: Grid, header: Header, rows: readonly TableRow[]): string[] => {
  const rowsByColumn = new Map<number, number[]>();
  const add = (column: number, row: number): void => {
    const known = rowsByColumn.get(column);
    if (known) known.push(row);
    else rowsByColumn.set(column, [row]);
  };
  for (const { row, column } of grid.rounded) if (row > header.bottom) add(column, row + 1);
  for (const { row, cells } of rows) {
    for (const [column, cell] of cells.entries()) if (scientific.test(cell)) add(column, row);
  }
  return [...rowsByColumn].map(([column, found]) => {
    const title = header.titles[column] || `第 ${column + 1} 列`;
    const shown = found.slice(0, 5).join('、') + (found.length > 5 ? ' 等' : '');
    return `「${title}」有 ${found.length} 格存成了数字，第 15 位以后已丢失（第 ${shown} 行），请按文本重填`;
  });
};

const bodyOf = (grid: Grid, header: Header): { rows: TableRow[]; beyond: number } => {
  const width = header.titles.length;
  const rows: TableRow[] = [];
  let beyond = 0;
  for (let at = header.bottom + 1; at < grid.rows.length; at += 1) {
    const source = grid.rows[at];
    if (!source?.some((cell) => cell !== '')) continue;
    if (source.slice(width).some((cell) => cell !== '')) beyond += 1;
    const cells = Array.from({ length: width }, (_, column) => source[column] ?? '');
    if (cells.some((cell) => cell !== '')) rows.push({ row: at + 1, cells });
  }
  return { rows, beyond };
};

const tableOf = (grid: Grid, header: Header): Table => {
  if (header.titles.length > tableLimits.columns) {
    throw Refusal.of('table.tooLarge', { what: `超过 ${tableLimits.columns} 列` });
  }
  if (grid.rows.length > tableLimits.rows) {
    throw Refusal.of('table.tooLarge', {
      what: `超过 ${tableLimits.rows.toLocaleString('en')} 行`,
    });
  }
  const { rows, beyond } = bodyOf(grid, header);
  const notes = [...grid.notes];
  if (grid.hidden) notes.push(`工作表「${grid.sheet}」是隐藏的`);
  if (beyond > 0) notes.push(`有 ${beyond} 行在最后一个表头右边还有内容，未读入`);
  notes.push(...roundedNotes(grid, header, rows));
  return {
    sheet: grid.sheet,
    headerRow: header.bottom + 1,
    columns: header.titles.map((title, index) => ({
      index,
      title,
      hidden: grid.hiddenColumns.has(index),
    })),
    rows,
    notes,
  };
};

/**
 * Reads the first sheet that has a header: .xls, .xlsx, .et and .ods by content whatever the file
 * is called; otherwise delimited text in UTF-8, UTF-16 or GB18030.
 *
 * A header is the first row, near the top, with a cell whose title `isAnchor` knows. Title rows
 * above it and blank rows are left out; cells are trimmed; dates are ISO text.
 *
 * @throws Refusal `table.empty`, `table.password`, `table.tooLarge`, `table.noHeader` or
 * `table.unreadable`, and nothing else, whatever the bytes are.
 */
export const readTable = (
  bytes: Uint8Array,
  fileName: string,
  isAnchor: (title: string) => boolean = isRosterAnchor,
): Table => {
  if (bytes.length === 0) throw Refusal.of('table.empty');
  if (bytes.length > tableLimits.bytes) {
    throw Refusal.of('table.tooLarge', { what: '文件超过 200 MB' });
  }
  for (const grid of gridsOf(bytes, fileName)) {
    const header = findHeader(grid, isAnchor);
    if (header) return tableOf(grid, header);
  }
  throw Refusal.of('table.noHeader');
};
