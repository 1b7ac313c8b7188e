import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emsOf, fitParts, lineHeight, linesIn } from './fit-page.ts';

test('as many lines as there is room for, and how many there are where some are left out', () => {
  const part = { label: '产品', lines: ['甲', '乙', '丙', '丁', '戊'], count: '5 个' };
  expect(fitParts([part], 10_000, 30)[0]?.lines).toEqual(['甲', '乙', '丙', '丁 等 5 个']);
  expect(fitParts([part], 3 * lineHeight, 30)[0]?.lines).toEqual(['甲', '乙 等 5 个']);
  expect(fitParts([part], 0, 30)[0]?.lines).toEqual(['甲 等 5 个']);
  expect(fitParts([{ ...part, lines: ['甲'] }], 10_000, 30)[0]?.lines).toEqual(['甲']);
  expect(emsOf('GB 汉')).toBeCloseTo(2.65);
  expect(linesIn('汉'.repeat(61), 30)).toBe(3);
});

test('no part is lost, and what is shown fits wherever one line of each does', () => {
  const part = fc.record({
    label: fc.constant('x'),
    lines: fc.array(fc.string({ minLength: 1, maxLength: 60 }), { minLength: 1, maxLength: 9 }),
    count: fc.constant('9 项'),
  });
  fc.assert(
    fc.property(fc.array(part, { maxLength: 9 }), fc.nat(12_000), (parts, room) => {
      const height = (all: ReturnType<typeof fitParts>): number =>
        all.reduce(
          (sum, { lines }) =>
            sum + lines.reduce((n, line) => n + linesIn(line, 33), 0) * lineHeight + 85,
          0,
        );
      const fitted = fitParts(parts, room, 33);
      expect(fitted).toHaveLength(parts.length);
      const least = fitParts(parts, 0, 33);
      if (height(least) <= room) expect(height(fitted)).toBeLessThanOrEqual(room);
    }),
  );
});
