import { isBlank } from '#shared/blank.ts';
import { formatDate, parseLooseDate } from '#shared/dates.ts';
import type { Field, LedgerValue, Unit } from './ledger.ts';
import { rounded } from './numbers.ts';
import { powerBetween } from './units.ts';

/** Cells between people and the store: reading what is written, checking, and writing it out. */

export type Read =
  | { readonly ok: true; readonly value: LedgerValue }
  /** In words that follow the field's label. */
  | { readonly ok: false; readonly problem: string };

const is = (value: LedgerValue): Read => ({ ok: true, value });
const not = (problem: string): Read => ({ ok: false, problem });

const numeral = /^([-+(]?)(\d*)(?:\.(\d*))?(?:e([-+]?\d{1,2}))?\)?(.*)$/;

/** Digits behind the point a field keeps. */
export const scaleOf = (field: Field): number =>
  field.kind === 'decimal' || field.kind === 'money' ? field.scale : 0;

const unitOf = (field: Field): Unit | undefined => ('unit' in field ? field.unit : undefined);

const byPower = (digits: bigint, power: number): number | null =>
  power >= 0
    ? rounded(digits * 10n ** BigInt(power), 1n)
    : rounded(digits, 10n ** BigInt(Math.min(-power, 400)));

/**
 * Reads a figure exactly: no digit passes through binary fractions. `1,234.5`, `－5`, `(5)` for −5,
 * `1.2E+7`, full-width digits, and a unit behind it that goes before `unit`, the column's.
 */
const readNumber = (field: Field, text: string, unit: string | undefined): Read => {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s,'¥￥$]/g, '')
    .replace(/[−–—]/g, '-')
    .toLowerCase();
  const found = numeral.exec(plain);
  const [, sign = '', whole = '', part = '', exponent = '0', behind = ''] = found ?? [];
  if (!found || whole + part === '') return not('应为数字');
  if ((sign === '(') !== plain.includes(')')) return not('应为数字');
  const target = unitOf(field);
  const written = behind.replace(')', '') || unit;
  const shift =
    written === undefined || target === undefined
      ? written === undefined || behind === ''
        ? 0
        : undefined
      : powerBetween(written, target);
  if (shift === undefined)
    return not(target ? `单位“${written}”换算不成${target}` : `应为数字，不带“${behind}”`);
  const power = Number(exponent) - part.length + shift + scaleOf(field);
  const digits = BigInt(`${whole}${part}`);
  if (field.kind === 'integer' && power < 0 && digits % 10n ** BigInt(-power) !== 0n)
    return not('应为整数');
  const value = byPower(sign === '-' || sign === '(' ? -digits : digits, power);
  // Never −0: a row with it would differ from one with 0.
  return value === null ? not('数字太大') : is(value === 0 ? 0 : value);
};

const readYear = (text: string): Read => {
  const found = /^((?:19|20|21)\d{2})(?:年度?|财年)?(?:\.0+)?$/.exec(
    text.normalize('NFKC').replace(/\s/g, ''),
  );
  return found ? is(Number(found[1])) : not('应为四位年份，如 2025');
};

const yes = /^(?:1|是|有|√|✓|✔|v|y|yes|true|已|对)$/;
const no = /^(?:0|否|无|没有|×|x|n|no|false|未|非|错)$/;

const readFlag = (field: Field, text: string): Read => {
  const word = text.normalize('NFKC').trim().toLowerCase();
  if (yes.test(word) || word === field.label.toLowerCase()) return is(1);
  return no.test(word) ? is(0) : not('应填 是 或 否');
};

const fold = (word: string): string => word.normalize('NFKC').replace(/\s/g, '').toLowerCase();

/** A word of a vocabulary as it is written there; null where the writing says nothing. */
const wordIn = (
  field: Extract<Field, { kind: 'choice' | 'choices' }>,
  text: string,
): string | null | undefined => {
  const found = field.vocabulary.find((word) => fold(word) === fold(text));
  if (found !== undefined) return found;
  const other = Object.entries(('writings' in field && field.writings) || {}).find(
    ([writing]) => fold(writing) === fold(text),
  );
  if (other) return other[1];
  return field.open ? text.trim() : undefined;
};

const listed = (vocabulary: readonly string[]): string => `应为 ${vocabulary.join('、')} 之一`;

const readChoices = (field: Extract<Field, { kind: 'choices' }>, text: string): Read => {
  const words = text.split(/[、，,;；/\n]+/).filter((word) => word.trim() !== '');
  const read = words.map((word) => wordIn(field, word));
  if (read.some((word) => word === undefined)) return not(listed(field.vocabulary));
  return is(choicesText(field, read as string[]));
};

/** Several words as stored: once each, in the order of the vocabulary, others behind; null for none. */
export const choicesText = (
  field: Extract<Field, { kind: 'choices' }>,
  words: readonly string[],
): string | null => {
  const place = (word: string): number => {
    const at = field.vocabulary.indexOf(word);
    return at < 0 ? field.vocabulary.length : at;
  };
  const sorted = [...new Set(words)].sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
  return sorted.length === 0 ? null : JSON.stringify(sorted);
};

/** The words of a stored `choices` cell; what is no list of words is one word. */
export const choicesOf = (value: LedgerValue): string[] => {
  if (value === null || value === '') return [];
  try {
    const words: unknown = JSON.parse(String(value));
    return Array.isArray(words) ? words.map(String) : [String(value)];
  } catch {
    return [String(value)];
  }
};

/**
 * Reads what people write in a cell.
 *
 * @param unit the unit the column's header promises for bare figures; the field's own where nothing is said
 */
export const readValue = (field: Field, text: string, unit?: string): Read => {
  if (field.kind !== 'flag' && isBlank(text)) return is(null);
  if (text.trim() === '') return is(null);
  const read = ((): Read => {
    switch (field.kind) {
      case 'integer':
      case 'decimal':
      case 'money':
        return readNumber(field, text, unit);
      case 'year':
        return readYear(text);
      case 'day': {
        const date = parseLooseDate(text);
        return date ? is(date.iso) : not('读不懂，请写成 2026-03-05');
      }
      case 'month': {
        const date = parseLooseDate(text);
        return date ? is(date.iso.slice(0, 7)) : not('读不懂，请写成 2026-03');
      }
      case 'flag':
        return readFlag(field, text);
      case 'choice': {
        const word = wordIn(field, text);
        return word === undefined ? not(listed(field.vocabulary)) : is(word);
      }
      case 'choices':
        return readChoices(field, text);
      default:
        return is(text.trim());
    }
  })();
  if (!read.ok || read.value === null) return read;
  const problem = valueProblem(field, read.value);
  return problem === null ? read : not(problem);
};

const limitProblem = (field: Field, value: number): string | null => {
  if (!('min' in field || 'max' in field)) return null;
  const one = 10 ** scaleOf(field);
  const { min, max } = field as { min?: number; max?: number };
  if (min !== undefined && value < min * one) return min === 0 ? '不能为负数' : `不能小于 ${min}`;
  return max !== undefined && value > max * one ? `不能大于 ${max}` : null;
};

const textLimit = { text: 200, longText: 4_000 } as const;

/** What is wrong with a stored value, in words that follow the field's label; null for nothing. */
export const valueProblem = (field: Field, value: string | number): string | null => {
  const kindProblem = ((): string | null => {
    switch (field.kind) {
      case 'integer':
      case 'decimal':
      case 'money':
        if (typeof value !== 'number' || !Number.isSafeInteger(value)) return '应为数字';
        return limitProblem(field, value);
      case 'year':
        return typeof value === 'number' && Number.isInteger(value) && value >= 1900 && value < 2200
          ? null
          : '应为四位年份，如 2025';
      case 'flag':
        return value === 0 || value === 1 ? null : '应填 是 或 否';
      case 'day':
        return parseLooseDate(String(value))?.iso === value ? null : '不是有效日期';
      case 'month':
        return /^\d{4}-(0[1-9]|1[0-2])$/.test(String(value)) ? null : '不是有效月份';
      case 'choice':
        return field.open || field.vocabulary.includes(String(value))
          ? textProblem(value, textLimit.text)
          : listed(field.vocabulary);
      case 'choices':
        return choicesText(field, choicesOf(value)) === value ? null : '不是有效选项';
      case 'reference':
        return /^[\w-]{1,64}$/.test(String(value)) ? null : '所选记录无效';
      default:
        return textProblem(value, field.max ?? textLimit[field.kind]);
    }
  })();
  return kindProblem ?? field.rule?.(value) ?? null;
};

const textProblem = (value: string | number, max: number): string | null => {
  if (typeof value !== 'string' || value.trim() === '') return '应为文字';
  return value.length > max ? `最多 ${max} 字` : null;
};

/** A scaled integer as digits: `12345` with 2 behind the point is `123.45`; no needless zeros. */
export const digitsOf = (value: number, scale: number): string => {
  const digits = String(Math.abs(value)).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const part = scale === 0 ? '' : digits.slice(-scale).replace(/0+$/, '');
  return `${value < 0 ? '-' : ''}${whole}${part === '' ? '' : `.${part}`}`;
};

/** A cell as a person would type it: `readValue` of it gives the same value. */
export const writeValue = (field: Field, value: LedgerValue): string => {
  if (value === null) return '';
  if (field.kind === 'flag') return value === 1 ? '是' : '否';
  if (field.kind === 'choices') return choicesOf(value).join('、');
  return typeof value === 'number' ? digitsOf(value, scaleOf(field)) : value;
};

/** 1234567.8 as 1,234,567.8. */
export const grouped = (digits: string): string =>
  digits.replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ',');

/** A cell as a page shows it: thousands grouped, dates in words; empty for nothing. */
export const showValue = (field: Field, value: LedgerValue): string => {
  if (value === null) return '';
  if (field.kind === 'day' || field.kind === 'month') {
    return /^\d{4}-\d{2}(-\d{2})?$/.test(String(value)) ? formatDate(String(value)) : String(value);
  }
  if (field.kind === 'year') return String(value);
  return typeof value === 'number' && field.kind !== 'flag'
    ? grouped(digitsOf(value, scaleOf(field)))
    : writeValue(field, value);
};
