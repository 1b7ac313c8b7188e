import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placesFor } from './row-order.ts';

const lists = fc
  .uniqueArray(fc.integer({ min: 0, max: 30 }).map(String), { maxLength: 12 })
  .chain((ids) =>
    fc.record({
      ids: fc.constant(ids),
      placed: fc
        .array(fc.option(fc.integer({ min: -5, max: 20 }), { nil: undefined }), {
          minLength: ids.length,
          maxLength: ids.length,
        })
        .map(
          (places) =>
            new Map(
              ids.flatMap((id, at) => {
                const place = places[at];
                return place === undefined ? [] : [[id, place] as const];
              }),
            ),
        ),
    }),
  );

test('places rise in the order of the rows, and are whole numbers', () => {
  fc.assert(
    fc.property(lists, ({ ids, placed }) => {
      const places = ids.map((id) => placesFor(ids, placed).get(id) ?? Number.NaN);
      expect(places.every(Number.isInteger)).toBe(true);
      expect(places.every((place, at) => at === 0 || place > (places[at - 1] ?? 0))).toBe(true);
    }),
  );
});

test('what is in order already is not written again', () => {
  fc.assert(
    fc.property(lists, ({ ids, placed }) => {
      const places = placesFor(ids, placed);
      expect(placesFor(ids, places)).toEqual(places);
    }),
  );
});

test('one row put in or moved changes its own place alone', () => {
  const ids = ['a', 'b', 'c', 'd'];
  const places = placesFor(ids, new Map());
  const changed = (order: readonly string[]): string[] => {
    const next = placesFor(order, places);
    return order.filter((id) => next.get(id) !== places.get(id));
  };
  expect(changed(['a', 'x', 'b', 'c', 'd'])).toEqual(['x']);
  expect(changed(['x', 'a', 'b', 'c', 'd'])).toEqual(['x']);
  expect(changed(['a', 'b', 'c', 'd', 'x', 'y'])).toEqual(['x', 'y']);
  expect(changed(['b', 'c', 'd', 'a'])).toEqual(['a']);
  expect(changed(['a', 'c', 'd'])).toEqual([]);
});
