import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Holding,
  mayTake,
  reachableFrom,
  ringIn,
  standing,
  wayBetween,
} from '#shared/ladders.ts';

const award = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const steps = fc.array(fc.record({ fromId: award, toId: award }), { maxLength: 8 });

/** Takes awards away that nothing leads to, until none is left or every one left is led to. */
const canBeRanked = (all: readonly { fromId: string; toId: string }[]): boolean => {
  let left = [...all];
  for (let before = -1; before !== left.length; ) {
    before = left.length;
    const led = new Set(left.map(({ toId }) => toId));
    left = left.filter(({ fromId }) => led.has(fromId));
  }
  return left.length === 0;
};

test('a ring is found where there is one and only there, and it is one', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const ring = ringIn(all);
      expect(ring === null).toBe(canBeRanked(all));
      for (const [i, from] of (ring ?? []).entries()) {
        const to = ring?.[(i + 1) % ring.length];
        expect(all.some((s) => s.fromId === from && s.toId === to)).toBe(true);
      }
    }),
  );
});

test('there is a way between two awards where one can be reached from the other, and each step of it is one', () => {
  fc.assert(
    fc.property(steps, award, award, (all, from, to) => {
      const way = wayBetween(all, from, to);
      expect(way !== null).toBe(from === to || reachableFrom(all, from).has(to));
      expect(way === null || (way[0] === from && way.at(-1) === to)).toBe(true);
      for (const [i, at] of (way ?? []).slice(0, -1).entries())
        expect(all.some((s) => s.fromId === at && s.toId === way?.[i + 1])).toBe(true);
      // A sound ladder stays sound with a step exactly where nothing leads back.
      if (ringIn(all) === null)
        expect(ringIn([...all, { fromId: from, toId: to }]) === null).toBe(
          wayBetween(all, to, from) === null,
        );
    }),
  );
});

const holdings = fc.array(
  fc.record({
    awardId: award,
    firmId: fc.constantFrom('x', 'y'),
    from: fc.constant('2020-01-01'),
    to: fc.constant(null),
    holds: fc.boolean(),
  }),
  { maxLength: 8 },
);

test('a firm stands on awards it holds; whatever else it holds leads up to where it stands', () => {
  fc.assert(
    fc.property(steps, holdings, (all, held) => {
      const tops = standing(all, held);
      for (const firmId of ['x', 'y']) {
        const own = new Set<string>(
          held.filter((h) => h.holds && h.firmId === firmId).map((h) => h.awardId),
        );
        const stands = tops.get(firmId) ?? [];
        expect(stands.length > 0).toBe(own.size > 0);
        for (const top of stands) expect(own.has(top)).toBe(true);
        for (const one of own)
          expect(
            stands.includes(one) ||
              stands.some((top) => reachableFrom(all, one).has(top as string)),
          ).toBe(true);
      }
    }),
  );
});

test('what must still hold, and for how long, decides who may take a step', () => {
  const step = { fromId: 'a', toId: 'b', kind: null, stillValid: true, heldYears: 3 };
  const own: Holding = { awardId: 'a', firmId: 'x', from: '2022-05-06', to: null, holds: true };
  expect(mayTake(step, own, '2025-05-06')).toBe(true);
  expect(mayTake(step, own, '2025-05-05')).toBe(false);
  expect(mayTake(step, { ...own, holds: false }, '2026-05-06')).toBe(false);
  expect(mayTake({ ...step, stillValid: false }, { ...own, holds: false }, '2026-05-06')).toBe(
    true,
  );
  expect(mayTake(step, { ...own, from: null }, '2026-05-06')).toBe(false);
  expect(mayTake({ ...step, heldYears: 0 }, { ...own, from: '2027' }, '2026-05-06')).toBe(false);
});
