import { dayAfter, parseLooseDate } from './dates.ts';
import type { Holiday } from './working-days.ts';

/** Reads holidays out of what an office has at hand: the notice's own sentences, or rows of a table. */

export type HolidayReading = {
  /** Ascending by day; of one day named twice the last. */
  readonly holidays: readonly Holiday[];
  /** Lines that name no day, or one that does not exist, as they stand. */
  readonly unread: readonly string[];
};

const kindOf = (word: string): Holiday['kind'] => (/上班|补班|^班$/.test(word) ? '上班' : '放假');

const pad = (n: number | string): string => String(n).padStart(2, '0');

/** `undefined` for a day that does not exist. */
const dayOf = (year: number, month: string | number, day: string | number): string | undefined =>
  parseLooseDate(`${year}-${pad(month)}-${pad(day)}`)?.iso;

/** A term of a year is short; a longer one is a misreading. */
const longest = 31;

const span = (from: string, to: string): string[] => {
  const days = [from];
  while ((days.at(-1) ?? to) < to && days.length < longest)
    days.push(dayAfter(days.at(-1) ?? to, 1));
  return days;
};

const range =
  /(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日(?:\([^()]*\))?(?:(?:至|到|-|—|~)(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\([^()]*\))?)?/g;

/** The days a clause names; a year that is said stands above the one asked for. */
const daysIn = (clause: string, year: number): string[] =>
  [...clause.matchAll(range)].flatMap(([, said, month = '', day = '', saidTo, monthTo, dayTo]) => {
    const fromYear = said === undefined ? year : Number(said);
    const from = dayOf(fromYear, month, day);
    if (from === undefined) return [];
    if (dayTo === undefined) return [from];
    const to = dayOf(saidTo === undefined ? fromYear : Number(saidTo), monthTo ?? month, dayTo);
    return to === undefined || to < from ? [] : span(from, to);
  });

/** 「一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。」 */
const sentence = (line: string, year: number): Holiday[] => {
  const [head = '', ...rest] = line.split(':');
  const body = rest.length > 0 ? rest.join(':') : head;
  const name =
    rest.length > 0
      ? head.replace(/^[\s(]*[一二三四五六七八九十\d]*[)、.\s]*/, '').trim() || null
      : null;
  // The days before a verb are what it says they are: 「…至3日放假，4日上班」 is one clause.
  return [...body.matchAll(/(.*?)(放假|上班|补班|休息)/g)].flatMap(([, days = '', verb = '']) =>
    daysIn(days, year).map((day) => ({ day, kind: kindOf(verb), name })),
  );
};

/** A row of a table: a day, what it is, what it is called, in any order behind the day. */
const row = (line: string): Holiday[] => {
  const [first = '', ...rest] = line.split(/[\t,;|]+|\s{1,}/).filter((cell) => cell !== '');
  const read = parseLooseDate(first);
  if (read?.precision !== 'day') return [];
  const kinds = rest.filter((cell) => /^(放假|休息?|调休|上班|补班|班|调休上班)$/.test(cell));
  const name = rest.find((cell) => !kinds.includes(cell) && !/^(周|星期)/.test(cell)) ?? null;
  return [{ day: read.iso, kind: kindOf(kinds[0] ?? '放假'), name }];
};

/**
 * Reads pasted text: the sentences of the State Council's notice (节日：某月某日至某日放假，某日上班), or
 * rows of day, 放假/上班 and name.
 *
 * @param year the year the notice is about: its sentences name none
 */
export const readHolidays = (text: string, year: number): HolidayReading => {
  const byDay = new Map<string, Holiday>();
  const unread: string[] = [];
  for (const written of text.split(/[\r\n]+/)) {
    const line = written.normalize('NFKC').trim();
    if (line === '') continue;
    const found = /月\s*\d{1,2}\s*日.*(放假|上班|补班|休息)/.test(line)
      ? sentence(line.replace(/\s+/g, ''), year)
      : row(line);
    if (found.length === 0) unread.push(written.trim());
    for (const holiday of found) byDay.set(holiday.day, holiday);
  }
  return { holidays: [...byDay.values()].sort((a, b) => (a.day < b.day ? -1 : 1)), unread };
};
