/**
 * Folding for search and matching: two writings of one name give one key. A key is for comparing,
 * never for showing.
 */
import { Converter } from 'opencc-js/t2cn';
import { pinyin } from 'pinyin-pro';

const toSimplifiedPhrases = Converter({ from: 't', to: 'cn' });

/**
 * Character by character: with phrases, 乾 would depend on its neighbours and one word would have
 * two keys. Twice, because the table holds one chain (薴 → 苧 → 苎).
 */
const toSimplified = (text: string): string => {
  const apart = [...text].join('\n');
  return toSimplifiedPhrases(toSimplifiedPhrases(apart)).replaceAll('\n', '');
};

/**
 * The matching key of any text: full-width to half-width, traditional to simplified, lower case;
 * blanks, brackets, punctuation and accents are dropped. Folding a key again changes nothing.
 */
export const foldText = (text: string): string => {
  const bare = text
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  return /[^\p{ASCII}]/u.test(bare) ? toSimplified(bare) : bare;
};

/**
 * The matching key of a firm's name: `foldText` without the legal form at its end (有限公司,
 * 有限责任公司, 股份有限公司). Words that tell firms apart, such as 厂, 集团 or 分公司, stay.
 */
export const foldFirmName = (name: string): string => withoutLegalForm(foldText(name));

const withoutLegalForm = (key: string): string => {
  if (!key.endsWith('公司')) return key;
  const stem = key.replace(/(?:(?:股份)?有限(?:责任)?公司)+$/, '');
  return stem === '' ? key : stem;
};

/**
 * `foldText` for many texts: what a character folds to is worked out once. A key is made of
 * characters one by one, so the result is the same.
 */
export const textFolder = (): ((text: string) => string) => {
  const known = new Map<string, string>();
  const foldCharacter = (character: string): string => {
    const found = known.get(character);
    if (found !== undefined) return found;
    const folded = foldText(character);
    known.set(character, folded);
    return folded;
  };
  return (text) => {
    let key = '';
    for (const character of text) key += foldCharacter(character);
    return key;
  };
};

/** `foldFirmName` for many names, as `textFolder`. */
export const firmNameFolder =
  (fold = textFolder()): ((name: string) => string) =>
  (name) =>
    withoutLegalForm(fold(name));

/** First letters of the pinyin, lower case; letters and digits stay: 澜溪纸业 → `lxzy`. */
export const pinyinInitials = (text: string): string =>
  pinyin(foldText(text), {
    pattern: 'first',
    toneType: 'none',
    type: 'array',
    nonZh: 'consecutive',
  }).join('');

/** The whole pinyin without tones or blanks, ü as v; letters and digits stay: 绿茶 → `lvcha`. */
export const pinyinFull = (text: string): string =>
  pinyin(foldText(text), { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive' }).join(
    '',
  );
