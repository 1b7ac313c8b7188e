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
import { filesOf, plainOf, tarOf, writePlain } from '#tests/support/tampering.ts';
import { type BundleToRead, readBundle } from './bundle-read.ts';
import { writeBundle } from './bundle-write.ts';
import { signCheckpoint } from './checkpoint.ts';
import { sha256, signDetached } from './seal.ts';

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

/** Encrypts a changed inside to the receiver and expects that nothing of it is believed. */
const expectForgery = async (inside: Uint8Array, code: string) => {
  await writePlain(forged, inside, parcel.to.ageRecipient);
  await expectCode(readerOf(forged, parcel), code);
};

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

  test('B4: a bundle somebody else was sent, encrypted anew to us', async () => {
    await writeParcel(forged, { ...parcel, to: stranger });
    const inside = await plainOf(forged, stranger.keys.ageIdentity);
    await expectForgery(inside, 'bundle.notForUs');
  });

  test('B6: an unknown signer, and a known key under another name', async () => {
    const unknown = { ...readerOf(path, parcel), findSender: () => undefined };
    await expectCode(unknown, 'bundle.untrusted');
    for (const part of ['officeId', 'deviceId', 'ageRecipient', 'signPublic'] as const) {
      const other = { ...partyOf(parcel.from), [part]: stranger[part] };
      await expectCode({ ...unknown, findSender: () => other }, 'bundle.untrusted');
    }
  });

  test('M3: a bundle for a later reader', async () => {
    const later = Buffer.from('{"format":"qice-bundle","v":2,"minReader":2}\n');
    const minisig = Buffer.from(signDetached(later, 'x', parcel.from.keys));
    const files = [
      { name: 'manifest.json', bytes: later },
      { name: 'manifest.json.minisig', bytes: minisig },
    ];
    await expectForgery(tarOf(files), 'bundle.newer');
  });

  test('B9: another file than the one that was previewed', async () => {
    const { manifestHash } = await readBundle(readerOf(path, parcel));
    const again = await readBundle({ ...readerOf(path, parcel), expect: manifestHash });
    expect(again.manifestHash).toBe(manifestHash);
    await expectCode({ ...readerOf(path, parcel), expect: 'f'.repeat(64) }, 'bundle.damaged');
  });
});

describe('B5: the inside is what the manifest lists', () => {
  test('the same files packed again are accepted: the forger of these tests works', async () => {
    await writePlain(forged, tarOf(filesOf(plain)), parcel.to.ageRecipient);
    expect((await readBundle(readerOf(forged, parcel))).manifest.segments).toHaveLength(3);
  });

  test('any two files exchanged, any file left out, doubled, renamed or changed', async () => {
    const files = filesOf(plain);
    for (const [i, file] of files.entries()) {
      const before = i === 0 ? 'bundle.foreign' : 'bundle.damaged';
      await expectForgery(tarOf(files.toSpliced(i, 1)), before);
      await expectForgery(tarOf(files.toSpliced(i, 0, file)), 'bundle.damaged');
      await expectForgery(tarOf(files.with(i, { ...file, name: 'media/x' })), before);
      const last = Buffer.from(file.bytes);
      last[last.length - 1] = (last.at(-1) ?? 0) ^ 1;
      await expectForgery(tarOf(files.with(i, { ...file, bytes: last })), before);
      const longer = { ...file, bytes: Buffer.concat([file.bytes, Buffer.of(32)]) };
      await expectForgery(tarOf(files.with(i, longer)), 'bundle.damaged');
      const next = files[i + 1];
      if (next) await expectForgery(tarOf(files.toSpliced(i, 2, next, file)), before);
    }
    await expectForgery(
      tarOf([...files, { name: 'media/x', bytes: Buffer.of() }]),
      'bundle.damaged',
    );
  });

  test('B7: the line of a signature that nobody signs is fixed', async () => {
    const changed = filesOf(plain).map(({ name, bytes }) => {
      const text = Buffer.from(bytes).toString('latin1').replace('from qice', 'from Qice');
      return { name, bytes: name.endsWith('minisig') ? Buffer.from(text, 'latin1') : bytes };
    });
    await expectForgery(tarOf(changed), 'bundle.damaged');
  });

  test('segments of another bundle of the same sender', async () => {
    const other = join(dir, 'other.qice');
    const logs = [
      sealLog(parcel.officer, [[visit('v1', '改过'), visit('v2', '复访')], [visit('v3', '回访')]]),
      ...parcel.logs.slice(1),
    ];
    await writeParcel(other, { ...parcel, logs });
    const theirs = filesOf(await plainOf(other, parcel.to.keys.ageIdentity));
    const files = filesOf(plain);
    for (const [i, file] of theirs.entries()) {
      const same = files[i] && Buffer.from(file.bytes).equals(files[i].bytes);
      if (!same) await expectForgery(tarOf(files.with(i, file)), 'bundle.damaged');
    }
  });
});

describe('C3, C4: a county passes a log on and cannot alter it', () => {
  const alteredLog = () =>
    sealLog({ ...parcel.officer, keys: parcel.from.keys }, [[visit('v1', '县局改写')]]);

  test('a checkpoint by another key does not leave the house', async () => {
    await expect(writeParcel(forged, { ...parcel, logs: [alteredLog()] })).rejects.toThrow('签名');
  });

  test('nor is it believed when a changed program wrote it', async () => {
    const log = alteredLog();
    // An honest bundle with the county's key in the officer's place, then the officer's key named.
    const honest = bundleOf({ ...parcel, logs: [log] }).manifest;
    const { signPublic } = parcel.officer;
    const manifest = { ...honest, devices: honest.devices.map((d) => ({ ...d, signPublic })) };
    const bytes = Buffer.from(`${JSON.stringify(manifest)}\n`);
    const comment = `qice-bundle ${manifest.id} ${manifest.number}`;
    const text = (name: string, content: string) => ({ name, bytes: Buffer.from(content) });
    const { origin, seq, head } = log.checkpoint;
    const files = [
      { name: 'manifest.json', bytes },
      text('manifest.json.minisig', signDetached(bytes, comment, parcel.from.keys)),
      text(`chk/${origin}.json`, `${JSON.stringify({ origin, seq, head })}\n`),
      text(`chk/${origin}.json.minisig`, signCheckpoint(log.checkpoint, parcel.from.keys)),
      { name: manifest.segments[0]?.path ?? '', bytes: log.segments[0]?.bytes ?? Buffer.of() },
      ...filesOf(plain).filter(({ name }) => name.startsWith('media/')),
    ];
    await expectForgery(tarOf(files), 'bundle.damaged');
  });
});

test('C4: an altered segment does not hook into the genuine one behind it', async () => {
  const [genuine] = parcel.logs;
  if (!genuine) throw new Error('the parcel has a log');
  const [altered] = sealLog(parcel.officer, [[visit('v1', '改写'), visit('v2', '复访')]]).segments;
  if (!altered) throw new Error('one group makes one segment');
  const segments = genuine.segments.with(0, altered);
  await writeParcel(forged, { ...parcel, logs: [{ ...genuine, segments }] });
  await expectCode(readerOf(forged, parcel), 'bundle.damaged');
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
