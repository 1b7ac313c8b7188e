import { describe, expect, test } from 'vitest';
import {
  checkCreditCode,
  creditCodeCheckDigit,
  makeCreditCode,
  orgCodeCheckDigit,
} from './credit-code.ts';

const reasonOf = (text: string): string => {
  const check = checkCreditCode(text);
  return check.ok ? 'accepted' : check.reason;
};

describe('credit code', () => {
  test('computes the example of the standard', () => {
    expect(creditCodeCheckDigit('91350100M000100Y4')).toBe('3');
  });

  test.each([
    [1, '91339921MA9000011E'],
    [2, '91339921MA900002X6'],
    [3, '91339921MA90000386'],
    [21, '91339921MA90002143'],
    [108, '91339921MA9001081W'],
    [1006, '91339921MA90100681'],
  ])('makes the code of demo firm %i', (i, code) => {
    expect(makeCreditCode('339921', `MA9${String(i).padStart(5, '0')}`)).toBe(code);
    expect(checkCreditCode(code)).toEqual({ ok: true, code, warnings: [] });
  });

  test('folds full-width, lower case and surrounding blanks', () => {
    expect(checkCreditCode(' \u3000９１339921ma9000011ｅ\t')).toEqual({
      ok: true,
      code: '91339921MA9000011E',
      warnings: [],
    });
  });

  test.each([
    ['', '没有填写'],
    ['　', '没有填写'],
    ['91350100M000100Y4Z', '第18位校验码应为 3'],
    ['91339921MA9000011F', '第18位校验码应为 E'],
    ['91339921MA900001E1', '第18位校验码应为 N'],
    ['91339921MA9000011', '应为18位，实为17位'],
    ['91339921MA9OO0011E', '第12位“O”不是代码字符（代码不用字母 I、O、S、V、Z，可能是 0）'],
    ['9133A921MA9000011E', '第5位“A”应为数字（第3至8位是行政区划）'],
    ['91339921-A9000011E', '第9位“-”不是代码字符'],
    ['339921000001234', '是15位的旧注册号，应为18位统一社会信用代码'],
    ['MA900001-1', '是9位组织机构代码，应为18位统一社会信用代码'],
    ['9.13399E+17', '被表格存成了数字，末几位已经丢失，请按文本重填'],
    ['91339921 MA9000011E', '中间有空格，应为连续18位'],
  ])('says exactly what is wrong with %j', (text, reason) => {
    expect(reasonOf(text)).toBe(reason);
  });

  test('only warns about a wrong organisation code inside a valid code', () => {
    const first17 = '91339921MA9000012';
    const code = first17 + creditCodeCheckDigit(first17);
    expect(checkCreditCode(code)).toEqual({
      ok: true,
      code,
      warnings: ['第9至17位的组织机构代码校验码应为 1，实为 2'],
    });
  });

  test('writes the organisation check 10 as X and 11 as 0', () => {
    expect(orgCodeCheckDigit('MA900002')).toBe('X');
    expect(orgCodeCheckDigit('00000000')).toBe('0');
  });

  test('refuses to compute from characters outside the alphabet', () => {
    expect(() => creditCodeCheckDigit('91350100M000100YI')).toThrow(RangeError);
    expect(() => makeCreditCode('33992', 'MA900001')).toThrow(RangeError);
  });
});
