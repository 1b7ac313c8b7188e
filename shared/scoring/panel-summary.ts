import { meanScore, scoresThatCount } from './item-points.ts';
import type { Points } from './points.ts';
import type { ExpertMean } from './scheme.ts';

/** What a closed panel's scores come to, firm by firm and item by item, each score in sight. */

/** One seat's score of one item of one firm. */
export type HeldScore = {
  /** Null where the seat gave none. */
  readonly points: Points | null;
  /** Left out as one of the highest or lowest. */
  readonly cut: boolean;
  /** Far from what the others gave. */
  readonly outlier: boolean;
};

export type SummedItem = {
  /** In the order of the seats. */
  readonly scores: readonly HeldScore[];
  readonly mean: Points | null;
};

/** A score further from the median than this share of the item's full marks is an outlier, in percent. */
export const outlierPercent = 20;

/** With fewer scores nobody can say which one is the odd one. */
const leastForOutliers = 3;

/** Twice the median, so that the middle of two is a whole number too. */
const twiceMedian = (scores: readonly Points[]): number => {
  const sorted = scores.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? 2 * upper : (sorted[middle - 1] ?? 0) + upper;
};

/**
 * Sums up the seats' scores of one item of one firm. Outliers are shown to people and count as the
 * scheme says: nothing is left out but by 去高去低.
 *
 * @param cap the item's full marks
 */
export const summedItem = (
  mean: ExpertMean,
  cap: Points,
  scores: readonly (Points | null)[],
): SummedItem => {
  const given = scores.flatMap((points, seat) => (points === null ? [] : [{ points, seat }]));
  const points = given.map((one) => one.points);
  const counts = scoresThatCount(mean, points);
  const bySeat = new Map(given.map(({ seat }, i) => [seat, counts[i] === true]));
  const median = twiceMedian(points);
  const isFar = (score: Points): boolean =>
    points.length >= leastForOutliers &&
    Math.abs(2 * score - median) * 100 > 2 * cap * outlierPercent;
  return {
    scores: scores.map((score, seat) => ({
      points: score,
      cut: score !== null && bySeat.get(seat) === false,
      outlier: score !== null && isFar(score),
    })),
    mean: meanScore(mean, points),
  };
};
