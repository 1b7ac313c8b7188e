import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkStore } from '#services/check.ts';
import { exportBundle } from '#services/export.ts';
import { mergeBundle } from '#services/merge.ts';
import { contentOf } from '#tests/support/content.ts';
import { countyName } from '#tests/support/county.ts';
import { tempDir } from '#tests/support/device.ts';
import { randomFrom } from '#tests/support/roster-fixtures.ts';
import {
  cuts,
  flipped,
  headerBits,
  type Journey,
  makeJourney,
  randomBits,
  refuseAll,
  splices,
} from './damage.ts';

/** Samples of what `npm run soak` does a thousand times. */
const random = randomFrom(20_261_123);
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

const flips = (bits: readonly number[]) =>
  bits.map((bit) => ({ what: `bit ${bit}`, bytes: flipped(journey.bytes, bit) }));

test('sixty random single bits are refused sixty times and change nothing', async () => {
  const refused = await refuseAll(journey, flips(randomBits(journey, random, 60)));
  expect(refused).toEqual({ tried: 60, codes: { 'bundle.damaged': 60 } });
});

test('one bit in every stretch of the header is refused', async () => {
  const bits = headerBits(journey, random, 8);
  const refused = await refuseAll(journey, flips(bits));
  expect(refused.tried).toBe(bits.length);
  for (const code of Object.keys(refused.codes))
    expect(['bundle.damaged', 'bundle.notForUs', 'bundle.foreign']).toContain(code);
});

test('a copy that stopped at any length is refused', async () => {
  const lengths = cuts(journey, random, 20);
  const files = lengths.map((n) => ({ what: `cut at ${n}`, bytes: journey.bytes.subarray(0, n) }));
  expect((await refuseAll(journey, files)).tried).toBe(lengths.length);
});

test('chunks exchanged, repeated or left out, and files glued together, are refused', async () => {
  const path = join(temp.path, 'other.qice');
  await exportBundle(journey.officer.desk(), { to: countyName, path });
  const files = splices(journey, readFileSync(path)).map((bytes, i) => ({
    what: `splice ${i}`,
    bytes,
  }));
  expect((await refuseAll(journey, files)).tried).toBe(files.length);
});

test('the county notices a change that was let through', async () => {
  const { county } = journey;
  const before = contentOf(county.desk().store);
  county.desk().store.handle.prepare("INSERT INTO setting VALUES ('x', 'y')").run();
  expect(contentOf(county.desk().store)).not.toEqual(before);
  county.desk().store.handle.prepare("DELETE FROM setting WHERE key = 'x'").run();
  expect(contentOf(county.desk().store)).toEqual(before);
});

test('after all of that the honest bundle is merged whole', async () => {
  const path = join(temp.path, 'again.qice');
  writeFileSync(path, journey.bytes);
  const { applied, conflicts, quarantined } = await mergeBundle(journey.county.desk(), { path });
  expect(applied).toBeGreaterThan(237);
  expect({ conflicts, quarantined }).toEqual({ conflicts: 0, quarantined: 0 });
  expect(checkStore(journey.county.desk()).ok).toBe(true);
});
