import type { AgreementPaperValues } from '#shared/papers/agreement.ts';
import { type Faces, standardFaces } from '#shared/papers/faces.ts';
import { sizes } from './faces.ts';
import { formRow } from './form-cells.ts';
import { formTable, tableGap } from './form-table.ts';
import { type Block, block, emptyLines, officialSection, packDocument } from './official-page.ts';
import { textIn } from './official-text.ts';

/** 跟踪服务协议 as text on the standard's page, signed by both at its foot. */

const blank = '＿＿＿＿＿＿＿＿';
const or = (text: string): string => (text === '' ? blank : text);

const partyLines = (v: AgreementPaperValues, { flush }: ReturnType<typeof textIn>): Block[] => [
  flush(`甲方：${v.office}（${v.section}）`),
  flush(`联系人：${or(v.contact)}　　电话：${or(v.phone)}`),
  flush(`乙方：${v.firm}`),
  flush(`统一社会信用代码：${or(v.uscc)}`),
  flush(`联系人：${or(v.firmContact)}　　电话：${or(v.firmPhone)}`),
];

/** A term as a sentence of the agreement, however it was typed. */
const asSentence = (term: string): string => (/[。；！？.;!?]$/.test(term) ? term : `${term}。`);

/** Room for both seals, side by side. */
const signing = (v: AgreementPaperValues, faces: Faces): Block => {
  const half = Math.floor(block.width / 2);
  const type = { faces, size: sizes.small4, line: 400 };
  const place = (who: string, signer: string) => [
    who,
    '',
    `代表（签字）：${signer}`,
    '',
    `日期：${v.signedOn === '' ? '　　　　年　　月　　日' : v.signedOn}`,
  ];
  return formTable(
    [
      formRow(
        [{ text: place('甲方（盖章）：', '') }, { text: place('乙方（盖章）：', v.firmSigner) }],
        [half, block.width - half],
        { type },
      ),
    ],
    [half, block.width - half],
  );
};

export const writeAgreement = (
  v: AgreementPaperValues,
  faces: Faces = standardFaces,
): Promise<Uint8Array> => {
  const text = textIn(faces);
  const { title, flush, body, heading } = text;
  const services = [
    ...(v.services === '' ? [] : [`甲方为乙方提供以下服务：${v.services}。`]),
    ...(v.visits === '' ? [] : [`甲方每年上门服务不少于${v.visits}。`]),
  ];
  const clauses: (readonly [string, readonly string[]])[] = [
    ['服务内容', services.length > 0 ? services : [`甲方为乙方提供以下服务：${blank}。`]],
    ...(v.terms.length > 0
      ? ([['双方约定', v.terms.map(({ term }) => asSentence(term))]] as const)
      : []),
    ['协议期限', [`本协议自${v.from}起至${v.to}止。`]],
    ['其他', ['本协议一式两份，甲乙双方各执一份，自双方签字盖章之日起生效。']],
  ];
  const children: Block[] = [
    ...title('跟踪服务协议', { before: 0 }),
    ...(v.agreementNo === '' ? [] : [flush(`编号：${v.agreementNo}`)]),
    ...emptyLines(1),
    ...partyLines(v, text),
    body('为帮助企业巩固和提升品牌与质量水平，甲乙双方经协商，签订本协议。'),
    ...clauses.flatMap(([name, lines], i) => [
      heading({ level: 1, n: i + 1, text: name }),
      // The places to sign do not stand on a page of their own.
      ...lines.map((line) => body(line, i === clauses.length - 1)),
    ]),
    tableGap(undefined, true),
    signing(v, faces),
  ];
  return packDocument(`跟踪服务协议 ${v.firm}`, [officialSection(children, { faces })]);
};
