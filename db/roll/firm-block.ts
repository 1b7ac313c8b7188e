import type { TextField } from '#db/schema/roll.ts';
import type { FoldReader } from '#shared/fold-reader.ts';
import {
  asciiInPlace,
  asciiOf,
  type ByteBlock,
  makeByteBlock,
  type Needle,
  rankBytes,
  rankScatteredBytes,
} from './byte-block.ts';
import {
  apart,
  type HitRanks,
  makeTextBlock,
  rankText,
  type TextBlock,
  textAt,
} from './text-block.ts';

/** What is searched of one firm, folded. Several values stand apart by `apart`. */
export type FirmTexts = Readonly<Record<TextField, string>>;

export const noTexts: FirmTexts = { name: '', former: '', code: '', product: '', rest: '' };

/** How near a hit is; less is nearer. A firm has the rank of its nearest hit. */
export const hitRank = {
  nameStart: 1,
  name: 2,
  initialsStart: 3,
  initials: 4,
  pinyinStart: 5,
  pinyin: 6,
  former: 7,
  code: 8,
  product: 9,
  rest: 10,
  scattered: 11,
} as const;

/** No nearer than this is still a hit in the name. */
export const lastNameRank = hitRank.pinyin;

const inName = { atStart: hitRank.nameStart, inside: hitRank.name };
const inInitials = { atStart: hitRank.initialsStart, inside: hitRank.initials };
const inPinyin = { atStart: hitRank.pinyinStart, inside: hitRank.pinyin };
const anywhere = {
  former: { atStart: hitRank.former, inside: hitRank.former },
  code: { atStart: hitRank.code, inside: hitRank.code },
  product: { atStart: hitRank.product, inside: hitRank.product },
  rest: { atStart: hitRank.rest, inside: hitRank.rest },
};

const fields = ['name', 'former', 'code', 'product', 'rest'] as const satisfies TextField[];

/** Up to `blockSize` firms side by side, slot by slot. Never changed: a new one takes its place. */
export type FirmBlock = Readonly<Record<TextField, TextBlock>> & {
  /** The same fields, of each only what is ASCII. */
  readonly ascii: Readonly<Record<TextField, ByteBlock>>;
  readonly initials: ByteBlock;
  readonly pinyin: TextBlock;
  /** The same to search in, and 1 where a syllable begins. */
  readonly syllables: ByteBlock & { readonly marks: Uint8Array };
};

/** First letters of every value: 澜溪纸业 → lxzy. */
const initialsOf = (text: string, reader: FoldReader): string =>
  text
    .split(apart)
    .map((value) =>
      reader
        .syllables(value)
        .map((syllable) => syllable.charAt(0))
        .join(''),
    )
    .join(apart);

/** 1 where a syllable begins, firms one after the other with a line break between. */
const marksOf = (syllables: readonly string[][]): Uint8Array => {
  const lengths = syllables.map((all) => all.reduce((sum, { length }) => sum + length, 1));
  const marks = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0));
  let line = 0;
  for (const [slot, all] of syllables.entries()) {
    let at = line;
    for (const { length } of all) {
      marks[at] = 1;
      at += length;
    }
    line += lengths[slot] ?? 0;
  }
  return marks;
};

export const makeFirmBlock = (firms: readonly FirmTexts[], reader: FoldReader): FirmBlock => {
  const syllables = firms.map(({ name }) => reader.syllables(name));
  const pinyin = makeTextBlock(syllables.map((all) => all.join('')));
  const textsOf = (field: TextField): string[] =>
    firms.map((firm) => {
      const text = firm[field];
      // People look for the old name by its initials, too.
      return field === 'former' && text !== '' ? text + apart + initialsOf(text, reader) : text;
    });
  const both = fields.map((field) => {
    const texts = textsOf(field);
    return { field, whole: makeTextBlock(texts), ascii: makeByteBlock(texts.map(asciiOf)) };
  });
  const byField = <T>(part: (of: (typeof both)[number]) => T) =>
    Object.fromEntries(both.map((of) => [of.field, part(of)])) as Record<TextField, T>;
  const initials = syllables.map((all) => all.map((s) => s.charAt(0)).join(''));
  const marks = marksOf(syllables);
  const inBytes = makeByteBlock(
    syllables.map((all) => asciiInPlace(all.join(''))),
    marks,
  );
  return {
    ...byField(({ whole }) => whole),
    ascii: byField(({ ascii }) => ascii),
    initials: makeByteBlock(initials.map(asciiInPlace)),
    pinyin,
    syllables: { ...inBytes, marks },
  };
};

/** The texts a block was made of. */
export const firmTextsOf = (block: FirmBlock, slot: number): FirmTexts => {
  const texts = Object.fromEntries(fields.map((f) => [f, textAt(block[f], slot)]));
  const former = texts.former?.split(apart) ?? [];
  return { ...noTexts, ...texts, former: former.slice(0, former.length / 2).join(apart) };
};

/** What a firm sorts by among names: its pinyin, then the characters. */
export const nameKeyOf = ({ pinyin, name }: FirmBlock, slot: number): string =>
  textAt(pinyin, slot) + apart + textAt(name, slot);

/**
 * Notes the rank of the nearest hit of a folded word for every slot that holds it.
 *
 * @param ranks of these slots, 0 where there is no hit yet
 * @returns how many slots have their first hit
 */
export const rankHits = (block: FirmBlock, needle: Needle, ranks: Uint8Array): number => {
  const { word, bytes } = needle;
  const size = ranks.length;
  const inField = (field: TextField, as: HitRanks): number =>
    bytes
      ? rankBytes(block.ascii[field], needle, ranks, as)
      : rankText(block[field], word, ranks, as);
  let found = inField('name', inName);
  if (/^[a-z]/.test(word) && found < size) {
    found += rankBytes(block.initials, needle, ranks, inInitials);
    // Without a vowel it is no syllable.
    if (/[aeiouv]/.test(word) && word.length > 1 && found < size)
      found += rankBytes(block.syllables, needle, ranks, inPinyin, block.syllables.marks);
  }
  for (const field of ['former', 'code', 'product', 'rest'] as const)
    if (found < size) found += inField(field, anywhere[field]);
  return found;
};

/** As `rankHits`, for letters that lie scattered among the initials: lxzy for 澜溪云丰纸业. */
export const rankScattered = ({ initials }: FirmBlock, needle: Needle, ranks: Uint8Array): number =>
  rankScatteredBytes(initials, needle, ranks, hitRank.scattered);
