import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isBlank } from './blank.ts';

const words = [
  ...['N/A', 'na', 'NULL', 'nil', 'none', 'undefined', '#N/A', '#REF!', '#div/0!', '#NAME?', '-'],
  ...[
    '——',
    '－',
    '…',
    '***',
    '___',
    '/',
    '\\',
    '。',
    '·',
    '无',
    '暂无',
    '没有',
    '空',
    '未填',
    '未知',
  ],
  ...['不详', '未公示', '不公示', '企业选择不公示', '', ' ', '\u3000'],
];

test.each(words)('「%s」 says nothing, also between blanks', (word) => {
  expect([isBlank(word), isBlank(` ${word}\u3000`)]).toEqual([true, true]);
});

/** In full-width forms, which are told only after folding. */
const wide = (text: string): string =>
  text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));

test('a cell is told alike by its first character and after folding', () => {
  const cell = fc
    .array(
      fc.oneof(
        fc.constantFrom(...words, '甲', '企', '业', '0', '1.5', 'N', 'u', '#', '(', ';', '~', '五'),
        fc.string({ maxLength: 2 }),
      ),
      { maxLength: 3 },
    )
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(cell, (text) => {
      expect(isBlank(text)).toBe(isBlank(wide(text)));
    }),
    { numRuns: 2_000 },
  );
});

test('every character but those that mean nothing says something', () => {
  const blank = Array.from({ length: 0xa000 }, (_, code) => String.fromCharCode(code)).filter(
    (character) => character.trim() !== '' && isBlank(character),
  );
  expect(blank.join('')).toBe('*-./\\_\u00b7\u0387–—․‥…⽆。㎁无空');
});
