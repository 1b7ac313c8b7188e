import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldText, pinyinFull } from './fold.ts';
import { createFoldReader } from './fold-reader.ts';

test('folds every text as foldText does, whatever it has read before', () => {
  const reader = createFoldReader();
  const han = fc.string({
    unit: fc.integer({ min: 0x4e00, max: 0x9fff }).map(String.fromCodePoint),
  });
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), han),
      (text) => {
        expect(reader.fold(text)).toBe(foldText(text));
      },
    ),
    { numRuns: 2000 },
  );
  for (const text of [
    '澜溪縣（龍游）紙業',
    'ＡＢＣ　株式会社',
    '𠮷野家',
    'ΟΔΟΣ',
    'İstanbul',
    '乾燥薴麻',
  ])
    expect(reader.fold(text)).toBe(foldText(text));
});

test.each([
  ['重庆银行设备厂', 'chongqingyinhangshebeichang'],
  ['长兴音乐器材有限公司', 'changxingyinyueqicaiyouxiangongsi'],
  ['绿茶调味品', 'lvchatiaoweipin'],
  ['成长教育', 'chengzhangjiaoyu'],
  ['厦门ABC重工', 'xiamenabczhonggong'],
])('reads %s as a person does', (name, expected) => {
  const folded = foldText(name);
  const syllables = createFoldReader().syllables(folded);
  expect(syllables.join('')).toBe(expected);
  expect(syllables.join('')).toBe(pinyinFull(name));
  expect(syllables).toHaveLength([...folded].length);
});
