import type { TextField } from '#db/schema/roll.ts';
import type { FoldReader } from '#shared/fold-reader.ts';
import {
  apart,
  asciiOf,
  isScattered,
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
  readonly ascii: Readonly<Record<TextField, TextBlock>>;
  readonly initials: TextBlock;
  readonly pinyin: TextBlock;
  readonly syllables: Uint8Array;
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

const marksOf = (block: TextBlock, syllables: readonly string[][]): Uint8Array => {
  const marks = new Uint8Array(block.text.length);
  for (const [slot, all] of syllables.entries()) {
    let at = block.starts[slot] ?? 0;
    for (const syllable of all) {
      marks[at] = 1;
      at += syllable.length;
    }
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
    return { field, whole: makeTextBlock(texts), ascii: makeTextBlock(texts.map(asciiOf)) };
  });
  const byField = (part: 'whole' | 'ascii') =>
    Object.fromEntries(both.map((of) => [of.field, of[part]])) as Record<TextField, TextBlock>;
  return {
    ...byField('whole'),
    ascii: byField('ascii'),
    initials: makeTextBlock(syllables.map((all) => all.map((s) => s.charAt(0)).join(''))),
    pinyin,
    syllables: marksOf(pinyin, syllables),
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
export const rankHits = (block: FirmBlock, word: string, ranks: Uint8Array): number => {
  const size = ranks.length;
  const texts = /^[\0-\x7f]+$/.test(word) ? block.ascii : block;
  let found = rankText(texts.name, word, ranks, inName);
  if (/^[a-z]/.test(word) && found < size) {
    found += rankText(block.initials, word, ranks, inInitials);
    // Without a vowel it is no syllable.
    if (/[aeiouv]/.test(word) && word.length > 1 && found < size)
      found += rankText(block.pinyin, word, ranks, inPinyin, block.syllables);
  }
  for (const field of ['former', 'code', 'product', 'rest'] as const)
    if (found < size) found += rankText(texts[field], word, ranks, anywhere[field]);
  return found;
};

/** As `rankHits`, for letters that lie scattered among the initials: lxzy for 澜溪云丰纸业. */
export const rankScattered = ({ initials }: FirmBlock, word: string, ranks: Uint8Array): number => {
  let found = 0;
  for (let slot = 0; slot < ranks.length; slot++) {
    const from = initials.starts[slot] ?? 0;
    const to = (initials.starts[slot + 1] ?? 0) - 1;
    if (!isScattered(initials.text, from, to, word)) continue;
    ranks[slot] = hitRank.scattered;
    found += 1;
  }
  return found;
};
