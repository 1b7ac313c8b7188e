import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  bundleOf,
  type Device,
  makeDevice,
  makeParcel,
  type Parcel,
  partyOf,
  readerOf,
  sealLog,
  visit,
  writeParcel,
} from '#tests/support/sample-bundle.ts';
import { filesOf, plainOf, writePlain } from '#tests/support/tampering.ts';
import { type BundleToRead, readBundle } from './bundle-read.ts';
import { writeBundle } from './bundle-write.ts';
import { sha256 } from './seal.ts';

const dir = mkdtempSync(join(tmpdir(), 'qice-bundle-'));
const path = join(dir, '报送 1.qice');
const forged = join(dir, 'forged.qice');

let parcel: Parcel & { officer: Device };
let stranger: Device;
let written: { bytes: number; sha256: string };
let plain: Buffer;

beforeAll(async () => {
  parcel = await makeParcel();
  stranger = await makeDevice('county', '别的县局');
  written = await writeParcel(path, parcel);
  plain = await plainOf(path, parcel.to.keys.ageIdentity);
});
afterAll(() => rmSync(dir, { recursive: true }));

const expectCode = (options: BundleToRead, code: string) =>
  expect(readBundle(options)).rejects.toMatchObject({ name: 'Refusal', code });

test('B2, B5: everything arrives, in order, as it was', async () => {
  const seen: string[] = [];
  const reading = await readBundle({
    ...readerOf(path, parcel),
    onManifest: ({ id }) => seen.push(id),
    onCheckpoint: ({ origin, seq }) => seen.push(`${origin} ${seq}`),
    onSegment: (entry, bytes, segment) => {
      expect(segment.header.seq).toEqual(entry.seq);
      seen.push(sha256(bytes));
    },
    onMedia: (_entry, bytes) => seen.push(sha256(bytes)),
  });
  const { manifest } = bundleOf(parcel);
  const points = Object.entries(manifest.provides).sort();
  expect(seen).toEqual([
    manifest.id,
    ...points.map(([origin, { seq }]) => `${origin} ${seq}`),
    ...[...manifest.segments, ...manifest.media].map((entry) => entry.sha256),
  ]);
  expect(reading).toMatchObject({ manifest, ...written, sender: partyOf(parcel.from) });
  expect(reading.manifestHash).toBe(sha256(filesOf(plain)[0]?.bytes ?? ''));
  expect(sha256(readFileSync(path))).toBe(written.sha256);
});

test('B5: a segment that is here already is hashed, not handed over; one that changed is damage', async () => {
  const { manifest } = bundleOf(parcel);
  const [known, ...others] = manifest.segments;
  if (!known) throw new Error('the parcel has segments');
  const seen: string[] = [];
  const options = {
    ...readerOf(path, parcel),
    isKnown: ({ sha256: hash }: { sha256: string }) => hash === known.sha256,
    onSegment: ({ sha256: hash }: { sha256: string }) => seen.push(hash),
  };
  await readBundle(options);
  expect(seen).toEqual(others.map((entry) => entry.sha256));

  const bytes = Buffer.from(filesOf(plain).find(({ name }) => name === known.path)?.bytes ?? '');
  const changed = Buffer.from(plain);
  const at = changed.indexOf(bytes) + bytes.length - 1;
  changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
  await writePlain(forged, changed, partyOf(parcel.to).ageRecipient);
  await expectCode({ ...options, path: forged }, 'bundle.damaged');
});

test('B8: no part file remains, and progress ends at the whole', async () => {
  const steps: [number, number][] = [];
  const copy = join(dir, 'copy.qice');
  const onProgress = (done: number, total: number) => steps.push([done, total]);
  const { bytes } = await writeBundle({ path: copy, ...bundleOf(parcel), onProgress });
  expect(steps.at(-1)).toEqual([bytes, bytes]);
  steps.length = 0;
  await readBundle({ ...readerOf(copy, parcel), onProgress });
  expect(steps.at(-1)).toEqual([bytes, bytes]);
  expect(readdirSync(dir).filter((name) => name.includes('part'))).toEqual([]);
});

test('a log that goes on from an earlier bundle is hooked to its head (C4)', async () => {
  const [first] = parcel.logs;
  if (!first) throw new Error('the parcel has a log');
  const { seq, head } = first.checkpoint;
  const next = sealLog(parcel.officer, [[visit('v9', '再访')]], { seq, head });
  await writeParcel(forged, { ...parcel, logs: [next] });
  const reading = await readBundle(readerOf(forged, parcel));
  expect(reading.manifest.prereq).toEqual({ [parcel.officer.origin]: { seq, head } });

  const elsewhere = { seq, head: 'e'.repeat(64) };
  const change = { prereq: { [parcel.officer.origin]: elsewhere } };
  await writeParcel(forged, { ...parcel, logs: [next], change });
  await expectCode(readerOf(forged, parcel), 'bundle.damaged');
});

describe('B11: what is refused, and how', () => {
  test('a missing file, a folder, any other file', async () => {
    await expectCode(readerOf(join(dir, 'none.qice'), parcel), 'file.missing');
    await expectCode(readerOf(dir, parcel), 'bundle.foreign');
    const headless = `age-encryption.org/v1\n${'-> X25519 AAAA\nAAAA\n'.repeat(9_000)}--- AAAA\n`;
    for (const content of ['', 'PK', '企策', 'age-encryption.org/v1\n', headless]) {
      writeFileSync(forged, content);
      await expectCode(readerOf(forged, parcel), 'bundle.foreign');
    }
  });

  test('a bundle for someone else', async () => {
    await expectCode(
      { ...readerOf(path, parcel), identity: stranger.keys.ageIdentity },
      'bundle.notForUs',
    );
    await expectCode(
      { ...readerOf(path, parcel), ourDeviceId: stranger.deviceId },
      'bundle.notForUs',
    );
  });

  test('B6: an unknown signer, and a known key under another name', async () => {
    const unknown = { ...readerOf(path, parcel), findSender: () => undefined };
    await expectCode(unknown, 'bundle.untrusted');
    for (const part of ['officeId', 'deviceId', 'ageRecipient', 'signPublic'] as const) {
      const other = { ...partyOf(parcel.from), [part]: stranger[part] };
      await expectCode({ ...unknown, findSender: () => other }, 'bundle.untrusted');
    }
  });

  test('B9: another file than the one that was previewed', async () => {
    const { manifestHash } = await readBundle(readerOf(path, parcel));
    const again = await readBundle({ ...readerOf(path, parcel), expect: manifestHash });
    expect(again.manifestHash).toBe(manifestHash);
    await expectCode({ ...readerOf(path, parcel), expect: 'f'.repeat(64) }, 'bundle.damaged');
  });
});

describe('callbacks and cancelling', () => {
  test('what a callback throws reaches the caller, and nothing follows', async () => {
    let media = 0;
    const onSegment = () => Promise.reject(new Error('disk on fire'));
    const reading = readBundle({
      ...readerOf(path, parcel),
      onSegment,
      onMedia: () => (media += 1),
    });
    await expect(reading).rejects.toThrow('disk on fire');
    expect(media).toBe(0);
    const onProgress = () => {
      throw new Error('window closed');
    };
    await expect(readBundle({ ...readerOf(path, parcel), onProgress })).rejects.toThrow('window');
  });

  test('a cancelled reading and a cancelled writing leave nothing', async () => {
    const signal = AbortSignal.abort();
    await expectCode({ ...readerOf(path, parcel), signal }, 'job.cancelled');
    const target = join(dir, 'cancelled.qice');
    const cancel = new AbortController();
    const bundle = { path: target, ...bundleOf(parcel), signal: cancel.signal };
    const onProgress = () => cancel.abort();
    await expect(writeBundle({ ...bundle, onProgress })).rejects.toMatchObject({
      code: 'job.cancelled',
    });
    expect(readdirSync(dir).filter((name) => name.startsWith('cancelled'))).toEqual([]);
  });
});

describe('B8: a bundle that contradicts itself does not leave the house', () => {
  const target = () => join(dir, 'wrong.qice');

  test('a photo that rotted on our own disk', async () => {
    const bundle = bundleOf(parcel);
    const media = bundle.media.map((cargo) => ({ ...cargo, read: () => Buffer.from('rotten') }));
    const writing = writeBundle({ path: target(), ...bundle, media });
    await expect(writing).rejects.toMatchObject({ code: 'store.damaged' });
    expect(readdirSync(dir).filter((name) => name.startsWith('wrong'))).toEqual([]);
  });

  test('other cargo, other keys, missing or misplaced checkpoints, no recipient', async () => {
    const bundle = bundleOf(parcel);
    const [first] = bundle.checkpoints;
    if (!first) throw new Error('the parcel has checkpoints');
    const wrong = [
      { segments: bundle.segments.slice(1) },
      { media: bundle.media.toReversed() },
      { keys: stranger.keys },
      { checkpoints: bundle.checkpoints.slice(1) },
      { checkpoints: bundle.checkpoints.with(0, { ...first, seq: first.seq + 1 }) },
      { recipients: [] },
    ];
    for (const part of wrong) {
      await expect(writeBundle({ path: target(), ...bundle, ...part })).rejects.toThrow();
    }
    expect(readdirSync(dir).filter((name) => name.startsWith('wrong'))).toEqual([]);
  });
});
