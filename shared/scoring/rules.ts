import { z } from 'zod';
import { comparisons } from '#shared/registers/award-demands.ts';
import type { ItemKind } from '#shared/registers/scheme.ts';

/**
 * How rows of a scheme give points (记分办法), as data. Points are hundredths, figures ten-thousandths
 * of the indicator's unit. Each kind's rule is the JSON of a scheme item's `rule` cell.
 */

const points = z.number().int().min(-10_000_000).max(10_000_000);
const figure = z.number().int().min(-Number.MAX_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER);
const indicatorKey = z.string().min(1).max(60);
const word = z.string().min(1).max(100);

/** 否决: what must hold. Where the figure is not known, a person has to look. */
export const vetoRule = z.strictObject({
  comparison: z.enum(comparisons),
  /** Not needed for 是 and 否, which ask whether the figure is other than 0. */
  value: figure.default(0),
  /** What an unknown figure means. */
  unknown: z.enum(['open', 'fails']).default('open'),
});

/** 分档: the points of the highest step a figure reaches; none below the first. */
export const stepRule = z.strictObject({
  steps: z
    .array(z.strictObject({ from: figure, points }))
    .min(1)
    .max(60),
  /** Points below the first step. */
  below: points.default(0),
});

/** 按比例: so many points for every so much above a start; whole units only where said. */
export const linearRule = z.strictObject({
  per: figure.min(1),
  points,
  start: figure.default(0),
  wholeUnits: z.boolean().default(false),
});

/** 名次: places in lists of different reach (国内、省内 …); the best line counts. */
export const rankRule = z.strictObject({
  lists: z
    .array(
      z.strictObject({
        indicator: indicatorKey,
        places: z
          .array(z.strictObject({ upTo: z.number().int().min(1).max(100_000), points }))
          .min(1)
          .max(60),
      }),
    )
    .min(1)
    .max(10),
});

/** 计数: points for each thing counted. */
export const countRule = z.strictObject({
  parts: z
    .array(z.strictObject({ indicator: indicatorKey, each: points }))
    .min(1)
    .max(20),
});

/** 选项: points of the word that is given; of several, the best one or their sum. */
export const choiceRule = z.strictObject({
  options: z.array(z.strictObject({ word, points })).min(1).max(60),
  several: z.enum(['best', 'sum']).default('best'),
});

/** 专家评分: from 0 to the item's cap; how scores become one is the version's to say. */
export const expertRule = z.strictObject({});

/** 分组: the sum of its rows, between its floor and cap. */
export const groupRule = z.strictObject({});

export type VetoRule = z.infer<typeof vetoRule>;
export type StepRule = z.infer<typeof stepRule>;
export type LinearRule = z.infer<typeof linearRule>;
export type RankRule = z.infer<typeof rankRule>;
export type CountRule = z.infer<typeof countRule>;
export type ChoiceRule = z.infer<typeof choiceRule>;

/** A rule with the kind that says which it is. */
export type Rule =
  | ({ readonly kind: '否决' } & VetoRule)
  | ({ readonly kind: '分档' } & StepRule)
  | ({ readonly kind: '按比例' } & LinearRule)
  | ({ readonly kind: '名次' } & RankRule)
  | ({ readonly kind: '计数' } & CountRule)
  | ({ readonly kind: '选项' } & ChoiceRule)
  | { readonly kind: '专家评分' }
  | { readonly kind: '分组' };

const shapes = {
  分组: groupRule,
  否决: vetoRule,
  分档: stepRule,
  按比例: linearRule,
  名次: rankRule,
  计数: countRule,
  选项: choiceRule,
  专家评分: expertRule,
} as const satisfies Record<ItemKind, z.ZodType>;

/**
 * Reads the rule of a scheme item.
 *
 * @param json the `rule` cell; empty means `{}`
 * @returns null where it is no rule of that kind
 */
export const readRule = (kind: ItemKind, json: string | null): Rule | null => {
  try {
    const parsed = shapes[kind].safeParse(JSON.parse(json || '{}'));
    return parsed.success ? ({ kind, ...parsed.data } as Rule) : null;
  } catch {
    return null;
  }
};

/** What is written into the `rule` cell. */
export const writeRule = ({ kind: _kind, ...rule }: Rule): string => JSON.stringify(rule);
