import { pinyin } from 'pinyin-pro';
import { foldText } from './fold.ts';

/**
 * Folding and pinyin for many texts: the keys of `fold.ts`, made from what was learned of each
 * character before. A county's names use some three thousand characters, so that a firm costs a few
 * look-ups instead of a conversion (docs/decisions/0021-search.md has the figures).
 */
export type FoldReader = {
  /** As `foldText`. */
  readonly fold: (text: string) => string;
  /** Pinyin of each character of a folded text, ü as v; what is no Chinese character stands as it is. */
  readonly syllables: (folded: string) => string[];
};

/** Lower-case sigma depends on its neighbours: the one letter that cannot be folded by itself. */
const dependent = /[Σσς]/;

/** Characters either side that may decide how one is read: 银行, 音乐器材, 重庆. */
const reach = 2;

const read = (text: string, multiple: boolean): string[] =>
  pinyin(text, { toneType: 'none', type: 'array', v: true, multiple });

export const createFoldReader = (): FoldReader => {
  /** By code unit, as far as one was met. */
  const folded = new Array<string | undefined>(0x10000);
  /** The one reading of a character; the empty text where its neighbours decide. */
  const single = new Array<string | undefined>(0x10000);
  const inContext = new Map<string, string>();

  const learnSingle = (char: string): string => {
    const all = new Set(/\p{Script=Han}/u.test(char) ? read(char, true) : [char]);
    const [first] = all;
    return all.size === 1 && first ? first : '';
  };

  const singleOf = (char: string): string => {
    const known = single[char.charCodeAt(0)];
    if (known !== undefined && char.length === 1) return known;
    const reading = learnSingle(char);
    if (char.length === 1) single[char.charCodeAt(0)] = reading;
    return reading;
  };

  const readInContext = (chars: readonly string[], at: number): string => {
    const from = Math.max(0, at - reach);
    const text = chars.slice(from, at + reach + 1).join('');
    const key = `${at - from}${text}`;
    const known = inContext.get(key);
    if (known !== undefined) return known;
    const reading = read(text, false)[at - from] ?? chars[at] ?? '';
    inContext.set(key, reading);
    return reading;
  };

  return {
    fold: (text) => {
      if (dependent.test(text)) return foldText(text);
      let key = '';
      for (let at = 0; at < text.length; at++) {
        const code = text.charCodeAt(at);
        // Half of a rare character says nothing by itself.
        if (code >= 0xd800 && code <= 0xdfff) return foldText(text);
        key += folded[code] ??= foldText(text.charAt(at));
      }
      return key;
    },
    syllables: (text) => {
      const chars = [...text];
      return chars.map((char, at) => singleOf(char) || readInContext(chars, at));
    },
  };
};
