import { expect, test } from 'vitest';
import { randomBytes } from './seal.ts';
import { gfMultiply, joinSecret, splitSecret } from './shamir.ts';

test('the field is that of AES: the products FIPS 197 prints', () => {
  expect(gfMultiply(0x57, 0x83)).toBe(0xc1);
  expect(gfMultiply(0x57, 0x13)).toBe(0xfe);
  expect(gfMultiply(0x57, 0)).toBe(0);
  expect(gfMultiply(1, 0x9e)).toBe(0x9e);
});

test('a known polynomial: 42 + 7x', () => {
  const points = splitSecret(Uint8Array.of(42), { threshold: 2, count: 3 }, () => Uint8Array.of(7));
  expect(points.map(({ y }) => y[0])).toEqual([42 ^ 7, 42 ^ 14, 42 ^ 9]);
});

test('one share tells nothing: for every secret each value of a share is as frequent', () => {
  for (const secret of [0, 1, 0x80, 0xff]) {
    for (const at of [0, 1, 2]) {
      const seen = new Set<number>();
      for (let coefficient = 0; coefficient < 256; coefficient += 1) {
        const points = splitSecret(Uint8Array.of(secret), { threshold: 2, count: 3 }, () =>
          Uint8Array.of(coefficient),
        );
        seen.add(points[at]?.y[0] ?? -1);
      }
      // 256 equally likely coefficients, 256 different values: the same distribution whatever the secret.
      expect(seen.size).toBe(256);
    }
  }
});

test('shares at one point, of other lengths, or of absurd numbers are our mistake', () => {
  const secret = randomBytes(4);
  const [a, b] = splitSecret(secret, { threshold: 2, count: 3 }, randomBytes);
  if (!a || !b) throw new Error('two shares');
  expect(joinSecret([b, a])).toEqual(secret);
  expect(() => joinSecret([a, a])).toThrow('different');
  expect(() => joinSecret([a, { x: 2, y: b.y.subarray(1) }])).toThrow('different');
  expect(() => joinSecret([])).toThrow('different');
  expect(() => splitSecret(secret, { threshold: 1, count: 3 }, randomBytes)).toThrow('threshold');
});
