/** What the number of a standard says of it. */

/** Levels of the Standardisation Law (标准化法), and standards from abroad. */
export const standardLevels = [
  '强制性国家标准',
  '推荐性国家标准',
  '行业标准',
  '地方标准',
  '团体标准',
  '企业标准',
  '国际国外标准',
] as const;
export type StandardLevel = (typeof standardLevels)[number];

/**
 * A number without blanks, full-width forms, book marks and the many dashes of Excel:
 * `《gb／t 22844—2009》` → `GB/T22844-2009`. For comparing, not for showing.
 */
export const foldStandardNo = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[‐-―−]+/g, '-')
    .replace(/[\s《》]+/g, '');

const patterns: readonly (readonly [RegExp, StandardLevel])[] = [
  [/^GB\/[TZ]\d/, '推荐性国家标准'],
  [/^GBJ?\d/, '强制性国家标准'],
  [/^DBS?\d{2}/, '地方标准'],
  [/^T\/[A-Z]/, '团体标准'],
  [/^Q\//, '企业标准'],
  [
    /^(?:ISO|IEC|ITU|EN|DIN|BS|ASTM|ANSI|JIS|NF|UL|AATCC|TAPPI|CODEX|IEEE|SAE)[/A-Z]*-?\d/,
    '国际国外标准',
  ],
  // Two or three other letters are an industry's: QB/T, FZ/T, JC, YBB.
  [/^[A-Z]{2,3}(?:\/[TZ])?\d/, '行业标准'],
];

/** The level a standard's letters name; undefined for letters this program does not know. */
export const standardLevelOf = (text: string): StandardLevel | undefined => {
  const no = foldStandardNo(text);
  return patterns.find(([pattern]) => pattern.test(no))?.[1];
};

/** The year behind the dash of a number (`GB/T 22844-2009` → 2009); undefined where there is none. */
export const standardYearOf = (text: string): number | undefined => {
  const found = /-(\d{4}|\d{2})$/.exec(foldStandardNo(text))?.[1];
  if (found === undefined) return undefined;
  // Two digits were usual up to 1999.
  return found.length === 2 ? 1900 + Number(found) : Number(found);
};
