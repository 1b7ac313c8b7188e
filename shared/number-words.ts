import { rounded } from './registers/numbers.ts';
import { digitsOf } from './registers/values.ts';

/**
 * Numbers as official papers write them (GB/T 9704-2012, GB/T 15835-2011). Everything is counted in
 * integers: fen, or a value scaled by a power of ten; nothing passes through binary fractions.
 */

const capitals = '零壹贰叁肆伍陆柒捌玖';
const places = ['仟', '佰', '拾', ''];

/** 1 to 9999. */
const capitalGroup = (n: number): string => {
  let words = '';
  let zero = false;
  for (const [i, digit] of [...String(n).padStart(4, '0')].entries()) {
    if (digit === '0') zero = words !== '';
    else {
      words += `${zero ? '零' : ''}${capitals[Number(digit)]}${places[i]}`;
      zero = false;
    }
  }
  return words;
};

/** A whole number above nothing. A gap in the digits is one 零, however wide it is. */
const capitalWhole = (n: number): string => {
  for (const [unit, word] of [
    [100_000_000, '亿'],
    [10_000, '万'],
  ] as const)
    if (n >= unit) {
      const rest = n % unit;
      const more = rest === 0 ? '' : `${rest < unit / 10 ? '零' : ''}${capitalWhole(rest)}`;
      return `${capitalWhole((n - rest) / unit)}${word}${more}`;
    }
  return capitalGroup(n);
};

/**
 * An amount in capitals: `人民币肆拾贰万元整`, by the rules for cheques (《支付结算办法》 annex 1): 整 behind
 * 元 and 角, none behind 分; a 零 for every gap. What is owed back begins with 负.
 *
 * @param fen whole number of fen
 * @throws RangeError beyond exact integers
 */
export const capitalAmount = (fen: number): string => {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`No whole number of fen: ${fen}`);
  const size = Math.abs(fen);
  const cents = size % 100;
  const [yuan, jiao, left] = [(size - cents) / 100, Math.floor(cents / 10), cents % 10];
  const whole = yuan === 0 ? '' : `${capitalWhole(yuan)}元`;
  const parts = [
    jiao === 0 ? '' : `${capitals[jiao]}角`,
    left === 0 ? '' : `${jiao === 0 && yuan > 0 ? '零' : ''}${capitals[left]}分`,
  ].join('');
  const words = whole + parts === '' ? '零元' : whole + parts;
  return `人民币${fen < 0 ? '负' : ''}${words}${left === 0 ? '整' : ''}`;
};

/**
 * 发文字号: `澜市监〔2026〕12号`, hexagonal brackets, no 第, no zeros before the number.
 *
 * @param year four digits
 * @throws RangeError for what is no number or year of a paper
 */
export const documentNumber = (code: string, year: number, n: number): string => {
  if (!Number.isInteger(year) || year < 1000 || year > 9999) throw new RangeError(`Year ${year}`);
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`Number ${n}`);
  return `${code}〔${year}〕${n}号`;
};

/** A 发文字号 as people type it, written as the standard has it; what is none stays as it is. */
export const writeDocumentNumber = (text: string): string => {
  const plain = text.normalize('NFKC').trim();
  const parts = /^(.*?)\s*[[(〔【［（]\s*(\d{4})\s*[\])〕】］）]\s*第?\s*0*(\d+)\s*号?$/u.exec(
    plain,
  );
  const [, code = '', year, n] = parts ?? [];
  return Number(n) > 0 ? documentNumber(code, Number(year), Number(n)) : text.trim();
};

/** A range: `5—7`, with a 一字线; equal ends are one number. */
export const rangeWords = (from: number, to: number): string =>
  from === to ? String(from) : `${from}—${to}`;

/**
 * A scaled integer by a power of ten, half away from zero: 598600 of scale 4 with one decimal is `59.9`.
 *
 * @param value whole number, `scale` digits of it behind the point
 * @param bare whether zeros at the end are left out
 * @throws RangeError beyond exact integers
 */
export const decimalWords = (
  value: number,
  scale: number,
  decimals: number,
  bare = false,
): string => {
  if (!Number.isSafeInteger(value)) throw new RangeError(`No whole number: ${value}`);
  const shift = scale - decimals;
  const kept = shift > 0 ? rounded(BigInt(value), 10n ** BigInt(shift)) : value * 10 ** -shift;
  if (kept === null || !Number.isSafeInteger(kept)) throw new RangeError(`Too large: ${value}`);
  const short = digitsOf(kept, decimals);
  if (bare || decimals === 0) return short;
  const [whole = '', part = ''] = short.split('.');
  return `${whole}.${part.padEnd(decimals, '0')}`;
};

/** Yuan as `706万元`, `59.9万元`: one decimal, a 0 behind the point left out. */
export const wanYuan = (yuan: number): string => `${decimalWords(yuan, 4, 1, true)}万元`;

/** Yuan as `210亿元`, `2.4亿元`. */
export const yiYuan = (yuan: number): string => `${decimalWords(yuan, 8, 1, true)}亿元`;

/** Yuan in the unit a reader takes in: 元 below ten thousand, 万元 below a hundred million, 亿元 above. */
export const moneyWords = (yuan: number): string => {
  const size = Math.abs(yuan);
  if (size < 10_000) return `${yuan}元`;
  // 99,999,500 yuan would be 10,000.0 万元.
  return size < 99_999_500 ? wanYuan(yuan) : yiYuan(yuan);
};

/** Tenths of a percent as `63.0%`: always one decimal. */
export const percentWords = (tenths: number): string => `${decimalWords(tenths, 1, 1)}%`;

/**
 * A share as tenths of a percent, half away from zero.
 *
 * @returns null where there is nothing to take a share of
 */
export const shareOf = (part: number, whole: number): number | null =>
  whole === 0 ? null : rounded(BigInt(part) * 1000n, BigInt(whole));

/**
 * How an amount has grown: `增长3.0%`, `下降1.2%`, `持平`; percent of what it was.
 *
 * @returns null where there was nothing, or less
 */
export const growthWords = (before: number, now: number): string | null => {
  if (before <= 0) return null;
  const tenths = rounded(BigInt(now - before) * 1000n, BigInt(before));
  if (tenths === null) return null;
  if (tenths === 0) return '持平';
  return `${tenths > 0 ? '增长' : '下降'}${percentWords(Math.abs(tenths))}`;
};

/** How a rate has moved, both in tenths of a percent: `提高25个百分点`; never in percent. */
export const pointWords = (before: number, now: number): string => {
  const tenths = now - before;
  if (tenths === 0) return '持平';
  return `${tenths > 0 ? '提高' : '下降'}${decimalWords(Math.abs(tenths), 1, 1, true)}个百分点`;
};
