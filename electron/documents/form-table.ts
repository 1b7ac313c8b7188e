import {
  AlignmentType,
  BorderStyle,
  type ISpacingProperties,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType,
} from 'docx';
import { type Faces, run, sizes, standardFaces } from './faces.ts';
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

export type CellKind = 'label' | 'text' | 'number' | 'centred';

export type FormCell = {
  /** Lines; a line break in one begins a new paragraph. */
  readonly text: string | readonly string[];
  readonly kind?: CellKind;
  readonly columns?: number;
  readonly rows?: number;
};

const alignments = {
  label: AlignmentType.CENTER,
  text: AlignmentType.LEFT,
  number: AlignmentType.RIGHT,
  centred: AlignmentType.CENTER,
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

/** A cell of a form, `width` wide. */
export const formCell = (
  { text, kind = 'text', columns = 1, rows = 1 }: FormCell,
  width: number,
  { size, line, faces }: TableType = formType,
): TableCell =>
  new TableCell({
    columnSpan: columns,
    rowSpan: rows,
    width: { size: width, type: WidthType.DXA },
    borders,
    verticalAlign: VerticalAlign.CENTER,
    margins: padding,
    children: linesOf(text).map(
      (words) =>
        new Paragraph({
          alignment: alignments[kind],
          spacing: spacingOf(line),
          children:
            words === '' ? [] : [run(words, kind === 'label' ? faces.label : faces.body, size)],
        }),
    ),
  });

/** Ems of text a cell takes across. */
export const emsAcross = (width: number, size: number): number =>
  Math.floor((width - padding.left - padding.right) / (size * 10));

/** Rows higher than this may turn the page: to keep them whole would leave a third of it empty. */
const wholeLines = 12;

/** A row of cells on columns of these widths; `minimum` is the height it has at least. */
export const formRow = (
  cells: readonly FormCell[],
  widths: readonly number[],
  {
    type = formType,
    header = false,
    minimum,
    free = widths.map((_width, i) => i),
  }: {
    readonly type?: TableType;
    readonly header?: boolean;
    readonly minimum?: number;
    /** Columns not taken by a cell that reaches down from a row above. */
    readonly free?: readonly number[];
  } = {},
): TableRow => {
  let at = 0;
  const placed = cells.map((cell) => {
    const taken = free.slice(at, at + (cell.columns ?? 1));
    at += cell.columns ?? 1;
    return { cell, width: taken.reduce((sum, column) => sum + (widths[column] ?? 0), 0) };
  });
  const lines = Math.max(
    1,
    ...placed.map(({ cell, width }) =>
      (cell.rows ?? 1) > 1
        ? 1
        : linesOf(cell.text).reduce(
            (sum, words) => sum + linesIn(words, emsAcross(width, type.size)),
            0,
          ),
    ),
  );
  return new TableRow({
    cantSplit: lines <= wholeLines,
    tableHeader: header,
    ...(minimum === undefined ? {} : { height: { value: minimum, rule: 'atLeast' as const } }),
    children: placed.map(({ cell, width }) => formCell(cell, width, type)),
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

/** Facts in pairs: label, value, label, value. */
export const factsTable = (
  facts: readonly (readonly [label: string, value: string])[],
  type: TableType = formType,
): Table => {
  const label = 1_500;
  const value = Math.floor(block.width / 2) - label;
  const widths = [label, value, label, block.width - 2 * label - value];
  return formTable(
    Array.from({ length: Math.ceil(facts.length / 2) }, (_none, i) => {
      const [a, b] = [facts[2 * i], facts[2 * i + 1]];
      const cells: FormCell[] = [
        { text: a?.[0] ?? '', kind: 'label' },
        { text: a?.[1] ?? '', columns: b ? 1 : 3 },
        ...(b ? [{ text: b[0], kind: 'label' } as const, { text: b[1] }] : []),
      ];
      return formRow(cells, widths, { type });
    }),
    widths,
  );
};

export type RuledColumn = {
  readonly title: string;
  /** Share of the width. */
  readonly share: number;
  readonly kind?: CellKind;
};

/** A ruled list whose header stands on every page. */
export const ruledTable = (
  columns: readonly RuledColumn[],
  rows: readonly (readonly string[])[],
  {
    type = formType,
    across = block.width,
  }: { readonly type?: TableType; readonly across?: number } = {},
): Table => {
  const widths = columnsOf(
    columns.map(({ share }) => share),
    across,
  );
  return formTable(
    [
      formRow(
        columns.map(({ title }) => ({ text: title, kind: 'label' })),
        widths,
        { type, header: true },
      ),
      ...rows.map((row) =>
        formRow(
          columns.map(({ kind = 'text' }, i) => ({ text: row[i] ?? '', kind })),
          widths,
          { type },
        ),
      ),
    ],
    widths,
  );
};

/** What keeps two tables from growing together. */
export const tableGap = (height = 160): Paragraph =>
  new Paragraph({ spacing: spacingOf(height), children: [] });
