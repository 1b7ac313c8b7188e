/**
 * Any table an office may send, read the same way: which columns, which rows, and what was odd.
 * What the columns mean is not known here; shared/import-columns.ts says that.
 */
import { Refusal } from '#shared/errors.ts';
import { isFirmAnchor } from '#shared/import-targets.ts';
import { type TextForm, textForm, textPieces } from './decode-text.ts';
import { findHeader, type Header, headerBetween } from './find-header.ts';
import { delimitedRows } from './parse-delimited.ts';
import { openWorkbook } from './read-workbook.ts';
import { bytesAtHand, type TableBytes } from './table-bytes.ts';
import { type Grid, tableLimits } from './table-grid.ts';
import { unpackZip } from './unpack-zip.ts';
import { xlsStream } from './xls-stream.ts';

export type TableColumn = {
  /** Position in the file, zero-based, and in every row's `cells`. */
  readonly index: number;
  /** Without blanks; the parts of a header of several rows joined as `上级/下级`; may be empty. */
  readonly title: string;
  readonly hidden: boolean;
};

export type TableRow = {
  /** Row in the file as Excel counts it, from 1. */
  readonly row: number;
  /** As many as there are columns. */
  readonly cells: readonly string[];
  readonly hidden?: true;
};

/** Which sheet and which rows a person says are the header; found where nothing is said. */
export type TableChoice = {
  readonly sheet?: string | undefined;
  /** Rows as Excel counts them, from 1. */
  readonly header?: { readonly top: number; readonly bottom: number } | undefined;
};

export type TableHead = {
  readonly sheet: string;
  /** Every sheet of the file, visible ones first. */
  readonly sheets: readonly { readonly name: string; readonly hidden: boolean }[];
  /** Highest and lowest header row in the file, from 1. */
  readonly headerTop: number;
  readonly headerRow: number;
  readonly columns: readonly TableColumn[];
  /** What stands above the header: titles, 「单位：万元」. */
  readonly above: readonly string[];
  /** The sheet's first rows as they lie there, for a person to see the header among them. */
  readonly firstRows: readonly (readonly string[])[];
};

/** A table whose rows come as they are asked for; a text file is never whole in memory as rows. */
export type OpenTable = TableHead & {
  /** Rows below the header with at least one filled cell. @throws Refusal `table.tooLarge` */
  readonly rows: () => Generator<TableRow>;
  /** About how many rows there are, for progress. */
  readonly rowsExpected: () => number;
  /** Chinese sentences about what was odd in the file; whole once `rows` has been gone through. */
  readonly notes: () => readonly string[];
};

export type Table = TableHead & {
  readonly rows: readonly TableRow[];
  readonly notes: readonly string[];
};

type Kind = 'ole' | 'zip' | 'text';

/** By content: offices rename files, and an .et or .xls may hold any of these. */
const kindOf = (bytes: Uint8Array): Kind => {
  const starts = (...magic: number[]): boolean => magic.every((byte, i) => bytes[i] === byte);
  if (starts(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return 'ole';
  return starts(0x50, 0x4b, 0x03, 0x04) ? 'zip' : 'text';
};

/** A tab or an apostrophe before digits is how people keep Excel from rounding a code. */
const textCell = (cell: string): string => {
  const trimmed = cell.trim();
  return trimmed.startsWith("'") ? trimmed.replace(/^'(?=\d)/, '') : trimmed;
};

/** A sheet to find a header in, and all its rows. */
type Source = {
  readonly top: Grid;
  readonly count: () => number;
  readonly lines: () => Iterable<readonly string[] | undefined>;
};

/** Rows looked at for a header. */
const headRows = 64;

const textSource = (bytes: TableBytes, form: TextForm, fileName: string): Source => {
  const lines = function* () {
    for (const row of delimitedRows(textPieces(bytes.pieces(), form.encoding))) {
      for (let at = 0; at < row.length; at += 1) row[at] = textCell(row[at] ?? '');
      yield row;
    }
  };
  return {
    lines,
    count: () => {
      let lines = 1;
      for (const piece of bytes.pieces())
        for (let at = piece.indexOf(0x0a); at >= 0; at = piece.indexOf(0x0a, at + 1)) lines += 1;
      return lines;
    },
    top: {
      sheet: fileName.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, ''),
      hidden: false,
      rows: lines().take(headRows).toArray(),
      merges: [],
      hiddenColumns: new Set(),
      hiddenRows: new Set(),
      rounded: [],
      notes: form.notes,
    },
  };
};

type Sources = {
  readonly sheets: TableHead['sheets'];
  readonly source: (name: string) => Source;
};

const workbookSources = (content: Uint8Array | string): Sources => {
  const { sheets, grid } = openWorkbook(content);
  return {
    sheets,
    source: (name) => {
      const top = grid(name);
      return { top, lines: () => top.rows, count: () => top.rows.length };
    },
  };
};

const sourcesOf = (bytes: TableBytes, fileName: string): Sources => {
  const head = bytes.head();
  const kind = kindOf(head);
  if (kind === 'ole') return workbookSources(xlsStream(bytes.whole()));
  if (kind === 'zip') return workbookSources(unpackZip(bytes.whole(), tableLimits.unpackedBytes));
  const form = textForm(bytes);
  if (form.isEmpty) throw Refusal.of('table.empty');
  const [start = ''] = textPieces([head], form.encoding);
  // Many systems export a web page or XML under the name .xls.
  if (/^\s*<(?:\?xml|!doctype|html|table|meta|head|body|workbook|style|div)\b/i.test(start))
    return workbookSources([...textPieces(bytes.pieces(), form.encoding)].join(''));
  const source = textSource(bytes, form, fileName);
  return { sheets: [{ name: source.top.sheet, hidden: false }], source: () => source };
};

const scientific = /^\d(?:\.\d+)?E\+\d{2}$/i;

/** What is noticed about cells while the rows go by. */
const watchRows = (grid: Grid, { bottom, titles }: Header) => {
  const rowsByColumn = new Map<number, number[]>();
  let beyond = 0;
  const add = (column: number, row: number): void => {
    const known = rowsByColumn.get(column);
    if (known) known.push(row);
    else rowsByColumn.set(column, [row]);
  };
  return {
    row: (cells: readonly string[], row: number, wider: boolean): void => {
      if (wider) beyond += 1;
      for (let column = 0; column < cells.length; column += 1) {
        const cell = cells[column] ?? '';
        if (cell.length > 4 && cell.length < 26 && scientific.test(cell)) add(column, row);
      }
    },
    notes: (): string[] => {
      const found = new Map([...rowsByColumn].map(([column, rows]) => [column, [...rows]]));
      for (const { row, column } of grid.rounded)
        if (row > bottom) found.set(column, [...(found.get(column) ?? []), row + 1]);
      return [
        ...(beyond > 0 ? [`有 ${beyond} 行在最后一个表头右边还有内容，未读入`] : []),
        ...[...found].map(([column, rows]) => {
          const title = titles[column] || `第 ${column + 1} 列`;
          const shown = rows.slice(0, 5).join('、') + (rows.length > 5 ? ' 等' : '');
          return `「${title}」有 ${rows.length} 格存成了数字，第 15 位以后已丢失（第 ${shown} 行），请按文本重填`;
        }),
      ];
    },
  };
};

const filled = (cell: string): boolean => cell !== '';

const openBody = (source: Source, header: Header) => {
  const { top: grid, lines } = source;
  const width = header.titles.length;
  let watch = watchRows(grid, header);
  const rows = function* (): Generator<TableRow> {
    watch = watchRows(grid, header);
    let at = -1;
    for (const line of lines()) {
      at += 1;
      if (at >= tableLimits.rows)
        throw Refusal.of('table.tooLarge', {
          what: `超过 ${tableLimits.rows.toLocaleString('en')} 行`,
        });
      if (at <= header.bottom || !line?.some(filled)) continue;
      const cells =
        line.length === width
          ? line
          : Array.from({ length: width }, (_, column) => line[column] ?? '');
      watch.row(cells, at + 1, line.length > width && line.slice(width).some(filled));
      if (cells !== line && !cells.some(filled)) continue;
      const row = { row: at + 1, cells };
      yield grid.hiddenRows.has(at) ? { ...row, hidden: true } : row;
    }
  };
  const notes = (): readonly string[] => {
    const said = [...grid.notes];
    if (grid.hidden) said.push(`工作表「${grid.sheet}」是隐藏的`);
    if (grid.hiddenRows.size > 0)
      said.push(`有 ${grid.hiddenRows.size} 行是隐藏的，照样读入，可以选择不导入`);
    return [...said, ...watch.notes()];
  };
  const rowsExpected = (): number => Math.max(1, source.count() - header.bottom - 1);
  return { rows, rowsExpected, notes };
};

const tableOf = (sheets: TableHead['sheets'], source: Source, header: Header): OpenTable => {
  const { top: grid } = source;
  if (header.titles.length > tableLimits.columns) {
    throw Refusal.of('table.tooLarge', { what: `超过 ${tableLimits.columns} 列` });
  }
  const above = grid.rows.slice(0, header.top).flatMap((row) => (row ?? []).filter(filled));
  return {
    sheet: grid.sheet,
    sheets,
    headerTop: header.top + 1,
    headerRow: header.bottom + 1,
    columns: header.titles.map((title, index) => ({
      index,
      title,
      hidden: grid.hiddenColumns.has(index),
    })),
    above,
    firstRows: Array.from({ length: Math.min(headRows, grid.rows.length) }, (_, row) => [
      ...(grid.rows[row] ?? []),
    ]),
    ...openBody(source, header),
  };
};

const chosenHeader = (grid: Grid, { top, bottom }: { top: number; bottom: number }): Header => {
  const last = Math.min(grid.rows.length, headRows) - 1;
  if (top > bottom || bottom - 1 > last) throw Refusal.of('table.noHeader');
  const header = headerBetween(grid, top - 1, bottom - 1);
  if (header.titles.length === 0) throw Refusal.of('table.noHeader');
  return header;
};

/**
 * Opens the sheet a person chose, or the first sheet that has a header: .xls, .xlsx, .et and .ods by
 * content whatever the file is called; otherwise delimited text in UTF-8, UTF-16 or GB18030.
 *
 * A header is the first row, near the top, with a cell whose title `isAnchor` knows. Title rows
 * above it and blank rows are left out; cells are trimmed; dates are ISO text.
 *
 * @throws Refusal `table.empty`, `table.password`, `table.tooLarge`, `table.noHeader` or
 * `table.unreadable`, and nothing else, whatever the bytes are.
 */
export const openTable = (
  bytes: TableBytes,
  fileName: string,
  isAnchor: (title: string) => boolean = isFirmAnchor,
  choice: TableChoice = {},
): OpenTable => {
  if (bytes.size === 0) throw Refusal.of('table.empty');
  if (bytes.size > tableLimits.bytes) {
    throw Refusal.of('table.tooLarge', { what: '文件超过 200 MB' });
  }
  const { sheets, source } = sourcesOf(bytes, fileName);
  const wanted = sheets.filter(({ name }) => choice.sheet === undefined || name === choice.sheet);
  for (const { name } of wanted) {
    const opened = source(name);
    const header = choice.header
      ? chosenHeader(opened.top, choice.header)
      : findHeader(opened.top, isAnchor);
    if (header) return tableOf(sheets, opened, header);
  }
  throw Refusal.of('table.noHeader');
};

/** The same with all rows at hand. @throws as `openTable` */
export const readTable = (
  bytes: Uint8Array,
  fileName: string,
  isAnchor: (title: string) => boolean = isFirmAnchor,
  choice: TableChoice = {},
): Table => {
  const opened = openTable(bytesAtHand(bytes), fileName, isAnchor, choice);
  const { rows, rowsExpected: _, notes, ...head } = opened;
  const all = [...rows()];
  return { ...head, rows: all, notes: notes() };
};
