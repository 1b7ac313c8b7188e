import { AlignmentType, Paragraph } from 'docx';
import { type Faces, standardFaces } from '#shared/papers/faces.ts';
import type { FirmFileValues } from '#shared/papers/firm-file.ts';
import { run, sizes } from './faces.ts';
import { emsOf, fitParts, lineHeight, linesIn, type PaperPart } from './fit-page.ts';
import { emsAcross, type FormCell, formRow, formType, type TableType } from './form-cells.ts';
import { columnsOf, factsTable, formTable, tableGap } from './form-table.ts';
import { block, officialSection, onGrid, packDocument, titleLine } from './official-page.ts';

/** 一企一档: one firm on one page, on the page of GB/T 9704-2012. */

const factsOf = (values: FirmFileValues): (readonly [string, string])[] =>
  (
    [
      ['信用代码', values.uscc],
      ['状态', values.status],
      ['培育层级', values.tier],
      ['列入日期', values.tierSince],
      ['法定代表人', values.legalRep],
      ['成立日期', values.foundedOn],
      ['块状产业', values.block],
      ['行业', values.industry],
      ['乡镇街道', values.township],
      ['监管所', values.station],
      ['联系人', values.contact],
      ['联系电话', values.phone],
    ] as const
  ).map(([label, said]) => [label, said === '' ? '—' : said]);

const label = 1_500;
const lists = [label, block.width - label] as const;

/** Lists, whole: they are cut to what the page takes. */
const partsOf = ({ lists: all, entries, visits }: FirmFileValues): PaperPart[] => [
  ...all.map(({ list, count }) => ({
    ...{ label: list, count },
    lines: entries.filter((entry) => entry.list === list).map(({ content }) => content),
  })),
  { label: '走访与问题', lines: [visits], count: '1 条' },
];

/** Lines of the years' table: nothing where no year is known. */
const yearsOf = ({ year1, year2, year3, economics }: FirmFileValues) => {
  const years = [year1, year2, year3].filter((year) => year !== '');
  return {
    years,
    lines: economics.map(({ indicator, value1, value2, value3 }) => ({
      indicator,
      values: [value1, value2, value3].slice(0, years.length),
    })),
  };
};

const economicsTable = ({ years, lines }: ReturnType<typeof yearsOf>, type: TableType) => {
  const first = 2_600;
  const widths = [
    first,
    ...columnsOf(
      years.map(() => 1),
      block.width - first,
    ),
  ];
  const cells = (texts: readonly string[], kind: FormCell['kind']): FormCell[] =>
    texts.map((text) => ({ text, kind: kind ?? 'text' }));
  return formTable(
    [
      formRow(cells(['经济数据', ...years], 'label'), widths, { type }),
      ...lines.map(({ indicator, values }) =>
        formRow([{ text: indicator }, ...cells(values, 'number')], widths, { type }),
      ),
    ],
    widths,
  );
};

/** Height above and below a line of the tables, edges too. */
const rowExtra = 85;
const madeHeight = 480;
const gapHeight = 160;
/** The empty paragraph behind the last table, and a line to spare for faces a machine does not have. */
const spare = 300 + lineHeight;

/** Height left for the lists on the page. */
const roomFor = (
  firm: string,
  facts: readonly (readonly [string, string])[],
  { years, lines }: ReturnType<typeof yearsOf>,
): number => {
  const titleLines = Math.ceil(emsOf(firm) / Math.floor(block.width / (sizes.no2 * 10)));
  const across = emsAcross(Math.floor(block.width / 2) - label, formType.size);
  const factLines = Array.from({ length: Math.ceil(facts.length / 2) }, (_none, i) =>
    Math.max(...facts.slice(2 * i, 2 * i + 2).map(([, said]) => linesIn(said, across))),
  );
  return (
    block.height -
    titleLines * titleLine -
    madeHeight -
    factLines.reduce((sum, count) => sum + count * lineHeight + rowExtra, 0) -
    (years.length > 0 ? (lines.length + 1) * (lineHeight + rowExtra) : 0) -
    2 * gapHeight -
    spare
  );
};

/** The page as a .docx. */
export const writeFirmFile = (
  values: FirmFileValues,
  faces: Faces = standardFaces,
): Promise<Uint8Array> => {
  const facts = factsOf(values);
  const years = yearsOf(values);
  const parts = fitParts(
    partsOf(values),
    roomFor(values.firm, facts, years),
    emsAcross(lists[1], formType.size),
  );
  const { title, body } = faces;
  const type = { ...formType, faces };
  return packDocument(values.firm, [
    officialSection(
      [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          ...onGrid(titleLine),
          children: [run(values.firm, title, sizes.no2)],
        }),
        new Paragraph({
          alignment: AlignmentType.CENTER,
          ...onGrid(360, 0, madeHeight - 360),
          children: [
            run(`一企一档　${values.office}　${values.madeOn}　非密·内部使用`, body, sizes.no5),
          ],
        }),
        factsTable(facts, { type }),
        tableGap(gapHeight),
        ...(years.years.length > 0 ? [economicsTable(years, type), tableGap(gapHeight)] : []),
        formTable(
          parts.map(({ label: name, lines }) =>
            formRow([{ text: name, kind: 'label' }, { text: lines }], lists, { type }),
          ),
          lists,
        ),
      ],
      { numbered: false, faces },
    ),
  ]);
};
