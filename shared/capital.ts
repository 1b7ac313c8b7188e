/** Registered capital as registers write it. Amounts are whole base units (元, 美元 …). */
import { isBlank } from './blank.ts';

export type Capital =
  | {
      readonly kind: 'amount';
      /** Whole base units of the currency, never 万元. */
      readonly amount: number;
      readonly currency: Currency;
      readonly text: string;
    }
  | { readonly kind: 'none' }
  | { readonly kind: 'unclear'; readonly text: string };

/** The unit a column title promises for its bare numbers, as in 「注册资本（万元）」. */
export type CapitalUnit = '元' | '万元' | '亿元';

export type Currency = keyof typeof currencies;

/** ISO 4217 code to the Chinese name of one unit, and the other words registers use. */
const currencies = {
  CNY: { unit: '元', words: ['元', '圆', '元人民币', '人民币元', '人民币圆', '¥', 'rmb元'] },
  USD: { unit: '美元', words: ['美元', '美圆', '元美元', '美元元', '$', 'us$', 'usd'] },
  HKD: { unit: '港元', words: ['港元', '港圆', '元港币', '港币元', 'hk$', 'hkd'] },
  EUR: { unit: '欧元', words: ['欧元', '€', 'eur'] },
  JPY: { unit: '日元', words: ['日元', '日圆', '元日元', 'jpy'] },
  GBP: { unit: '英镑', words: ['英镑', '£', 'gbp'] },
  TWD: { unit: '新台币元', words: ['新台币元', '台币元', '元新台币', 'twd'] },
  MOP: { unit: '澳门元', words: ['澳门元', 'mop'] },
  KRW: { unit: '韩元', words: ['韩元', '韩圆', 'krw'] },
  SGD: { unit: '新加坡元', words: ['新加坡元', 'sgd'] },
  AUD: { unit: '澳大利亚元', words: ['澳大利亚元', '澳元', 'aud'] },
  CAD: { unit: '加拿大元', words: ['加拿大元', '加元', 'cad'] },
  CHF: { unit: '瑞士法郎', words: ['瑞士法郎', 'chf'] },
} as const;

/** Names that say which money but not how much of it: clear only beside 万 or 亿. */
const currencyNames: Readonly<Record<string, Currency>> = {
  人民币: 'CNY',
  rmb: 'CNY',
  cny: 'CNY',
  美金: 'USD',
  港币: 'HKD',
  新台币: 'TWD',
  台币: 'TWD',
  澳门币: 'MOP',
};

const magnitudes: Readonly<Record<string, number>> = {
  '': 0,
  百: 2,
  千: 3,
  万: 4,
  十万: 5,
  百万: 6,
  千万: 7,
  亿: 8,
};

const wordToCurrency: ReadonlyMap<string, Currency> = new Map(
  (Object.keys(currencies) as Currency[]).flatMap((code) =>
    currencies[code].words.map((word) => [word, code] as const),
  ),
);

const shape =
  /^(?<before>[^\d]*?)(?<whole>\d+|\d{1,3}(?:,\d{3})+|\d{1,4}(?:,\d{4})+)(?:\.(?<part>\d+))?(?<scale>[十百千]?万|[百千亿])?(?<after>[^\d]*)$/;

/** Whole base units from digit strings, half up, so that 1,234.56 万 is never 12345599.999…. */
const scaleUp = (whole: string, part: string, zeros: number): number | null => {
  const padded = part.padEnd(zeros, '0');
  const units = BigInt(whole + padded.slice(0, zeros));
  const amount = units + (padded.charAt(zeros) >= '5' ? 1n : 0n);
  return amount <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(amount) : null;
};

const currencyOf = (word: string, scaled: boolean, unitHint: boolean): Currency | null => {
  const named = currencyNames[word] ?? (word === '' ? 'CNY' : undefined);
  // 「5000人民币」 and a bare 「5000」 may mean 元 or 万元: only a unit settles it.
  if (named) return scaled || unitHint ? named : null;
  return wordToCurrency.get(word) ?? null;
};

/**
 * Reads a registered capital.
 *
 * A bare number is `unclear` unless `unit` (from the column title) says what it counts. A part
 * smaller than one base unit is rounded half up. No money named means 人民币.
 *
 * @example parseCapital('1,234.5600(万元人民币)') // { kind: 'amount', amount: 12345600, currency: 'CNY', … }
 */
export const parseCapital = (text: string, unit: CapitalUnit | null = null): Capital => {
  if (isBlank(text)) return { kind: 'none' };
  const trimmed = text.trim();
  const unclear: Capital = { kind: 'unclear', text: trimmed };
  const folded = trimmed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s()[\]【】〔〕{}]/g, '')
    .replace(/^(?:注册资本|注册资金|认缴|实缴|约)[:]?/, '')
    .replace(/[整。]$/, '');
  const parts = shape.exec(folded)?.groups;
  if (!parts) return unclear;
  const { before = '', whole = '', part = '', scale = '', after = '' } = parts;
  const word = before + after;
  const hinted = unit !== null && scale === '' && (word === '' || word in currencyNames);
  const currency = currencyOf(word, scale !== '', hinted);
  if (currency === null) return unclear;
  const zeros = hinted ? magnitudes[unit.replace('元', '')] : magnitudes[scale];
  const amount = scaleUp(whole.replaceAll(',', ''), part, zeros ?? 0);
  return amount === null ? unclear : { kind: 'amount', amount, currency, text: trimmed };
};

/**
 * Writes whole base units for people: `27,000 万元`, `1,234.56 万元`, `100 万美元`, and below ten
 * thousand `5,000 元`. Nothing is rounded away.
 */
export const formatCapital = (amount: number, currency: Currency): string => {
  const { unit } = currencies[currency];
  const grouped = (n: number): string => String(n).replace(/\B(?=(?:\d{3})+$)/g, ',');
  if (amount < 10_000) return `${grouped(amount)} ${unit}`;
  const rest = String(amount % 10_000)
    .padStart(4, '0')
    .replace(/0+$/, '');
  return `${grouped(Math.floor(amount / 10_000))}${rest && `.${rest}`} 万${unit}`;
};

/** The money a column of its own names: 人民币, 美元, USD; null for a word that names none. */
export const currencyNamed = (text: string): Currency | null => {
  const word = text.normalize('NFKC').trim();
  if (isCurrency(word.toUpperCase())) return word.toUpperCase() as Currency;
  return currencyNames[word.toLowerCase()] ?? wordToCurrency.get(word.toLowerCase()) ?? null;
};

/** Whether a text says a figure and not of what: it means something only beside its column's title. */
export const isBareFigure = (text: string): boolean => /^[\d,.\s０-９，．]+$/.test(text);

/** Narrows a stored currency code to one this program can write. */
export const isCurrency = (code: string): code is Currency => Object.hasOwn(currencies, code);
