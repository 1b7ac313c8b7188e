import { AlignmentType, type Paragraph, type TextRun } from 'docx';
import { type Faces, standardFaces } from '#shared/papers/faces.ts';
import { breakTitle } from './break-title.ts';
import { run, sizes } from './faces.ts';
import { emsOf } from './fit-page.ts';
import {
  block,
  em,
  emptyLines,
  gridParagraph,
  lineHeight,
  onGrid,
  titleLine,
  tracking,
} from './official-page.ts';

/** The text of an official paper, GB/T 9704-2012 §7.3: title, addressee, levels, annexes, signature. */

/** 三号 text of the body with its tracking. */
export const bodyRun = (text: string, face: string): TextRun =>
  run(text, face, sizes.no3, { characterSpacing: tracking });

/** Ems of a digit or its dot in 仿宋. */
const narrow = 0.5;

/** Two characters, as Word counts them, and as a reader that does not know characters measures them. */
const firstLine = { firstLineChars: 200, firstLine: 2 * em };

/** Characters of 二号 on a line of the block. */
const titleEms = Math.floor(block.width / (sizes.no2 * 10));

export type TitleLayout = {
  /** Empty lines above it. */
  readonly before?: number;
  /** Names no line may cut: firms, awards. */
  readonly names?: readonly string[];
};

/** The title: 二号, centred, broken by shape. */
export const title = (
  text: string,
  faces: Faces = standardFaces,
  { before = 2, names = [] }: TitleLayout = {},
): Paragraph[] => [
  ...emptyLines(before),
  gridParagraph(
    breakTitle(text, titleEms, names).map((line, i) =>
      run(line.trim(), faces.title, sizes.no2, i === 0 ? {} : { break: 1 }),
    ),
    { ...onGrid(titleLine), alignment: AlignmentType.CENTER },
  ),
];

/** 主送机关: one line below the title, flush left, a full-width colon behind the last. */
export const addressee = (names: readonly string[], faces: Faces = standardFaces): Paragraph[] => [
  ...emptyLines(1),
  gridParagraph([bodyRun(`${names.join('、')}：`, faces.body)]),
];

const justified = { alignment: AlignmentType.BOTH } as const;

/** A paragraph of the body, turned in by two characters; `keepNext` keeps it on the page of what follows. */
export const body = (text: string, faces: Faces = standardFaces, keepNext = false): Paragraph =>
  gridParagraph([bodyRun(text, faces.body)], { ...justified, indent: firstLine, keepNext });

/** A paragraph flush left: what stands in a table of terms, a line of a form. */
export const flush = (text: string, faces: Faces = standardFaces): Paragraph =>
  gridParagraph([bodyRun(text, faces.body)], justified);

export type Level = 1 | 2 | 3 | 4;

const digits = '〇一二三四五六七八九';

/** 1 to 99 in Chinese: 一、十、十一、二十、二十一. */
export const chineseOrdinal = (n: number): string => {
  if (!Number.isInteger(n) || n < 1 || n > 99) throw new RangeError(`No ordinal: ${n}`);
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  return `${tens === 0 ? '' : `${tens === 1 ? '' : digits[tens]}十`}${ones === 0 ? '' : digits[ones]}`;
};

/** 一、 （一） 1. （1）, each with the mark the standard gives it and no other. */
export const numeral = (level: Level, n: number): string => {
  const marks: Record<Level, () => string> = {
    1: () => `${chineseOrdinal(n)}、`,
    2: () => `（${chineseOrdinal(n)}）`,
    3: () => `${n}.`,
    4: () => `（${n}）`,
  };
  return marks[level]();
};

export type Heading = {
  readonly level: Level;
  /** Its number among those of its level, from 1. */
  readonly n: number;
  readonly text: string;
  /** Text that goes on in the same paragraph; the heading then takes a full stop, on its own it takes none. */
  readonly runsInto?: string;
  /** Many offices set level 3 bold; the standard does not ask for it. */
  readonly bold?: boolean;
};

/** A heading of levels 一、 (黑体), （一） (楷体), 1. and （1） (仿宋), all 三号. */
export const heading = (
  { level, n, text, runsInto, bold = false }: Heading,
  faces: Faces = standardFaces,
): Paragraph => {
  const face = { 1: faces.label, 2: faces.script, 3: faces.body, 4: faces.body }[level];
  const words = `${numeral(level, n)}${text}${runsInto === undefined ? '' : '。'}`;
  return gridParagraph(
    [
      run(words, face, sizes.no3, { characterSpacing: tracking, bold }),
      ...(runsInto === undefined ? [] : [bodyRun(runsInto, faces.body)]),
    ],
    { ...justified, indent: firstLine, keepNext: runsInto === undefined },
  );
};

/**
 * 附件说明: an empty line, then `附件：1.××` from the second character on; a name that turns goes on below
 * its own first character, and no mark stands behind it. One annex alone has no number.
 */
export const annexNote = (names: readonly string[], faces: Faces = standardFaces): Paragraph[] => {
  if (names.length === 0) return [];
  const lead = '附件：';
  return [
    gridParagraph([], { keepNext: true }),
    ...names.map((name, i) => {
      const number = names.length === 1 ? '' : `${i + 1}.`;
      const hanging = Math.round(emsOf(`${i === 0 ? lead : ''}${number}`, narrow) * em);
      const left = 2 * em + Math.round(emsOf(`${lead}${number}`, narrow) * em);
      return gridParagraph([bodyRun(`${i === 0 ? lead : ''}${number}${name}`, faces.body)], {
        ...justified,
        indent: { left, hanging },
        // The signature comes next.
        keepNext: true,
      });
    }),
  ];
};

export type Signature = {
  readonly issuer: string;
  /** As printed: `2026年1月5日`. */
  readonly date: string;
  /** Place for a seal: the issuer is centred over the date, and the date stands 4 characters in. */
  readonly sealed: boolean;
  /** 附注, in round brackets below the date: `联系人：…，电话：…`. */
  readonly remark?: string;
};

/**
 * 发文机关署名 and date, an empty line below the text; two where a seal goes over them, which is four lines
 * high and must begin within a line of the text. With its 附注 it is one piece, never torn over two pages; that
 * it has some of the text above it, the paragraph before sees to (`keepNext`).
 */
export const signature = (
  { issuer, date, sealed, remark = '' }: Signature,
  faces: Faces = standardFaces,
): Paragraph[] => {
  const [i, d] = [emsOf(issuer, narrow), emsOf(date, narrow)];
  type Indent = { readonly left: number } | { readonly right: number };
  // Empty lines as room above: what is no paragraph cannot be torn off.
  const room = (sealed ? 2 : 1) * lineHeight;
  const line = (text: string, indent: Indent, keepNext: boolean, before = 0): Paragraph =>
    gridParagraph([bodyRun(text, faces.body)], {
      ...onGrid(lineHeight, before),
      alignment: 'left' in indent ? AlignmentType.LEFT : AlignmentType.RIGHT,
      indent: Object.fromEntries(
        Object.entries(indent).map(([side, ems]) => [side, Math.round(Math.max(0, ems) * em)]),
      ),
      keepNext,
    });
  const lines = (issuerAt: Indent, dateAt: Indent): Paragraph[] => [
    line(issuer, issuerAt, true, room),
    line(date, dateAt, remark !== ''),
    ...(remark === '' ? [] : [body(`（${remark}）`, faces)]),
  ];
  const across = block.width / em;
  if (sealed) {
    const dateRight = Math.max(4, (i - d) / 2);
    return lines({ right: dateRight - (i - d) / 2 }, { right: dateRight });
  }
  // Counted from the left what is told from the left: faces differ in how wide their digits are.
  return i - d >= 2
    ? lines({ right: 2 }, { left: across - i })
    : lines({ left: across - d - 4 }, { right: 2 });
};

/**
 * The head of an annex on a new page: `附件` and its number in 黑体 flush left, its title centred on the
 * third line.
 *
 * @param n null for the only annex of a paper
 */
export const annexHead = (
  n: number | null,
  text: string,
  faces: Faces = standardFaces,
): Paragraph[] => [
  gridParagraph([bodyRun(`附件${n ?? ''}`, faces.label)], { pageBreakBefore: true }),
  ...title(text, faces, { before: 1 }),
  ...emptyLines(1),
];

/** The pieces of a text, all in an office's faces. */
export const textIn = (faces: Faces) => ({
  title: (text: string, layout?: TitleLayout) => title(text, faces, layout),
  addressee: (names: readonly string[]) => addressee(names, faces),
  body: (text: string, keepNext?: boolean) => body(text, faces, keepNext),
  flush: (text: string) => flush(text, faces),
  heading: (said: Heading) => heading(said, faces),
  annexNote: (names: readonly string[]) => annexNote(names, faces),
  signature: (said: Signature) => signature(said, faces),
  annexHead: (n: number | null, text: string) => annexHead(n, text, faces),
});
