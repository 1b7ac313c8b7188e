import {
  AlignmentType,
  BorderStyle,
  type IBorderOptions,
  type Paragraph,
  RelativeVerticalPosition,
  Table,
  TableAnchorType,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  WidthType,
} from 'docx';
import { type Faces, standardFaces } from '#shared/papers/faces.ts';
import { run, sizes } from './faces.ts';
import { block, gridParagraph, margins, onGrid } from './official-page.ts';

/** 版记, GB/T 9704-2012 §7.4: who gets copies, who printed it when, at the foot of the last page. */

export type PaperFoot = {
  /** 抄送机关; none leaves the line out. */
  readonly copies: readonly string[];
  /** 印发机关. */
  readonly printer: string;
  /** As printed: `2026年1月5日`. */
  readonly printedOn: string;
};

/** Outer lines 0.35 mm, the one between 0.25 mm: eighths of a point. */
const rule = (size: number): IBorderOptions => ({
  style: BorderStyle.SINGLE,
  size,
  color: '000000',
});
const [outer, inner, none] = [rule(8), rule(6), { style: BorderStyle.NIL }];

const no4 = sizes.no4 * 10;

/** A table on the lower edge of the text block, wherever the text ends; the last thing of a paper. */
export const paperFoot = (
  { copies, printer, printedOn }: PaperFoot,
  faces: Faces = standardFaces,
): readonly [Table, Paragraph] => {
  const text = (words: string) => run(words, faces.body, sizes.no4);
  const copyLine = gridParagraph([text(`抄送：${copies.join('，')}。`)], {
    ...onGrid(520),
    alignment: AlignmentType.BOTH,
    // Turned lines stand below the first name.
    indent: { left: 3 * no4, hanging: 3 * no4 },
  });
  const printLine = gridParagraph([text(`${printer}\t${printedOn}印发`)], {
    ...onGrid(520),
    tabStops: [{ type: TabStopType.RIGHT, position: block.width - 2 * no4 }],
  });
  const lines = copies.length > 0 ? [copyLine, printLine] : [printLine];
  return [
    new Table({
      float: {
        horizontalAnchor: TableAnchorType.PAGE,
        absoluteHorizontalPosition: margins.left,
        verticalAnchor: TableAnchorType.MARGIN,
        relativeVerticalPosition: RelativeVerticalPosition.BOTTOM,
      },
      columnWidths: [block.width],
      margins: { left: 0, right: 0 },
      layout: TableLayoutType.FIXED,
      width: { size: block.width, type: WidthType.DXA },
      rows: lines.map(
        (line, i) =>
          new TableRow({
            cantSplit: true,
            children: [
              new TableCell({
                width: { size: block.width, type: WidthType.DXA },
                margins: { left: no4, right: no4, top: 0, bottom: 0 },
                borders: {
                  left: none,
                  right: none,
                  top: i === 0 ? outer : inner,
                  bottom: i === lines.length - 1 ? outer : inner,
                },
                children: [line],
              }),
            ],
          }),
      ),
    }),
    // What the table hangs on; a file may not end in a table.
    gridParagraph([], onGrid(20)),
  ];
};
