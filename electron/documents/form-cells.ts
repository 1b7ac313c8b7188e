import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  ImageRun,
  type ISpacingProperties,
  Paragraph,
  TableCell,
  TableRow,
  VerticalAlign,
  WidthType,
} from 'docx';
import { type Faces, standardFaces } from '#shared/papers/faces.ts';
import { run, sizes } from './faces.ts';
import { linesIn } from './fit-page.ts';
import { printableLines } from './printable.ts';

/** Cells of form tables and ruled lists, and rows of them that stay whole or break cleanly. */

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
  const lines = (typeof text === 'string' ? [text] : text).flatMap((part) =>
    printableLines(part).split('\n'),
  );
  return lines.length === 0 ? [''] : lines;
};

export const spacingOf = (line: number): ISpacingProperties => ({
  before: 0,
  after: 0,
  line,
  lineRule: 'exact',
});

/** Largest size of a signature: about 45 × 13 mm at the 96 dots an inch of the library. */
const pictureRoom = { width: 170, height: 50 };

export const pictureIn = ({ jpeg, width, height }: CellPicture): Paragraph => {
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
  /** Texts stand at the top of their cells, as those of a row that turns the page do. */
  readonly top?: boolean;
};

/** A row of cells on columns of these widths; `minimum` is the height it has at least. */
export const formRow = (
  cells: readonly FormCell[],
  widths: readonly number[],
  { type = formType, header = false, keepNext = header, minimum, top = false }: RowLayout = {},
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
    children: placed.map(({ cell, width }) => formCell(cell, width, type, top || !whole)),
  });
};

const none = { style: BorderStyle.NIL };

/**
 * Paragraphs as one row without rules, which no page tears: below a table's ruled part, or alone (`keptTogether`). As a
 * row of the table they stay with the rows above: LibreOffice does not keep a table with a paragraph behind it.
 */
export const openRow = (children: readonly Paragraph[], widths: readonly number[]): TableRow =>
  new TableRow({
    cantSplit: true,
    children: [
      new TableCell({
        columnSpan: widths.length,
        width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
        borders: { top: none, bottom: none, left: none, right: none },
        margins: { top: 0, bottom: 0, left: 0, right: 0 },
        children: [...children],
      }),
    ],
  });
