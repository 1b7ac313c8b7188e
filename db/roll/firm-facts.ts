/**
 * What the list filters and sorts by, column by column and firm by firm: numbers in typed arrays, so
 * that 200,000 firms are looked through in a millisecond. Index: rowid of the firm.
 */

/** A fact is a word of a vocabulary (township, tier) or a number (a day, an amount, a count). */
export const wordFacts = ['township', 'station', 'block', 'industry', 'status', 'tier'] as const;
export const numberFacts = [
  'capital',
  'foundedOn',
  'confirmedOn',
  'lastVisitOn',
  'sheets',
  'lastSheetYear',
  'trademarks',
  'ownMark',
  'oem',
  'exporter',
  'hiTech',
  'keyEnergy',
] as const;

export type WordFact = (typeof wordFacts)[number];
export type NumberFact = (typeof numberFacts)[number];
export type FactName = WordFact | NumberFact;

/**
 * Of one firm. Days as `yyyymmdd`, months and years with zeros behind; flags 1 and 0; NaN is not known.
 * `expiries` are the days on which a certificate in force ends.
 */
export type FirmFacts = Readonly<Record<WordFact, string | null>> &
  Readonly<Record<NumberFact, number>> & { readonly expiries: readonly number[] };

/** `2026-03-02` → 20260302, `2026-03` → 20260300; NaN for nothing. */
export const dayNumber = (iso: string | null): number => {
  // A whole day, as nearly all are, without cutting it up into an array.
  if (iso?.length === 10 && iso.charAt(4) === '-' && iso.charAt(7) === '-')
    return Number(iso.slice(0, 4)) * 10_000 + Number(iso.slice(5, 7)) * 100 + Number(iso.slice(8));
  const [year, month = '0', day = '0'] = iso?.split('-') ?? [];
  return year === undefined
    ? Number.NaN
    : Number(year) * 10_000 + Number(month) * 100 + Number(day);
};

/** The same for the end of something: a month without a day ends with its last one. */
export const endNumber = (iso: string | null): number => {
  const [year, month, day] = iso?.split('-').map(Number) ?? [];
  if (year === undefined || month === undefined || day !== undefined) return dayNumber(iso);
  return year * 10_000 + month * 100 + new Date(Date.UTC(year, month, 0)).getUTCDate();
};

/** Words by number and back; 0 is no word. */
export type Vocabulary = {
  readonly words: readonly string[];
  readonly numberOf: (word: string | null) => number;
};

const createVocabulary = (): Vocabulary => {
  const words = [''];
  const numbers = new Map([['', 0]]);
  return {
    words,
    numberOf: (word) => {
      const known = numbers.get(word ?? '');
      if (known !== undefined) return known;
      numbers.set(word ?? '', words.length);
      return words.push(word ?? '') - 1;
    },
  };
};

export type FactTable = {
  readonly vocabulary: (fact: WordFact) => Vocabulary;
  /** Numbers of a column by rowid: vocabulary numbers of a word fact. */
  readonly column: (fact: FactName) => Float64Array;
  /** Days on which certificates of a firm end. */
  readonly expiries: (rowid: number) => readonly number[];
  readonly set: (rowid: number, facts: FirmFacts) => void;
};

const isWord = (fact: FactName): fact is WordFact => wordFacts.some((known) => known === fact);

export const createFactTable = (): FactTable => {
  const vocabularies = new Map(wordFacts.map((fact) => [fact, createVocabulary()]));
  const columns = new Map<FactName, Float64Array>();
  const expiries = new Map<number, readonly number[]>();
  const vocabulary = (fact: WordFact): Vocabulary => {
    const known = vocabularies.get(fact);
    if (!known) throw new Error(`unreachable: ${fact} is a word fact`);
    return known;
  };
  const column = (fact: FactName): Float64Array => columns.get(fact) ?? new Float64Array(0);
  const roomFor = (fact: FactName, rowid: number): Float64Array => {
    const old = column(fact);
    if (rowid < old.length) return old;
    const grown = new Float64Array(Math.max(1024, old.length * 2, rowid + 1));
    grown.set(old);
    columns.set(fact, grown);
    return grown;
  };
  return {
    vocabulary,
    column,
    expiries: (rowid) => expiries.get(rowid) ?? [],
    set: (rowid, facts) => {
      if (facts.expiries.length > 0) expiries.set(rowid, facts.expiries);
      else expiries.delete(rowid);
      for (const fact of wordFacts)
        roomFor(fact, rowid)[rowid] = vocabulary(fact).numberOf(facts[fact]);
      for (const fact of numberFacts) roomFor(fact, rowid)[rowid] = facts[fact];
    },
  };
};

/**
 * A number for every word of a vocabulary that sorts as the words do: by their place in `order`,
 * then as Chinese readers order them; NaN for no word.
 */
export const wordKeys = (
  table: FactTable,
  fact: WordFact,
  order: readonly string[] = [],
): Float64Array => {
  const { words } = table.vocabulary(fact);
  const place = (word: string): number => {
    const known = order.indexOf(word);
    return known < 0 ? order.length : known;
  };
  // Made only where two words have one place: it takes as long as a search of a thousand firms.
  let collator: Intl.Collator | undefined;
  const compare = (a: string, b: string): number => {
    collator ??= new Intl.Collator('zh-CN');
    return collator.compare(a, b);
  };
  const sorted = words
    .map((word, number) => ({ word, number }))
    .slice(1)
    .sort((a, b) => place(a.word) - place(b.word) || compare(a.word, b.word));
  const keys = new Float64Array(words.length).fill(Number.NaN);
  for (const [at, { number }] of sorted.entries()) keys[number] = at;
  return keys;
};

/** A number for every row that sorts as the fact does; NaN for what is not known. */
export const sortKeys = (
  table: FactTable,
  fact: FactName,
  order: readonly string[] = [],
): Float64Array => {
  const column = table.column(fact);
  if (!isWord(fact)) return column;
  const keys = wordKeys(table, fact, order);
  return column.map((number) => keys[number] ?? Number.NaN);
};
