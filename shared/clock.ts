/** Time and identity are passed in, so that a test builds a whole device in memory. */
export type Clock = {
  readonly now: () => Date;
  /** A fresh UUID. */
  readonly uuid: () => string;
};

const counterSize = 1024;

/**
 * Next hybrid logical clock value: `milliseconds × 1024 + counter`, a safe integer until the year
 * 2248. It never runs backwards on one device, whatever the wall clock does, and it never decides
 * what is newer between devices: it only picks which of several concurrent values is shown.
 */
export const nextHlc = (last: number, now: Date): number =>
  Math.max(last + 1, now.getTime() * counterSize);

/** The wall time a hybrid clock value claims. */
export const hlcToDate = (hlc: number): Date => new Date(Math.floor(hlc / counterSize));

/** Local calendar date `YYYY-MM-DD`, as an officer would write it on paper. */
export const localDate = (date: Date): string =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((n) => String(n).padStart(2, '0'))
    .join('-');

/** `YYYY-MM-DDTHH:MM:SS` where the computer stands, as a camera's own clock tells it. */
export const localTime = (now: Date): string =>
  `${localDate(now)}T${[now.getHours(), now.getMinutes(), now.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':')}`;
