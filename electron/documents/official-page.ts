import {
  AlignmentType,
  Document,
  Footer,
  Header,
  type ISectionOptions,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Table,
  TextRun,
} from 'docx';
import { type Faces, standardFaces } from '#shared/papers/faces.ts';
import { inFace, run, sizes } from './faces.ts';

/**
 * The page of GB/T 9704-2012: A4, text block of 156 × 225 mm, 22 lines of 28 characters. All lengths
 * in twentieths of a point, as the file format has them.
 */

/** Millimetres in twentieths of a point. */
export const mm = (length: number): number => Math.round((length * 1440) / 25.4);

export const paper = { width: 11_906, height: 16_838 } as const;

/** 天头 37, 订口 28; the rest follows from the text block. */
export const margins = { top: 2_098, right: 1_474, bottom: 1_984, left: 1_588 } as const;

/** The text block (版心). */
export const block = {
  width: paper.width - margins.left - margins.right,
  height: paper.height - margins.top - margins.bottom,
  lines: 22,
  perLine: 28,
} as const;

/**
 * Height of a line: 225 mm ÷ 22. One more and a page holds 21 (measured: docs/documents.md). Lines are
 * exact and the page has no grid: LibreOffice would stretch titles and tables to it.
 */
export const lineHeight = 579;
/** 二号 titles stand on wider lines (35 pt). */
export const titleLine = 700;
/** What makes 28 characters of 16 pt fit 156 mm: −0.25 pt between them. */
export const tracking = -5;
/** Width of a 三号 character with its tracking. */
export const em = 315;

/** Spacing of a paragraph on the grid; `before` and `after` in twentieths of a point. */
export const onGrid = (line: number = lineHeight, before = 0, after = 0) =>
  ({ spacing: { line, lineRule: 'exact', before, after } }) as const;

export type Block = Paragraph | Table;

/** Dash and number in 四号 宋体, one character from the outer edge of the text block. */
const pageNumber = (side: 'left' | 'right', face: string, after: number): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment: side === 'left' ? AlignmentType.LEFT : AlignmentType.RIGHT,
        indent: { [side]: sizes.no4 * 10 },
        spacing: { before: 0, after },
        children: [
          new TextRun({
            children: ['— ', PageNumber.CURRENT, ' —'],
            size: sizes.no4,
            ...inFace(face),
          }),
        ],
      }),
    ],
  });

const runningHead = (text: string, face: string): Header =>
  new Header({
    children: [
      gridParagraph([run(text, face, sizes.no5)], {
        ...onGrid(320),
        alignment: AlignmentType.RIGHT,
      }),
    ],
  });

/** Distance of the footer from the paper's edge at which the dash stands 7 mm below the block. */
const footerDistance = mm(25.4);
/** The lower double line of a letter stands 20 mm from the paper's edge. */
const letterFooterDistance = mm(20);

export type SectionLayout = {
  readonly faces?: Faces;
  /** Page numbers; forms that are one sheet go without. */
  readonly numbered?: boolean;
  /** Small words at the head of every page, on the right: 草稿. */
  readonly running?: string;
  /** Header and footer of the first page alone (信函格式). */
  readonly first?: { readonly header: Header; readonly footer: Footer; readonly headerTop: number };
};

/**
 * A file may not end in a table. What reads it adds an empty line of its own, and behind a full page one more page;
 * this one takes no room.
 */
const closed = (children: readonly Block[]): Block[] =>
  children.at(-1) instanceof Table ? [...children, gridParagraph([], onGrid(20))] : [...children];

/** A section of the standard's page, numbered odd right and even left. */
export const officialSection = (
  children: readonly Block[],
  { faces = standardFaces, numbered = true, running = '', first }: SectionLayout = {},
): ISectionOptions => {
  const footer = first ? letterFooterDistance : footerDistance;
  const number = (side: 'left' | 'right') =>
    pageNumber(side, faces.number, footerDistance - footer);
  const head = runningHead(running, faces.body);
  return {
    properties: {
      page: {
        size: paper,
        margin: { ...margins, header: first?.headerTop ?? mm(15), footer },
      },
      titlePage: first !== undefined,
    },
    headers: {
      ...(running === '' ? {} : { default: head, even: head }),
      ...(first ? { first: first.header } : {}),
    },
    footers: {
      ...(numbered ? { default: number('right'), even: number('left') } : {}),
      ...(first ? { first: first.footer } : {}),
    },
    children: closed(children),
  };
};

/** The .docx of sections. `title` goes into the file's properties. */
export const packDocument = async (
  title: string,
  sections: readonly ISectionOptions[],
): Promise<Uint8Array> =>
  new Uint8Array(
    await Packer.toBuffer(
      new Document({
        creator: '企策',
        title,
        evenAndOddHeaderAndFooters: true,
        // Word 2013 on: table edges, not the text in them, stand on the block's edge.
        compatibility: { version: 15 },
        styles: { default: { document: { run: { language: { eastAsia: 'zh-CN' } } } } },
        sections: [...sections],
      }),
    ),
  );

/** A paragraph on the standard's grid. */
export const gridParagraph = (
  children: readonly ParagraphChild[],
  more: Omit<
    NonNullable<Exclude<ConstructorParameters<typeof Paragraph>[0], string>>,
    'children'
  > = {},
): Paragraph => new Paragraph({ ...onGrid(), ...more, children: [...children] });

/** So many empty lines of the grid. */
export const emptyLines = (count: number): Paragraph[] =>
  Array.from({ length: count }, () => gridParagraph([]));
