import { z } from 'zod';
import { brandAssumption } from './registers/brand-value.ts';
import { rounded } from './registers/numbers.ts';
import { columnLabel } from './registers/rows.ts';
import { recordId } from './words.ts';

/**
 * Brand value by excess earnings over several years (GB/T 29188, 多周期超额收益法), for ranking within
 * the office only. The shape of the formula is the standard's; every constant is the office's.
 *
 *   F0 = (mean adjusted net profit − current assets × i1 − fixed assets × i2) × β, the assets as means too
 *   Ft = F0 × (1 + growthNear)^t
 *   R  = Z × K,  K = K0 + (K100 − K0) × S ÷ 100,  S = Σ element score × weight
 *   V  = Σ t=1..T Ft ÷ (1+R)^t + FT × (1+g) ÷ (R − g) ÷ (1+R)^T
 *
 * All of it is counted in fractions of whole numbers; only the result is rounded, half away from zero,
 * to 0.0001 万元.
 */

/** The version that stands in a run; a change of the formula gets another. */
export const brandFormula = '2026-1';

/** Percentages and factors: value × 10^4. Money: 万元 × 10^4. Scores: 0 to 10,000 (hundredths). */
const percent = z.number().int().min(0).max(1_000_000);
const factor = z.number().int().min(0).max(1_000_000);
const money = z.number().int().min(-9_000_000_000_000).max(9_000_000_000_000);
const score = z.number().int().min(0).max(10_000);

export const brandYear = z.object({
  year: z.number().int().min(1990).max(2199),
  /** Net profit, adjusted for what does not recur. */
  profit: money,
  currentAssets: money,
  fixedAssets: money,
});

export const brandElements = [
  'quality',
  'service',
  'innovation',
  'tangible',
  'intangible',
] as const;
export type BrandElement = (typeof brandElements)[number];
export const elementLabels: Readonly<Record<BrandElement, string>> = {
  quality: '质量',
  service: '服务',
  innovation: '创新',
  tangible: '有形资产',
  intangible: '无形资产',
};

const byElement = <T extends z.ZodType>(one: T) =>
  z.object({
    quality: one,
    service: one,
    innovation: one,
    tangible: one,
    intangible: one,
  });

export const brandAssumptions = z.object({
  horizon: z.number().int().min(1).max(20),
  currentReturn: percent,
  fixedReturn: percent,
  industryReturn: percent,
  growthNear: percent,
  growthFar: percent,
  brandShare: percent,
  weights: byElement(percent),
  strengthFactor0: factor,
  strengthFactor100: factor,
});
export type BrandAssumptions = z.infer<typeof brandAssumptions>;

export const brandInputs = z.object({
  years: z.array(brandYear).min(3, '至少要有三年的数据').max(10),
  scores: byElement(score),
});
export type BrandInputs = z.infer<typeof brandInputs>;

/** The same with cells nobody has filled: what is not known is not zero. */
export type Blank<T> = T extends number ? number | null : { [K in keyof T]: Blank<T[K]> };

/** The constants that stand beside each other, by their cell. */
export const brandConstants = [
  'currentReturn',
  'fixedReturn',
  'industryReturn',
  'growthNear',
  'growthFar',
  'brandShare',
  'strengthFactor0',
  'strengthFactor100',
] as const;

/** What is asked of each year. */
export const brandFigures = ['profit', 'currentAssets', 'fixedAssets'] as const;
export const figureLabels: Readonly<Record<(typeof brandFigures)[number], string>> = {
  profit: '调整后净利润',
  currentAssets: '流动资产',
  fixedAssets: '固定资产',
};

/** What a constant is called on screen, with its unit. */
export const constantLabel = (key: (typeof brandConstants)[number] | 'horizon'): string =>
  columnLabel(brandAssumption, key);

/** The cells that are still to be filled, as people call them; a value is worked out where there are none. */
export const brandBlanks = (inputs: Blank<BrandInputs>, a: Blank<BrandAssumptions>): string[] => {
  const cells: (readonly [string, number | null])[] = [
    ...inputs.years.flatMap((year) =>
      brandFigures.map((key) => [`${year.year} 年${figureLabels[key]}`, year[key]] as const),
    ),
    ...brandElements.map((e) => [`${elementLabels[e]}得分`, inputs.scores[e]] as const),
    ...brandElements.map((e) => [`${elementLabels[e]}权重`, a.weights[e]] as const),
    ...(['horizon', ...brandConstants] as const).map(
      (key) => [constantLabel(key), a[key]] as const,
    ),
  ];
  return cells.flatMap(([label, value]) => (value === null ? [label] : []));
};

type Fraction = { readonly n: bigint; readonly d: bigint };

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));
const of = (n: bigint, d: bigint): Fraction => {
  const g = gcd(n, d) || 1n;
  return d < 0n ? { n: -n / g, d: -d / g } : { n: n / g, d: d / g };
};
const scaled = (value: number, scale: number): Fraction => of(BigInt(value), 10n ** BigInt(scale));
const add = (a: Fraction, b: Fraction): Fraction => of(a.n * b.d + b.n * a.d, a.d * b.d);
const less = (a: Fraction, b: Fraction): Fraction => of(a.n * b.d - b.n * a.d, a.d * b.d);
const times = (a: Fraction, b: Fraction): Fraction => of(a.n * b.n, a.d * b.d);
const over = (a: Fraction, b: Fraction): Fraction => of(a.n * b.d, a.d * b.n);
const power = (a: Fraction, n: number): Fraction => of(a.n ** BigInt(n), a.d ** BigInt(n));
const one = of(1n, 1n);
const sum = (all: readonly Fraction[]): Fraction => all.reduce(add, of(0n, 1n));

/** A fraction × 10^scale as a whole number, rounded half away from zero. */
const whole = (a: Fraction, scale: number): number =>
  rounded(a.n * 10n ** BigInt(scale), a.d) ?? Number.NaN;

/** A percentage as a fraction of one. */
const share = (value: number): Fraction => scaled(value, 6);

export type BrandValue = {
  /** 万元 × 10^4. */
  readonly value: number;
  /** 0 to 10,000: hundredths. */
  readonly strength: number;
  /** K × 10^4. */
  readonly factor: number;
  /** R in % × 10^4. */
  readonly discount: number;
  /** F0, 万元 × 10^4. */
  readonly cashFlow: number;
  /** Each year's cash flow and what it is worth today, 万元 × 10^4. */
  readonly years: readonly { readonly t: number; readonly flow: number; readonly worth: number }[];
  /** What lies behind the horizon is worth today, 万元 × 10^4. */
  readonly beyond: number;
};

/** What keeps a value from being worked out, in words; empty where nothing does. */
export const brandProblems = (inputs: BrandInputs, a: BrandAssumptions): string[] => {
  const weights = Object.values(a.weights).reduce((x, y) => x + y, 0);
  const { r } = rates(inputs, a);
  const years = inputs.years.map(({ year }) => year);
  return [
    ...(weights === 1_000_000 ? [] : [`五项权重合计应为 100%，现为 ${weights / 10_000}%`]),
    ...(less(r, share(a.growthFar)).n > 0n ? [] : ['永续增长率须小于折现率']),
    ...(new Set(years).size === years.length ? [] : ['同一年度填了两次']),
  ];
};

const rates = ({ scores }: BrandInputs, a: BrandAssumptions) => {
  const s = sum(brandElements.map((e) => times(scaled(scores[e], 2), share(a.weights[e]))));
  const [k0, k100] = [scaled(a.strengthFactor0, 4), scaled(a.strengthFactor100, 4)];
  const k = add(k0, times(less(k100, k0), over(s, of(100n, 1n))));
  return { s, k, r: times(share(a.industryReturn), k) };
};

/** Works a brand value out. Call `brandProblems` first. @throws RangeError where R ≤ g */
export const brandValueOf = (inputs: BrandInputs, a: BrandAssumptions): BrandValue => {
  const { s, k, r } = rates(inputs, a);
  const gap = less(r, share(a.growthFar));
  if (gap.n <= 0n) throw new RangeError('growth beyond the horizon is not below the discount rate');
  const mean = (key: (typeof brandFigures)[number]): Fraction =>
    over(
      sum(inputs.years.map((year) => scaled(year[key], 4))),
      of(BigInt(inputs.years.length), 1n),
    );
  const tangible = add(
    times(mean('currentAssets'), share(a.currentReturn)),
    times(mean('fixedAssets'), share(a.fixedReturn)),
  );
  const f0 = times(less(mean('profit'), tangible), share(a.brandShare));
  const [grow, fall] = [add(one, share(a.growthNear)), add(one, r)];
  const flows = Array.from({ length: a.horizon }, (_, i) => times(f0, power(grow, i + 1)));
  const worths = flows.map((flow, i) => over(flow, power(fall, i + 1)));
  const last = flows.at(-1) ?? f0;
  const beyond = over(over(times(last, add(one, share(a.growthFar))), gap), power(fall, a.horizon));
  return {
    value: whole(add(sum(worths), beyond), 4),
    strength: whole(s, 2),
    factor: whole(k, 4),
    discount: whole(times(r, of(100n, 1n)), 4),
    cashFlow: whole(f0, 4),
    years: flows.map((flow, i) => ({
      t: i + 1,
      flow: whole(flow, 4),
      worth: whole(worths[i] ?? flow, 4),
    })),
    beyond: whole(beyond, 4),
  };
};

export const brandRankings = ['传统', '新锐'] as const;

export const runBrandInput = z.object({
  firmId: recordId,
  baseYear: z.number().int().min(1990).max(2199),
  ranking: z.enum(brandRankings),
  inputs: brandInputs,
  assumptions: brandAssumptions,
});
export type RunBrand = z.infer<typeof runBrandInput>;

export type BrandRun = {
  readonly id: string;
  readonly firmId: string;
  readonly firmName: string;
  readonly baseYear: number;
  readonly ranking: string;
  readonly ranOn: string | null;
  /** 万元 × 10^4. */
  readonly value: number;
  readonly strength: number;
  readonly discount: number;
  /** Place in its list and year; the newest run of a firm counts. */
  readonly rank: number | null;
  readonly inputs: BrandInputs | null;
  readonly assumptions: BrandAssumptions | null;
  readonly working: BrandValue | null;
};

export type BrandStart = {
  readonly firmName: string;
  readonly ranking: (typeof brandRankings)[number];
  /**
   * What the file knows of the three years, newest last, 万元 × 10^4. It knows assets as one sum: how
   * they divide is for a person to say.
   */
  readonly years: readonly {
    readonly year: number;
    readonly profit: number | null;
    readonly assets: number | null;
  }[];
  readonly sets: readonly {
    readonly id: string;
    readonly name: string;
    readonly assumptions: Blank<BrandAssumptions>;
  }[];
};
