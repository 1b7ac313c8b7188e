import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeightRule,
  type ISectionOptions,
  Packer,
  PageNumber,
  Paragraph,
  SectionType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { type Faces, standardFaces } from '#shared/papers/faces.ts';
import { inFace, run, sizes } from './faces.ts';
import { linesIn } from './fit-page.ts';
import { type CellPicture, openRow, pictureIn } from './form-cells.ts';
import { margins, paper as sheet } from './official-page.ts';
import { type PaperPicture, pictureParagraphs } from './paper-pictures.ts';
import { printableLines } from './printable.ts';

/**
 * Form papers (走访记录, 交办单 …): a title, a ruled table of labelled facts and texts, signatures. A form fills
 * its page, so that what is left empty can be written on by hand; a text too long for one page runs on to the next.
 */

export type FormRow =
  /** One or two labelled facts side by side. */
  | { readonly kind: 'facts'; readonly pairs: readonly (readonly [string, string])[] }
  /** A text; `share` is its part of the height the page has left over. */
  | {
      readonly kind: 'text';
      readonly label: string;
      readonly text: string;
      readonly share: number;
    }
  /** Places to sign, one or two side by side, and who has signed there. */
  | {
      readonly kind: 'signatures';
      readonly labels: readonly [string, string?];
      readonly signed?: readonly [SignedPlace?, SignedPlace?];
    };

export type SignedPlace = {
  /** Printed where there is no picture of it, and beside one. */
  readonly name: string;
  readonly date: string;
  /** The signature as it was drawn. */
  readonly picture?: CellPicture | undefined;
};

export type FormPaper = {
  readonly title: string;
  /** The line between title and table, left and right. */
  readonly under: readonly [string, string];
  readonly rows: readonly FormRow[];
  /** Small print under the table. */
  readonly note?: string;
  /** On pages of their own behind the form, two a page. */
  readonly pictures?: readonly PaperPicture[];
};

/** A4; the sides of GB/T 9704-2012, head and foot as a form has them. Twentieths of a point. */
const page = {
  size: sheet,
  margin: {
    ...{ left: margins.left, right: margins.right },
    ...{ top: 1_588, bottom: 1_474, footer: 800, header: 600 },
  },
};
const width = page.size.width - page.margin.left - page.margin.right;
const height = page.size.height - page.margin.top - page.margin.bottom;
/** Five characters of 小四 and their padding. */
const label = 1_380;
const titleHeight = 700;
const underHeight = 420;
const signatureHeight = 1_250;
/** With a drawn one: two lines and the picture between (`pictureIn`). */
const drawnHeight = 1_700;

/** Half points and the exact line under them: 小四 where the form fits on its page, else 五号. */
type Size = { readonly half: number; readonly line: number; readonly faces: Faces };
const large = { half: sizes.small4, line: 370 };
const small = { half: sizes.no5, line: 310 };
const padding = 70;

const edge = { style: BorderStyle.SINGLE, size: 6, color: '000000' };
const borders = { top: edge, bottom: edge, left: edge, right: edge };

const linesOf = (text: string): string[] => printableLines(text).split('\n');

const labelCell = (text: string, size: Size): TableCell =>
  new TableCell({
    width: { size: label, type: WidthType.DXA },
    borders,
    verticalAlign: VerticalAlign.CENTER,
    margins: { top: padding, bottom: padding, left: 30, right: 30 },
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        spacing: { line: size.line, lineRule: 'exact' },
        children: [run(text, size.faces.label, size.half)],
      }),
    ],
  });

const textCell = (text: string, size: Size, of: number, span = 1, middle = true): TableCell =>
  new TableCell({
    columnSpan: span,
    width: { size: of, type: WidthType.DXA },
    borders,
    verticalAlign: middle ? VerticalAlign.CENTER : VerticalAlign.TOP,
    margins: { top: padding, bottom: padding, left: 80, right: 80 },
    children: linesOf(text).map(
      (line) =>
        new Paragraph({
          spacing: { line: size.line, lineRule: 'exact' },
          children: [run(line, size.faces.body, size.half)],
        }),
    ),
  });

const half = Math.floor(width / 2) - label;
const wide = width - label;
const ems = (of: number, size: Size): number => Math.floor((of - 160) / (size.half * 10));
const linesAcross = (text: string, of: number, size: Size): number =>
  linesOf(text).reduce((sum, line) => sum + linesIn(line, ems(of, size)), 0);

/** Height a row needs for what stands in it. */
const needOf = (row: FormRow, size: Size): number => {
  if (row.kind === 'signatures')
    return row.signed?.some((place) => place?.picture) ? drawnHeight : signatureHeight;
  const lines =
    row.kind === 'text'
      ? Math.max(
          linesAcross(row.label, label + 100, size),
          linesAcross(row.text, wide, size),
          row.share > 0 ? 2 : 1,
        )
      : Math.max(
          ...row.pairs.flatMap(([name, said]) => [
            linesAcross(name, label + 100, size),
            linesAcross(said, row.pairs.length === 1 ? wide : half, size),
          ]),
        );
  return lines * size.line + 2 * padding + 15;
};

/** The last empty paragraph behind a table, and a line to spare for the faces a machine has instead. */
const tail = 300 + large.line;

/** What the page has left when every row has what it needs; negative where it does not fit. */
const leftOver = ({ rows, note }: FormPaper, size: Size): number =>
  height -
  titleHeight -
  underHeight -
  tail -
  (note === undefined ? 0 : linesIn(note, Math.floor(width / 180)) * 260) -
  rows.reduce((sum, row) => sum + needOf(row, size), 0);

type Place = { readonly who: string; readonly signed: SignedPlace | undefined };

const signatureCell = ({ who, signed }: Place, span: number, of: number, size: Size): TableCell => {
  const line = (text: string, alignment: 'left' | 'right'): Paragraph =>
    new Paragraph({
      alignment,
      spacing: { line: size.line, lineRule: 'exact' },
      children: [run(text, size.faces.body, size.half)],
    });
  return new TableCell({
    columnSpan: span,
    width: { size: of, type: WidthType.DXA },
    borders,
    margins: { top: padding, bottom: padding, left: 100, right: 100 },
    children: [
      line(`${who}${signed?.name ?? ''}`, AlignmentType.LEFT),
      signed?.picture ? pictureIn(signed.picture) : line('', AlignmentType.LEFT),
      line(signed?.date ?? '年　　月　　日', AlignmentType.RIGHT),
    ],
  });
};

const columns = [label, half, label, width - 2 * label - half] as const;

const cellsOf = (row: FormRow, size: Size): TableCell[] => {
  if (row.kind === 'text')
    return [labelCell(row.label, size), textCell(row.text, size, wide, 3, row.share === 0)];
  if (row.kind === 'signatures') {
    const [one, other] = row.labels;
    const [first, second] = row.signed ?? [];
    const place = { who: one, signed: first };
    if (other === undefined) return [signatureCell(place, 4, width, size)];
    const left = columns[0] + columns[1];
    return [
      signatureCell(place, 2, left, size),
      signatureCell({ who: other, signed: second }, 2, width - left, size),
    ];
  }
  const [only] = row.pairs;
  return row.pairs.length === 1 && only
    ? [labelCell(only[0], size), textCell(only[1], size, wide, 3)]
    : row.pairs.flatMap(([name, said]) => [labelCell(name, size), textCell(said, size, half)]);
};

const noteOf = (note: string, faces: Faces): Paragraph =>
  new Paragraph({
    spacing: { before: 40, after: 0, line: 260, lineRule: 'exact' },
    children: [run(note, faces.body, sizes.small5)],
  });

/** Texts higher than a quarter of the page turn it; what is lower stands whole. */
const turns = (row: FormRow, size: Size): boolean =>
  row.kind === 'text' && needOf(row, size) > height / 4;

/** Places to sign never stand alone on a page: from this row on all stay together, a text that turns excepted. */
const keptFrom = (rows: readonly FormRow[], size: Size): number => {
  const first = rows.findIndex(({ kind }) => kind === 'signatures');
  if (first < 0) return rows.length;
  const before = rows.slice(0, first).findLastIndex((row) => row.kind === 'text');
  const text = rows[before];
  return text === undefined || turns(text, size) ? before + 1 : before;
};

/** The ruled part. The height the page has left over goes to the texts, by their shares. */
const tableOf = (paper: FormPaper, faces: Faces): Table => {
  const size = { ...(leftOver(paper, { ...large, faces }) >= 0 ? large : small), faces };
  const left = leftOver(paper, size);
  const [over, fits] = [Math.max(0, left), left >= 0];
  const shares = paper.rows.reduce((sum, row) => sum + (row.kind === 'text' ? row.share : 0), 0);
  const moreOf = (row: FormRow): number =>
    row.kind === 'text' && shares > 0 ? Math.floor((over * row.share) / shares) : 0;
  const kept = keptFrom(paper.rows, size);
  return new Table({
    rows: [
      ...paper.rows.map(
        (row, n) =>
          new TableRow({
            // A long text turns the page; nothing else is torn.
            cantSplit: !turns(row, size),
            keepNext: n >= kept && (n < paper.rows.length - 1 || paper.note !== undefined),
            // A text that turns is as high as it is: a height to be kept would send it to the next page whole.
            ...(!fits && turns(row, size)
              ? {}
              : { height: { value: needOf(row, size) + moreOf(row), rule: HeightRule.ATLEAST } }),
            children: cellsOf(row, size),
          }),
      ),
      ...(paper.note === undefined ? [] : [openRow([noteOf(paper.note, faces)], columns)]),
    ],
    columnWidths: [...columns],
    layout: TableLayoutType.FIXED,
    width: { size: width, type: WidthType.DXA },
  });
};

/** A file may not end in a table; the line behind it takes no room. */
const endOfForm = (): Paragraph => new Paragraph({ spacing: { line: 20, lineRule: 'exact' } });

const sectionOf = (paper: FormPaper, faces: Faces): ISectionOptions => ({
  properties: { type: SectionType.NEXT_PAGE, page: { ...page, pageNumbers: { start: 1 } } },
  footers: {
    default: new Footer({
      children: [
        new Paragraph({
          tabStops: [{ type: TabStopType.RIGHT, position: width }],
          children: [
            run('非密·内部使用\t', faces.body, sizes.small5),
            new TextRun({
              size: sizes.small5,
              ...inFace(faces.number),
              children: ['— ', PageNumber.CURRENT, ' —'],
            }),
          ],
        }),
      ],
    }),
  },
  children: [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before: 0, after: 0, line: titleHeight, lineRule: 'exact' },
      children: [run(paper.title, faces.title, sizes.no2)],
    }),
    new Paragraph({
      spacing: { before: 0, after: 60, line: underHeight - 60, lineRule: 'exact' },
      tabStops: [{ type: TabStopType.RIGHT, position: width }],
      children: [run(`${paper.under[0]}\t${paper.under[1]}`, faces.body, sizes.no5)],
    }),
    tableOf(paper, faces),
    endOfForm(),
    ...(paper.pictures ?? []).flatMap((picture, i) =>
      pictureParagraphs(picture, { width, height }, i % 2 === 0, faces.body),
    ),
  ],
});

/** Forms as one .docx, each from a page of its own, numbered from 1. */
export const writeFormPapers = async (
  papers: readonly FormPaper[],
  faces: Faces = standardFaces,
): Promise<Uint8Array> => {
  const document = new Document({
    creator: '企策',
    title: papers[0]?.title ?? '',
    styles: { default: { document: { run: { language: { eastAsia: 'zh-CN' } } } } },
    sections: papers.map((paper) => sectionOf(paper, faces)),
  });
  return new Uint8Array(await Packer.toBuffer(document));
};
