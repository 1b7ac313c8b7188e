import { type Faces, standardFaces } from '#shared/papers/faces.ts';
import type { RouteSheetValues } from '#shared/papers/route-sheet.ts';
import { sizes } from './faces.ts';
import { ruledTable } from './form-table.ts';
import { officialSection, packDocument } from './official-page.ts';
import { textIn } from './official-text.ts';

/** 走访路线单: a row a firm, in the order of the way, with room to write. */

const title = '走访路线单';

/** About three written lines, in twentieths of a point. */
const roomToWrite = 1_700;

const labelled = (label: string, text: string): string[] =>
  text === '' ? [] : [`${label}${text}`];

const firmText = (row: RouteSheetValues['rows'][number]): string =>
  [
    row.firm,
    ...labelled('', row.address || row.township),
    ...labelled('联系人：', [row.contact, row.phone].filter((word) => word !== '').join(' ')),
  ].join('\n');

const askText = (row: RouteSheetValues['rows'][number]): string =>
  [
    ...labelled('事由：', row.purpose),
    `上次走访：${row.lastVisit || '无记录'}`,
    ...labelled('', row.asks),
  ].join('\n');

export const writeRouteSheet = (
  values: RouteSheetValues,
  faces: Faces = standardFaces,
): Promise<Uint8Array> => {
  const { title: heading, body } = textIn(faces);
  const who = [
    `走访日期：${values.day}　带队：${values.lead}　共${values.firms}家`,
    ...labelled('同行：', values.companions),
  ];
  return packDocument(title, [
    officialSection(
      [
        ...heading(title),
        ...who.map((line) => body(line)),
        ruledTable(
          [
            { title: '序号', share: 7, kind: 'centred' },
            { title: '时间', share: 9, kind: 'centred' },
            { title: '企业', share: 22 },
            { title: '要问的事', share: 40 },
            { title: '走访情况', share: 22 },
          ],
          values.rows.map((row) => [row.no, row.time, firmText(row), askText(row), '']),
          {
            type: { size: sizes.small5, line: 250, faces },
            minimum: roomToWrite,
            whole: false,
            top: true,
          },
        ),
      ],
      { faces },
    ),
  ]);
};
