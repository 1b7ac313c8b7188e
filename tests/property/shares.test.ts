import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinSecret, splitSecret } from '#sync/shamir.ts';

const shape = fc
  .record({ threshold: fc.integer({ min: 2, max: 5 }), spare: fc.integer({ min: 0, max: 4 }) })
  .map(({ threshold, spare }) => ({ threshold, count: threshold + spare }));

test('any threshold of the shares restores the secret; one fewer fits any other secret as well', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 40 }),
      shape,
      fc.infiniteStream(fc.integer({ min: 0, max: 255 })),
      fc.nat(),
      (secret, { threshold, count }, bytes, pick) => {
        const random = (length: number) =>
          Uint8Array.from({ length }, () => bytes.next().value ?? 0);
        const shares = splitSecret(secret, { threshold, count }, random);
        const chosen = shares.map((_, i) => shares[(i + pick) % count]).slice(0, threshold);
        const given = chosen.filter((share) => share !== undefined);
        expect(joinSecret(given)).toEqual(secret);
        // With one share missing, some value of it leads to whatever secret one likes.
        const [last, ...rest] = given;
        if (!last) return;
        const other = secret.map((byte) => byte ^ 0x5a);
        const reached = Array.from({ length: 256 }, (_, v) =>
          joinSecret([...rest, { x: last.x, y: secret.map(() => v) }]),
        );
        for (const at of secret.keys())
          expect(reached.some((result) => result[at] === other[at])).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
});
