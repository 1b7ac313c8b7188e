import { rounded } from '#shared/registers/numbers.ts';
import { clamped, oneFigure, type Points } from './points.ts';
import type { ChoiceRule, CountRule, LinearRule, RankRule, StepRule, VetoRule } from './rules.ts';
import type { ExpertMean, SchemeItem } from './scheme.ts';

/** What one row of a scheme gives for what is known of one firm. No clamping, no sums: see score.ts. */

/**
 * What is known for an item: figures by input (ten-thousandths of their unit; null where not known),
 * words, or experts' scores (hundredths).
 */
export type Raw = {
  readonly figures?: readonly (number | null)[];
  readonly words?: readonly string[];
  readonly scores?: readonly Points[];
};

/** Whether a figure is what is asked for. 是 and 否 ask whether it is other than 0. */
export const compares = (
  figure: number,
  comparison: VetoRule['comparison'],
  value: number,
): boolean => {
  switch (comparison) {
    case '≥':
      return figure >= value;
    case '≤':
      return figure <= value;
    case '>':
      return figure > value;
    case '<':
      return figure < value;
    case '=':
      return figure === value;
    case '是':
      return figure !== 0;
    case '否':
      return figure === 0;
  }
};

/** Ten million 分: no row gives more or takes more, so that sums stay exact. */
export const mostPoints: Points = 1_000_000_000;

const bounded = (points: Points): Points => clamped(points, -mostPoints, mostPoints);

/** Passed, failed, or for a person to look at. */
export type Verdict = 'passed' | 'failed' | 'open';

export const verdictOf = (rule: VetoRule, figure: number | null): Verdict => {
  if (figure === null) return rule.unknown === 'fails' ? 'failed' : 'open';
  return compares(figure, rule.comparison, rule.value) ? 'passed' : 'failed';
};

export const stepPoints = ({ steps, below }: StepRule, figure: number): Points => {
  const reached = steps.filter(({ from }) => figure >= from);
  if (reached.length === 0) return below;
  const from = Math.max(...reached.map((step) => step.from));
  // Two steps from one figure on are a slip; the larger counts, whichever stands first.
  return Math.max(...reached.filter((step) => step.from === from).map(({ points }) => points));
};

/**
 * points × (figure − start) ÷ per, rounded half away from zero to a hundredth; what lies below the
 * start gives nothing. Never beyond `mostPoints`.
 */
export const linearPoints = (rule: LinearRule, figure: number): Points => {
  const above = BigInt(figure) - BigInt(rule.start);
  if (above <= 0n) return 0;
  const per = BigInt(rule.per);
  const [numerator, denominator] = rule.wholeUnits
    ? [(above / per) * BigInt(rule.points), 1n]
    : [above * BigInt(rule.points), per];
  return bounded(rounded(numerator, denominator) ?? (rule.points < 0 ? -mostPoints : mostPoints));
};

/** The best line over all lists; a place not known or behind the last line gives nothing. */
export const rankPoints = ({ lists }: RankRule, places: readonly (number | null)[]): Points => {
  const found = lists.flatMap((list, i) => {
    const place = places[i] ?? null;
    if (place === null || place < oneFigure) return [];
    return list.places.filter(({ upTo }) => place <= upTo * oneFigure).map(({ points }) => points);
  });
  return Math.max(0, ...found);
};

/** Things counted, each part with its points; halves of a thing do not count. */
export const countPoints = ({ parts }: CountRule, counts: readonly (number | null)[]): Points =>
  parts.reduce((sum, { each }, i) => {
    const count = Math.max(0, Math.floor((counts[i] ?? 0) / oneFigure));
    return sum + bounded(count * each);
  }, 0);

/** Words the scheme does not know give nothing; the same word twice counts once. */
export const choicePoints = (
  { options, several }: ChoiceRule,
  words: readonly string[],
): Points => {
  const found = options.filter(({ word }) => words.includes(word)).map(({ points }) => points);
  if (found.length === 0) return 0;
  return several === 'sum' ? found.reduce((a, b) => a + b, 0) : Math.max(...found);
};

/**
 * Which of several experts' scores count: all; with 去高去低 not the `trim` lowest and highest, where more
 * than 2 × trim have scored. Of equal ones the earlier is the lower.
 */
export const scoresThatCount = (
  { how, trim }: ExpertMean,
  scores: readonly Points[],
): readonly boolean[] => {
  const cut = how === 'trimmed' && scores.length > 2 * trim ? trim : 0;
  const order = [...scores.keys()].sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0) || a - b);
  const kept = new Set(order.slice(cut, scores.length - cut));
  return scores.map((_, i) => kept.has(i));
};

/** Several experts' scores as one: the mean of those that count, rounded half up to a hundredth. */
export const meanScore = (mean: ExpertMean, scores: readonly Points[]): Points | null => {
  if (scores.length === 0) return null;
  const counts = scoresThatCount(mean, scores);
  const kept = scores.filter((_, i) => counts[i]);
  const sum = kept.reduce((a, b) => a + b, 0);
  return rounded(BigInt(sum), BigInt(kept.length));
};

/** Points an item gives by its rule alone; null where nothing it needs is known. Groups give none. */
export const ruledPoints = (item: SchemeItem, mean: ExpertMean, raw: Raw): Points | null => {
  const { rule } = item;
  const [figure = null] = raw.figures ?? [];
  switch (rule.kind) {
    case '分组':
    case '否决':
      return 0;
    case '分档':
      return figure === null ? null : stepPoints(rule, figure);
    case '按比例':
      return figure === null ? null : linearPoints(rule, figure);
    case '名次':
      return raw.figures?.some((place) => place !== null) ? rankPoints(rule, raw.figures) : null;
    case '计数':
      return raw.figures?.some((count) => count !== null) ? countPoints(rule, raw.figures) : null;
    case '选项':
      return raw.words?.length ? choicePoints(rule, raw.words) : null;
    case '专家评分': {
      const top = item.cap ?? Number.MAX_SAFE_INTEGER;
      const within = (raw.scores ?? []).map((score) => Math.min(Math.max(score, 0), top));
      return meanScore(mean, within);
    }
  }
};
