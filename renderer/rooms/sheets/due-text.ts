import { readDay } from '#renderer/parts/day-text.ts';
import { lastDayOf, parseLooseDate } from '#shared/dates.ts';

/** Completion times as tables write them: a day, or a span that ends with its last day. */

const number = '[一二三四五六七八九十\\d]';
const spans: readonly (readonly [RegExp, string])[] = [
  [/^(?:上半年|半年)$/, '06-30'],
  [/^(?:下半年|全年|年内|年底|年末|年终|当年|本年)$/, '12-31'],
  [/^(?:第?[一1]季度|1季度|Q1)$/i, '03-31'],
  [/^(?:第?[二2]季度|Q2)$/i, '06-30'],
  [/^(?:第?[三3]季度|Q3)$/i, '09-30'],
  [/^(?:第?[四4]季度|Q4)$/i, '12-31'],
];
const yearAhead = /^(\d{4}|[〇零○一二三四五六七八九]{4})(?:年(?![底末内终]))?(?=.)/;
const bareMonth = new RegExp(`^(${number}{1,3})月(?:份)?$`);
const chineseMonths = '一二三四五六七八九十';

const monthOf = (text: string): number => {
  if (/^\d+$/.test(text)) return Number(text);
  if (text.length === 1) return chineseMonths.indexOf(text) + 1;
  return text === '十一' ? 11 : text === '十二' ? 12 : 0;
};

/**
 * The day something is to be done by, `YYYY-MM-DD`; null where the text says none. What names no year is of
 * `year`; a month, quarter or half-year ends with its last day. 「前」「底」「末」 behind it say the same.
 *
 * @example readDue('三季度末', 2026) // '2026-09-30'
 */
export const readDue = (text: string, year: number): string | null => {
  const folded = text.normalize('NFKC').replace(/\s+/g, '');
  if (folded === '') return null;
  const bare = folded.replace(/^(?:于|在|到)/, '').replace(/(?:之?前|以前|为止|完成|止)+$/, '');
  const day = readDay(bare, `${year}-01-01`);
  if (day !== null) return day;
  const short = bare.replace(/(?<=[月度])[底末内]$/, '');
  const loose = parseLooseDate(short);
  if (loose) return lastDayOf(loose.iso);
  const named = yearAhead.exec(short);
  const of = named ? Number(parseLooseDate(`${named[1]}年1月`)?.iso.slice(0, 4)) : year;
  const rest = named ? short.slice(named[0].length) : short;
  const said = rest.replace(/^(?:今年|本年|当年)(?=.)/, '').replace(/[末底]$/, '') || rest;
  const month = bareMonth.exec(said);
  const at = month ? monthOf(month[1] ?? '') : 0;
  if (at >= 1 && at <= 12) return lastDayOf(`${of}-${String(at).padStart(2, '0')}`);
  const word = /^年$/.test(said) ? '年底' : said;
  const span = spans.find(([pattern]) => pattern.test(word) || pattern.test(rest));
  if (span) return `${of}-${span[1]}`;
  // 「九月三十日」「十二月25日」: a day without its year, in Chinese figures.
  const within = parseLooseDate(`${of}年${said}`);
  return within ? lastDayOf(within.iso) : null;
};
