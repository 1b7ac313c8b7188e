/**
 * Tables of the fictional 澜溪县 as its offices keep them, dirt and all (the roster is in
 * roster-fixtures.ts). The same options always give the same file.
 */
import { type BookType, type CellObject, utils, write } from '@e965/xlsx';
import iconv from 'iconv-lite';
import { csvText, demoCreditCode, demoFirmName } from './roster-fixtures.ts';

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
  // Beyond the brand firms: figures of their own, none like another's.
  const [output = 18_000 + i, profitTax = 2_500 + i] = [outputs[i - 1], profitTaxes[i - 1]];
  return { before: Math.round(output * 0.9), output, profitTax };
};

/** Row of firm i in the economics table, as Excel counts: a total stands behind the first ten. */
export const economicsRow = (i: number): number => 5 + i + (i > 10 ? 1 : 0);

/**
 * Yearly economics of 21 (or more) firms known by name only: title, unit line, header of three merged rows, one
 * column group a year, a total inside and one at the end, five rows in 亿元.
 */
export const economicsTable = (
  format: TableFormat,
  year = 2008,
  size = outputs.length,
): CountyTable => {
  const header: Cell[][] = [
    ['澜溪县名牌企业经济指标表', '', '', '', ''],
    ['填报单位：澜溪县市场监督管理局', '', '', '', '单位：万元'],
    ['序号', '企业名称', '经济指标', '', ''],
    ['', '', '工业总产值', '', '利税'],
    ['', '', `${year - 1}年`, `${year}年`, `${year}年`],
  ];
  const firms = Array.from({ length: size }, (_none, at): Cell[] => {
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

/** Dates of founding as offices write them, with what is meant. */
export const dirtyDates = [
  ['2009.3.5', '2009-03-05'],
  ['二〇〇九年三月', '2009-03'],
  ['二〇〇九年三月五日', '2009-03-05'],
  ['2009年3月', '2009-03'],
  ['09/3/5', null],
  ['20090305', '2009-03-05'],
] as const;

/** Seven slips: the standard's example with a letter, a swap, a wrong and a missing character, letters for figures, an old number, digits a spreadsheet dropped. */
export const dirtyCodes = [
  '91350100M000100Y4Z',
  '91339921MA900001E1',
  '91339921MA9000011F',
  '91339921MA9000011',
  '91339921MA9OOOO11E',
  '339921000001234',
  '9.13399E+17',
] as const;

/** The name firm i of the dirty table had before: another word, which no folding makes the same. */
export const oldNameOf = (i: number): string => `澜溪第${i}造纸厂`;

/** Firms a second time: four under an old name, four in brackets, four in traditional characters. */
const secondNames = (i: number): string => {
  const name = demoFirmName(i);
  if (i <= 4) return `原${oldNameOf(i)}`;
  return i <= 8
    ? name.replace('澜溪县', '（澜溪县）')
    : name.replaceAll('业', '業').replace('县', '縣');
};

const plainFirms = 20;
const [dirtyTop, totalAfter] = [3, 10];

/** Rows of the dirty table, as Excel counts, and firms it is about. */
export const dirtyRow = (() => {
  const firm = (i: number): number => dirtyTop + i + (i > totalAfter ? 1 : 0);
  const body = dirtyTop + plainFirms + 1;
  const run = (from: number, count: number) => Array.from({ length: count }, (_n, at) => from + at);
  const inYi = [14, 15, 16, 17, 18];
  return {
    header: dirtyTop,
    firm,
    total: dirtyTop + totalAfter + 1,
    /** Firms whose figure is written in 亿元. */
    inYi,
    hundredMillions: inYi.map(firm),
    duplicates: run(body + 1, 12),
    twoProducts: body + 13,
    codes: run(body + 14, 7),
    /** Different firms once everything is answered. */
    firms: plainFirms,
  };
})();

/**
 * All the damage in one table: header rows merged, a total inside, five figures in 亿元, dates in every
 * writing, twelve firms twice, one of them with two products in a cell, seven wrong codes.
 */
export const dirtyTable = (format: TableFormat): CountyTable => {
  const dateOf = (i: number): string => dirtyDates[i - 1]?.[0] ?? '2001-02-03';
  const firms = Array.from({ length: plainFirms }, (_none, at): Cell[] => {
    const i = at + 1;
    const output = dirtyRow.inYi.includes(i) ? 12 : 90_000 + i;
    const product = i === 13 ? '特种纸' : '';
    return [i, demoFirmName(i), demoCreditCode(i), dateOf(i), 500 + i, output, product];
  });
  const row = (name: string, code: string, product = ''): Cell[] => [
    '',
    name,
    code,
    '',
    '',
    '',
    product,
  ];
  const rows: Cell[][] = [
    ['澜溪县企业名录（2009年3月）', '', '', '', '', '', ''],
    ['序号', '企业名称', '统一社会信用代码', '注册信息', '', '经济指标（万元）', '产品'],
    ['', '', '', '成立日期', '注册资金', '2008年产值', ''],
    ...firms.slice(0, totalAfter),
    ['', '合  计', '', '', 5055, 900_055, ''],
    ...firms.slice(totalAfter),
    ...Array.from({ length: 12 }, (_none, at) => row(secondNames(at + 1), demoCreditCode(at + 1))),
    row(demoFirmName(13), demoCreditCode(13), '装饰原纸；包装纸'),
    ...dirtyCodes.map((code, at) => row(`澜溪错码${at + 1}厂`, code)),
  ];
  const merges = ['A1:G1', 'A2:A3', 'B2:B3', 'C2:C3', 'D2:E2', 'G2:G3'];
  return {
    fileName: `企业名录.${extensions[format]}`,
    bytes: tableBytes(rows, format, { merges, sheet: '企业名录' }),
    rows,
  };
};
