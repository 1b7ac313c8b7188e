/**
 * Classes of economic activity (国民经济行业分类, GB/T 4754-2017): all sections and divisions, and the
 * groups of the county's block industries. Written from memory of the standard and not compared with
 * its text: names help people read a code, nothing is refused for them.
 */
import data from './data/industries.json' with { type: 'json' };

const names: Readonly<Record<string, string>> = data.names;
const blocks: Readonly<Record<string, string>> = data.blocks;

/** The block a firm falls into where nobody says otherwise; an office may call its blocks otherwise. */
export const blockNames: readonly string[] = [...new Set(Object.values(blocks))];

/** `c 2221` as `C2221`; digits alone get their section's letter. Undefined for what is no code. */
export const foldIndustry = (text: string): string | undefined => {
  const found = /^([A-T])?(\d{2,4})$/.exec(text.normalize('NFKC').replace(/\s/g, '').toUpperCase());
  const [, letter, digits = ''] = found ?? [];
  const section = sectionOf(digits);
  if (!found || !section || (letter !== undefined && letter !== section)) return undefined;
  return section + digits;
};

const sectionOf = (digits: string): string | undefined => {
  const division = digits.slice(0, 2);
  return data.sections.find(
    ({ divisions: [first = '', last = ''] }) => division >= first && division <= last,
  )?.code;
};

/** What a code means: its own name, or that of the nearest class above; null for what is no code. */
export const industryWords = (text: string): string | null => {
  const code = foldIndustry(text);
  if (code === undefined) return null;
  const digits = code.slice(1);
  const known = [digits, digits.slice(0, 3), digits.slice(0, 2)].find((key) => key in names);
  return known === undefined
    ? null
    : `${code} ${names[known]}${known === digits ? '' : '（大类）'}`;
};

/** The block industry a code belongs to by default; null for others. */
export const blockOfIndustry = (text: string): string | null => {
  const code = foldIndustry(text);
  return code === undefined ? null : (blocks[code.slice(1, 3)] ?? null);
};
