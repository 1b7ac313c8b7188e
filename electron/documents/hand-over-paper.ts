import { type Faces, standardFaces } from '#shared/papers/faces.ts';
import type { HandOverValues } from '#shared/papers/hand-over.ts';
import { sizes } from './faces.ts';
import { ruledTable } from './form-table.ts';
import { officialSection, packDocument } from './official-page.ts';
import { textIn } from './official-text.ts';
import { writeSheets } from './write-workbook.ts';

/** 工作交接清单 as a workbook, and as a paper both sides sign. */

const title = '工作交接清单';

const columns = [
  { key: 'no', title: '序号', width: 6, share: 7 },
  { key: 'kind', title: '事项', width: 14, share: 15 },
  { key: 'firm', title: '企业名称', width: 32, share: 25 },
  { key: 'township', title: '乡镇街道', width: 12, share: 13 },
  { key: 'title', title: '内容', width: 36, share: 25 },
  { key: 'detail', title: '情况', width: 24, share: 19 },
  { key: 'dueOn', title: '期限', width: 14, share: 20 },
] as const;

const centred: readonly string[] = ['no', 'kind', 'township', 'dueOn'];

const signed = ({ witness }: HandOverValues): string =>
  `交出人：　　　　　　接收人：　　　　　　监交人：${witness}　　　　　　日期：`;

export const writeHandOverTable = (
  values: HandOverValues,
  faces: Faces = standardFaces,
): Promise<Uint8Array> =>
  writeSheets([
    {
      name: title,
      columns: columns.map(({ key, title: word, width }) => ({
        ...{ title: word, width },
        kind: key === 'no' ? ('number' as const) : ('text' as const),
        centred: centred.includes(key),
      })),
      rows: values.rows.map((row) =>
        columns.map(({ key }) => (key === 'no' ? Number(row.no) : row[key])),
      ),
      official: {
        faces,
        title,
        left: `${values.office}　交出人：${values.from}　接收人：${values.to}`,
        right: `自${values.on}起`,
        totals: [[{ value: '合计' }, { value: values.sums, columns: columns.length - 1 }]],
        foot: signed(values),
      },
    },
  ]);

export const writeHandOverLetter = (
  values: HandOverValues,
  faces: Faces = standardFaces,
): Promise<Uint8Array> => {
  const { title: heading, body } = textIn(faces);
  return packDocument(title, [
    officialSection(
      [
        ...heading(title),
        body(
          `自${values.on}起，${values.from}将下列工作交由${values.to}负责：${values.sums}。${values.note}`,
        ),
        ruledTable(
          columns.map(({ key, title: word, share }) => ({
            ...{ title: word, share },
            kind: centred.includes(key) ? ('centred' as const) : ('text' as const),
          })),
          values.rows.map((row) => columns.map(({ key }) => row[key])),
          { type: { size: sizes.small5, line: 250, faces } },
        ),
        body(''),
        body(`交出人：　　　　　　　接收人：　　　　　　　监交人：${values.witness}`),
        body('日　期：'),
      ],
      { faces },
    ),
  ]);
};
