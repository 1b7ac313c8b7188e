import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fastestAead, type KeyedAead, nodeAead, proves, sodiumAead } from './aead.ts';

const sodium = await sodiumAead();

test('both implementations give the known answer', () => {
  expect([proves(nodeAead), proves(sodium)]).toEqual([true, true]);
});

describe('an implementation that is missing or wrong does not prove itself', () => {
  const wrong: [string, Partial<KeyedAead>][] = [
    [
      'missing, as in Electron',
      {
        seal: () => {
          throw new Error('Unknown cipher');
        },
      },
    ],
    ['another ciphertext', { seal: (_, plain) => new Uint8Array(plain.length + 16) }],
    ['a tag nobody looks at', { open: (_, sealed) => sealed.subarray(0, -16) }],
    ['what is right and what is wrong refused', { open: () => undefined }],
  ];
  test.each(wrong)('%s', (_, part) => {
    const keyed = (key: Uint8Array) => ({ ...nodeAead.keyed(key), ...part });
    expect(proves({ ...nodeAead, keyed })).toBe(false);
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
        const keyed = ciphers.map((aead) => aead.keyed(key));
        const [one = new Uint8Array(), two] = keyed.map((aead) => aead.seal(nonce, plain));
        expect(Buffer.from(one).equals(two ?? Buffer.of())).toBe(true);
        for (const aead of keyed) {
          expect(Buffer.from(aead.open(nonce, one) ?? 'none').equals(plain)).toBe(true);
          const turned = Uint8Array.from(one);
          const at = (bit >> 3) % turned.length;
          turned[at] = (turned[at] ?? 0) ^ (1 << (bit & 7));
          expect(aead.open(nonce, turned)).toBeUndefined();
          expect(aead.open(nonce, one.subarray(0, -1))).toBeUndefined();
          expect(aead.open(nonce, one.subarray(0, bit % 16))).toBeUndefined();
        }
      },
    ),
  );
});
