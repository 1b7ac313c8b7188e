import { otherOption, type SheetItem } from './question-sheet.ts';

/**
 * How an answer is written into its cell: text as it was typed, a number as digits, a day as `YYYY-MM-DD`, a
 * choice as a list of pairs of an option's id and its words, so that an answer can be read without the sheet
 * it was given to. 其他 has `otherOption` for an id and the firm's own words.
 */

export type Chosen = { readonly id: string; readonly words: string };

const isPair = (value: unknown): value is [string, string] =>
  Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'string');

/** The options chosen in a stored answer; what is no such list is one option of these words. Never throws. */
export const readChosen = (stored: string): readonly Chosen[] => {
  if (stored.trim() === '') return [];
  try {
    const read: unknown = JSON.parse(stored);
    if (Array.isArray(read) && read.every(isPair))
      return read.map(([id, words]) => ({ id, words }));
  } catch {
    // Words of an older version of the question, which was a text then.
  }
  return [{ id: otherOption, words: stored }];
};

/** In the order of the options, each once, 其他 behind: two who choose the same write the same. */
export const writeChosen = (chosen: readonly Chosen[], options: readonly SheetItem[]): string => {
  const place = (id: string): number => {
    const at = options.findIndex((option) => option.id === id);
    return at < 0 ? options.length : at;
  };
  const byId = new Map(chosen.map((one) => [one.id, one]));
  const listed = [...byId.values()].sort(
    (a, b) => place(a.id) - place(b.id) || (a.id < b.id ? -1 : 1),
  );
  return listed.length === 0 ? '' : JSON.stringify(listed.map(({ id, words }) => [id, words]));
};

const chosenWords = ({ id, words }: Chosen): string =>
  id === otherOption && words !== otherOption && words !== '' ? `其他：${words}` : words;

/** A stored answer as people read it, whatever question it belongs to. */
export const answerInWords = (stored: string): string => {
  if (!stored.startsWith('[[')) return stored;
  const chosen = readChosen(stored);
  if (chosen.length === 1 && chosen[0]?.words === stored) return stored;
  return chosen.map(chosenWords).join('、');
};
