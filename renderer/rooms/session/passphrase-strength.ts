import { minPassphrase } from '#shared/settings.ts';

export type Strength = {
  /** 0 too short, 1 weak, 2 fair, 3 strong. */
  readonly level: 0 | 1 | 2 | 3;
  readonly word: string;
};

const kinds = [/[a-z]/, /[A-Z]/, /\d/, /\p{Script=Han}/u, /[^\p{L}\p{N}]/u];

/** Share of the text that is not one character again or its neighbour (aaaa, 1234). */
const variety = (text: string): number => {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  const moves = codes.filter((code, at) => at === 0 || Math.abs(code - (codes[at - 1] ?? 0)) > 1);
  return (moves.length / codes.length) * (new Set(codes).size / codes.length) ** 0.5;
};

/** How hard a passphrase is to guess, in a word. A rough guide for people, not a gate. */
export const passphraseStrength = (text: string): Strength => {
  if (text.length < minPassphrase) return { level: 0, word: `还不够 ${minPassphrase} 个字符` };
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const mixed = kinds.filter((kind) => kind.test(text)).length;
  // A Chinese character says about twice as much as a letter.
  const score = (text.length + han) * variety(text) * (0.7 + 0.15 * mixed);
  if (score < 9) return { level: 1, word: '弱：容易被猜到，请换长一些的一句话' };
  if (score < 15) return { level: 2, word: '中：可以用，再长几个字更好' };
  return { level: 3, word: '强' };
};
