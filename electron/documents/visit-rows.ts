import { satisfactions } from '#shared/visits.ts';
import type { FormPaper, SignedPlace } from './form-paper.ts';

/** What the record of a visit and the form to take along have in common. */

type Rows = FormPaper['rows'];

export type VisitHead = {
  readonly firm: string;
  readonly uscc: string;
  readonly township: string;
  readonly contact: string;
  readonly phone: string;
  readonly place: string;
  readonly time: string;
  readonly typeBoxes: string;
  readonly ourPeople: string;
  readonly firmPeople: string;
};

export const visitTitle = '企业走访记录';

export const visitHead = (head: VisitHead): Rows => [
  { kind: 'facts', pairs: [['企业名称', head.firm]] },
  {
    kind: 'facts',
    pairs: [
      ['信用代码', head.uscc],
      ['乡镇街道', head.township],
    ],
  },
  {
    kind: 'facts',
    pairs: [
      ['联系人', head.contact],
      ['联系电话', head.phone],
    ],
  },
  {
    kind: 'facts',
    pairs: [
      ['走访地点', head.place],
      ['起止时间', head.time],
    ],
  },
  { kind: 'facts', pairs: [['服务类型', head.typeBoxes]] },
  {
    kind: 'facts',
    pairs: [
      ['我方人员', head.ourPeople],
      ['企业人员', head.firmPeople],
    ],
  },
];

/** Boxes to tick; the one that was said is ticked. */
export const satisfactionRow = (said: string): Rows => [
  {
    kind: 'facts',
    pairs: [
      ['企业满意度', satisfactions.map((word) => `${word === said ? '☑' : '☐'}${word}`).join('　')],
    ],
  },
];

/** Shares: how much of what is left of the page each is given. */
export const visitTexts = (said: {
  readonly situation: string;
  readonly problems: string;
  readonly advice: string;
}): Rows => [
  { kind: 'text', label: '走访情况', text: said.situation, share: 4 },
  { kind: 'text', label: '问题与诉求', text: said.problems, share: 3 },
  { kind: 'text', label: '答复与建议', text: said.advice, share: 2 },
];

/** Places to sign, and who of ours and of the firm has signed there. */
export const visitSignatures = (ours?: SignedPlace, firm?: SignedPlace): Rows => [
  {
    kind: 'signatures',
    labels: ['走访人员（签字）：', '企业负责人（签字、盖章）：'],
    signed: [ours, firm],
  },
];
