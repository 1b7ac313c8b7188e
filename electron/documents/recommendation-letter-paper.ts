import { type Faces, standardFaces } from '#shared/papers/faces.ts';
import type { RecommendationLetterValues } from '#shared/papers/recommendation.ts';
import { formType } from './form-cells.ts';
import { ruledTable } from './form-table.ts';
import { letterFooter, letterHeader, letterNumber, letterTop } from './official-head.ts';
import { type Block, officialSection, packDocument } from './official-page.ts';
import { textIn } from './official-text.ts';

/** 推荐函 as a letter (信函格式), with the list of firms and products as its annex. */
export const writeRecommendationLetter = (
  v: RecommendationLetterValues,
  faces: Faces = standardFaces,
): Promise<Uint8Array> => {
  const { title, addressee, body, annexNote, signature, annexHead } = textIn(faces);
  const subject = `关于推荐申报${v.year}年度${v.award}的函`;
  const annex = `${v.year}年度${v.award}申报推荐名单`;
  const withProducts = v.products !== '0';
  const applied = `${v.appliedFirms}家企业${withProducts ? `、${v.appliedProducts}个产品` : ''}`;
  const children: Block[] = [
    letterNumber(v.number, faces),
    ...title(subject, { names: [v.award] }),
    ...addressee([v.addressee]),
    body(
      `按照${v.year}年度${v.award}申报工作安排，我单位组织辖区企业开展申报，共有${applied}提出申报。经初审，现推荐${v.sentence}申报${v.year}年度${v.award}。`,
    ),
    body('所推荐企业的申报材料已经核对，请予审核。', true),
    ...annexNote([annex]),
    ...signature({
      ...{ issuer: v.office, date: v.date, sealed: true },
      ...(v.handler === '' ? {} : { remark: `联系人：${v.handler}` }),
    }),
    ...annexHead(null, annex),
    ruledTable(
      [
        { title: '序号', share: 1, kind: 'centred' },
        { title: '企业名称', share: 5 },
        ...(withProducts ? [{ title: '产品名称', share: 4 }] : []),
      ],
      v.rows.map(({ no, firm, product }) => [no, firm, ...(withProducts ? [product] : [])]),
      { type: { ...formType, faces } },
    ),
  ];
  return packDocument(subject, [
    officialSection(children, {
      faces,
      first: {
        header: letterHeader(v.office, faces),
        footer: letterFooter(),
        headerTop: letterTop,
      },
    }),
  ]);
};
