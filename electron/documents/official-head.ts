import { AlignmentType, BorderStyle, Footer, Header, type Paragraph, TabStopType } from 'docx';
import { type Faces, standardFaces } from '#shared/papers/faces.ts';
import { run, sizes } from './faces.ts';
import { emsOf } from './fit-page.ts';
import {
  block,
  em,
  emptyLines,
  gridParagraph,
  lineHeight,
  margins,
  mm,
  onGrid,
  paper,
} from './official-page.ts';
import { bodyRun } from './official-text.ts';

/** 版头 of an official paper, and the head and foot of a letter (信函格式): GB/T 9704-2012 §7.2, §10.1. */

const red = 'FF0000';

/** The mark's size in half points: as large as the block allows, 二号 at least, 62 pt at most. */
const markSize = (mark: string, most: number): number =>
  Math.max(sizes.no2, Math.min(most, Math.floor(block.width / 10 / emsOf(mark))));

export type PaperHead = {
  /** 发文机关标志, with 文件 where the office writes it. */
  readonly mark: string;
  /** 发文字号 as printed. @see documentNumber in shared/number-words.ts */
  readonly number: string;
  /** 签发人: only papers that go up name them. */
  readonly signers?: readonly string[];
  /** 份号, six digits. */
  readonly copy?: string;
  /** 密级 and its term: `机密★1年`. */
  readonly secrecy?: string;
  /** 特急 or 加急. */
  readonly urgency?: string;
};

const topLine = (text: string, face: string): Paragraph =>
  gridParagraph(text === '' ? [] : [bodyRun(text, face)]);

/**
 * 份号, 密级, 紧急程度 on the first three lines, the mark with its top 35 mm below the block's upper
 * edge, the number two lines below, the red line 4 mm under it.
 */
export const paperHead = (head: PaperHead, faces: Faces = standardFaces): Paragraph[] => {
  const { mark, number, signers = [], copy = '', secrecy = '', urgency = '' } = head;
  const size = markSize(mark, 124);
  // What is missing does not leave a gap: the lines below move up.
  const lines = [
    ...(copy === '' ? [] : [topLine(copy, faces.body)]),
    ...(secrecy === '' ? [] : [topLine(secrecy, faces.label)]),
    ...(urgency === '' ? [] : [topLine(urgency, faces.label)]),
  ];
  const upward = signers.length > 0;
  return [
    ...lines,
    ...emptyLines(3 - lines.length),
    gridParagraph([run(mark, faces.title, size, { color: red })], {
      ...onGrid(size * 10, mm(35) - 3 * lineHeight),
      alignment: AlignmentType.CENTER,
    }),
    ...emptyLines(2),
    gridParagraph(
      [
        bodyRun(number, faces.body),
        ...(upward
          ? [bodyRun('\t签发人：', faces.body), bodyRun(signers.join('　'), faces.script)]
          : []),
      ],
      {
        alignment: upward ? AlignmentType.LEFT : AlignmentType.CENTER,
        ...(upward
          ? {
              indent: { left: em, right: em },
              tabStops: [{ type: TabStopType.RIGHT, position: block.width - em }],
            }
          : {}),
      },
    ),
    redLine(),
  ];
};

/** A line of the block's width 4 mm below what stands above it. */
const redLine = (): Paragraph =>
  gridParagraph([], {
    ...onGrid(mm(4)),
    border: { bottom: { style: BorderStyle.SINGLE, size: 12, color: red, space: 0 } },
  });

/** Double lines of a letter are 170 mm wide, in the middle of the paper. */
const letterIndent = {
  left: (paper.width - mm(170)) / 2 - margins.left,
  right: (paper.width - mm(170)) / 2 - margins.right,
};

/** Distance of a letter's mark from the paper's upper edge. */
export const letterTop = mm(30);

/** First page's header of a letter: the mark 30 mm from the paper's edge, a double line 4 mm below. */
export const letterHeader = (mark: string, faces: Faces = standardFaces): Header => {
  const size = markSize(mark, 104);
  return new Header({
    children: [
      gridParagraph([run(mark, faces.title, size, { color: red })], {
        ...onGrid(size * 10),
        alignment: AlignmentType.CENTER,
        indent: letterIndent,
      }),
      gridParagraph([], {
        ...onGrid(mm(4)),
        indent: letterIndent,
        border: {
          bottom: { style: BorderStyle.THICK_THIN_SMALL_GAP, size: 24, color: red, space: 0 },
        },
      }),
    ],
  });
};

/** First page's footer of a letter: a double line, thin above thick, no page number. */
export const letterFooter = (): Footer =>
  new Footer({
    children: [
      gridParagraph([], {
        ...onGrid(mm(4)),
        indent: letterIndent,
        border: {
          bottom: { style: BorderStyle.THIN_THICK_SMALL_GAP, size: 24, color: red, space: 0 },
        },
      }),
    ],
  });

/** 发文字号 of a letter: flush right, 7/8 of a 三号 character below the double line. */
export const letterNumber = (number: string, faces: Faces = standardFaces): Paragraph =>
  gridParagraph([bodyRun(number, faces.body)], {
    ...onGrid(lineHeight, 280),
    alignment: AlignmentType.RIGHT,
  });
