import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  ImageRun,
  type ISpacingProperties,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType,
} from 'docx';
import { type Faces, standardFaces } from '#shared/papers/faces.ts';
import { run, sizes } from './faces.ts';
import { linesIn } from './fit-page.ts';
import { block } from './official-page.ts';

/** Form tables and ruled lists: cells, rows that stay whole or break cleanly, headers on every page. */

/** How the text of a table is set. Lengths in twentieths of a point. */
export type TableType = {
  /** Half points. */
  readonly size: number;
  readonly line: number;
  readonly faces: Faces;
};

/** 五号, as forms have it. */
export const formType: TableType = { size: sizes.no5, line: 290, faces: standardFaces };

/** Empty space at the sides of a cell, above and below its text. */
const padding = { top: 30, bottom: 30, left: 80, right: 80 };

const edge = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const borders = { top: edge, bottom: edge, left: edge, right: edge };

/** A band is a heading over the columns of a table. */
export type CellKind = 'label' | 'text' | 'number' | 'centred' | 'band';

/** A JPEG; sizes in pixels. */
export type CellPicture = {
  readonly jpeg: Uint8Array;
  readonly width: number;
  readonly height: number;
};

export type FormCell = {
  /** Lines; a line break in one begins a new paragraph. */
  readonly text: string | readonly string[];
  readonly kind?: CellKind;
  readonly columns?: number;
  /** Below the text. */
  readonly picture?: CellPicture | undefined;
};

const alignments = {
  label: AlignmentType.CENTER,
  text: AlignmentType.LEFT,
  number: AlignmentType.RIGHT,
  centred: AlignmentType.CENTER,
  band: AlignmentType.LEFT,
} as const;

const linesOf = (text: FormCell['text']): string[] => {
  const lines = (typeof text === 'string' ? [text] : text).flatMap((part) => part.split('\n'));
  return lines.length === 0 ? [''] : lines;
};

const spacingOf = (line: number): ISpacingProperties => ({
  before: 0,
  after: 0,
  line,
  lineRule: 'exact',
});

/** Largest size of a signature: about 45 × 13 mm at the 96 dots an inch of the library. */
const pictureRoom = { width: 170, height: 50 };

const pictureIn = ({ jpeg, width, height }: CellPicture): Paragraph => {
  const scale = Math.min(pictureRoom.width / width, pictureRoom.height / height, 1);
  return new Paragraph({
    children: [
      new ImageRun({
        type: 'jpg',
        data: jpeg,
        transformation: {
          width: Math.max(1, Math.round(width * scale)),
          height: Math.max(1, Math.round(height * scale)),
        },
      }),
    ],
  });
};

/** A cell of a form, `width` wide; its text in the middle of its height, or at the `top`. */
export const formCell = (
  { text, kind = 'text', columns = 1, picture }: FormCell,
  width: number,
  { size, line, faces }: TableType = formType,
  top = false,
): TableCell =>
  new TableCell({
    columnSpan: columns,
    width: { size: width, type: WidthType.DXA },
    borders,
    verticalAlign: top ? VerticalAlign.TOP : VerticalAlign.CENTER,
    margins: padding,
    ...(kind === 'band' ? { shading: { fill: 'F2F2F2' } } : {}),
    children: [
      ...linesOf(text).map(
        (words) =>
          new Paragraph({
            alignment: alignments[kind],
            spacing: spacingOf(line),
            children:
              words === ''
                ? []
                : [
                    run(
                      words,
                      kind === 'label' || kind === 'band' ? faces.label : faces.body,
                      size,
                    ),
                  ],
          }),
      ),
      ...(picture ? [pictureIn(picture)] : []),
    ],
  });

/** Ems of text a cell takes across. */
export const emsAcross = (width: number, size: number): number =>
  Math.floor((width - padding.left - padding.right) / (size * 10));

/** Rows higher than this may turn the page: to keep them whole would leave a third of it empty. */
const wholeLines = 12;

type RowLayout = {
  readonly type?: TableType;
  /** Stands on every page the table reaches. */
  readonly header?: boolean;
  /** Stays on the page of the row that follows. */
  readonly keepNext?: boolean;
  readonly minimum?: number | undefined;
};

/** A row of cells on columns of these widths; `minimum` is the height it has at least. */
export const formRow = (
  cells: readonly FormCell[],
  widths: readonly number[],
  { type = formType, header = false, keepNext = header, minimum }: RowLayout = {},
): TableRow => {
  let at = 0;
  const placed = cells.map((cell) => {
    const end = at + (cell.columns ?? 1);
    const width = widths.slice(at, end).reduce((sum, one) => sum + one, 0);
    at = end;
    return { cell, width };
  });
  const lines = Math.max(
    ...placed.map(({ cell, width }) =>
      linesOf(cell.text).reduce(
        (sum, words) => sum + linesIn(words, emsAcross(width, type.size)),
        0,
      ),
    ),
  );
  const whole = lines <= wholeLines;
  return new TableRow({
    ...{ cantSplit: whole, tableHeader: header, keepNext },
    ...(minimum === undefined ? {} : { height: { value: minimum, rule: HeightRule.ATLEAST } }),
    children: placed.map(({ cell, width }) => formCell(cell, width, type, !whole)),
  });
};

/** A table of the block's width with fixed columns. */
export const formTable = (rows: readonly TableRow[], widths: readonly number[]): Table =>
  new Table({
    rows: [...rows],
    columnWidths: [...widths],
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
  });

/** Columns that fill the block's width, in shares; the last takes what rounding leaves. */
export const columnsOf = (shares: readonly number[], across: number = block.width): number[] => {
  const all = shares.reduce((sum, share) => sum + share, 0);
  const widths = shares.map((share) => Math.floor((across * share) / all));
  const rest = across - widths.reduce((sum, width) => sum + width, 0);
  return widths.map((width, i) => (i === widths.length - 1 ? width + rest : width));
};

type Band = {
  /** A heading over all columns, on every page with the head below it. */
  readonly band?: string;
  readonly type?: TableType;
};

const bandRow = (
  band: string | undefined,
  widths: readonly number[],
  type: TableType,
): TableRow[] =>
  band === undefined
    ? []
    : [
        formRow([{ text: band, kind: 'band', columns: widths.length }], widths, {
          type,
          header: true,
        }),
      ];

/** Width of a column of labels. */
const labelWidth = 1_500;

/** Facts in pairs: label, value, label, value. */
export const factsTable = (
  facts: readonly (readonly [label: string, value: string])[],
  { band, type = formType }: Band = {},
): Table => {
  const value = Math.floor(block.width / 2) - labelWidth;
  const widths = [labelWidth, value, labelWidth, block.width - 2 * labelWidth - value];
  return formTable(
    [
      ...bandRow(band, widths, type),
      ...Array.from({ length: Math.ceil(facts.length / 2) }, (_none, i) => {
        const [a, b] = [facts[2 * i], facts[2 * i + 1]];
        const cells: FormCell[] = [
          { text: a?.[0] ?? '', kind: 'label' },
          { text: a?.[1] ?? '', columns: b ? 1 : 3 },
          ...(b ? [{ text: b[0], kind: 'label' } as const, { text: b[1] }] : []),
        ];
        return formRow(cells, widths, { type });
      }),
    ],
    widths,
  );
};

/** Long texts, each behind its label. */
export const labelledTable = (
  texts: readonly (readonly [label: string, text: string])[],
  { band, type = formType }: Band = {},
): Table => {
  const widths = [labelWidth, block.width - labelWidth];
  return formTable(
    [
      ...bandRow(band, widths, type),
      ...texts.map(([label, text]) =>
        formRow([{ text: label, kind: 'label' }, { text }], widths, { type }),
      ),
    ],
    widths,
  );
};

export type SigningPlace = {
  readonly label: string;
  /** The opinion; empty leaves room to write it. */
  readonly text: string;
  /** Who signed; empty for a place still to be signed. */
  readonly name: string;
  readonly date: string;
  readonly picture: CellPicture | undefined;
  readonly nameLabel?: string;
};

/** Places to sign: who, the opinion, the signature or room for it, the date. */
export const signingTable = (
  places: readonly SigningPlace[],
  { band, type = formType }: Band = {},
): Table => {
  const widths = [labelWidth, block.width - labelWidth - 3_400, 3_400];
  return formTable(
    [
      ...bandRow(band, widths, type),
      ...places.map(({ label, text, name, date, picture, nameLabel = '签字：' }, i) =>
        formRow(
          [
            { text: label, kind: 'label' },
            { text },
            {
              text: [`${nameLabel}${name}`, date === '' ? '　　　　年　　月　　日' : date],
              picture,
            },
          ],
          widths,
          { type, minimum: 1_100, keepNext: i < places.length - 1 },
        ),
      ),
    ],
    widths,
  );
};

export type RuledColumn = {
  readonly title: string;
  /** Share of the width. */
  readonly share: number;
  readonly kind?: CellKind;
};

/** Lists of so few rows are not torn over two pages. */
const shortList = 4;

/** A ruled list whose header stands on every page. `minimum`: height a row has at least. */
export const ruledTable = (
  columns: readonly RuledColumn[],
  rows: readonly (readonly string[])[],
  {
    band,
    type = formType,
    across = block.width,
    minimum,
  }: Band & { readonly across?: number; readonly minimum?: number } = {},
): Table => {
  const widths = columnsOf(
    columns.map(({ share }) => share),
    across,
  );
  return formTable(
    [
      ...bandRow(band, widths, type),
      formRow(
        columns.map(({ title }) => ({ text: title, kind: 'label' })),
        widths,
        { type, header: true },
      ),
      ...rows.map((row, n) =>
        formRow(
          columns.map(({ kind = 'text' }, i) => ({ text: row[i] ?? '', kind })),
          widths,
          { type, minimum, keepNext: rows.length <= shortList && n < rows.length - 1 },
        ),
      ),
    ],
    widths,
  );
};

/** What keeps two tables from growing together. */
export const tableGap = (height = 160): Paragraph =>
  new Paragraph({ spacing: spacingOf(height), children: [] });
