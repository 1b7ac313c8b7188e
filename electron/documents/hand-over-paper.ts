import { type Faces, standardFaces } from '#shared/papers/faces.ts';
import type { HandOverValues } from '#shared/papers/hand-over.ts';
import { listTable, writeListTable } from './list-paper.ts';
import { officialSection, packDocument } from './official-page.ts';
import { textIn } from './official-text.ts';

/** 工作交接清单 as a workbook, and as a paper both sides sign. */

const title = '工作交接清单';

const columns = [
  { key: 'no', title: '序号', width: 6, share: 9, centred: true, kind: 'number' },
  { key: 'kind', title: '事项', width: 14, share: 15, centred: true },
  { key: 'firm', title: '企业名称', width: 30, share: 25, centred: false },
  { key: 'township', title: '乡镇街道', width: 12, share: 13, centred: true },
  { key: 'title', title: '内容', width: 32, share: 25, centred: false },
  { key: 'detail', title: '情况', width: 30, share: 22, centred: false },
  { key: 'dueOn', title: '期限', width: 24, share: 20, centred: true },
] as const;

const signed = ({ witness }: HandOverValues): string =>
  `交出人：　　　　　　接收人：　　　　　　监交人：${witness}　　　　　　日期：`;

export const writeHandOverTable = (
  values: HandOverValues,
  faces: Faces = standardFaces,
): Promise<Uint8Array> =>
  writeListTable(
    columns,
    values.rows,
    {
      ...{ name: title, title },
      left: `${values.office}　交出人：${values.from}　接收人：${values.to}`,
      right: `自${values.on}起`,
      total: values.sums,
      foot: signed(values),
    },
    faces,
  );

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
        listTable(columns, values.rows, faces, [
          body(''),
          // Two on a line, so that a name that is printed breaks none.
          body('交出人（签字）：　　　　　　接收人（签字）：'),
          body(`监交人（签字）：${values.witness || '　　　'}　　　日期：　　年　月　日`),
        ]),
      ],
      { faces },
    ),
  ]);
};
