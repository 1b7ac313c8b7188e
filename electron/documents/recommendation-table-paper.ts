import { type Faces, standardFaces } from '#shared/papers/faces.ts';
import type { RecommendationTableValues } from '#shared/papers/recommendation.ts';
import { type SheetCell, type SheetColumn, writeSheets } from './write-workbook.ts';

/** 申报推荐汇总表 as a workbook: A4 across, merged title, unit line, totals, foot. */

type Line = RecommendationTableValues['rows'][number];

const columns: readonly (SheetColumn & { readonly key: keyof Line })[] = [
  { key: 'no', title: '序号', kind: 'number', width: 6, centred: true },
  { key: 'firm', title: '企业名称', kind: 'text', width: 24 },
  { key: 'uscc', title: '统一社会信用代码', kind: 'text', width: 20 },
  { key: 'product', title: '产品名称', kind: 'text', width: 16 },
  { key: 'brand', title: '商标品牌', kind: 'text', width: 10 },
  { key: 'standard', title: '执行标准', kind: 'text', width: 17 },
  { key: 'revenue', title: '主营业务收入\n（万元）', kind: 'number', width: 14 },
  { key: 'profitTax', title: '利税\n（万元）', kind: 'number', width: 11 },
  { key: 'export', title: '出口额\n（万美元）', kind: 'number', width: 12 },
  { key: 'share', title: '市场占有率及排名', kind: 'text', width: 17 },
  { key: 'certificates', title: '认证证书', kind: 'text', width: 17 },
  { key: 'checks', title: '近三年监督抽查', kind: 'text', width: 15 },
  { key: 'score', title: '评分', kind: 'number', width: 8 },
  { key: 'opinion', title: '推荐意见', kind: 'text', width: 10, centred: true },
];

/** Digits stand in the record; what is told in words stays words. */
const cellOf = ({ kind }: SheetColumn, text: string): SheetCell =>
  kind === 'number' && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;

export const writeRecommendationTable = (
  values: RecommendationTableValues,
  faces: Faces = standardFaces,
): Promise<Uint8Array> =>
  writeSheets([
    {
      name: '申报推荐汇总表',
      columns,
      rows: values.rows.map((row) => columns.map((column) => cellOf(column, row[column.key]))),
      official: {
        faces,
        title: `${values.year}年度${values.award}申报推荐汇总表`,
        left: `推荐单位（盖章）：${values.office}　　填报日期：${values.filledOn}`,
        right: `经济数据为${values.dataYear}年度`,
        totals: [
          [
            { value: '合计' },
            { value: `企业 ${values.firms} 家`, columns: 2 },
            { value: `产品 ${values.products} 个`, columns: columns.length - 3 },
          ],
        ],
        foot: '填报人：　　　　　　　　审核人：　　　　　　　　负责人：',
      },
    },
  ]);
