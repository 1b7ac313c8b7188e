import type { Unit } from './ledger.ts';

/** Units that convert into each other, each as a power of ten of the family's smallest. */
const families: readonly Readonly<Record<string, number>>[] = [
  { 元: 0, 百元: 2, 千元: 3, 万元: 4, 十万元: 5, 百万元: 6, 千万元: 7, 亿元: 8 },
  { 美元: 0, 千美元: 3, 万美元: 4, 百万美元: 6, 亿美元: 8 },
  { 千克标准煤: 0, 吨标准煤: 3, 千吨标准煤: 6, 万吨标准煤: 7 },
  { 亩: 0, 千亩: 3, 万亩: 4 },
  { 人: 0, 千人: 3, 万人: 4 },
];

/** Other writings of a unit. */
const writings: Readonly<Record<string, string>> = {
  圆: '元',
  块: '元',
  人民币元: '元',
  万: '万元',
  亿: '亿元',
  万元人民币: '万元',
  仟元: '千元',
  '％': '%',
  百分比: '%',
  吨标煤: '吨标准煤',
  tce: '吨标准煤',
  万吨标煤: '万吨标准煤',
  '㎡': '平方米',
  m2: '平方米',
  平米: '平方米',
};

/** A unit as this program writes it. */
export const unitWord = (text: string): string => {
  const plain = text.normalize('NFKC').replace(/\s/g, '').toLowerCase();
  return writings[plain] ?? plain;
};

/**
 * By which power of ten a figure in one unit becomes one in another: 亿元 to 万元 is 4; 0 for the
 * same unit, undefined for units of different things.
 */
export const powerBetween = (from: string, to: Unit): number | undefined => {
  const word = unitWord(from);
  if (word === to) return 0;
  const family = families.find((f) => word in f && to in f);
  const [a, b] = [family?.[word], family?.[to]];
  return a === undefined || b === undefined ? undefined : a - b;
};

/** Units a header or a cell may name, longest first, for finding one in a text. */
export const unitWords: readonly string[] = [
  ...families.flatMap((f) => Object.keys(f)),
  ...Object.keys(writings),
  '%',
]
  .filter((word, i, all) => all.indexOf(word) === i)
  .sort((a, b) => b.length - a.length);

/** Units offered for a column of `unit`: those offices use, smallest first. */
export const unitChoices = (unit: Unit): readonly string[] => {
  const family = families.find((f) => unit in f);
  const rare = /^(?:百|十万|千万)元$/;
  return family ? Object.keys(family).filter((word) => !rare.test(word)) : [unit];
};
