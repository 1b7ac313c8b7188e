import { peopleOf } from './people.ts';

/** A cell that names several people when one of them is followed by another: only that name changes. */

const pieces =
  /[（(【[][^）)】\]]*[）)】\]]|[、，,;；/／|｜\n\r\t]+|[^（(【[、，,;；/／|｜\n\r\t]+|[（(【[]/g;
const isMark = (piece: string): boolean => /^[、，,;；/／|｜\n\r\t]+$/.test(piece);
const isAside = (piece: string): boolean => /^[（(【[].+[）)】\]]$/.test(piece);

/** What stands between marks: names, with what is said in brackets behind them. */
type Part = { readonly words: readonly string[]; readonly mark: string };

const partsOf = (text: string): Part[] => {
  const parts: Part[] = [];
  let [words, mark]: [string[], string] = [[], ''];
  for (const piece of text.match(pieces) ?? []) {
    if (!isMark(piece)) words.push(piece);
    else if (words.length > 0) {
      parts.push({ words, mark });
      [words, mark] = [[], piece];
    }
  }
  return words.length > 0 ? [...parts, { words, mark }] : parts;
};

/** A part with one name replaced; the blanks round it and what is in brackets stay. */
const renamed = (words: readonly string[], names: readonly string[], from: string, to: string) => {
  if (names.length > 1) {
    const asides = words.filter(isAside).join('');
    return names.map((name) => (name === from ? to : name)).join(' ') + asides;
  }
  const at = words.findIndex((word) => !isAside(word) && word.trim() !== '');
  return words.map((word, n) => (n === at ? word.replace(/\S.*\S|\S/s, to) : word)).join('');
};

/**
 * The cell with `from` followed by `to`; other names, their order and what is written between them stay.
 * Where `to` is named already, `from` is only taken out. A cell that does not name `from` stays as it is.
 *
 * @example replacePerson('王科员（牵头）、李计量', '王科员', '赵标准') // '赵标准（牵头）、李计量'
 */
export const replacePerson = (text: string | null, from: string, to: string): string | null => {
  if (text === null) return null;
  const [old, next] = [peopleOf(from)[0], peopleOf(to)[0]];
  const named = peopleOf(text);
  if (old === undefined || next === undefined || old === next || !named.includes(old)) return text;
  let isThere = named.includes(next);
  const kept: Part[] = [];
  for (const { words, mark } of partsOf(text.normalize('NFC'))) {
    const names = peopleOf(words.join(''));
    if (!names.includes(old)) kept.push({ words, mark });
    else if (!isThere) {
      kept.push({ words: [renamed(words, names, old, next)], mark });
      isThere = true;
    } else {
      const others = names.filter((name) => name !== old);
      if (others.length > 0) kept.push({ words: [others.join(' ')], mark });
    }
  }
  return kept.map(({ words, mark }, at) => (at === 0 ? '' : mark) + words.join('')).join('');
};
