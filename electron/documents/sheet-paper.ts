import { AlignmentType } from 'docx';
import { type Faces, standardFaces } from '#shared/papers/faces.ts';
import type { SheetPaperValues } from '#shared/papers/sheet-paper.ts';
import { approvalSteps } from '#shared/registers/sheet-parts.ts';
import { run, sizes } from './faces.ts';
import { type CellPicture, formType, type TableType } from './form-cells.ts';
import { signingTable } from './form-table.ts';
import {
  type Block,
  gridParagraph,
  officialSection,
  onGrid,
  packDocument,
  titleLine,
} from './official-page.ts';
import { numeral } from './official-text.ts';
import {
  basesOf,
  basicsOf,
  economicsOf,
  gapsOf,
  goalsOf,
  measuresOf,
  progressOf,
  resultsOf,
  reviewsOf,
} from './sheet-paper-parts.ts';

/** 一企一策工作表 as a form table: A4 upright, each table's head on every page it reaches. */

/** Parts of the sheet in their order; those that are left out take no number. */
type Part = { readonly name: string; readonly blocks: (band: string) => Block[] };

/** Progress and meetings are left out until there is something; results leave room to write. */
const partsOf = (
  type: TableType,
  v: SheetPaperValues,
  pictures: ReadonlyMap<string, CellPicture>,
): Part[] => [
  { name: '企业基本情况', blocks: (band) => basicsOf(type, band, v) },
  { name: '近三年经济数据', blocks: (band) => economicsOf(type, band, v) },
  { name: '质量与品牌基础', blocks: (band) => basesOf(type, band, v) },
  { name: '差距分析', blocks: (band) => gapsOf(type, band, v) },
  { name: '培育目标', blocks: (band) => goalsOf(type, band, v) },
  { name: '提升措施（五定）', blocks: (band) => measuresOf(type, band, v) },
  ...(v.progress.length === 0
    ? []
    : [{ name: '推进情况', blocks: (band: string) => progressOf(type, band, v) }]),
  { name: '实施成效', blocks: (band) => resultsOf(type, band, v) },
  ...(v.reviews.length === 0
    ? []
    : [{ name: '会商评议', blocks: (band: string) => reviewsOf(type, band, v) }]),
  { name: '签字审批', blocks: (band) => [signatures(type, band, v, pictures)] },
];

/** Where each signs, its opinion and picture where it is known; the firm signs by hand. */
const signatures = (
  type: TableType,
  band: string,
  { approvals }: SheetPaperValues,
  pictures: ReadonlyMap<string, CellPicture>,
): Block => {
  const places = approvalSteps.map((step) => {
    const given = approvals.find((one) => one.step === step);
    return {
      label: step,
      text: given ? [given.verdict, given.opinion].filter((part) => part !== '').join('：') : '',
      name: given?.person ?? '',
      date: given?.onDate ?? '',
      picture: pictures.get(step),
    };
  });
  return signingTable(
    [
      {
        label: '企业意见',
        text: '',
        name: '',
        date: '',
        picture: undefined,
        nameLabel: '负责人签字（盖章）：',
      },
      ...places,
    ],
    { band, type },
  );
};

/**
 * The sheet as a .docx. One that is not issued says 草稿 over its title and on every page.
 *
 * @param pictures signatures by step
 */
export const writeSheetPaper = (
  values: SheetPaperValues,
  pictures: ReadonlyMap<string, CellPicture>,
  faces: Faces = standardFaces,
): Promise<Uint8Array> => {
  const { draft, year, office, edition, issuedOn } = values;
  const title = `${year}年度“一企一策”工作表${draft === '' ? '' : `（${draft}）`}`;
  const under = [
    `填报单位：${office}`,
    edition,
    issuedOn === '' ? '未签发' : `${issuedOn}签发`,
  ].join('　　');
  const children: Block[] = [
    gridParagraph([run(title, faces.title, sizes.no2)], {
      ...onGrid(titleLine),
      alignment: AlignmentType.CENTER,
    }),
    gridParagraph([run(under, faces.body, sizes.no5)], {
      ...onGrid(420),
      alignment: AlignmentType.CENTER,
    }),
    ...partsOf({ ...formType, faces }, values, pictures).flatMap(({ name, blocks }, i) =>
      blocks(`${numeral(1, i + 1)}${name}`),
    ),
  ];
  return packDocument(`${values.firm} ${title}`, [
    officialSection(children, {
      faces,
      running: draft === '' ? '' : `${draft}　${values.firm}　未签发，不作为正式文书使用`,
    }),
  ]);
};
