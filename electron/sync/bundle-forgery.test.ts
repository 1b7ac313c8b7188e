/** What the receiver meets when someone changed the inside and encrypted it again, correctly. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  bundleOf,
  type Device,
  makeDevice,
  makeParcel,
  type Parcel,
  readerOf,
  sealLog,
  visit,
  writeParcel,
} from '#tests/support/sample-bundle.ts';
import { filesOf, plainOf, tarOf, writePlain } from '#tests/support/tampering.ts';
import { type BundleToRead, readBundle } from './bundle-read.ts';
import { checkpointBytes, checkpointPath, signCheckpoint } from './checkpoint.ts';
import { signDetached } from './seal.ts';
import { tarHeader } from './tar.ts';

const dir = mkdtempSync(join(tmpdir(), 'qice-forgery-'));
const path = join(dir, 'honest.qice');
const forged = join(dir, 'forged.qice');

let parcel: Parcel & { officer: Device };
let stranger: Device;
let plain: Buffer;

beforeAll(async () => {
  parcel = await makeParcel();
  stranger = await makeDevice('county', '别的县局');
  await writeParcel(path, parcel);
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

test('B4: a bundle somebody else was sent, encrypted anew to us', async () => {
  await writeParcel(forged, { ...parcel, to: stranger });
  const inside = await plainOf(forged, stranger.keys.ageIdentity);
  await expectForgery(inside, 'bundle.notForUs');
});

test('M3: a bundle for a later reader', async () => {
  const later = Buffer.from('{"format":"qice-bundle","v":6,"minReader":6}\n');
  const minisig = Buffer.from(signDetached(later, 'x', parcel.from.keys));
  const files = [
    { name: 'manifest.json', bytes: later },
    { name: 'manifest.json.minisig', bytes: minisig },
  ];
  await expectForgery(tarOf(files), 'bundle.newer');
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

test('B5: a size is compared with the list before room is made for it', async () => {
  const files = filesOf(plain);
  const before = tarOf(files.slice(0, -1)).subarray(0, -1_024);
  const huge = tarHeader({ name: files.at(-1)?.name ?? '', size: 8 ** 11 - 1 });
  await writePlain(forged, Buffer.concat([before, huge]), parcel.to.ageRecipient);
  await expect(readBundle(readerOf(forged, parcel))).rejects.toThrow('大小与清单不符');
  const signature = { name: 'manifest.json.minisig', bytes: Buffer.alloc(4_097) };
  await writePlain(forged, tarOf(files.with(1, signature)), parcel.to.ageRecipient);
  await expect(readBundle(readerOf(forged, parcel))).rejects.toThrow('大小与清单不符');
});

test('B6: a signature of the right key that was made for something else', async () => {
  const files = filesOf(plain);
  const other = signDetached(files[0]?.bytes ?? Buffer.of(), 'qice-bundle', parcel.from.keys);
  const signature = { name: 'manifest.json.minisig', bytes: Buffer.from(other) };
  await expectForgery(tarOf(files.with(1, signature)), 'bundle.damaged');
});

test('C2: a checkpoint that the author signed for another place', async () => {
  const { origin, seq } = parcel.logs[0]?.checkpoint ?? { origin: '', seq: 0 };
  const elsewhere = { origin, seq, head: 'a'.repeat(64) };
  const files = filesOf(plain).map((file) => {
    if (file.name === checkpointPath(origin)) {
      return { ...file, bytes: checkpointBytes(elsewhere) };
    }
    const minisig = signCheckpoint(elsewhere, parcel.officer.keys);
    const isSignature = file.name === `${checkpointPath(origin)}.minisig`;
    return isSignature ? { ...file, bytes: Buffer.from(minisig) } : file;
  });
  await expectForgery(tarOf(files), 'bundle.damaged');
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
