import type { ContactListValues } from '#shared/papers/contact-list.ts';
import { type Faces, standardFaces } from '#shared/papers/faces.ts';
import { listTable, writeListTable } from './list-paper.ts';
import { officialSection, packDocument } from './official-page.ts';
import { textIn } from './official-text.ts';

/** 联系企业人员名单 as a workbook, and as the annex of a paper. */

const columns = [
  { key: 'no', title: '序号', width: 6, share: 6, centred: true, kind: 'number' },
  { key: 'firm', title: '企业名称', width: 34, share: 17, centred: false },
  { key: 'township', title: '乡镇街道', width: 12, share: 11, centred: true },
  { key: 'block', title: '块状产业', width: 12, share: 11, centred: true },
  { key: 'goal', title: '培育目标', width: 26, share: 13, centred: false },
  { key: 'contact', title: '联系人', width: 10, share: 9, centred: true },
  { key: 'phone', title: '联系电话', width: 16, share: 19, centred: true },
  { key: 'deputy', title: '副联系人', width: 10, share: 11, centred: true },
  { key: 'leader', title: '分管领导', width: 10, share: 11, centred: true },
] as const;

const titleOf = ({ year }: ContactListValues): string => `${year}年度联系企业人员名单`;

export const writeContactTable = (
  values: ContactListValues,
  faces: Faces = standardFaces,
): Promise<Uint8Array> =>
  writeListTable(
    columns,
    values.rows,
    {
      name: '联系企业人员名单',
      title: titleOf(values),
      left: `填报单位：${values.office}`,
      right: `截至${values.asOf}`,
      total: `企业 ${values.firms} 家`,
    },
    faces,
  );

export const writeContactAnnex = (
  values: ContactListValues,
  faces: Faces = standardFaces,
): Promise<Uint8Array> =>
  packDocument(titleOf(values), [
    officialSection(
      [...textIn(faces).annexHead(null, titleOf(values)), listTable(columns, values.rows, faces)],
      { faces },
    ),
  ]);
