/**
 * Tables of the fictional 澜溪县 as its offices keep them, dirt and all (the roster is in
 * roster-fixtures.ts). The same options always give the same file.
 */
import { type BookType, type CellObject, utils, write } from '@e965/xlsx';
import iconv from 'iconv-lite';
import { csvText, demoFirmName } from './roster-fixtures.ts';

type Cell = string | number;
export type TableFormat = 'xlsx' | 'biff8' | 'csv-gb18030' | 'csv-utf8' | 'csv-utf16';

const extensions: Record<TableFormat, string> = {
  xlsx: 'xlsx',
  // An .et is an .xls under another name.
  biff8: 'et',
  'csv-gb18030': 'csv',
  'csv-utf8': 'csv',
  'csv-utf16': 'csv',
};

/** Rows as the bytes of a file; a blank cell under a merge is no cell. */
export const tableBytes = (
  rows: readonly (readonly Cell[])[],
  format: TableFormat,
  options: {
    readonly merges?: readonly string[];
    readonly sheet?: string;
    readonly hiddenRows?: readonly number[];
    readonly hiddenColumns?: readonly number[];
  } = {},
): Uint8Array => {
  if (format === 'csv-utf8') return new TextEncoder().encode(csvText(rows));
  if (format === 'csv-gb18030') return iconv.encode(csvText(rows), 'gb18030');
  if (format === 'csv-utf16') return iconv.encode(csvText(rows), 'utf-16le', { addBOM: true });
  const sheet = utils.aoa_to_sheet(rows as Cell[][]);
  for (const [at, cell] of Object.entries(sheet) as [string, CellObject][])
    if (!at.startsWith('!') && cell.v === '') delete sheet[at];
  sheet['!merges'] = (options.merges ?? []).map((range) => utils.decode_range(range));
  sheet['!rows'] = rows.map((_row, at) => ({ hidden: options.hiddenRows?.includes(at) ?? false }));
  const width = Math.max(...rows.map((row) => row.length));
  sheet['!cols'] = Array.from({ length: width }, (_none, at) => ({
    hidden: options.hiddenColumns?.includes(at) ?? false,
  }));
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, options.sheet ?? 'Sheet1');
  return new Uint8Array(
    write(book, { type: 'array', bookType: format as BookType }) as ArrayBuffer,
  );
};

export type CountyTable = {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly rows: readonly (readonly Cell[])[];
};

/** Largest-remainder split of 2,100,000 and 320,000 万元 over 21 firms (the county's demo totals). */
const outputs = [
  ...[313298, 234974, 187979, 156649, 134271, 117487, 104433, 93990, 85445, 78325, 72300],
  ...[67135, 62660, 58743, 55288, 52216, 49468, 46995, 44757, 42722, 40865],
];
const profitTaxes = [
  ...[47741, 35806, 28645, 23870, 20460, 17903, 15914, 14322, 13020, 11935, 11017],
  ...[10230, 9548, 8951, 8425, 7957, 7538, 7161, 6820, 6510, 6227],
];

/** Firms (from 1) whose figures of the second year are written in 亿元 among 万元. */
export const inHundredMillions = [3, 7, 11, 15, 19] as const;

/** The figures of firm i (from 1), 万元. */
export const figuresOf = (
  i: number,
): { readonly before: number; readonly output: number; readonly profitTax: number } => {
  const [output = 0, profitTax = 0] = [outputs[i - 1], profitTaxes[i - 1]];
  return { before: Math.round(output * 0.9), output, profitTax };
};

/** Row of firm i in the economics table, as Excel counts: a total stands behind the first ten. */
export const economicsRow = (i: number): number => 5 + i + (i > 10 ? 1 : 0);

/**
 * Yearly economics of 21 firms known by name only: title, unit line, header of three merged rows, one
 * column group a year, a total inside and one at the end, five rows in 亿元.
 */
export const economicsTable = (format: TableFormat, year = 2008): CountyTable => {
  const header: Cell[][] = [
    ['澜溪县名牌企业经济指标表', '', '', '', ''],
    ['填报单位：澜溪县市场监督管理局', '', '', '', '单位：万元'],
    ['序号', '企业名称', '经济指标', '', ''],
    ['', '', '工业总产值', '', '利税'],
    ['', '', `${year - 1}年`, `${year}年`, `${year}年`],
  ];
  const firms = outputs.map((_output, at): Cell[] => {
    const i = at + 1;
    const { before, output, profitTax } = figuresOf(i);
    const odd = (inHundredMillions as readonly number[]).includes(i);
    return [i, demoFirmName(i), before, odd ? output / 10_000 : output, profitTax];
  });
  const sum = (rows: readonly Cell[][], column: number): number =>
    rows.reduce((total, row) => total + Number(row[column]), 0);
  const total = (word: string, rows: readonly Cell[][]): Cell[] => [
    '',
    word,
    ...[2, 3, 4].map((column) => sum(rows, column)),
  ];
  const rows = [
    ...header,
    ...firms.slice(0, 10),
    total('小计', firms.slice(0, 10)),
    ...firms.slice(10),
    total('合  计', firms),
  ];
  const merges = ['A1:E1', 'A3:A5', 'B3:B5', 'C3:E3', 'C4:D4'];
  return {
    fileName: `名牌企业经济指标.${extensions[format]}`,
    bytes: tableBytes(rows, format, { merges, sheet: '经济指标' }),
    rows,
  };
};
