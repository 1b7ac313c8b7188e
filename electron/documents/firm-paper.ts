import {
  AlignmentType,
  BorderStyle,
  Document,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { emsOf, fitParts, lineHeight, linesIn, type PaperPart } from './fit-page.ts';

/** One firm on one page (一企一档), by the measures of GB/T 9704-2012 where a form has them. */

export type FirmPaper = {
  readonly title: string;
  /** Under the title: who made it, when. */
  readonly made: string;
  /** Two facts a line: label, value, label, value. */
  readonly facts: readonly (readonly [string, string])[];
  readonly economics: {
    readonly years: readonly string[];
    readonly lines: readonly { readonly label: string; readonly values: readonly string[] }[];
  };
  /** Lists, whole: they are cut to what the page takes. */
  readonly parts: readonly PaperPart[];
};

/** A4 and the margins of the standard, in twentieths of a point. */
const page = {
  size: { width: 11_906, height: 16_838 },
  margin: { top: 2_098, bottom: 1_984, left: 1_588, right: 1_474, footer: 1_400 },
};
/** Width of the text block (156 mm). */
const width = page.size.width - page.margin.left - page.margin.right;

/** 小标宋 and 仿宋 by name; a machine without them falls back by its own table. */
const faces = { title: '方正小标宋简体', text: '仿宋_GB2312', bold: '黑体' } as const;
const font = (name: string) => ({ ascii: name, hAnsi: name, eastAsia: name, cs: name });

/** Half points: 二号 44, 五号 21, 小五 18. */
const line = (text: string, size = 21, face: string = faces.text) =>
  new TextRun({ text, size, font: font(face) });

const edge = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const borders = { top: edge, bottom: edge, left: edge, right: edge };

type CellOptions = {
  readonly span?: number;
  readonly label?: boolean;
  readonly number?: boolean;
  readonly width: number;
};

const cell = (texts: readonly string[], options: CellOptions): TableCell =>
  new TableCell({
    columnSpan: options.span ?? 1,
    width: { size: options.width, type: WidthType.DXA },
    borders,
    verticalAlign: VerticalAlign.CENTER,
    margins: { top: 30, bottom: 30, left: 80, right: 80 },
    children: (texts.length === 0 ? [''] : texts).map(
      (text) =>
        new Paragraph({
          alignment: options.label
            ? AlignmentType.CENTER
            : options.number
              ? AlignmentType.RIGHT
              : AlignmentType.LEFT,
          spacing: { before: 0, after: 0, line: lineHeight, lineRule: 'exact' },
          children: [line(text, 21, options.label ? faces.bold : faces.text)],
        }),
    ),
  });

const table = (rows: readonly TableRow[], columns: readonly number[]): Table =>
  new Table({
    rows: [...rows],
    columnWidths: [...columns],
    layout: TableLayoutType.FIXED,
    width: { size: width, type: WidthType.DXA },
  });

const factsTable = (facts: FirmPaper['facts']): Table => {
  const label = 1_500;
  const value = Math.floor(width / 2) - label;
  const pairs = Array.from({ length: Math.ceil(facts.length / 2) }, (_none, i) =>
    facts.slice(2 * i, 2 * i + 2),
  );
  return table(
    pairs.map(
      (pair) =>
        new TableRow({
          children: [pair[0] ?? ['', ''], pair[1] ?? ['', '']].flatMap(([name, said]) => [
            cell([name], { label: true, width: label }),
            cell([said], { width: value }),
          ]),
        }),
    ),
    [label, value, label, value],
  );
};

const economicsTable = ({ years, lines }: FirmPaper['economics']): Table => {
  const label = 2_600;
  const each = Math.floor((width - label) / Math.max(1, years.length));
  return table(
    [
      new TableRow({
        children: [
          cell(['经济数据'], { label: true, width: label }),
          ...years.map((year) => cell([year], { label: true, width: each })),
        ],
      }),
      ...lines.map(
        ({ label: name, values }) =>
          new TableRow({
            children: [
              cell([name], { width: label }),
              ...values.map((value) => cell([value], { number: true, width: each })),
            ],
          }),
      ),
    ],
    [label, ...years.map(() => each)],
  );
};

const partsTable = (parts: ReturnType<typeof fitParts>): Table => {
  const label = 1_500;
  return table(
    parts.map(
      ({ label: name, lines }) =>
        new TableRow({
          cantSplit: true,
          children: [
            cell([name], { label: true, width: label }),
            cell(lines, { width: width - label }),
          ],
        }),
    ),
    [label, width - label],
  );
};

const gap = (): Paragraph =>
  new Paragraph({ spacing: { before: 0, after: 0, line: 160, lineRule: 'exact' }, children: [] });

/** Ems of 五号 (10.5 pt) in a column, its padding off. */
const emsAcross = (column: number): number => Math.floor((column - 160) / 210);
const titleLine = 700;

/** Height left for the lists on the page. */
const roomFor = ({ title, facts, economics }: FirmPaper): number => {
  const titleLines = Math.ceil(emsOf(title) / Math.floor(width / 440));
  const column = Math.floor(width / 2) - 1_500;
  const factRows = Array.from({ length: Math.ceil(facts.length / 2) }, (_none, i) =>
    Math.max(...facts.slice(2 * i, 2 * i + 2).map(([, said]) => linesIn(said, emsAcross(column)))),
  );
  const rows = economics.years.length > 0 ? economics.lines.length + 1 : 0;
  const used =
    titleLines * titleLine +
    480 +
    factRows.reduce((sum, lines) => sum + lines * lineHeight + 85, 0) +
    rows * (lineHeight + 85) +
    320;
  // The empty paragraph behind the last table, and a line to spare for faces a machine does not have.
  const spare = 300 + lineHeight;
  return page.size.height - page.margin.top - page.margin.bottom - used - spare;
};

/** The page as a .docx. */
export const writeFirmPaper = async (paper: FirmPaper): Promise<Uint8Array> => {
  const parts = fitParts(paper.parts, roomFor(paper), emsAcross(width - 1_500));
  const document = new Document({
    creator: '企策',
    title: paper.title,
    styles: { default: { document: { run: { language: { eastAsia: 'zh-CN' } } } } },
    sections: [
      {
        properties: { page },
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { before: 0, after: 0, line: titleLine, lineRule: 'exact' },
            children: [line(paper.title, 44, faces.title)],
          }),
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { before: 0, after: 120, line: 360, lineRule: 'exact' },
            children: [line(paper.made)],
          }),
          factsTable(paper.facts),
          gap(),
          ...(paper.economics.years.length > 0 ? [economicsTable(paper.economics), gap()] : []),
          ...(parts.length > 0 ? [partsTable(parts)] : []),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
};
