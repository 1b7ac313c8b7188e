import type { Points } from './points.ts';

/** Places in a run: by total, then by the scheme's tie-breaks; what is still equal shares its place. */

export type Contender = {
  readonly id: string;
  readonly total: Points;
  /** Failed a 否决 row: listed, not ranked. */
  readonly out: boolean;
  /** Figures of the tie-breaks in turn; null where not known, which comes last. */
  readonly ties: readonly (number | null)[];
};

const byTie = (a: number | null, b: number | null, smallerFirst: boolean): number => {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return smallerFirst ? a - b : b - a;
};

/**
 * Competition ranking (1, 2, 2, 4): a place is one more than the number of firms before it.
 *
 * @param tieBreaks the scheme's, for which of them the smaller comes first
 * @returns place by id; firms that are out have none
 */
export const placesOf = (
  contenders: readonly Contender[],
  tieBreaks: readonly string[],
): ReadonlyMap<string, number> => {
  const compare = (a: Contender, b: Contender): number => {
    if (a.total !== b.total) return b.total - a.total;
    for (const [i, key] of tieBreaks.entries()) {
      const order = byTie(a.ties[i] ?? null, b.ties[i] ?? null, key.startsWith('-'));
      if (order !== 0) return order;
    }
    return 0;
  };
  const sorted = contenders.filter(({ out }) => !out).toSorted(compare);
  const places = new Map<string, number>();
  let [place, before]: [number, Contender | undefined] = [0, undefined];
  for (const [i, contender] of sorted.entries()) {
    if (!before || compare(before, contender) !== 0) place = i + 1;
    places.set(contender.id, place);
    before = contender;
  }
  return places;
};
