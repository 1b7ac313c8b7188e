import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOrderOf } from './number-order.ts';

const value = fc.oneof(
  fc.constantFrom(Number.NaN, 0, -0, 1, -1, 20_260_510, 50_000_000_000, Number.MAX_VALUE),
  fc.double(),
  fc.integer(),
  fc.bigInt({ min: -(2n ** 53n), max: 2n ** 53n }).map(Number),
);

test('numbers of any kind stand in their order, equal ones as they came, unknown ones last both ways', () => {
  fc.assert(
    fc.property(fc.array(value, { maxLength: 60 }), fc.boolean(), (values, down) => {
      const wanted = values
        .map((v, at) => ({ v, at }))
        .sort((a, b) => {
          if (Number.isNaN(a.v) || Number.isNaN(b.v))
            return Number(Number.isNaN(a.v)) - Number(Number.isNaN(b.v));
          return a.v === b.v ? 0 : a.v < b.v !== down ? -1 : 1;
        })
        .map(({ at }) => at);
      expect([...inOrderOf(Float64Array.from(values), down)]).toEqual(wanted);
    }),
  );
});
