import fc from 'fast-check';
import { expect, test } from 'vitest';
import { breakTitle } from './break-title.ts';
import { emsOf } from './fit-page.ts';

test('a title that fits stands on one line', () => {
  expect(breakTitle('关于推荐申报市级名牌的函', 20)).toEqual(['关于推荐申报市级名牌的函']);
});

test('words and numbers stay whole, the shape is no block and has no waist', () => {
  expect(breakTitle('澜溪县市场监督管理局关于推荐2026年度浙江名牌产品申报企业的请示', 20)).toEqual([
    '澜溪县市场监督管理局关于推荐',
    '2026年度浙江名牌产品申报企业的请示',
  ]);
  const long =
    '澜溪县市场监督管理局关于做好2026年度全县规模以上工业企业品牌培育与质量提升重点工作任务分解落实的通知';
  const lengths = breakTitle(long, 20).map((line) => emsOf(line));
  expect(lengths.length).toBe(3);
  expect(Math.min(...lengths)).not.toBe(lengths[1]);
});

test('a name given is never cut', () => {
  const firm = '澜溪县恒辰特种纸业有限公司';
  const lines = breakTitle(`关于推荐${firm}申报市级名牌的函`, 20, [firm]);
  expect(lines.some((line) => line.includes(firm))).toBe(true);
});

const text = fc
  .array(
    fc.constantFrom(
      ...[
        '关于',
        '推荐',
        '质量',
        '提升',
        '的',
        '、',
        '（',
        '）',
        '《',
        '》',
        '2026',
        '年',
        '第',
        '3',
      ],
      ...['龘', '𬭎', '澜溪县', '有限公司', 'ISO9001', '\n'],
    ),
    { maxLength: 30 },
  )
  .map((words) => words.join(''));

test('lines joined are the title again, and none is longer than the page is wide', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 8, max: 24 }), (title, perLine) => {
      const lines = breakTitle(title, perLine);
      expect(lines.join('')).toBe(title.replaceAll('\n', ''));
      for (const line of lines) expect(emsOf(line.trim())).toBeLessThanOrEqual(perLine);
    }),
    { numRuns: 300 },
  );
});

test('closing marks begin no line and opening marks end none, where there is a choice', () => {
  fc.assert(
    fc.property(text, (title) => {
      const lines = breakTitle(title.replaceAll('\n', ''), 24);
      for (const line of lines.slice(1)) expect(line).not.toMatch(/^[、）》]/u);
    }),
    { numRuns: 200 },
  );
});
