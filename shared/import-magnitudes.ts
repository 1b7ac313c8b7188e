/** Figures that stand in a column in another unit than the column's: noticed by their size. */

/**
 * One column's bare figures. A bureau's table of 万元 with a few 亿元 among them shows figures ten
 * thousand times too small; a few 元 among them, ten thousand times too large.
 */
export type Magnitudes = {
  readonly add: (value: number) => void;
  /** By which power of ten the unit of this figure seems to be larger (4) or smaller (−4); 0 for none. */
  readonly odd: (value: number) => -4 | 0 | 4;
};

/** Fewer figures than this say nothing of what is usual in a column. */
const leastFigures = 8;
const tenThousand = 10_000;

const sortedMiddle = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/**
 * A figure is odd where it lies far outside what is usual and, taken in the other unit, inside it. A
 * small whole number is believed longer than one with a fraction: people write 1.25 亿 and not 1 亿.
 */
export const magnitudes = (): Magnitudes => {
  const figures: number[] = [];
  let bounds: Record<'middle' | 'low' | 'high' | 'most', number> | null = null;
  const learned = () => {
    if (bounds === null) {
      const sorted = figures.toSorted((a, b) => a - b);
      bounds = {
        middle: sortedMiddle(sorted, 0.5),
        low: sortedMiddle(sorted, 0.1),
        high: sortedMiddle(sorted, 0.9),
        most: sorted.at(-1) ?? 0,
      };
    }
    return bounds;
  };
  return {
    add: (value) => {
      if (value > 0) figures.push(value);
      bounds = null;
    },
    odd: (value) => {
      if (value <= 0 || figures.length < leastFigures) return 0;
      const { middle, low, high, most } = learned();
      const usual = (figure: number, top: number): boolean =>
        figure >= low / 10 && figure <= top * 10;
      const limit = Number.isInteger(value) ? 1_000 : 100;
      // A few large firms among many small ones are the ones written in 亿元.
      if (value < middle / limit && usual(value * tenThousand, most)) return 4;
      if (value > middle * 1_000 && usual(value / tenThousand, high)) return -4;
      return 0;
    },
  };
};
