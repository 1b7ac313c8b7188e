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

/**
 * What stands in ASCII in a text, its beginning kept apart from what came before. Letters and digits
 * are searched for here: among characters of two bytes the engine stumbles over every half of one.
 */
export const asciiOf = (text: string): string => text.replace(/[^\0-\x7f]+/g, apart);

/** The text of one slot as it was given. */
export const textAt = ({ text, starts }: TextBlock, slot: number): string =>
  text.slice(starts[slot], (starts[slot + 1] ?? 0) - 1);

/** Ranks of a hit at the beginning of a text, and behind it. */
export type HitRanks = { readonly atStart: number; readonly inside: number };

/**
 * Gives every slot whose text holds `word` its rank, unless it has one already.
 *
 * @param marks where given, a hit may only begin at a place that is 1 here
 * @returns how many slots got their first rank
 */
export const rankText = (
  { text, starts }: TextBlock,
  word: string,
  ranks: Uint8Array,
  { atStart, inside }: HitRanks,
  marks?: Uint8Array,
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
    if (marks && marks[place] !== 1) {
      place = text.indexOf(word, place + 1);
      continue;
    }
    if (ranks[slot] === 0) {
      ranks[slot] = starts[slot] === place ? atStart : inside;
      found += 1;
    }
    place = text.indexOf(word, end - 1);
  }
  return found;
};

/** Whether the letters of `word` stand in `text` in this order, between `from` and `to`. */
export const isScattered = (text: string, from: number, to: number, word: string): boolean => {
  let next = 0;
  for (let at = from; at < to; at++)
    if (text.charCodeAt(at) === word.charCodeAt(next) && ++next === word.length) return true;
  return false;
};
