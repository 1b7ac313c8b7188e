import { isAtLeast } from './pyramid.ts';
import { ratio } from './registers/numbers.ts';

/**
 * How the county's brand products are made up, and how many more a plan asks for. Every rate keeps its
 * numerator and denominator; rates are tenths of a percent, rounded half up.
 */

export type BrandProduct = {
  readonly id: string;
  /** Highest level of its valid brand honours. */
  readonly level: string;
  /** High technology, high value, equipment or own innovation: one flag is enough, counted once. */
  readonly advanced: boolean;
  /** Made to a standard that adopts an international or advanced foreign one. */
  readonly adopted: boolean;
  /** Of one of the county's block industries. */
  readonly inBlock: boolean;
};

export type StructureGoal = {
  readonly indicator: string;
  /** Tenths of a percent. */
  readonly rate: number | null;
  /** 个. */
  readonly count: number | null;
};

export type StructureLine = {
  readonly indicator: string;
  readonly formula: string;
  /** 个. */
  readonly numerator: number;
  /** 个; null for a plain count. */
  readonly denominator: number | null;
  /** Tenths of a percent; null for a plain count, or where there is no product. */
  readonly rate: number | null;
  readonly goalRate: number | null;
  /** Products (个) the goal comes to; null without a goal. */
  readonly goalCount: number | null;
  /** Products (个) still to be raised; 0 where the goal is reached. */
  readonly gap: number | null;
  /** Behind the numerator. */
  readonly ids: readonly string[];
};

/** Products a share of a total comes to: the least whole number that reaches it. */
const leastCount = (tenths: number, total: number): number => Math.ceil((tenths * total) / 1000);

/**
 * City level and above for the first three lines; the block share is of all brand products of the
 * county, county level ones too.
 */
export const structureOf = (
  products: readonly BrandProduct[],
  goals: readonly StructureGoal[],
): StructureLine[] => {
  const high = products.filter(({ level }) => isAtLeast(level, '市'));
  const goalOf = (indicator: string): StructureGoal | undefined =>
    goals.find((goal) => goal.indicator === indicator);
  const total = goalOf('名牌产品数')?.count ?? null;
  const share = (
    indicator: string,
    formula: string,
    of: readonly BrandProduct[],
    is: (product: BrandProduct) => boolean,
  ): StructureLine => {
    const found = of.filter(is);
    const goalRate = goalOf(indicator)?.rate ?? null;
    // County level products stay beside those the plan counts.
    const later = Math.max(of.length, (total ?? high.length) + of.length - high.length);
    const goalCount = goalRate === null ? null : leastCount(goalRate, later);
    return {
      indicator,
      formula,
      numerator: found.length,
      denominator: of.length,
      rate: ratio(found.length, of.length, 1000),
      goalRate,
      goalCount,
      gap: goalCount === null ? null : Math.max(0, goalCount - found.length),
      ids: found.map(({ id }) => id),
    };
  };
  return [
    {
      indicator: '名牌产品数',
      formula: '市级及以上有效名牌产品，一个产品计一次',
      numerator: high.length,
      denominator: null,
      rate: null,
      goalRate: null,
      goalCount: total,
      gap: total === null ? null : Math.max(0, total - high.length),
      ids: high.map(({ id }) => id),
    },
    share(
      '高技术等比例',
      '高新技术、高附加值、装备制造或自主知识产权的名牌产品 ÷ 市级及以上名牌产品',
      high,
      ({ advanced }) => advanced,
    ),
    share('采标率', '已采标的名牌产品 ÷ 市级及以上名牌产品', high, ({ adopted }) => adopted),
    share('块状产业占比', '块状产业的名牌产品 ÷ 全县名牌产品', products, ({ inBlock }) => inBlock),
  ];
};
