/** 统一社会信用代码 (GB 32100-2015) and the organisation code inside it (GB 11714-1997). */

/** The 31 symbols of the standard; I, O, S, V and Z are left out. A symbol's value is its index. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const codeWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;
const orgWeights = [3, 7, 9, 10, 5, 8, 4, 2] as const;

/** Registration bodies named by the standard and its later notices; another symbol is only odd. */
const registrars = '123456789ANY';

/** Letters the standard left out because hands and eyes confuse them, with what was likely meant. */
const lookAlikes: Readonly<Record<string, string>> = { I: '1', O: '0', S: '5', V: 'U', Z: '2' };

export type CreditCodeCheck =
  | { readonly ok: true; readonly code: string; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly reason: string };

/** The value of every ASCII character among some symbols, −1 for one that is none of them. */
const valuesAmong = (symbols: string): Int8Array => {
  const values = new Int8Array(128).fill(-1);
  for (let value = 0; value < symbols.length; value += 1) values[symbols.charCodeAt(value)] = value;
  return values;
};
const codeValues = valuesAmong(alphabet);
const orgValues = valuesAmong('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ');

const weigh = (text: string, weights: readonly number[], values: Int8Array): number => {
  if (text.length !== weights.length) {
    throw new RangeError(`Expected ${weights.length} characters, got ${text.length}`);
  }
  let sum = 0;
  for (let i = 0; i < weights.length; i += 1) {
    const value = values[text.charCodeAt(i)] ?? -1;
    if (value < 0) throw new RangeError(`Not a code character: ${text.charAt(i)}`);
    sum += (weights[i] ?? 0) * value;
  }
  return sum;
};

/**
 * The 18th character for the first 17 (GB 32100-2015, clause 5: weights 3^(i−1) mod 31, mod 31).
 *
 * @throws RangeError on anything but 17 characters of the code alphabet.
 */
export const creditCodeCheckDigit = (first17: string): string =>
  alphabet.charAt((31 - (weigh(first17, codeWeights, codeValues) % 31)) % 31);

/**
 * The 9th character of an organisation code for its first 8 (GB 11714-1997: weights
 * 3,7,9,10,5,8,4,2, A = 10 … Z = 35, mod 11; 10 is written X and 11 is written 0).
 *
 * @throws RangeError on anything but 8 digits or upper-case letters.
 */
export const orgCodeCheckDigit = (first8: string): string => {
  const check = 11 - (weigh(first8, orgWeights, orgValues) % 11);
  if (check === 10) return 'X';
  return check === 11 ? '0' : String(check);
};

/**
 * A valid code of an enterprise (`91…`) for a six-digit division and eight organisation-code
 * characters: for fixtures and the demo county.
 *
 * @throws RangeError when a part has the wrong length or characters.
 */
export const makeCreditCode = (division6: string, org8: string): string => {
  const first17 = `91${division6}${org8}${orgCodeCheckDigit(org8)}`;
  return first17 + creditCodeCheckDigit(first17);
};

/** As the standard writes it: nothing to fold. */
const isFolded = (text: string): boolean => /^[0-9A-Z]{18}$/.test(text);

/** Full-width forms to half-width and upper case, without the blanks and marks around a cell. */
const foldCode = (text: string): string =>
  isFolded(text)
    ? text
    : text
        .replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
        .replace(/^[\s\u200B\uFEFF'"]+|[\s\u200B\uFEFF'"]+$/g, '')
        .replace(/[a-z]/g, (c) => c.toUpperCase());

const reasonForLength = (code: string): string => {
  if (code === '') return '没有填写';
  if (/^\d(\.\d+)?E\+?\d+$/.test(code)) return '被表格存成了数字，末几位已经丢失，请按文本重填';
  if (/\s/.test(code)) return '中间有空格，应为连续18位';
  if (/^\d{15}$/.test(code)) return '是15位的旧注册号，应为18位统一社会信用代码';
  if (/^[0-9A-Z]{8}-?[0-9X]$/.test(code)) return '是9位组织机构代码，应为18位统一社会信用代码';
  return `应为18位，实为${[...code].length}位`;
};

const reasonForCharacter = (code: string): string | null => {
  for (let i = 0; i < 17; i += 1) {
    const value = codeValues[code.charCodeAt(i)] ?? -1;
    if (value >= 0 && (value < 10 || i < 2 || i > 7)) continue;
    const symbol = code.charAt(i);
    if (value < 0) {
      const meant = lookAlikes[symbol];
      const hint = meant ? `（代码不用字母 I、O、S、V、Z，可能是 ${meant}）` : '';
      return `第${i + 1}位“${symbol}”不是代码字符${hint}`;
    }
    return `第${i + 1}位“${symbol}”应为数字（第3至8位是行政区划）`;
  }
  return null;
};

const warningsOf = (code: string): string[] => {
  const warnings: string[] = [];
  if (!registrars.includes(code.charAt(0))) {
    warnings.push(`第1位“${code.charAt(0)}”不是已知的登记管理部门`);
  }
  const orgCheck = orgCodeCheckDigit(code.slice(8, 16));
  if (orgCheck !== code.charAt(16)) {
    warnings.push(`第9至17位的组织机构代码校验码应为 ${orgCheck}，实为 ${code.charAt(16)}`);
  }
  return warnings;
};

/**
 * Checks a code as people type it: full-width, lower case and surrounding blanks are folded away.
 *
 * A failure carries a sentence fragment naming exactly what is wrong, to follow 「…代码」. The
 * organisation code inside is only warned about: old registers carry wrong ones in valid codes.
 *
 * @example checkCreditCode('91350100M000100Y4Z') // { ok: false, reason: '第18位校验码应为 3' }
 */
export const checkCreditCode = (text: string): CreditCodeCheck => {
  const code = foldCode(text);
  if (code.length !== 18 || /\s/.test(code)) return { ok: false, reason: reasonForLength(code) };
  const wrongCharacter = reasonForCharacter(code);
  if (wrongCharacter !== null) return { ok: false, reason: wrongCharacter };
  const check = creditCodeCheckDigit(code.slice(0, 17));
  if (check !== code.charAt(17)) return { ok: false, reason: `第18位校验码应为 ${check}` };
  return { ok: true, code, warnings: warningsOf(code) };
};

/**
 * What is wrong with an organisation code (GB 11714), eight characters and a check, with or without
 * the dash, to follow 「组织机构代码」; null for a right one. Old registers hold wrong ones: only warn.
 */
export const orgCodeProblem = (text: string): string | null => {
  const code = foldCode(text).replaceAll('-', '');
  if (!/^[0-9A-Z]{8}[0-9X]$/.test(code)) return '应为8位数字或字母加1位校验码';
  const check = orgCodeCheckDigit(code.slice(0, 8));
  return check === code.charAt(8) ? null : `校验码应为 ${check}`;
};
