import { foldText } from './fold.ts';

/** Which entry of a year's evaluation catalogue (评价目录) a product falls under. */

export type CatalogueEntry = {
  readonly id: string;
  readonly name: string;
  /** Other names, parted by 、，；/ or line ends. */
  readonly synonyms: string | null;
  /** Product class or industry code; what begins with it belongs to it. */
  readonly classCode: string | null;
};

export type MatchedProduct = {
  readonly name: string;
  readonly catalogueName: string | null;
  /** Class code of the product. */
  readonly category: string | null;
  /** Industry code of its firm, used where the product has none. */
  readonly industry: string | null;
};

/** How an entry was found, surest first. */
export const matchWays = ['名称', '别名', '名称包含', '分类'] as const;
export type MatchWay = (typeof matchWays)[number];

export type CatalogueMatch = { readonly entryId: string; readonly way: MatchWay };

/** Shorter codes are whole sections of industry and say nothing of a product. */
const shortestCode = 3;

const withoutNotes = (name: string): string => name.normalize('NFKC').replace(/\([^()]*\)/g, '');

/** Folded writings of a name: whole, and without what stands in brackets. */
const writings = (name: string | null): string[] =>
  name === null
    ? []
    : [...new Set([foldText(name), foldText(withoutNotes(name))])].filter((key) => key !== '');

export const splitSynonyms = (text: string | null): string[] =>
  (text ?? '')
    .split(/[、，,；;/|\n]+/)
    .map((word) => word.trim())
    .filter((word) => word !== '');

const codeOf = (code: string | null): string =>
  (code ?? '')
    .normalize('NFKC')
    .replace(/[^0-9a-z]/gi, '')
    .toUpperCase();

/** `C2624` and `2624` are one class: the letter of the section says nothing more. */
const withoutSection = (code: string): string => code.replace(/^[A-Z](?=\d)/, '');

/** The entry a word or code stands for; of several the same one whatever their order. */
type Index = Map<string, string>;

const note = (index: Index, word: string, id: string): void => {
  const known = index.get(word);
  if (known === undefined || id < known) index.set(word, id);
};

const firstIn = (index: Index, words: Iterable<string>): string | undefined => {
  for (const word of words) {
    const id = index.get(word);
    if (id !== undefined) return id;
  }
  return undefined;
};

const longestFirst = (words: readonly string[]): string[] =>
  words.toSorted((a, b) => b.length - a.length);

/** Endings of at least two characters, the longest first. */
const endings = (word: string): string[] =>
  Array.from({ length: Math.max(0, word.length - 1) }, (_, at) => word.slice(at));

/** Beginnings that say something of a product, the longest first. */
const beginnings = (code: string): string[] =>
  Array.from({ length: Math.max(0, code.length - shortestCode + 1) }, (_, at) =>
    code.slice(0, code.length - at),
  );

/**
 * Makes a matcher of a catalogue. A product is found by its name or catalogue name, by another name of
 * the entry, by a name that ends with the entry's (高浓度复合肥 is a 复合肥, 复合肥包装袋 is none), or by
 * its class. The surest way wins, then the longer name; the order of entries does not matter.
 */
export const catalogueMatcher = (
  entries: readonly CatalogueEntry[],
): ((product: MatchedProduct) => CatalogueMatch | null) => {
  const [names, synonyms, codes]: [Index, Index, Index] = [new Map(), new Map(), new Map()];
  for (const { id, name, synonyms: others, classCode } of entries) {
    for (const word of writings(name)) note(names, word, id);
    for (const word of splitSynonyms(others).flatMap(writings)) note(synonyms, word, id);
    const code = withoutSection(codeOf(classCode));
    if (code.length >= shortestCode) note(codes, code, id);
  }
  const words: Index = new Map(names);
  for (const [word, id] of synonyms) note(words, word, id);
  return ({ name, catalogueName, category, industry }) => {
    const own = longestFirst([...new Set([...writings(catalogueName), ...writings(name)])]);
    const code = withoutSection(codeOf(category) || codeOf(industry));
    const ways: Readonly<Record<MatchWay, () => string | undefined>> = {
      名称: () => firstIn(names, own),
      别名: () => firstIn(synonyms, own),
      名称包含: () => firstIn(words, longestFirst(own.flatMap(endings))),
      分类: () => firstIn(codes, beginnings(code)),
    };
    for (const way of matchWays) {
      const entryId = ways[way]();
      if (entryId !== undefined) return { entryId, way };
    }
    return null;
  };
};

/** What is known of a product itself when conditions are looked at. */
export type ProductFacts = {
  /** 万元 × 10⁴; null where not known. */
  readonly sales: number | null;
  /** A spot check of it failed within three years. */
  readonly failedCheck: boolean;
  /** Its firm is at work. */
  readonly active: boolean;
};

/** What is known of its firm; asked where the award's own conditions are not in the catalogue of awards. */
export type FirmFacts = {
  /** Its management system is certified. */
  readonly certified: boolean;
  /** Some standard the product is made to is on file. */
  readonly hasStandard: boolean;
  /** It has a trademark of its own. */
  readonly ownMark: boolean;
  /** Its latest credit grade is the lowest class. */
  readonly badCredit: boolean;
};

/**
 * What keeps a product of the catalogue from applying whatever the award asks, in the words of the reason
 * codes where there is one.
 *
 * @param leastSales the entry's least sales, 万元 × 10⁴
 */
export const productGaps = (facts: ProductFacts, leastSales: number | null): string[] => [
  ...(facts.active ? [] : ['企业不在业']),
  ...(leastSales === null || (facts.sales ?? -1) >= leastSales
    ? []
    : [facts.sales === null ? '缺销售额' : '规模不足']),
  ...(facts.failedCheck ? ['近三年抽查不合格'] : []),
];

/** What awards of this kind commonly ask of a firm. */
export const firmGaps = (facts: FirmFacts): string[] => [
  ...(facts.hasStandard ? [] : ['缺执行标准']),
  ...(facts.certified ? [] : ['体系不健全']),
  ...(facts.ownMark ? [] : ['无自有商标']),
  ...(facts.badCredit ? ['信用问题'] : []),
];

export const catalogueVerdicts = ['在目录且符合', '在目录有差距', '不在目录'] as const;
export type CatalogueVerdict = (typeof catalogueVerdicts)[number];
