import { expect, test } from 'vitest';
import { divisionCode, divisionName } from './divisions.ts';

test.each([
  ['330825', '330825'],
  ['3308', '3308'],
  ['330825000', '330825'],
  ['330825000000', '330825'],
  ['330825101', '330825101'],
  ['龙游县', '330825'],
  ['龙游', '330825'],
  ['衢州市', '3308'],
  ['全县', '339921'],
  ['全 县 合 计', '339921'],
  ['本县', '339921'],
  ['合计', '339921'],
  // There is another one in Jiangxi: the office's own province first.
  ['西湖区', '330106'],
])('%s is %s', (text, code) => {
  expect(divisionCode(text, '339921')).toBe(code);
});

test('a place nobody knows is not guessed', () => {
  for (const text of ['小计', '其他', '湖口镇', '33082', ''])
    expect(divisionCode(text, '339921'), text).toBeUndefined();
});

test('every place is found by its whole name from its own county', () => {
  expect(divisionCode('鼓楼区', '320102')).toBe('320106');
  expect(divisionCode('鼓楼区', '350103')).toBe('350102');
  expect(divisionName(divisionCode('鼓楼区', '350103') ?? '')).toBe('福建省 福州市 鼓楼区');
});
