import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { trustCardFile, writeCardFile } from '#services/cards.ts';
import { exportBundle } from '#services/export.ts';
import { inspectBundle } from '#services/inspect.ts';
import { mergeBundle } from '#services/merge.ts';
import type { RefusalCode } from '#shared/errors.ts';
import { contentOf } from '#tests/support/content.ts';
import { countyName, introduce } from '#tests/support/county.ts';
import { newDevice, tempDir } from '#tests/support/device.ts';
import { rosterFixture } from '#tests/support/roster-fixtures.ts';
import { expectRefused } from '#tests/support/sentence.ts';
import { writePlain } from '#tests/support/tampering.ts';
import { flipped, type Journey, makeJourney } from './damage.ts';

/** Each bad bundle gets its sentence at every way in, and the county's store stays as it was. */

const temp = tempDir();
let journey: Journey;

beforeAll(async () => {
  journey = await makeJourney(temp.path);
});
afterAll(() => {
  journey.county.session.close();
  journey.officer.session.close();
  temp.remove();
});

/** Refused when looked at, tried, merged, and merged in the thread the screen uses. */
const expectBad = async (code: RefusalCode, path: string): Promise<void> => {
  const desk = journey.county.desk();
  const before = contentOf(desk.store);
  const receiptPath = join(temp.path, 'receipt.qice');
  await expectRefused(code, () => inspectBundle(desk, { path }));
  await expectRefused(code, () => mergeBundle(desk, { path, dryRun: true }));
  await expectRefused(code, () => mergeBundle(desk, { path, receiptPath }));
  await expectRefused(code, () => desk.jobs.run('merge', 'a job', { path, receiptPath }));
  expect(contentOf(desk.store)).toEqual(before);
};

const fileOf = (name: string, bytes: Uint8Array | string): string => {
  const path = join(temp.path, name);
  writeFileSync(path, bytes);
  return path;
};

test('a truncated bundle', async () => {
  const half = journey.bytes.subarray(0, journey.bytes.length >> 1);
  await expectBad('bundle.damaged', fileOf('半个.qice', half));
});

test('one flipped bit', async () => {
  const bit = (journey.bytes.length - 100) * 8 + 3;
  await expectBad('bundle.damaged', fileOf('坏位.qice', flipped(journey.bytes, bit)));
});

test('files that are no bundle: nothing, text, a roster, something compressed', async () => {
  const { bytes } = rosterFixture('xlsx', 12);
  for (const content of ['', '走访记录', bytes, zstdCompressSync(Buffer.from('not ours'))])
    await expectBad('bundle.foreign', fileOf('外来.qice', content));
});

test('an age file to us that is no bundle', async () => {
  const path = join(temp.path, '别人的.age');
  await writePlain(path, Buffer.alloc(4096, 7), journey.county.desk().keys.ageRecipient);
  const before = contentOf(journey.county.desk().store);
  const said = await mergeBundle(journey.county.desk(), { path }).catch((e: unknown) => e);
  expect(['bundle.foreign', 'bundle.damaged']).toContain((said as { code: string }).code);
  expect(contentOf(journey.county.desk().store)).toEqual(before);
});

test('a file that is not there, and a folder', async () => {
  const desk = journey.county.desk();
  const gone = join(temp.path, '拔走了.qice');
  await expect(mergeBundle(desk, { path: gone })).rejects.toMatchObject({ code: 'file.missing' });
  await expectRefused('bundle.foreign', () => mergeBundle(desk, { path: temp.path }));
});

test('a sender nobody trusts, and a bundle for somebody else', async () => {
  const who = { role: 'officer', officeName: '冒名市场监管所', person: '不明' } as const;
  const stranger = await newDevice(join(temp.path, 'stranger'), who);
  const card = join(temp.path, 'county.qcard');
  writeCardFile(journey.county.desk(), card);
  trustCardFile(stranger.desk(), card, null);
  const path = join(temp.path, '冒名.qice');
  await exportBundle(stranger.desk(), { to: countyName, path });
  await expectBad('bundle.untrusted', path);

  introduce(stranger, journey.officer);
  const other = join(temp.path, '给别人的.qice');
  await exportBundle(journey.officer.desk(), { to: who.officeName, path: other });
  await expectBad('bundle.notForUs', other);
  stranger.session.close();
});
