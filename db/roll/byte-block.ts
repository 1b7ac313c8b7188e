import { apart, type HitRanks } from './text-block.ts';

/**
 * What stands in ASCII in the texts of some firms: letters, digits, and for every pair of them which firms may hold
 * it. The engine's own `indexOf` stops at every byte that is the first of a word, and is called anew for every firm
 * that holds it: of 138 among telephone numbers, or of `hen` among syllables, looking at the firms that hold 13 and
 * 38 takes a quarter of the time.
 */
export type ByteBlock = {
  readonly bytes: Uint8Array;
  /** Where the text of each slot begins, and one more for the end. */
  readonly starts: Uint32Array;
  /** A bit a slot, in rows; of the rows below those that have a bit. */
  readonly holders: Uint32Array;
  /** By row: its place among `holders`, -1 where no text has what it stands for. */
  readonly rowAt: Int16Array;
};

/** Rows: one for every letter and digit and one for all else, then one for every pair of them, then one for every pair that begins at a mark. */
const kinds = 37;
const pairs = kinds * kinds;
const rowCount = kinds + 2 * pairs;

/** Digits from 0, letters from 10. */
const kindOf = (byte: number): number => {
  if (byte >= 97 && byte <= 122) return byte - 87;
  return byte >= 48 && byte <= 57 ? byte - 48 : kinds - 1;
};

const pairRow = (first: number, second: number): number => kinds + first * kinds + second;

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Line breaks and `apart`: no word holds them. */
const lastBreak = 10;

/**
 * @param texts one a slot, in ASCII without line breaks
 * @param marks of each byte of all texts in a row, a line break between two: 1 where a hit may begin, if not everywhere
 */
export const makeByteBlock = (texts: readonly string[], marks?: Uint8Array): ByteBlock => {
  const bytes = encode(texts.join('\n'));
  const starts = new Uint32Array(texts.length + 1);
  const rowLength = Math.ceil(texts.length / 32);
  const rowAt = new Int16Array(rowCount).fill(-1);
  let holders = new Uint32Array(64 * rowLength);
  let rows = 0;
  let slot = 0;
  const note = (row: number): void => {
    if (rowAt[row] === -1) {
      rowAt[row] = rows++;
      if (rows * rowLength > holders.length) {
        const grown = new Uint32Array(holders.length * 2);
        grown.set(holders);
        holders = grown;
      }
    }
    const place = (rowAt[row] ?? 0) * rowLength + (slot >>> 5);
    holders[place] = (holders[place] ?? 0) | (1 << (slot & 31));
  };
  let at = 0;
  for (const text of texts) {
    let before = -1;
    for (const end = at + text.length; at < end; at++) {
      const byte = bytes[at] ?? 0;
      const kind = byte <= lastBreak ? -1 : kindOf(byte);
      if (kind >= 0) note(kind);
      if (kind >= 0 && before >= 0) {
        const row = pairRow(before, kind);
        note(row);
        if (marks?.[at - 1] === 1) note(row + pairs);
      }
      before = kind;
    }
    at += 1;
    slot += 1;
    starts[slot] = at;
  }
  return { bytes, starts, holders: holders.slice(0, rows * rowLength), rowAt };
};

/** What stands in ASCII in a text, its beginning kept apart from what came before. */
export const asciiOf = (text: string): string => text.replace(/(?:\p{Cc}|[^\0-\x7f])+/gu, apart);

/** A text with nothing in it but ASCII, every letter where it was. */
export const asciiInPlace = (text: string): string => text.replace(/[^\0-\x7f]/g, apart);

/** A word made ready to be looked for. */
export type Needle = {
  readonly word: string;
  /** The word in bytes; null where it is not in ASCII and cannot stand in a block of bytes. */
  readonly bytes: Uint8Array | null;
  /** Rows of a block in which whoever holds the word has a bit. */
  readonly rows: readonly number[];
  /** Whoever has a bit in them holds it. */
  readonly isExact: boolean;
  /** The same for a word that begins at a mark. */
  readonly markedRows: readonly number[];
  /** The same for its letters by themselves. */
  readonly letters: readonly number[];
};

/** @param word folded, not empty */
export const needleOf = (word: string): Needle => {
  const isAscii = /^[\0-\x7f]+$/.test(word);
  const bytes = isAscii ? encode(word) : new Uint8Array(0);
  const each = [...bytes].map(kindOf);
  const letters = [...new Set(each)];
  const inPairs = new Set(each.slice(1).map((kind, at) => pairRow(each[at] ?? 0, kind)));
  const rows = inPairs.size > 0 ? [...inPairs] : letters;
  const [first] = rows;
  return {
    word,
    bytes: isAscii ? bytes : null,
    rows,
    isExact: /^[a-z0-9]{1,2}$/.test(word),
    markedRows: inPairs.size > 0 && first !== undefined ? [first + pairs, ...rows] : rows,
    letters,
  };
};

const standsAt = ({ bytes }: ByteBlock, place: number, word: Uint8Array): boolean => {
  let next = 0;
  while (next < word.length && bytes[place + next] === word[next]) next += 1;
  return next === word.length;
};

/** Whether a word stands in the text of a slot, and begins at a mark where marks are given. */
const standsIn = (
  block: ByteBlock,
  slot: number,
  word: Uint8Array,
  marks: Uint8Array | undefined,
): boolean => {
  const { bytes, starts } = block;
  const first = word[0] ?? 0;
  const start = starts[slot] ?? 0;
  // From behind, where telephone numbers stand.
  for (let place = (starts[slot + 1] ?? 0) - 1 - word.length; place >= start; place--)
    if (bytes[place] === first && (!marks || marks[place] === 1) && standsAt(block, place, word))
      return true;
  return false;
};

/** Whether the letters of a word stand in the text of a slot in their order. */
const isScatteredIn = ({ bytes, starts }: ByteBlock, slot: number, word: Uint8Array): boolean => {
  const end = (starts[slot + 1] ?? 0) - 1;
  let next = 0;
  for (let at = starts[slot] ?? 0; at < end; at++)
    if (bytes[at] === word[next] && ++next === word.length) return true;
  return false;
};

/** Slots without a rank that have a bit in all rows. */
const holdersOf = (
  { holders, rowAt, starts }: ByteBlock,
  rows: readonly number[],
  ranks: Uint8Array,
): Uint16Array => {
  const rowLength = Math.ceil((starts.length - 1) / 32);
  const places = rows.map((row) => (rowAt[row] ?? -1) * rowLength);
  if (places.some((place) => place < 0)) return new Uint16Array(0);
  const slots = new Uint16Array(rowLength * 32);
  let size = 0;
  for (let column = 0; column < rowLength; column++) {
    let left = -1;
    for (let n = 0; n < places.length; n++) left &= holders[(places[n] ?? 0) + column] ?? 0;
    for (; left !== 0; left &= left - 1) {
      const slot = column * 32 + 31 - Math.clz32(left & -left);
      if (ranks[slot] === 0) slots[size++] = slot;
    }
  }
  return slots.subarray(0, size);
};

/**
 * Gives every slot whose text holds the word its rank, unless it has one already.
 *
 * @param marks where given, a hit may only begin at a place that is 1 here
 * @returns how many slots got their first rank
 */
export const rankBytes = (
  block: ByteBlock,
  { bytes: word, rows, markedRows, isExact }: Needle,
  ranks: Uint8Array,
  { atStart, inside }: HitRanks,
  marks?: Uint8Array,
): number => {
  if (!word) return 0;
  const slots = holdersOf(block, marks ? markedRows : rows, ranks);
  const holds = isExact && (!marks || word.length > 1);
  const asks = atStart !== inside;
  let found = 0;
  for (let n = 0; n < slots.length; n++) {
    const slot = slots[n] ?? 0;
    const start = block.starts[slot] ?? 0;
    const mayBeFirst = (asks || !holds) && (!marks || marks[start] === 1);
    const isFirst = mayBeFirst && standsAt(block, start, word);
    if (!isFirst && !holds && !standsIn(block, slot, word, marks)) continue;
    ranks[slot] = isFirst ? atStart : inside;
    found += 1;
  }
  return found;
};

/**
 * Gives every slot in whose text the letters of the word stand in their order, however far from each other, a rank.
 *
 * @returns how many slots got it
 */
export const rankScatteredBytes = (
  block: ByteBlock,
  { bytes: word, letters }: Needle,
  ranks: Uint8Array,
  rank: number,
): number => {
  if (!word) return 0;
  const slots = holdersOf(block, letters, ranks);
  let found = 0;
  for (let n = 0; n < slots.length; n++) {
    const slot = slots[n] ?? 0;
    if (!isScatteredIn(block, slot, word)) continue;
    ranks[slot] = rank;
    found += 1;
  }
  return found;
};
