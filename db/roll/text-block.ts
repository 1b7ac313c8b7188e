/**
 * Texts of some firms in one string, one a line, so that one native search call runs over all of
 * them: at 200,000 firms a whole scan takes some milliseconds, which no index on disk came near
 * (docs/decisions/0021-search.md).
 */
export type TextBlock = {
  readonly text: string;
  /** Where the text of each slot begins, and one more for the end. */
  readonly starts: Uint32Array;
};

/** Between the values of one firm; no folded text holds it. */
export const apart = '\u0001';

/** @param texts one a slot, without line breaks */
export const makeTextBlock = (texts: readonly string[]): TextBlock => {
  const starts = new Uint32Array(texts.length + 1);
  let at = 0;
  for (const [slot, text] of texts.entries()) {
    starts[slot] = at;
    at += text.length + 1;
  }
  starts[texts.length] = at;
  return { text: texts.join('\n'), starts };
};

/** The text of one slot as it was given. */
export const textAt = ({ text, starts }: TextBlock, slot: number): string =>
  text.slice(starts[slot], (starts[slot + 1] ?? 0) - 1);

/** Ranks of a hit at the beginning of a text, and behind it. */
export type HitRanks = { readonly atStart: number; readonly inside: number };

/**
 * Gives every slot whose text holds `word` its rank, unless it has one already.
 *
 * @returns how many slots got their first rank
 */
export const rankText = (
  { text, starts }: TextBlock,
  word: string,
  ranks: Uint8Array,
  { atStart, inside }: HitRanks,
): number => {
  let found = 0;
  let slot = 0;
  let place = text.indexOf(word);
  while (place >= 0) {
    let end = starts[slot + 1] ?? 0;
    while (end <= place) {
      slot += 1;
      end = starts[slot + 1] ?? 0;
    }
    if (ranks[slot] === 0) {
      ranks[slot] = starts[slot] === place ? atStart : inside;
      found += 1;
    }
    place = text.indexOf(word, end - 1);
  }
  return found;
};
