import type { Ledger, LedgerValues } from './ledger.ts';
import { rowTitle } from './rows.ts';

/** What holds on a day, what runs out soon, and what nobody has looked at for long. */

const dayMs = 86_400_000;

/** The last day of what `YYYY-MM` or `YYYY-MM-DD` names, as a UTC time. */
const endOf = (iso: string): number => {
  const [year = 0, month = 1, day] = iso.split('-').map(Number);
  return day === undefined ? Date.UTC(year, month, 0) : Date.UTC(year, month - 1, day);
};

const startOf = (iso: string): number => {
  const [year = 0, month = 1, day = 1] = iso.split('-').map(Number);
  return Date.UTC(year, month - 1, day);
};

/** Whole days from one day to another; a month counts with its last day. */
export const daysUntil = (iso: string, today: string): number =>
  Math.round((endOf(iso) - startOf(today)) / dayMs);

const textAt = (values: LedgerValues, key: string | undefined): string | null => {
  const value = key === undefined ? null : (values[key] ?? null);
  return typeof value === 'string' && /^\d{4}-\d{2}/.test(value) ? value : null;
};

/** Words of a state in which a row no longer holds, whatever its dates say. */
const ended = ['撤销', '注销', '已失效', '已转让', '停用', '已过期', '未建立'];

/** Whether a row holds on a day: begun, not ended, not taken back. Open-ended where no end is known. */
export const holdsOn = (ledger: Ledger, values: LedgerValues, today: string): boolean => {
  if (values.revoked === 1 || ended.includes(String(values.state ?? ''))) return false;
  const [from, to] = [textAt(values, ledger.validity?.from), textAt(values, ledger.validity?.to)];
  return (
    (from === null || startOf(from) <= startOf(today)) && (to === null || daysUntil(to, today) >= 0)
  );
};

/** How near the end is: run out, within 30 days, within 90 days. */
export type Nearness = 'expired' | 'within30' | 'within90';

export const nearnessOf = (days: number): Nearness | null => {
  if (days < 0) return 'expired';
  if (days <= 30) return 'within30';
  return days <= 90 ? 'within90' : null;
};

export type Expiry = {
  readonly ledger: string;
  readonly row: string;
  /** What runs out, e.g. 证书到期 HACCP 123. */
  readonly word: string;
  readonly title: string;
  /** `YYYY-MM-DD`, or `YYYY-MM`. */
  readonly on: string;
  /** Whole days left; negative once it has run out. */
  readonly days: number;
  readonly nearness: Nearness;
};

/**
 * Rows whose end is near or past, the most urgent first. What was taken back or replaced is left out,
 * and what ran out more than a year ago is history.
 */
export const expiriesOf = (
  ledger: Ledger,
  rows: readonly { readonly id: string; readonly values: LedgerValues }[],
  today: string,
): Expiry[] => {
  const { validity } = ledger;
  if (!validity) return [];
  return rows
    .flatMap(({ id, values }): Expiry[] => {
      const on = textAt(values, validity.to);
      if (on === null || values.revoked === 1 || ended.includes(String(values.state ?? '')))
        return [];
      const days = daysUntil(on, today);
      const nearness = nearnessOf(days);
      if (nearness === null || days < -365) return [];
      const title = rowTitle(ledger, values);
      return [{ ledger: ledger.name, row: id, word: validity.word, title, on, days, nearness }];
    })
    .sort((a, b) => a.days - b.days);
};

/** Months after which a value nobody confirmed looks stale, where the office says nothing else. */
export const defaultStaleMonths = 12;

/** Whole months from a moment to a day; 0 for what lies ahead. */
export const monthsSince = (iso: string, today: string): number => {
  const [year = 0, month = 1, day = 1] = iso.slice(0, 10).split('-').map(Number);
  const [nowYear = 0, nowMonth = 1, nowDay = 1] = today.split('-').map(Number);
  const months = (nowYear - year) * 12 + (nowMonth - month) - (nowDay < day ? 1 : 0);
  return Math.max(0, months);
};

/** Whether what was last said at `iso` is older than `months` on a day. */
export const isStale = (iso: string, today: string, months = defaultStaleMonths): boolean =>
  monthsSince(iso, today) >= months;
