import { cities, counties, provinces } from '#shared/divisions.ts';
import type { Role } from '#shared/exchange.ts';

/** A division a desk can belong to, with its way down from the province. */
export type Division = { readonly code: string; readonly path: string };

const namesByCode = new Map(
  [...provinces, ...cities, ...counties].map(({ code, name }) => [code, name] as const),
);

/** Levels of the register that only group others: nobody says 「北京市 市辖区 东城区」. */
const silent = new Set(['市辖区', '县', '省直辖县级行政区划', '自治区直辖县级行政区划']);

const pathOf = (code: string): string => {
  const steps = [code.slice(0, 2), code.slice(0, 4), code.slice(0, 6)];
  const names = [...new Set(steps)].map((step) => namesByCode.get(step) ?? '');
  return names.filter((name) => name !== '' && !silent.has(name)).join(' ');
};

/** City offices sit at four digits, everybody else at six. */
export const divisionsFor = (role: Role): readonly Division[] =>
  (role === 'city' ? cities : counties).map(({ code }) => ({ code, path: pathOf(code) }));

/** Every word typed must stand in the way down or begin the code: 「浙江 龙游」, 「330825」. */
export const findDivisions = (
  divisions: readonly Division[],
  search: string,
  most: number,
): readonly Division[] => {
  const words = search.trim().split(/\s+/).filter(Boolean);
  const fits = ({ code, path }: Division): boolean =>
    words.every((word) => path.includes(word) || code.startsWith(word));
  const hits: Division[] = [];
  for (const division of divisions) {
    if (fits(division)) hits.push(division);
    if (hits.length === most) break;
  }
  return hits;
};
