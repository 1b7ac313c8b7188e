import { formatCapital, isCurrency } from '#shared/capital.ts';
import { localDate } from '#shared/clock.ts';
import { formatDate } from '#shared/dates.ts';

/** What stands where nothing is known. */
export const nothingKnown = '—';

/** `1536` to `1.5 KB`. */
export const formatBytes = (bytes: number): string => {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** step;
  return `${step === 0 ? value : value.toFixed(value < 10 ? 1 : 0)} ${units[step]}`;
};

/** Tenths of a percent as reports print them: 281 to `28.1%`. */
export const formatShare = (tenths: number | null): string =>
  tenths === null ? nothingKnown : `${(tenths / 10).toFixed(1)}%`;

/** `2026-01-05` to `2026年1月5日`; anything that is not such a date is shown as it stands. */
export const formatDay = (iso: string | null): string => {
  if (iso === null || iso === '') return nothingKnown;
  return /^\d{4}-\d{2}/.test(iso) ? formatDate(iso.slice(0, 10)) : iso;
};

/** A moment in local time: `2026年1月5日 14:30`. */
export const formatMoment = (iso: string | null): string => {
  if (iso === null || iso === '') return nothingKnown;
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const clock = [at.getHours(), at.getMinutes()].map((n) => String(n).padStart(2, '0')).join(':');
  return `${formatDate(localDate(at))} ${clock}`;
};

/** `27,000 万元`; the register's own words where they could not be read as an amount. */
export const formatCapitalOf = (
  amount: number | null,
  currency: string | null,
  text: string | null = null,
): string => {
  if (amount === null) return text ?? nothingKnown;
  return formatCapital(amount, currency !== null && isCurrency(currency) ? currency : 'CNY');
};

/** Today, as an officer would write it into a form: `YYYY-MM-DD`. */
export const today = (): string => localDate(new Date());
