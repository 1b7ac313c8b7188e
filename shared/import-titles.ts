/** What a column's title says: words, the unit of its figures, and the year they are of. */
import { unitWord, unitWords } from './registers/units.ts';

export type SaidTitle = {
  /** The title's levels without unit and year; empty levels left out. */
  readonly words: readonly string[];
  /** As this program writes it; null where the title names none. */
  readonly unit: string | null;
  readonly year: number | null;
};

const squeezed = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/%]/g, '\\$&');
const anyUnit = unitWords.map(escaped).join('|');
/** In brackets, behind 单位, or at the end of a word where it cannot be part of one. */
const unitPlaces = [
  new RegExp(`[([](?:.*?[,，、;；:：])?(?:单位[:：]?)?(${anyUnit})(?:[,，、;；].*?)?[)\\]]`, 'i'),
  new RegExp(`单位[:：]?(${anyUnit})`, 'i'),
  /(百万元|千万元|万元|亿元|千元|万美元|亿美元|吨标准煤|万吨标准煤|%)$/,
];

const unitIn = (text: string): { readonly unit: string; readonly rest: string } | null => {
  for (const place of unitPlaces) {
    const found = place.exec(text);
    if (found?.[1]) return { unit: unitWord(found[1]), rest: text.replace(found[0], '') };
  }
  return unitWords.includes(text) ? { unit: unitWord(text), rest: '' } : null;
};

/** The unit a line of text above the table promises: 「单位：万元」「（单位：万元、人）」. */
export const unitOfLine = (line: string): string | null => {
  const found = new RegExp(`单位[:：]?(?:人民币)?(${anyUnit})`, 'i').exec(squeezed(line));
  return found?.[1] ? unitWord(found[1]) : null;
};

const yearPlace = /(?<!\d)((?:19|20)\d\d)(?!\d)(?:年度?)?/;

/** The one year a line of text names; null where it names none or several. */
export const yearOfLine = (line: string): number | null => {
  const years = new Set(
    [...squeezed(line).matchAll(new RegExp(yearPlace, 'g'))].map((found) => Number(found[1])),
  );
  const [year] = years;
  return years.size === 1 && year !== undefined ? year : null;
};

/** @example readTitle('经济指标/销售收入(万元)/2008年') // words 经济指标, 销售收入; 万元; 2008 */
export const readTitle = (title: string): SaidTitle => {
  let unit: string | null = null;
  let year: number | null = null;
  const words: string[] = [];
  for (const part of squeezed(title).split('/')) {
    const dated = yearPlace.exec(part);
    if (dated) year = Number(dated[1]);
    const undated = dated ? part.replace(dated[0], '') : part;
    const withUnit = unitIn(undated);
    unit = withUnit?.unit ?? unit;
    let rest = withUnit?.rest ?? undated;
    rest = rest.replace(/[([][)\]]/g, '');
    if (rest !== '') words.push(rest);
  }
  return { words, unit, year };
};

/** Without marks, numbering and, unless kept, what stands in brackets. */
const plain = (text: string, keepBrackets: boolean): string =>
  text
    .replace(keepBrackets ? /[()[\]]/g : /[([].*?[)\]]/g, '')
    .replace(/^[\d一二三四五六七八九十]+[.、]/, '')
    .replace(/[\s*:：/、,，。"“”'【】_-]/g, '');

const lowerWords = /^(?:姓名|名称|内容|编号|号码|日期|时间|情况)$/;

/**
 * How well a title names a field called by `names` (its label and synonyms, best first): 0 is no
 * match; the better the match and the more usual the word, the higher. Above 500 the words are equal.
 */
export const scoreTitle = (names: readonly string[], { words }: SaidTitle): number => {
  const lower = words.at(-1) ?? '';
  const upper = words.at(-2) ?? '';
  const whole = words.join('');
  const candidates: readonly (readonly [string, number])[] = [
    [plain(whole, true), 1000],
    [plain(whole, false), 900],
    [plain(lower, true), 800],
    [plain(lower, false), 700],
    // 「联系人/姓名」: the group names the field where the lower word says only 姓名 or 名称.
    [lowerWords.test(lower) ? plain(upper, false) : '', 600],
  ];
  for (const [candidate, base] of candidates) {
    const rank = candidate === '' ? -1 : names.indexOf(candidate);
    if (rank >= 0) return base - Math.min(rank, 90);
  }
  const bare = plain(lower, false);
  const inside = names.findIndex(
    (name) => name.length >= 3 && bare.includes(name) && bare.length <= name.length + 4,
  );
  return inside >= 0 ? 300 - Math.min(inside, 90) : 0;
};
