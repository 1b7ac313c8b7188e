import { performance } from 'node:perf_hooks';
import { decryptWith, encryptFor } from '#sync/age-file.ts';
import type { CipherStream } from '#sync/blocks.ts';
import { createDeviceKeys, randomBytes } from '#sync/seal.ts';
import { javascriptSm, nodeSm, type SmCiphers } from '#sync/sm.ts';
import { decryptSm, encryptSm } from '#sync/sm-file.ts';
import { sm2PublicsOf } from '#sync/sm2.ts';

/**
 * What the envelopes cost by themselves, without tar, disk and store: so many megabytes of random
 * bytes sealed for one receiver, and opened again. `node tests/bench/envelopes.ts [megabytes] [rounds]`.
 * The three stand side by side in every round; medians. Prints a table; asserts nothing.
 */

const bytes = Number(process.argv[2] ?? 64) * 1_000_000;
const rounds = Number(process.argv[3] ?? 5);
const piece = randomBytes(262_144);

async function* plain(): AsyncGenerator<Uint8Array> {
  for (let left = bytes; left > 0; left -= piece.length) yield piece.subarray(0, left);
}

const keys = await createDeviceKeys();
const { sm2Recipient } = sm2PublicsOf(keys);

type Way = {
  readonly name: string;
  seal(): Promise<CipherStream>;
  open(file: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array> | undefined>;
};
const national = (name: string, ciphers: SmCiphers): Way => ({
  name,
  seal: () => encryptSm([sm2Recipient], plain(), ciphers),
  open: (file) => decryptSm(keys.ageIdentity, file, ciphers),
});
const ways: readonly Way[] = [
  {
    name: 'age, node:crypto',
    seal: () => encryptFor([keys.ageRecipient], plain()),
    open: (file) => decryptWith(keys.ageIdentity, file),
  },
  national('SM2/SM3/SM4, node:crypto', nodeSm),
  national('SM2/SM3/SM4, JavaScript (Electron)', javascriptSm),
];

async function* listed(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

/** Megabytes a second, out and in. */
const measure = async ({ seal, open }: Way): Promise<readonly [number, number]> => {
  const pieces: Uint8Array[] = [];
  const begun = performance.now();
  for await (const part of await seal()) pieces.push(part);
  const sealed = performance.now();
  let seen = 0;
  for await (const part of (await open(listed(pieces))) ?? []) seen += part.length;
  const opened = performance.now();
  if (seen !== bytes) throw new Error(`${seen} bytes came back`);
  return [bytes / 1_000 / (sealed - begun), bytes / 1_000 / (opened - sealed)];
};

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;

const results = new Map(ways.map((way) => [way, [] as (readonly [number, number])[]]));
for (let round = 0; round < rounds; round += 1)
  for (const way of ways) results.get(way)?.push(await measure(way));
for (const [{ name }, measured] of results) {
  const [out, into] = [0, 1].map((i) => Math.round(median(measured.map((m) => m[i] ?? 0))));
  console.log(`${name.padEnd(36)} ${out} MB/s out, ${into} MB/s in`);
}
