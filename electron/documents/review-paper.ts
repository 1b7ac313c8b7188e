import { type Faces, standardFaces } from '#shared/papers/faces.ts';
import type { RefusalNoticeValues, ReviewNoteValues } from '#shared/papers/review.ts';
import { formType } from './form-cells.ts';
import { factsTable, keptTogether, ruledTable, tableGap } from './form-table.ts';
import { type Block, emptyLines, officialSection, packDocument } from './official-page.ts';
import { textIn } from './official-text.ts';

/** 初审意见 and 未通过告知 as official text: GB/T 9704 page, no red head, sealed below. */

const applied = ({ year, award, product }: ReviewNoteValues | RefusalNoticeValues): string =>
  `${year}年度${award}${product === '' ? '' : `（产品：${product}）`}`;

/** The closing line goes with the signature to whatever page it stands on: a text above it may be of any length. */
const endOf = (
  { office, date, handler }: ReviewNoteValues | RefusalNoticeValues,
  closing: string,
  { body, signature }: ReturnType<typeof textIn>,
): Block =>
  keptTogether([
    body(closing),
    ...signature({
      ...{ issuer: office, date, sealed: true },
      ...(handler === '' ? {} : { remark: `经办人：${handler}` }),
    }),
  ]);

const conclusionWords = ({ conclusion, reasons, firm, award, year }: ReviewNoteValues): string => {
  const because = reasons === '' ? '' : `，原因：${reasons}`;
  if (conclusion === '通过初审')
    return `经初审，${firm}申报${year}年度${award}的材料符合要求，同意进入下一环节。`;
  return `初审结论：${conclusion}${because}。`;
};

export const writeReviewNote = (
  v: ReviewNoteValues,
  faces: Faces = standardFaces,
): Promise<Uint8Array> => {
  const text = textIn(faces);
  const { title, body, heading } = text;
  const type = { ...formType, faces };
  const subject = `关于${v.firm}申报${v.year}年度${v.award}的初审意见`;
  const children: Block[] = [
    ...title(subject, { before: 0, names: [v.firm, v.award] }),
    ...emptyLines(1),
    heading({ level: 1, n: 1, text: '申报情况' }),
    factsTable(
      [
        ['企业名称', v.firm],
        ['信用代码', v.uscc],
        ['申报奖项', v.award],
        ['申报年度', `${v.year}年`],
        ['申报产品', v.product === '' ? '按企业申报' : v.product],
        ['材料情况', v.papers],
      ],
      { type },
    ),
    tableGap(),
    heading({ level: 1, n: 2, text: '申报条件核查' }),
    ...(v.conditions.length === 0
      ? [body('奖项目录里没有这个奖项的申报条件，由审核人员按申报通知核对。')]
      : [
          body(
            `对照${v.edition === '' ? '' : `《${v.award}》${v.edition}的`}申报条件和企业档案，核查${v.conditions.length}项：${v.counts}。`,
          ),
          ruledTable(
            [
              { title: '序号', share: 8, kind: 'centred' },
              { title: '申报条件', share: 40 },
              { title: '类别', share: 9, kind: 'centred' },
              { title: '要求', share: 16 },
              { title: '企业现值', share: 16 },
              { title: '核查结果', share: 14, kind: 'centred' },
            ],
            v.conditions.map((c) => [c.no, c.condition, c.kind, c.wanted, c.now, c.verdict]),
            { type },
          ),
          tableGap(),
        ]),
    heading({ level: 1, n: 3, text: '初审结论' }),
    body(conclusionWords(v)),
    endOf(v, '以上为初审意见。', text),
  ];
  return packDocument(subject, [officialSection(children, { faces })]);
};

export const writeRefusalNotice = (
  v: RefusalNoticeValues,
  faces: Faces = standardFaces,
): Promise<Uint8Array> => {
  const text = textIn(faces);
  const { title, addressee, body } = text;
  const type = { ...formType, faces };
  const subject = `关于${v.year}年度${v.award}申报未通过的告知书`;
  const where = v.stage === '' ? '' : `在${v.stage}环节`;
  const children: Block[] = [
    ...title(subject, { before: 0, names: [v.award] }),
    ...addressee([v.firm]),
    body(
      `你单位申报的${applied(v)}，于${v.decidedOn}${where}未通过。原因：${v.reasons === '' ? '见申报进展' : v.reasons}。`,
    ),
    ...(v.conditions.length === 0
      ? []
      : [
          body(`对照申报条件，企业档案中有以下${v.conditions.length}项未达到要求：`),
          ruledTable(
            [
              { title: '序号', share: 8, kind: 'centred' },
              { title: '申报条件', share: 47 },
              { title: '要求', share: 23 },
              { title: '企业现值', share: 23 },
            ],
            v.conditions.map((c) => [c.no, c.condition, c.wanted, c.now]),
            { type },
          ),
          tableGap(),
        ]),
    body('请对照上述情况整改提升，条件具备后可以在以后年度继续申报。需要帮助的，请与我单位联系。'),
    endOf(v, '特此告知。', text),
  ];
  return packDocument(`${subject} ${v.firm}`, [officialSection(children, { faces })]);
};
