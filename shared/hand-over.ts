import { z } from 'zod';
import { peopleOf } from './people.ts';
import type { FollowRun } from './row-undo.ts';
import { isoDate, optionalText, requiredText } from './words.ts';

/** Handing over work (工作交接): everything one of our people has in hand goes to another, whole or in part. */

export const handOverKinds = [
  'firm',
  'grid',
  'measure',
  'issue',
  'application',
  'plan',
  'visit',
  'route',
] as const;
export type HandOverKind = (typeof handOverKinds)[number];

export const handOverLabels: Readonly<Record<HandOverKind, string>> = {
  firm: '联系企业',
  grid: '网格企业',
  measure: '一企一策措施',
  issue: '问题诉求',
  application: '申报事项',
  plan: '培育计划',
  visit: '走访计划',
  route: '走访路线',
};

/** Counting units of each kind. */
export const handOverUnits: Readonly<Record<HandOverKind, string>> = {
  firm: '家',
  grid: '家',
  measure: '条',
  issue: '件',
  application: '项',
  plan: '条',
  visit: '家',
  route: '站',
};

/** One thing a person has in hand. */
export type HandOverItem = {
  /** Kind and record: what is chosen. */
  readonly key: string;
  readonly kind: HandOverKind;
  readonly firm: { readonly id: string; readonly name: string };
  readonly township: string | null;
  readonly title: string;
  /** State, role, or what else tells it. */
  readonly detail: string;
  readonly dueOn: string | null;
  readonly overdue: boolean;
  /** The cell that names the person, as written; it may name others too. */
  readonly named: string;
  /** Address on the screen where it is dealt with. */
  readonly at: string;
};

export const handOverViewInput = z.object({
  from: requiredText('交出人', 50),
  on: isoDate('交接日期'),
});
export type HandOverViewInput = z.infer<typeof handOverViewInput>;

export type HandOverView = {
  readonly items: readonly HandOverItem[];
  /** Unfinished forms on this machine, which stay on it: to be finished first. */
  readonly drafts: number;
};

export const handOverInput = handOverViewInput
  .extend({
    to: requiredText('接收人', 50),
    /** Keys of what is handed over. */
    keys: z.array(z.string().min(1).max(300)).min(1, '请选择要交接的事项').max(20_000),
    /** Number of the one who takes over, for the list of contact persons. */
    phone: optionalText(40).default(null),
    witness: optionalText(50).default(null),
    note: optionalText(1_000).default(null),
  })
  .refine(({ from, to }) => peopleOf(from)[0] !== peopleOf(to)[0], '交出人和接收人是同一个人')
  .refine(
    ({ from, to }) => peopleOf(from).length === 1 && peopleOf(to).length === 1,
    '交出人、接收人各填一个人',
  );
export type HandOver = z.infer<typeof handOverInput>;

/** What the list of a hand-over shows (工作交接清单). */
export type HandOverPaper = {
  readonly from: string;
  readonly to: string;
  readonly on: string;
  readonly office: string;
  readonly witness: string | null;
  readonly note: string | null;
  readonly items: readonly HandOverItem[];
};

export type HandOverRun = { readonly run: FollowRun; readonly paper: HandOverPaper };

/** What a list holds, in words: 联系企业 5 家、一企一策措施 12 条. */
export const handOverSums = (items: readonly HandOverItem[]): string =>
  handOverKinds
    .map((kind) => [kind, items.filter((item) => item.kind === kind).length] as const)
    .filter(([, n]) => n > 0)
    .map(([kind, n]) => `${handOverLabels[kind]} ${n} ${handOverUnits[kind]}`)
    .join('、');
