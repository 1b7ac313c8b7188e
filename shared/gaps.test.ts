import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bandOf, clausePoints, type GapRow, nearness } from './gaps.ts';

const row = (own: number | null, bench: number | null, better: GapRow['better']): GapRow => ({
  key: 'k',
  label: '',
  unit: '',
  better,
  own,
  bench,
  gap: null,
  ratio: own !== null && bench ? Math.round((own * 10_000) / bench) : null,
  ownSource: '',
  benchSource: '',
});

test('as good as the benchmark is one, and where less is better it is turned round', () => {
  expect(nearness(row(50, 100, 'more'))).toBe(5_000);
  expect(nearness(row(50, 100, 'less'))).toBe(20_000);
  expect(nearness(row(0, 0, 'less'))).toBe(10_000);
  expect(nearness(row(0, 100, 'less'))).toBe(20_000);
  expect(nearness(row(null, 100, 'more'))).toBeNull();
  expect(nearness(row(100, 0, 'more'))).toBeNull();
});

test('a clause gives its share, to a hundredth, and never more than its marks', () => {
  expect(clausePoints(5_000, 65)).toBe(3_250);
  expect(clausePoints(1_501, 50)).toBe(751);
  expect(clausePoints(5_000, null)).toBe(0);
  fc.assert(
    fc.property(fc.nat(100_000), fc.nat(100), fc.nat(100), (cap, a, b) => {
      expect(clausePoints(cap, 100)).toBe(cap);
      expect(clausePoints(cap, Math.min(a, b))).toBeLessThanOrEqual(
        clausePoints(cap, Math.max(a, b)),
      );
    }),
  );
});

test('a percentage falls into a band', () => {
  expect([0, 5, 10, 25, 45, 65, 85, 100].map(bandOf)).toEqual([
    '0—5%',
    '0—5%',
    '10—25%',
    '10—25%',
    '30—45%',
    '50—65%',
    '70—85%',
    '90—100%',
  ]);
});
