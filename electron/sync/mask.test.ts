import fc from 'fast-check';
import { expect, test } from 'vitest';
import { both, columnsOf, hasColumn, maskOf, without } from './mask.ts';

const columns = fc.uniqueArray(fc.integer({ min: 0, max: 52 }));

test('a mask gives back the columns it was made of, up to the 53rd', () => {
  fc.assert(
    fc.property(columns, (list) => {
      expect(columnsOf(maskOf(list))).toEqual(list.toSorted((a, b) => a - b));
    }),
  );
  expect(maskOf([52])).toBe(2 ** 52);
});

test('both and without agree with sets', () => {
  fc.assert(
    fc.property(columns, columns, (a, b) => {
      const inB = new Set(b);
      expect(columnsOf(both(maskOf(a), maskOf(b)))).toEqual(
        a.filter((c) => inB.has(c)).toSorted((x, y) => x - y),
      );
      expect(columnsOf(without(maskOf(a), maskOf(b)))).toEqual(
        a.filter((c) => !inB.has(c)).toSorted((x, y) => x - y),
      );
      for (const c of a) expect(hasColumn(maskOf(a), c)).toBe(true);
    }),
  );
});
