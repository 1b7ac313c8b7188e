/**
 * Rosters of the fictional 澜溪县 (339921) with the damage real ones carry, as bytes, with the
 * verdicts an import must reach. The same options always give the same file.
 */
import { type CellObject, utils, type WorkBook, type WorkSheet, write } from '@e965/xlsx';
import iconv from 'iconv-lite';
import { chanceOf } from '#shared/chance.ts';
import { makeCreditCode } from '#shared/credit-code.ts';

export type RosterFormat = 'csv-utf8' | 'csv-gb18030' | 'xlsx' | 'xls';

export type RosterExpectation = {
  /** Filled rows below the header: the sum of the three verdicts. */
  readonly rows: number;
  readonly firms: number;
  readonly rejected: number;
  readonly skipped: number;
  /** Different credit codes among the firms. */
  readonly distinctCodes: number;
  /** Firms with at least one note: capital unclear or date unreadable. */
  readonly firmsWithNotes: number;
  readonly headerRow: number;
};

export type RosterFixture = {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly expected: RosterExpectation;
};

export type Random = () => number;
type Cell = string | number | Date;
type Row = readonly Cell[];

/** Chance that is the same every time and everywhere. */
export const randomFrom = (seed: number): Random => chanceOf(seed).next;

const pick = <T>(items: readonly [T, ...T[]], index: number): T =>
  items[index % items.length] ?? items[0];

const townships = [
  ...['澜滨街道', '东屏街道', '湖口镇', '南岭镇', '石桥镇', '竹源镇', '塔前镇', '岩头镇'],
  ...['罗坑乡', '庙山乡', '云岗乡', '社源乡', '大坪乡', '沐溪乡', '环山乡'],
] as unknown as readonly [string, ...string[]];
const firstSyllables = [...'恒瑞嘉泽宏顺博远凯盛'] as unknown as readonly [string, ...string[]];
const secondSyllables = [...'辰达禾邦景润曜川翔溪'] as unknown as readonly [string, ...string[]];
const trades = [
  ...['特种纸业', '建材', '纺织', '电子', '机械', '五金', '笋竹制品', '茶业', '食品', '包装'],
] as unknown as readonly [string, ...string[]];

/** The code of demo firm i (from 1) in 澜溪县; beyond five digits the prefix is MB instead of MA9. */
export const demoCreditCode = (i: number): string =>
  makeCreditCode(
    '339921',
    i < 100_000 ? `MA9${String(i).padStart(5, '0')}` : `MB${String(i).padStart(6, '0')}`,
  );

/** A name no other firm of the demo county has. */
export const demoFirmName = (i: number): string => {
  const series = Math.floor(i / 1000);
  const number = series === 0 ? '' : `第${series}`;
  return `澜溪县${pick(firstSyllables, i)}${pick(secondSyllables, Math.floor(i / 10))}${number}${pick(trades, Math.floor(i / 100))}有限公司`;
};

const capitals = [
  (n: number) => `${n}(万元人民币)`,
  (n: number) => `${n}万人民币`,
  (n: number) => `${n}(万)`,
  (n: number) => `${n}万元人民币`,
  (n: number) => `${n}万人民币元`,
  (n: number) => `${n}万美元`,
  (n: number) => `${n},000(万元人民币)`,
  (n: number) => `${n / 100}亿元`,
  () => 'N/A',
  () => '',
  (n: number) => `１${n}万元`,
] as const satisfies readonly [(n: number) => string, ...((n: number) => string)[]];

const chinese = (n: number): string => [...'〇一二三四五六七八九十'][n] ?? '';
const dates = [
  (y: number, m: number, d: number) => `${y}-0${m}-0${d}`,
  (y: number, m: number, d: number) => `${y}.${m}.${d}`,
  (y: number, m: number, d: number) => `${y}/${m}/${d}`,
  (y: number, m: number, d: number) => `${y}0${m}0${d}`,
  (y: number, m: number, d: number) => `${y}年${m}月${d}日`,
  (y: number, m: number, d: number) =>
    `${[...String(y)].map((c) => chinese(Number(c))).join('')}年${chinese(m)}月${chinese(d)}日`,
  (y: number, m: number) =>
    `${[...String(y)].map((c) => chinese(Number(c))).join('')}年${chinese(m)}月`,
  () => 'N/A',
  (y: number, m: number, d: number) => new Date(Date.UTC(y, m - 1, d)),
] as const;

const upperHeader = '序号,企业名称,统一社会信用代码,注册信息,,,,住所,联系人,,产品'.split(',');
const lowerHeader = ',,,企业类型,成立日期,注册资金,经营范围,,姓名,电话,'.split(',');
const width = upperHeader.length;
const headerRow = 4;

const firmRow = (i: number, random: Random): Cell[] => {
  const year = 1985 + Math.floor(random() * 35);
  const date = dates[i % dates.length] ?? dates[0];
  return [
    i,
    demoFirmName(i),
    demoCreditCode(i),
    i % 3 === 0 ? 'N/A' : '有限责任公司',
    date(year, 1 + Math.floor(random() * 9), 1 + Math.floor(random() * 9)),
    pick(capitals, i)(10 + Math.floor(random() * 900)),
    `${pick(trades, Math.floor(i / 100))}制造、销售，"自产"产品出口。`,
    `澜江市澜溪县${pick(townships, i)}工业路${1 + (i % 300)}号`,
    `${pick([...'王李张刘陈'] as unknown as readonly [string, ...string[]], i)}经理`,
    `0570-${String(7_000_000 + (i % 999_999))}`,
    '',
  ];
};

const withCell = (row: readonly Cell[], column: number, cell: Cell): Cell[] =>
  row.map((old, at) => (at === column ? cell : old));

/** Twelve ways in which the same firm comes a second time. */
const duplicatesOf = (firms: readonly Cell[][]): Cell[][] =>
  firms.slice(0, 12).map((row, i) => {
    const name = String(row[1]);
    const rewritten = [
      name,
      name.replace('县', '（县）'),
      name.replaceAll('业', '業').replace('县', '縣'),
      name.replace('有限公司', '有限责任公司'),
      ` ${name} `,
      `原${name}`,
    ];
    const again = withCell(row, 1, rewritten[i % rewritten.length] ?? name);
    return i === 0 ? withCell(again, 10, '特种纸；装饰原纸\n包装纸') : again;
  });

/** Seven wrong codes; the third argument tells how the format loses digits. */
const rejectedRows = (pattern: readonly Cell[], asNumber: boolean): Cell[][] =>
  [
    '91350100M000100Y4Z',
    '91339921MA9000011F',
    '91339921MA900001E1',
    '91339921MA9000011',
    '91339921MA9OOOO11E',
    '339921000001234',
    asNumber ? 913_399_210_000_000_000 : '9.13399E+17',
  ]
    .map((code, i) => withCell(withCell(pattern, 1, `澜溪县错码${i + 1}厂`), 2, code))
    .concat([withCell(pattern, 1, ''), withCell(pattern, 2, '')]);

const blankRow = (): Cell[] => Array.from({ length: width }, () => '');

const layOut = (size: number, seed: number, format: RosterFormat) => {
  const random = randomFrom(seed);
  const firms = Array.from({ length: size }, (_, at) => firmRow(at + 1, random));
  const odd = (at: number, column: number, cell: string): void => {
    const row = firms[at];
    if (row) firms[at] = withCell(row, column, cell);
  };
  odd(20, 5, '伍拾万元');
  odd(21, 5, '5000');
  odd(22, 4, '〇九年春');
  const duplicates = duplicatesOf(firms);
  const pattern = firmRow(1, randomFrom(seed));
  const rejected = rejectedRows(pattern, format === 'xlsx' || format === 'xls');
  const middle = Math.floor(size / 2);
  const skipped: Cell[][] = [
    withCell(withCell(blankRow(), 0, '合 计'), 5, 12345),
    upperHeader,
    withCell(withCell(blankRow(), 1, '填报人：王科员'), 8, '审核人：李科长'),
  ];
  const body = [
    ...firms.slice(0, middle),
    skipped[0] ?? [],
    blankRow(),
    skipped[1] ?? [],
    ...firms.slice(middle),
    ...duplicates,
    ...rejected,
    blankRow(),
    skipped[2] ?? [],
  ];
  const top: Cell[][] = [
    withCell(blankRow(), 0, '澜溪县企业名录（2019年度）'),
    withCell(withCell(blankRow(), 0, '填报单位：澜溪县市场监督管理局'), 9, '单位：万元'),
    upperHeader,
    lowerHeader,
  ];
  const expected: RosterExpectation = {
    rows: firms.length + duplicates.length + rejected.length + skipped.length,
    firms: firms.length + duplicates.length,
    rejected: rejected.length,
    skipped: skipped.length,
    distinctCodes: firms.length,
    firmsWithNotes: Math.max(0, Math.min(3, size - 20)),
    headerRow,
  };
  return { rows: [...top, ...body] as readonly Row[], expected };
};

/** Rows as RFC 4180 text with CRLF; dates as ISO text. */
export const csvText = (rows: readonly Row[]): string =>
  rows
    .map((row) =>
      row
        .map((cell) => {
          const text = cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
          return /[",\t;，\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
        })
        .join(','),
    )
    .join('\r\n')
    .concat('\r\n');

const sheetOf = (rows: readonly Row[]): WorkSheet => {
  const sheet = utils.aoa_to_sheet(rows as Cell[][], { UTC: true, cellDates: false, dense: false });
  for (const [at, cell] of Object.entries(sheet) as [string, CellObject][]) {
    // A blank between merged titles is no cell at all in a real file.
    if (!at.startsWith('!') && cell.v === '') delete sheet[at];
  }
  const merge = (reference: string) => utils.decode_range(reference);
  sheet['!merges'] = ['A1:K1', 'A3:A4', 'B3:B4', 'C3:C4', 'D3:G3', 'H3:H4', 'I3:J3', 'K3:K4'].map(
    merge,
  );
  sheet['!cols'] = Array.from({ length: width }, (_, column) => ({
    hidden: column === 9,
    wch: 12,
  }));
  return sheet;
};

const workbookOf = (rows: readonly Row[]): WorkBook => {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([['说明'], ['请勿改动格式']]), '填表说明');
  utils.book_append_sheet(book, sheetOf(rows), '企业名录');
  return book;
};

const workbookBytes = (book: WorkBook, format: 'xlsx' | 'xls'): Uint8Array =>
  new Uint8Array(
    write(book, {
      type: 'array',
      bookType: format === 'xls' ? 'biff8' : 'xlsx',
      compression: true,
    }) as ArrayBuffer,
  );

/**
 * A dirty roster: title rows, a two-row header, a total and a repeated header in the middle, twelve
 * firms twice, nine rows to reject, capitals and dates in every writing.
 *
 * @param size different firms, 12 to 200,000 for csv; workbooks take seconds beyond 20,000.
 */
export const rosterFixture = (format: RosterFormat, size = 300, seed = 339_921): RosterFixture => {
  const { rows, expected } = layOut(size, seed, format);
  switch (format) {
    case 'csv-utf8':
      return { fileName: '企业名录.csv', bytes: new TextEncoder().encode(csvText(rows)), expected };
    case 'csv-gb18030':
      return { fileName: '企业名录.csv', bytes: iconv.encode(csvText(rows), 'gb18030'), expected };
    case 'xlsx':
    case 'xls':
      return {
        fileName: `企业名录.${format}`,
        bytes: workbookBytes(workbookOf(rows), format),
        expected,
      };
  }
};
