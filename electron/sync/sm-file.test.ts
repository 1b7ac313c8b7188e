import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { streamOf } from '#tests/support/tampering.ts';
import { createDeviceKeys, type DeviceKeys, randomBytes } from './seal.ts';
import { javascriptSm, nodeSm } from './sm.ts';
import { decryptSm, encryptSm, SM_MAGIC } from './sm-file.ts';
import { sm2PublicsOf } from './sm2.ts';

const CHUNK = 65_536;
const MAC = 32;

let keys: DeviceKeys;
let other: DeviceKeys;
let to: string;
beforeAll(async () => {
  keys = await createDeviceKeys();
  other = await createDeviceKeys();
  to = sm2PublicsOf(keys).sm2Recipient;
});

const seal = async (plain: Uint8Array, ...more: string[]): Promise<Buffer> =>
  buffer(await encryptSm([to, ...more], streamOf(plain)));
/** What comes out, or `undefined`; throws where any of it is refused. */
const open = async (file: Uint8Array, by = keys): Promise<Buffer | undefined> => {
  const opened = await decryptSm(by.ageIdentity, streamOf(file));
  return opened && buffer(opened);
};
const headerOf = (file: Buffer): number => {
  let at = SM_MAGIC.length + 1;
  for (let left = file[SM_MAGIC.length] ?? 0; left > 0; left -= 1) at += 1 + (file[at] ?? 0);
  return at + 16 + MAC;
};

describe.each([
  ['node:crypto', nodeSm],
  ['JavaScript', javascriptSm],
] as const)('N4–N7: sealed by %s', (_, ciphers) => {
  test('any size around a piece comes back by either, and is foretold', async () => {
    for (const size of [0, 1, 15, 16, 17, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 5]) {
      const plain = randomBytes(size);
      const stream = await encryptSm([to], streamOf(plain), ciphers);
      const foretold = stream.size(size);
      const file = await buffer(stream);
      expect(file.length, `${size}`).toBe(foretold);
      for (const reader of [nodeSm, javascriptSm]) {
        const opened = await decryptSm(keys.ageIdentity, streamOf(file), reader);
        expect(opened && (await buffer(opened)).equals(plain), `${size}`).toBe(true);
      }
    }
  });
});

test('N3: each recipient opens it, nobody else does; nobody at all is refused', async () => {
  const second = await createDeviceKeys();
  const plain = randomBytes(100);
  const file = await seal(plain, sm2PublicsOf(second).sm2Recipient, to);
  expect(file[SM_MAGIC.length]).toBe(2);
  expect(await open(file)).toEqual(Buffer.from(plain));
  expect(await open(file, second)).toEqual(Buffer.from(plain));
  expect(await open(file, other)).toBeUndefined();
  await expect(encryptSm([], streamOf(plain))).rejects.toThrow('recipients');
  await expect(encryptSm(['not a key'], streamOf(plain))).rejects.toThrow('SM2');
});

const said = async (file: Uint8Array): Promise<string> => {
  try {
    return (await open(file)) ? 'opened' : 'not for us';
  } catch {
    return 'refused';
  }
};

test('N4: bits of the header', async () => {
  const file = await seal(randomBytes(50));
  const bits = headerOf(file) * 8;
  for (let bit = 0; bit < bits; bit += 11) {
    const odd = Buffer.from(file);
    odd[bit >> 3] = (odd[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(await said(odd), `bit ${bit}`).not.toBe('opened');
  }
});

describe('N7–N8: the payload', () => {
  let file: Buffer;
  let header: number;
  let pieces: Buffer[];
  beforeAll(async () => {
    file = await seal(randomBytes(3 * CHUNK));
    header = headerOf(file);
    pieces = [0, 1, 2].map((i) => {
      const at = header + i * (CHUNK + MAC);
      return file.subarray(at, at + CHUNK + MAC);
    });
  });
  const withPieces = (...some: (Buffer | undefined)[]): Buffer =>
    Buffer.concat([file.subarray(0, header), ...some.map((piece) => piece ?? Buffer.of())]);

  test('any flipped bit, and what is handed over before it is true', async () => {
    const honest = (await open(file)) ?? Buffer.of();
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: (file.length - header) * 8 - 1 }), async (bit) => {
        const odd = Buffer.from(file);
        const at = header + (bit >> 3);
        odd[at] = (odd[at] ?? 0) ^ (1 << (bit & 7));
        const opened = await decryptSm(keys.ageIdentity, streamOf(odd));
        let got = 0;
        const reading = (async () => {
          for await (const piece of opened ?? []) {
            expect(honest.subarray(got, got + piece.length).equals(piece)).toBe(true);
            got += piece.length;
          }
        })();
        await expect(reading).rejects.toThrow('not authentic');
        expect(got).toBe(Math.floor((bit >> 3) / (CHUNK + MAC)) * CHUNK);
      }),
      { numRuns: 40 },
    );
  });

  test('pieces swapped, doubled, left out, or of another file', async () => {
    const [a, b, c] = pieces;
    expect(await said(withPieces(a, b, c))).toBe('opened');
    const foreign = await seal(randomBytes(3 * CHUNK));
    const theirs = foreign.subarray(headerOf(foreign)).subarray(0, CHUNK + MAC);
    for (const odd of [
      [b, a, c],
      [a, a, b, c],
      [a, c],
      [b, c],
      [a, b],
      [a],
      [],
      [a, b, c, c],
      [theirs, b, c],
      [a, b, c?.subarray(0, -1)],
      [a, b, c, Buffer.of(0)],
      [a, b, c, Buffer.alloc(MAC)],
    ])
      expect(await said(withPieces(...odd))).toBe('refused');
  });

  test('the header of one file before the payload of another', async () => {
    const foreign = await seal(randomBytes(3 * CHUNK));
    const odd = Buffer.concat([foreign.subarray(0, headerOf(foreign)), ...pieces]);
    expect(await said(odd)).toBe('refused');
  });
});

test('any bytes behind the magic end in a refusal', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), async (bytes) => {
      expect(await said(Buffer.concat([Buffer.from(SM_MAGIC), bytes]))).not.toBe('opened');
    }),
    { numRuns: 200 },
  );
});
