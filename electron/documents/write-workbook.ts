import writeExcelFile, { type Cell, type Row } from 'write-excel-file/node';
import { formatDate } from '#shared/dates.ts';
import { type Faces, standardFaces } from '#shared/papers/faces.ts';
import { emsOf } from './fit-page.ts';
import { type Orientation, pageBreaks, roomFor } from './page-breaks.ts';
import { type PrintPlan, printFeature } from './print-setup.ts';

/** A column of a sheet: its title, what its cells are, and about how many letters wide. */
export type SheetColumn = {
  readonly title: string;
  readonly kind: 'text' | 'number' | 'day';
  readonly width: number;
  /** Of an official table: cells in the middle of their column. */
  readonly centred?: boolean;
  /** Decimals every number of the column is shown with; without it, as many as it has. */
  readonly decimals?: number;
};

export type SheetCell = string | number | null;

/** What makes a list an official table: merged title, unit line, ruled cells, totals, a foot. */
export type OfficialTable = {
  readonly title: string;
  /** Left and right of the line below the title: the unit that fills it in, the day, the unit of figures. */
  readonly left: string;
  readonly right: string;
  /** Rows below the list, ruled like it and bold; a cell may reach over several columns. */
  readonly totals: readonly (readonly SpanCell[])[];
  /** The line below: 填报人、审核人. */
  readonly foot: string;
  readonly faces?: Faces;
  /** Its columns can be filtered, as those of a list to work on. */
  readonly filter?: boolean;
};

export type SpanCell = {
  readonly value: SheetCell;
  readonly columns?: number;
  /** In the middle, as the cells of a centred column above it. */
  readonly centred?: boolean;
};

export type Sheet = {
  /** At most 31 letters, none of `\ / ? * [ ] :`. */
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  /** Cells in the order of `columns`. */
  readonly rows: Iterable<readonly SheetCell[]>;
  readonly official?: OfficialTable;
};

/** Days since 1899-12-30, as spreadsheets count them. */
const serialOf = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / 86_400_000 + 25_569;

const escaped = (letter: string): string =>
  `_x${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;

/**
 * Text as a cell holds it ([ECMA-376] 22.9.2.19 ST_Xstring): what looks like an escape is escaped. So is
 * the first letter of `toString` and its like, which the writer's index of texts takes for its own.
 */
const cellText = (text: string): string => {
  const plain = text.replace(/_(?=x[\da-f]{4}_)/gi, escaped);
  return plain in {} ? plain.replace(/^./u, escaped) : plain;
};

type Look = Partial<Omit<Cell & object, 'value' | 'type'>>;

/** A day in a list to work on, and as papers write it. */
const dayFormats = { list: 'yyyy-mm-dd', paper: 'yyyy"年"m"月"d"日"' } as const;

/** A day that is whole is a date; what the source knows less of (`2009-03`) stays text. */
const toCell = (
  value: SheetCell,
  { kind, decimals }: Pick<SheetColumn, 'kind' | 'decimals'>,
  look: Look,
  on: keyof typeof dayFormats = 'list',
): Cell => {
  if (value === null || value === '') return Object.keys(look).length > 0 ? { ...look } : null;
  if (typeof value === 'number') {
    const format = decimals === undefined ? {} : { format: (0).toFixed(decimals) };
    return { ...look, type: Number, value, ...format };
  }
  if (kind === 'day' && /^\d{4}-\d{2}-\d{2}$/.test(value))
    return { ...look, type: Number, value: serialOf(value), format: dayFormats[on] };
  if (kind === 'day' && on === 'paper' && /^\d{4}-\d{2}$/.test(value))
    return { ...look, type: String, value: formatDate(value) };
  return { ...look, type: String, value: cellText(value) };
};

const rule = { borderStyle: 'thin', borderColor: '#000000' } as const;
const middle = { alignVertical: 'center' } as const;

/** Ems of a digit or a Latin letter in 宋体: half of what a character takes. */
const digit = 0.5;

/** Height of a row in points whose cells turn their lines; Excel draws none higher than 409. */
const heightOf = (row: readonly SheetCell[], columns: readonly SheetColumn[]): number => {
  const lines = row.map((value, i) => {
    const letters = Math.max(1, (columns[i]?.width ?? 10) - 1);
    return String(value ?? '')
      .split('\n')
      .reduce((sum, line) => sum + Math.max(1, Math.ceil((2 * emsOf(line, digit)) / letters)), 0);
  });
  return Math.min(409, Math.max(1, ...lines) * 15 + 6);
};

/** Cells of one row that reach over columns; what they cover is there, empty. */
const spanned = (cells: readonly SpanCell[], look: Look): Row =>
  cells.flatMap(({ value, columns = 1, centred }): Cell[] => [
    {
      ...(toCell(value, { kind: 'text' }, centred ? { ...look, align: 'center' } : look) as object),
      ...(columns > 1 ? { columnSpan: columns } : {}),
    },
    ...Array.from({ length: columns - 1 }, (): Cell => null),
  ]);

/** Heights of the rows round the list, in points. */
const high = { title: 40, under: 22, totals: 24, foot: 26 } as const;

const headRows = ({ official, columns }: Sheet): Row[] => {
  if (!official) return [];
  const { title, left, right, faces = standardFaces } = official;
  const all = columns.length;
  const half = Math.ceil(all / 2);
  return [
    spanned([{ value: title, columns: all }], {
      ...{ fontFamily: faces.title, fontSize: 20, align: 'center', height: high.title, ...middle },
    }),
    [
      ...spanned([{ value: left, columns: half }], { height: high.under, ...middle }),
      ...spanned([{ value: right, columns: all - half }], { align: 'right', ...middle }),
    ],
  ];
};

const footRows = ({ official, columns }: Sheet): Row[] =>
  official
    ? [
        ...official.totals.map((cells) =>
          spanned(cells, {
            ...rule,
            ...middle,
            fontWeight: 'bold',
            wrap: true,
            height: high.totals,
          }),
        ),
        spanned([{ value: official.foot, columns: columns.length }], {
          height: high.foot,
          ...middle,
        }),
      ]
    : [];

/** Letters of 11 pt that fit across A4 upright. */
const upright = 88;

const orientationOf = ({ columns }: Sheet): Orientation =>
  columns.reduce((sum, { width }) => sum + width, 0) > upright ? 'landscape' : 'portrait';

const dataOf = (sheet: Sheet): { readonly data: Row[]; readonly print: PrintPlan } => {
  const { columns, rows, official } = sheet;
  const head = headRows(sheet);
  const ruled = official !== undefined;
  const titleHeight = heightOf(
    columns.map((column) => column.title),
    columns,
  );
  const titles: Row = columns.map(({ title }) => ({
    ...{ type: String, value: cellText(title), fontWeight: 'bold' },
    ...(ruled ? { ...rule, ...middle, align: 'center', wrap: true, height: titleHeight } : {}),
  }));
  const data: Row[] = [...head, titles];
  const heights: number[] = [];
  for (const row of rows) {
    const height = ruled ? heightOf(row, columns) : 0;
    if (ruled) heights.push(height);
    const look = ruled ? { ...rule, ...middle, wrap: true, height } : {};
    data.push(
      columns.map((column, n) =>
        toCell(
          row[n] ?? null,
          column,
          column.centred ? { ...look, align: 'center' } : look,
          ruled ? 'paper' : 'list',
        ),
      ),
    );
  }
  const orientation = orientationOf(sheet);
  const print: PrintPlan = {
    name: sheet.name,
    orientation,
    columns: columns.length,
    header: head.length + 1,
    lastRow: data.length,
    filter: official?.filter ?? !ruled,
    breaks: ruled
      ? pageBreaks({
          rows: heights,
          tail: official.totals.length * high.totals + high.foot,
          room:
            roomFor(
              columns.map(({ width }) => width),
              orientation,
            ) -
            high.title -
            high.under -
            titleHeight,
        }).map((count) => head.length + 1 + count)
      : [],
  };
  return { data: [...data, ...footRows(sheet)], print };
};

/**
 * A workbook: headers that can be filtered, numbers and days as such, so that a sum or a sort in Excel
 * works at once. Text never becomes a formula. Printed, every sheet is as wide as A4, its header stands
 * on each page and each page has its number.
 */
export const writeSheets = async (sheets: readonly Sheet[]): Promise<Uint8Array> => {
  const made = sheets.map((sheet) => ({ sheet, ...dataOf(sheet) }));
  const file = writeExcelFile(
    made.map(({ sheet, data, print }) => ({
      ...{ sheet: sheet.name, data, stickyRowsCount: print.header },
      columns: sheet.columns.map(({ width }) => ({ width })),
      ...(print.orientation === 'landscape' ? { orientation: 'landscape' as const } : {}),
    })),
    { fontFamily: '宋体', fontSize: 11, features: [printFeature(made.map(({ print }) => print))] },
  );
  return new Uint8Array(await file.toBuffer());
};

/** A workbook of one sheet. @see writeSheets */
export const writeWorkbook = (
  name: string,
  columns: readonly SheetColumn[],
  rows: Iterable<readonly SheetCell[]>,
): Promise<Uint8Array> => writeSheets([{ name, columns, rows }]);
