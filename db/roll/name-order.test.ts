import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createNameOrder } from './name-order.ts';

test('whatever comes and goes between the steps, the order is that of the names', () => {
  // More than are joined in one step.
  const firms = 40_000;
  const changes = fc.array(
    fc.record({
      from: fc.integer({ min: 1, max: firms }),
      count: fc.integer({ min: 1, max: 300 }),
      stays: fc.boolean(),
      steps: fc.integer({ min: 0, max: 3 }),
    }),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 20 }), changes, (seed, moves) => {
      const keys = Array.from({ length: firms + 1 }, (_, n) => String((n * seed) % 10_007));
      const living = new Set<number>();
      const order = createNameOrder((rowid) => keys[rowid] ?? '');
      const range = (from: number, count: number): number[] =>
        Array.from({ length: Math.min(count, firms + 1 - from) }, (_, n) => from + n);
      for (let from = 1; from <= firms; from += 8_000) {
        const come = range(from, 8_000);
        for (const rowid of come) living.add(rowid);
        order.move(come, come);
        order.step();
      }
      for (const { from, count, stays, steps } of moves) {
        const gone = range(from, count);
        for (const rowid of gone) {
          keys[rowid] = String((rowid * 31 + seed) % 9_973);
          if (stays) living.add(rowid);
          else living.delete(rowid);
        }
        order.move(stays ? gone : [], gone);
        for (let step = 0; step < steps; step += 1) order.step();
      }
      while (order.step());
      expect(order.pending()).toBe(false);
      const found = [...order.order()];
      expect(new Set(found)).toEqual(living);
      expect(found).toHaveLength(living.size);
      for (const [n, rowid] of found.entries())
        if (n > 0) expect((keys[found[n - 1] ?? 0] ?? '') <= (keys[rowid] ?? '')).toBe(true);
    }),
    { numRuns: 6 },
  );
});
