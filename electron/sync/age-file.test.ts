import { describe, expect, test } from 'vitest';
import { allOf, streamOf } from '#tests/support/tampering.ts';
import { nodeAead, sodiumAead } from './aead.ts';
import { decryptWith, encryptFor } from './age-file.ts';
import { createDeviceKeys, randomBytes } from './seal.ts';

const keys = await createDeviceKeys();
const other = await createDeviceKeys();
const plain = randomBytes(200_000);
const sealed = async () => allOf(await encryptFor([keys.ageRecipient], streamOf(plain)));

test('every recipient opens the file, nobody else does', async () => {
  const stream = await encryptFor([keys.ageRecipient, other.ageRecipient], streamOf(plain));
  const size = stream.size(plain.length);
  const file = await allOf(stream);
  expect(file).toHaveLength(size);
  for (const { ageIdentity } of [keys, other]) {
    const opened = await decryptWith(ageIdentity, streamOf(file));
    expect(opened && (await allOf(opened)).equals(plain)).toBe(true);
  }
  const stranger = await createDeviceKeys();
  expect(await decryptWith(stranger.ageIdentity, streamOf(file))).toBeUndefined();
});

describe.each([
  ['node', nodeAead],
  ['libsodium', await sodiumAead()],
])('written with %s', (_, writing) => {
  test.each([0, 1, 65_535, 65_536, 65_537, 131_072, 131_073])('%i bytes', async (length) => {
    const content = Buffer.from(randomBytes(length));
    // In odd pieces: a piece of the stream is not a piece of the payload.
    const pieces = (function* () {
      for (let at = 0; at < length; at += 40_001) yield content.subarray(at, at + 40_001);
    })();
    async function* slowly() {
      yield* pieces;
    }
    const stream = await encryptFor([keys.ageRecipient], slowly(), writing);
    const size = stream.size(length);
    const file = await allOf(stream);
    expect(file).toHaveLength(size);
    for (const reading of [nodeAead, await sodiumAead()]) {
      const opened = await decryptWith(keys.ageIdentity, streamOf(file), reading);
      expect(opened && (await allOf(opened)).equals(content)).toBe(true);
    }
  });
});

test('a shortened or lengthened file fails at the latest at its end', async () => {
  const file = await sealed();
  const wrong = [
    file.subarray(0, -1),
    Buffer.concat([file, Buffer.of(0)]),
    // Without its last piece, and without all but its first: whole pieces, each authentic.
    file.subarray(0, file.length - (200_000 - 3 * 65_536) - 16),
    file.subarray(0, file.length - (200_000 - 65_536) - 3 * 16),
  ];
  for (const odd of wrong) {
    const opened = await decryptWith(keys.ageIdentity, streamOf(odd));
    expect(opened).toBeDefined();
    if (opened) await expect(allOf(opened)).rejects.toThrow('authentic');
  }
});

test('a broken header rejects; a file for nobody is never made', async () => {
  const file = await sealed();
  const end = file.indexOf('\n', file.indexOf('\n---') + 1);
  for (let at = 0; at <= end; at += 1) {
    const broken = Buffer.from(file);
    broken[at] = (broken[at] ?? 0) ^ 1;
    // Undefined where our stanza became somebody else's.
    const opened = await decryptWith(keys.ageIdentity, streamOf(broken)).catch(() => undefined);
    expect(opened, `byte ${at}`).toBeUndefined();
  }
  await expect(decryptWith(keys.ageIdentity, streamOf(plain))).rejects.toThrow('header');
  await expect(decryptWith(keys.ageIdentity, streamOf(file.subarray(0, end + 9)))).rejects.toThrow(
    'too early',
  );
  await expect(encryptFor([], streamOf(plain))).rejects.toThrow('recipient');
});

test('all bytes of a stream that is left early are let go', async () => {
  let closed = false;
  async function* endless() {
    try {
      for (;;) yield randomBytes(65_536);
    } finally {
      closed = true;
    }
  }
  for await (const piece of await encryptFor([keys.ageRecipient], endless())) {
    if (piece.length > 60_000) break;
  }
  expect(closed).toBe(true);
});
