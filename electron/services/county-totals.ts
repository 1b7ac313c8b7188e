import { findRows } from '#db/queries/ledgers.ts';
import { counties, type Division, divisionName } from '#shared/divisions.ts';
import type { Desk } from './desk.ts';
import { requireLedger } from './ledgers.ts';

/** Totals of the statistics bureau (规上工业合计): of which places this office keeps them. */

/** 浙江省 衢州市 龙游县 → 龙游县 */
const lastName = (code: string): string => divisionName(code).split(' ').at(-1) ?? code;

/**
 * The office's own division first, then the counties of a city, then others there are totals of.
 *
 * @returns codes with the name of the place
 */
export const totalDivisions = ({ store, self }: Pick<Desk, 'store' | 'self'>): Division[] => {
  const city = self.division.slice(0, 4);
  const below = self.role === 'city' ? counties.filter(({ code }) => code.startsWith(city)) : [];
  const known = findRows(store, requireLedger('county_total'), {}).map(({ values }) =>
    String(values.division),
  );
  const codes = new Set([self.division, ...below.map(({ code }) => code), ...known.toSorted()]);
  return [...codes].map((code) => ({ code, name: lastName(code) }));
};
