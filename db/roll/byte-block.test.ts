import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  asciiInPlace,
  asciiOf,
  makeByteBlock,
  needleOf,
  rankBytes,
  rankScatteredBytes,
} from './byte-block.ts';

const ranks = { atStart: 1, inside: 2 };
const letters = (max: number) =>
  fc.array(fc.constantFrom(...'aabbz0011-'), { maxLength: max }).map((some) => some.join(''));
/** More than one column of bits. */
const texts = fc.array(letters(9), { minLength: 1, maxLength: 70 });
const word = letters(5).filter((some) => some !== '');
const some = fc.array(fc.constantFrom(0, 0, 7), { minLength: 70, maxLength: 70 });

test('whoever holds a word is found, nobody else, and a rank stays what it was', () => {
  fc.assert(
    fc.property(texts, word, some, (all, wanted, before) => {
      const own = Uint8Array.from(all, (_, slot) => before[slot] ?? 0);
      const expected = all.map((text, slot) => {
        if (own[slot] !== 0) return own[slot];
        return text.startsWith(wanted) ? 1 : text.includes(wanted) ? 2 : 0;
      });
      const found = rankBytes(makeByteBlock(all), needleOf(wanted), own, ranks);
      expect([...own]).toEqual(expected);
      expect(found).toBe(expected.filter((rank) => rank === 1 || rank === 2).length);
    }),
  );
});

test('where marks are given a hit begins at one', () => {
  fc.assert(
    fc.property(texts, word, fc.array(fc.boolean(), { minLength: 1 }), (all, wanted, pattern) => {
      const marks = Uint8Array.from(all.join('\n'), (_, at) =>
        Number(pattern[at % pattern.length] ?? false),
      );
      const own = new Uint8Array(all.length);
      rankBytes(makeByteBlock(all, marks), needleOf(wanted), own, ranks, marks);
      let line = 0;
      for (const [slot, text] of all.entries()) {
        const places = [...text].flatMap((_, at) =>
          marks[line + at] === 1 && text.startsWith(wanted, at) ? [at] : [],
        );
        expect(own[slot]).toBe(places.length === 0 ? 0 : places[0] === 0 ? 1 : 2);
        line += text.length + 1;
      }
    }),
  );
});

test('scattered letters stand in their order', () => {
  fc.assert(
    fc.property(texts, word, (all, wanted) => {
      const own = new Uint8Array(all.length);
      rankScatteredBytes(makeByteBlock(all), needleOf(wanted), own, 3);
      const isIn = (text: string): boolean => {
        let from = 0;
        return [...wanted].every((letter) => {
          from = text.indexOf(letter, from) + 1;
          return from > 0;
        });
      };
      expect([...own]).toEqual(all.map((text) => (isIn(text) ? 3 : 0)));
    }),
  );
});

test('what is no letter of ASCII keeps what stands beside it apart, or its place', () => {
  expect(asciiOf('澜溪A1\u0001厂b')).toBe('\u0001A1\u0001b');
  expect(asciiInPlace('甲a乙丙b')).toBe('\u0001a\u0001\u0001b');
  expect(needleOf('纸业').bytes).toBeNull();
});
