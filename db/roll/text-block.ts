/**
 * Texts of some firms in one string, one a line, so that one native search call runs over all of
 * them: at 200,000 firms a whole scan takes some milliseconds, which no index on disk came near
 * (docs/decisions/0120-search.md).
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

/**
 * Calls `hit` once for each slot whose text holds `word`, in ascending order.
 *
 * @param hit whether the first place is the beginning of the text
 */
export const scanText = (
  { text, starts }: TextBlock,
  word: string,
  hit: (slot: number, atStart: boolean) => void,
): void => {
  let slot = 0;
  let place = text.indexOf(word);
  while (place >= 0) {
    while ((starts[slot + 1] ?? 0) <= place) slot += 1;
    hit(slot, starts[slot] === place);
    place = text.indexOf(word, (starts[slot + 1] ?? 0) - 1);
  }
};

/**
 * As `scanText`, for words that may only begin where a syllable does.
 *
 * @param marks 1 at every place of `block.text` where a syllable begins
 */
export const scanSyllables = (
  { text, starts }: TextBlock,
  marks: Uint8Array,
  word: string,
  hit: (slot: number, atStart: boolean) => void,
): void => {
  let slot = 0;
  let place = text.indexOf(word);
  while (place >= 0) {
    while ((starts[slot + 1] ?? 0) <= place) slot += 1;
    const whole = marks[place] === 1;
    if (whole) hit(slot, starts[slot] === place);
    place = text.indexOf(word, whole ? (starts[slot + 1] ?? 0) - 1 : place + 1);
  }
};

/** Whether the letters of `word` stand in `text` in this order, between `from` and `to`. */
export const isScattered = (text: string, from: number, to: number, word: string): boolean => {
  let next = 0;
  for (let at = from; at < to; at++)
    if (text.charCodeAt(at) === word.charCodeAt(next) && ++next === word.length) return true;
  return false;
};
