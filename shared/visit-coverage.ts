import { z } from 'zod';
import { shareOf } from './number-words.ts';
import { isoDate } from './words.ts';

/**
 * 走访覆盖率: firms with a visit or more in a period ÷ firms assigned. A firm counts once, whoever went and
 * however often; those put off and those no longer there are not assigned.
 */

/**
 * What firms are taken as assigned: those of the plan, those somebody is the contact of at the period's end, or all
 * that are in operation as the files say now.
 */
export const coverageBases = ['plan', 'liaison', 'all'] as const;
export type CoverageBase = (typeof coverageBases)[number];

/** How a base is named on a switch, over the column of its firms, and in the sentence that says what is divided. */
export const coverageBaseWords: Readonly<
  Record<CoverageBase, { readonly by: string; readonly column: string; readonly firms: string }>
> = {
  plan: { by: '按走访计划', column: '应走访', firms: '列入走访计划的企业' },
  liaison: { by: '按联系企业', column: '应走访', firms: '指定了联系人的企业' },
  all: { by: '按全部在业企业', column: '在业企业', firms: '档案里全部在业企业' },
};

export const coverageInput = z
  .object({
    from: isoDate('起始日期'),
    to: isoDate('截止日期'),
    base: z.enum(coverageBases).default('plan'),
  })
  .refine(({ from, to }) => from <= to, '截止日期早于起始日期')
  .refine(
    ({ from, to }) => Number(to.slice(0, 4)) - Number(from.slice(0, 4)) < 20,
    '时段最长 20 年',
  );
export type CoverageInput = z.infer<typeof coverageInput>;

/** A firm that is assigned in the period. */
export type CoverageFirm = {
  readonly id: string;
  readonly name: string;
  readonly township: string | null;
  readonly block: string | null;
  readonly tier: string | null;
  /** Whose it is; a firm of two people is in the figures of both, and once in the sum. */
  readonly people: readonly string[];
  /** Visits (次) of the period, up to today. */
  readonly visits: number;
  readonly lastOn: string | null;
};

export const coverageSides = ['person', 'township', 'block', 'tier'] as const;
export type CoverageSide = (typeof coverageSides)[number];

export const coverageSideWords: Readonly<Record<CoverageSide, string>> = {
  person: '人员',
  township: '乡镇街道',
  block: '块状产业',
  tier: '培育层级',
};

/** A line of the table. Counting unit: 家, of visits 次. */
export type CoverageLine = {
  /** Null for firms where it is not filled in. */
  readonly word: string | null;
  readonly assigned: number;
  readonly visited: number;
  readonly visits: number;
  /** Tenths of a percent, half away from zero; null where no firm is assigned. */
  readonly rate: number | null;
};

/** The words a firm is counted under; null where there is none. */
export const sidesOf = (firm: CoverageFirm, side: CoverageSide): readonly (string | null)[] => {
  if (side !== 'person') return [firm[side]];
  return firm.people.length === 0 ? [null] : firm.people;
};

const lineOf = (word: string | null, firms: readonly CoverageFirm[]): CoverageLine => {
  const visited = firms.filter(({ visits }) => visits > 0).length;
  return {
    word,
    assigned: firms.length,
    visited,
    visits: firms.reduce((sum, { visits }) => sum + visits, 0),
    rate: shareOf(visited, firms.length),
  };
};

const collator = new Intl.Collator('zh');

/**
 * Coverage by one side, the words in order and the firms without one last; and of all firms together.
 *
 * @param order words that have an order of their own
 */
export const coverageBy = (
  firms: readonly CoverageFirm[],
  side: CoverageSide,
  order: readonly string[] = [],
): { readonly lines: readonly CoverageLine[]; readonly all: CoverageLine } => {
  const groups = new Map<string | null, CoverageFirm[]>();
  for (const firm of firms)
    for (const word of sidesOf(firm, side)) {
      const group = groups.get(word);
      if (group) group.push(firm);
      else groups.set(word, [firm]);
    }
  const rank = (word: string | null): number => {
    if (word === null) return order.length + 1;
    const at = order.indexOf(word);
    return at < 0 ? order.length : at;
  };
  const lines = [...groups]
    .map(([word, own]) => lineOf(word, own))
    .sort((a, b) => rank(a.word) - rank(b.word) || collator.compare(a.word ?? '', b.word ?? ''));
  return { lines, all: lineOf(null, firms) };
};

export type Coverage = {
  readonly from: string;
  readonly to: string;
  readonly base: CoverageBase;
  /** `YYYY-MM-DD`: visits after it are plans and count for nothing yet. */
  readonly asOf: string;
  readonly firms: readonly CoverageFirm[];
  /** Firms (家) that would be assigned and are not: put off, and no longer there (of all also those that stand still). */
  readonly deferred: number;
  readonly gone: number;
};
