/**
 * A time of day as it is typed: `9:30`, `0930`, `930`, `9点半`, `9点`. Null where nothing was
 * typed, undefined for anything else.
 */
export const readTime = (text: string): string | null | undefined => {
  const folded = text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/[点时]半$/, ':30')
    .replace(/[点时]$/, ':00')
    .replace(/[点时]/, ':')
    .replace(/分$/, '');
  if (folded === '') return null;
  const parts = /^(\d{1,2}):(\d{1,2})$/.exec(folded) ?? /^(\d{1,2})(\d{2})$/.exec(folded);
  const [hour, minute] = [Number(parts?.[1]), Number(parts?.[2])];
  if (!parts || hour > 23 || minute > 59) return undefined;
  return [hour, minute].map((part) => String(part).padStart(2, '0')).join(':');
};

/** The time of day on this machine's clock, `HH:MM`. */
export const nowTime = (now: Date): string =>
  [now.getHours(), now.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
