/** Calendar dates without a time zone: `YYYY-MM-DD`, or `YYYY-MM` where the day is not known. */

export type LooseDate = { readonly iso: string; readonly precision: 'day' | 'month' };

const chineseDigits = '〇一二三四五六七八九';

/** Day 1 of Excel's 1900 calendar; day 60 is its famous 29 February 1900, so later ones lag by 1. */
const excelEpoch = Date.UTC(1899, 11, 30);
const dayMs = 86_400_000;

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

const pad = (n: number, width: number): string => String(n).padStart(width, '0');

const compose = (year: number, month: number, day: number | null): LooseDate | undefined => {
  if (year < 1800 || year > 2199 || month < 1 || month > 12) return undefined;
  const upToMonth = `${pad(year, 4)}-${pad(month, 2)}`;
  if (day === null) return { iso: upToMonth, precision: 'month' };
  if (day < 1 || day > daysInMonth(year, month)) return undefined;
  return { iso: `${upToMonth}-${pad(day, 2)}`, precision: 'day' };
};

/** 〇九 digit by digit for years; 十, 十二, 二十五, 廿一, 三十 by value for months and days. */
const chineseToArabic = (text: string): string =>
  text
    .replace(/[零○]/g, '〇')
    .replace(/廿/g, '二十')
    .replace(/卅/g, '三十')
    .replace(/([一二三四五六七八九]?)十([一二三四五六七八九]?)/g, (_all, tens, ones) => {
      const digit = (c: string, missing: string): string =>
        c === '' ? missing : String(chineseDigits.indexOf(c));
      return digit(tens, '1') + digit(ones, '0');
    })
    .replace(/[〇一二三四五六七八九]/g, (c) => String(chineseDigits.indexOf(c)));

const fromSerial = (serial: number): LooseDate => {
  const date = new Date(excelEpoch + serial * dayMs);
  return { iso: date.toISOString().slice(0, 10), precision: 'day' };
};

const separated = /^(\d{4})[-./年](\d{1,2})(?:月|[-./月](\d{1,2})[日号.]?)?$/;
const compact = /^(\d{4})(\d{2})(\d{2})?$/;
const timeOfDay = /[t\s]+\d{1,2}:\d{1,2}(?::\d{1,2}(?:\.\d+)?)?(?:z|[+-]\d{2}:?\d{2})?$/i;

const composeParts = ([, year, month, day]: RegExpExecArray): LooseDate | undefined =>
  compose(Number(year), Number(month), day ? Number(day) : null);

/**
 * Reads a date as county tables write it: `1982-07-31`, `2009.3.5`, `2009/3/5`, `20090305`,
 * `2009年3月5日`, `二〇〇九年三月五日`, full-width digits, a time of day behind it (dropped), an Excel
 * serial number of the 1900 calendar (five digits: 1927 to 2173), and months alone.
 *
 * Undefined for anything else, for days that do not exist, and for two-digit years, which would
 * have to be guessed.
 */
export const parseLooseDate = (text: string): LooseDate | undefined => {
  // Nearly every date of a long list is written so; folding would change none of it.
  const plainly = separated.exec(text);
  if (plainly) return composeParts(plainly);
  const folded = text.normalize('NFKC').trim().replace(timeOfDay, '');
  const plain = chineseToArabic(folded).replace(/\s+/g, '').replace(/[—–]/g, '-');
  const serial = /^([1-9]\d{4})(?:\.\d+)?$/.exec(plain);
  if (serial) return fromSerial(Number(serial[1]));
  const parts = separated.exec(plain) ?? compact.exec(plain);
  return parts ? composeParts(parts) : undefined;
};

/** The last day of `YYYY-MM`; a day is its own last. */
export const lastDayOf = (iso: string): string => {
  const [year = 0, month = 1, day] = iso.split('-').map(Number);
  return day === undefined ? `${iso}-${pad(daysInMonth(year, month), 2)}` : iso;
};

/** The day so many days after another, before it where `days` is negative; both `YYYY-MM-DD`. */
export const dayAfter = (iso: string, days: number): string =>
  new Date(Date.parse(`${iso}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

/**
 * `2026-01-05` to `2026年1月5日`, `2026-01` to `2026年1月`.
 *
 * @throws RangeError on text that is not an ISO date or month; stored dates always are.
 */
export const formatDate = (iso: string): string => {
  const parts = /^(\d{4})-(\d{2})(?:-(\d{2}))?/.exec(iso);
  if (!parts) throw new RangeError(`Not an ISO date: ${iso}`);
  const upToMonth = `${Number(parts[1])}年${Number(parts[2])}月`;
  return parts[3] ? `${upToMonth}${Number(parts[3])}日` : upToMonth;
};

/** The same for every whole date in words of the program's own: `2026-01-08 起联系` to `2026年1月8日起联系`. */
export const datesInWords = (words: string): string =>
  words.replace(/(?<![\d-])\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\d-]) ?/g, (iso) =>
    formatDate(iso.trim()),
  );
