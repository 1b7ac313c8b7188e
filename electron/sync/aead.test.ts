import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Aead, fastestAead, nodeAead, proves, sodiumAead } from './aead.ts';

const sodium = await sodiumAead();

test('both implementations give the known answer', () => {
  expect([proves(nodeAead), proves(sodium)]).toEqual([true, true]);
});

describe('an implementation that is missing or wrong does not prove itself', () => {
  const wrong: [string, Partial<Aead>][] = [
    [
      'missing, as in Electron',
      {
        seal: () => {
          throw new Error('Unknown cipher');
        },
      },
    ],
    ['another ciphertext', { seal: (_, __, plain) => new Uint8Array(plain.length + 16) }],
    ['a tag nobody looks at', { open: (_, __, sealed) => sealed.subarray(0, -16) }],
    [
      'what is right and what is wrong refused',
      {
        open: () => undefined,
      },
    ],
  ];
  test.each(wrong)('%s', (_, part) => {
    expect(proves({ ...nodeAead, ...part })).toBe(false);
  });
});

test('here the one of node:crypto is chosen', async () => {
  expect(await fastestAead()).toBe(nodeAead);
});

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

test('what one seals the other writes too, and opens; nothing else is opened', () => {
  const ciphers = [nodeAead, sodium];
  fc.assert(
    fc.property(
      bytes(32),
      bytes(12),
      fc.uint8Array({ maxLength: 300 }),
      fc.nat(),
      (key, nonce, plain, bit) => {
        const [one = new Uint8Array(), two] = ciphers.map((aead) => aead.seal(key, nonce, plain));
        expect(Buffer.from(one).equals(two ?? Buffer.of())).toBe(true);
        for (const aead of ciphers) {
          expect(Buffer.from(aead.open(key, nonce, one) ?? 'none').equals(plain)).toBe(true);
          const turned = one.slice();
          const at = (bit >> 3) % turned.length;
          turned[at] = (turned[at] ?? 0) ^ (1 << (bit & 7));
          expect(aead.open(key, nonce, turned)).toBeUndefined();
          expect(aead.open(key, nonce, one.subarray(0, -1))).toBeUndefined();
          expect(aead.open(key, nonce, one.subarray(0, bit % 16))).toBeUndefined();
        }
      },
    ),
  );
});
