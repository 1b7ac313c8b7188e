import { describe, expect, test } from 'vitest';
import { foldFirmName, foldText, pinyinFull, pinyinInitials } from './fold.ts';

describe('fold', () => {
  test.each([
    ['瀾溪縣（恆澤）紙業 有限公司', '澜溪县恒泽纸业有限公司'],
    ['ＡＢＣ—１２３', 'abc123'],
    ['「澜溪」·Lán xī!', '澜溪lanxi'],
    ['乾燥乾坤', '干燥干坤'],
    ['', ''],
  ])('folds %j', (text, key) => {
    expect(foldText(text)).toBe(key);
  });

  test('one firm, many writings, one key', () => {
    const writings = [
      '澜溪恒泽（浙江）纸业有限公司',
      '澜溪恒泽(浙江)纸业有限责任公司',
      '瀾溪恆澤浙江紙業股份有限公司',
      ' 澜溪恒泽浙江纸业 ',
    ];
    expect(new Set(writings.map(foldFirmName))).toEqual(new Set(['澜溪恒泽浙江纸业']));
  });

  test('keeps what tells firms apart', () => {
    expect(foldFirmName('澜溪造纸厂')).toBe('澜溪造纸厂');
    expect(foldFirmName('澜溪纸业有限公司湖口分公司')).toBe('澜溪纸业有限公司湖口分公司');
    expect(foldFirmName('澜溪纸业集团有限公司')).toBe('澜溪纸业集团');
    expect(foldFirmName('有限公司')).toBe('有限公司');
  });

  test('spells pinyin for people who type letters', () => {
    expect(pinyinInitials('龍游紙業')).toBe('lyzy');
    expect(pinyinInitials('澜溪ABC12重庆')).toBe('lxabc12cq');
    expect(pinyinInitials('澜溪（恒泽）')).toBe('lxhz');
    expect(pinyinFull('澜溪绿茶')).toBe('lanxilvcha');
    expect(pinyinFull('3D打印')).toBe('3ddayin');
  });
});
