import { parseLooseDate } from '#shared/dates.ts';

const withoutYear = /^(\d{1,2})[-./月](\d{1,2})[日号]?$/;

/**
 * The day somebody typed, as `YYYY-MM-DD`: every way county tables write one, and also `9.30` or
 * `9月30日`, which mean the year of `today`. Null for anything else.
 */
export const readDay = (text: string, today: string): string | null => {
  const folded = text.normalize('NFKC').trim();
  const short = withoutYear.exec(folded);
  const loose = parseLooseDate(short ? `${today.slice(0, 4)}-${short[1]}-${short[2]}` : folded);
  return loose?.precision === 'day' ? loose.iso : null;
};

/** The same, or the text as it stands where no day can be read in it. */
export const tidyDay = (text: string, today: string): string => readDay(text, today) ?? text.trim();

/** Whether a text is a day of the calendar written `YYYY-MM-DD`: what may be asked about. */
export const isDay = (text: string): boolean => {
  const loose = parseLooseDate(text);
  return loose?.precision === 'day' && loose.iso === text;
};
