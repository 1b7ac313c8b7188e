import { barriers } from './registers/cultivation.ts';
import { barrierAnswers, statementAnswers } from './registers/sheet-parts.ts';

/**
 * 诊断: the questionnaire of 三重三轻 (heavy on inner strength, the short term and going it alone; light on
 * outer strength, the long term and working together), and what stands in the firm's way. A question is
 * known by its code, which is permanent; its wording may be bettered.
 */

export const axes = [
  {
    key: '重内轻外',
    label: '重内力、轻外力',
    statements: [
      '主要靠自身积累发展，很少利用政策、科研院所、行业协会等外部力量',
      '只抓生产和内部管理，对市场宣传、品牌推广投入少',
      '不了解、不参加各级质量奖和品牌评价',
    ],
  },
  {
    key: '重短轻长',
    label: '重短期、轻长远',
    statements: [
      '以接单和当年效益为主，没有三年以上的品牌或质量规划',
      '以贴牌加工为主，没有培育自主商标的打算',
      '研发、标准、检测能力的投入不固定，有项目才投',
    ],
  },
  {
    key: '重个轻合',
    label: '重个体、轻合作',
    statements: [
      '与同行以价格竞争为主，没有联盟标准或区域品牌合作',
      '与上下游没有质量协同，供应商不纳入质量管理',
      '检测、计量、认证等资源自建或不建，不与他人共享',
    ],
  },
] as const;

export type Question = {
  /** Stored in `sheet_answer.question`. */
  readonly code: string;
  readonly text: string;
  readonly answers: readonly string[];
};

/** Statements by axis, in the order of the form. */
export const statementsOf = ({ key, statements }: (typeof axes)[number]): Question[] =>
  statements.map((text, at) => ({ code: `${key}${at + 1}`, text, answers: statementAnswers }));

export const barrierQuestions: readonly Question[] = barriers.map((barrier) => ({
  code: `障碍：${barrier}`,
  text: barrier,
  answers: barrierAnswers,
}));

/** Every question there is. */
export const questions: readonly Question[] = [
  ...axes.flatMap((axis) => statementsOf(axis)),
  ...barrierQuestions,
];

type Answered = { readonly question: string; readonly answer: string | null };

/** How far an axis applies: 符合 counts two, 部分符合 one; null where nothing was answered. */
export const axisScore = (
  axis: (typeof axes)[number],
  answers: readonly Answered[],
): { readonly points: number; readonly most: number } | null => {
  const said = statementsOf(axis).flatMap(({ code }) => {
    const { answer = null } = answers.find(({ question }) => question === code) ?? {};
    return answer === null ? [] : [answer];
  });
  if (said.length === 0) return null;
  const points = said.reduce(
    (sum, answer) => sum + (answer === '符合' ? 2 : answer === '部分符合' ? 1 : 0),
    0,
  );
  return { points, most: said.length * 2 };
};

/** Barriers that are there, by their words. */
export const barriersIn = (answers: readonly Answered[]): string[] =>
  barrierQuestions
    .filter(({ code }) =>
      answers.some(({ question, answer }) => question === code && answer === '存在'),
    )
    .map(({ text }) => text);
