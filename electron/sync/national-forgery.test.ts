/** What the receiver meets when someone plays with the national envelope and its signature (N10, N11). */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EnvelopeName } from '#shared/exchange.ts';
import {
  nationalParcel,
  type Parcel,
  partyOf,
  readerOf,
  receiverOf,
  writeParcel,
} from '#tests/support/sample-bundle.ts';
import { filesOf, type PlainFile, plainOf, tarOf, writePlain } from '#tests/support/tampering.ts';
import { type BundleToRead, readBundle, type TrustedSender } from './bundle-read.ts';
import { createDeviceKeys } from './seal.ts';
import { signSm2, sm2PublicsOf, sm2SecretsOf } from './sm2.ts';

const dir = mkdtempSync(join(tmpdir(), 'qice-national-forgery-'));
const at = (name: string): string => join(dir, name);

let parcel: Parcel;
let files: PlainFile[];
beforeAll(async () => {
  parcel = await nationalParcel();
  await writeParcel(at('honest.qice'), parcel);
  files = filesOf(await plainOf(at('honest.qice'), parcel.to.keys.ageIdentity));
});
afterAll(() => rmSync(dir, { recursive: true }));

const read = async (options: BundleToRead): Promise<string> => {
  try {
    return (await readBundle(options)).envelope;
  } catch (error) {
    return (error as { code: string }).code;
  }
};
/** Puts these files into a perfect envelope and reads it. */
const offer = async (some: readonly PlainFile[], envelope: EnvelopeName = 'sm') => {
  const to = receiverOf({ ...parcel, envelope });
  await writePlain(at('odd.qice'), tarOf(some), to, envelope);
  return read(readerOf(at('odd.qice'), parcel));
};
const withSignature = (bytes: Uint8Array): PlainFile[] =>
  files.map((file) => (file.name === 'manifest.json.sm2' ? { ...file, bytes } : file));

test('unchanged it is believed in either envelope: what is inside is the same', async () => {
  expect(await offer(files)).toBe('sm');
  expect(await offer(files, 'age')).toBe('age');
});

test('N10: both signatures must be there and valid', async () => {
  const [manifest] = files;
  const other = sm2SecretsOf(await createDeviceKeys()).sign;
  const own = sm2SecretsOf(parcel.from.keys);
  const bytes = manifest?.bytes ?? new Uint8Array();
  for (const envelope of ['sm', 'age'] as const) {
    for (const odd of [
      withSignature(signSm2(bytes, other)),
      withSignature(signSm2(bytes, own.receive)),
      withSignature(signSm2(Buffer.from('another'), own.sign)),
      withSignature(Buffer.alloc(72)),
      withSignature(Buffer.alloc(73)),
      files.filter(({ name }) => name !== 'manifest.json.sm2'),
      files.filter(({ name }) => name !== 'manifest.json.minisig'),
    ])
      expect(await offer(odd, envelope)).toBe('bundle.damaged');
    // Another signature of the same by the same key is as good.
    expect(await offer(withSignature(signSm2(bytes, own.sign)), envelope)).toBe(envelope);
  }
});

test('N10: a sender without SM2 keys has no place in the national envelope', async () => {
  const { sm2Sign: _, sm2Recipient: __, ...from } = parcel.from;
  const plain = { ...parcel, from, envelope: 'age' as const };
  await writeParcel(at('age.qice'), plain);
  expect(await read(readerOf(at('age.qice'), parcel))).toBe('age');
  const inside = filesOf(await plainOf(at('age.qice'), parcel.to.keys.ageIdentity));
  expect(await offer(inside, 'sm')).toBe('bundle.damaged');
  await expect(writeParcel(at('x.qice'), { ...plain, envelope: 'sm' })).rejects.toThrow('SM2');
});

test('N10: a sender signs with the SM2 key it names', async () => {
  const other = sm2PublicsOf(await createDeviceKeys());
  const from = { ...parcel.from, ...other };
  await expect(writeParcel(at('x.qice'), { ...parcel, from })).rejects.toThrow('another SM2 key');
});

test('N11: the keys must be those a person compared; from before there were any, only age is', async () => {
  await writePlain(at('age.qice'), tarOf(files), receiverOf({ ...parcel, envelope: 'age' }));
  const by = async (known: Partial<TrustedSender>): Promise<string[]> => {
    const findSender = () => ({ ...partyOf(parcel.from), ...known });
    return Promise.all(
      ['honest.qice', 'age.qice'].map((name) =>
        read({ ...readerOf(at(name), parcel), findSender }),
      ),
    );
  };
  expect(await by({})).toEqual(['sm', 'age']);
  expect(await by({ sm2Sign: null, sm2Recipient: null })).toEqual(['bundle.untrusted', 'age']);
  const other = sm2PublicsOf(await createDeviceKeys());
  for (const odd of [other, { sm2Sign: other.sm2Sign }, { sm2Recipient: other.sm2Recipient }])
    expect(await by(odd)).toEqual(['bundle.untrusted', 'bundle.untrusted']);
});
