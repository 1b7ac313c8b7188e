import data from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { type Holiday, holidayTableOf } from './working-days.ts';

/**
 * Holidays and make-up days of the State Council's notices, 2004–2026, from chinese-days 1.5.7 (MIT).
 * Only its table is taken: what a name holds is `English,中文,days`.
 */
const listed = (days: Readonly<Record<string, string>>, kind: Holiday['kind']): Holiday[] =>
  Object.entries(days).map(([day, name]) => ({ day, kind, name: name.split(',')[1] ?? null }));

/** As published, ascending by day. */
export const publishedHolidays: readonly Holiday[] = [
  ...listed(data.holidays, '放假'),
  ...listed(data.workdays, '上班'),
].sort((a, b) => (a.day < b.day ? -1 : 1));

/** What was published, and the office's own days above it. */
export const holidayTableWith = (own: readonly Holiday[]): ReturnType<typeof holidayTableOf> =>
  holidayTableOf([...publishedHolidays, ...own]);
