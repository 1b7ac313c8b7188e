import { statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { tableDigests } from '#db/queries/digest.ts';
import { mediaNamed } from '#db/queries/peers.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { photo } from '#db/schema/visits.ts';
import { write } from '#db/write.ts';
import { type Bench, exportBundle } from '#services/export.ts';
import { mergeBundle } from '#services/merge.ts';
import { parkedLines } from '#services/park.ts';
import { sealOwn } from '#services/seal-own.ts';
import { sha256, sha256Stream } from '#sync/seal.ts';
import { introduceBenches, makeBench } from '#tests/support/bench.ts';
import { tempDir } from '#tests/support/device.ts';
import { bigJpeg } from '#tests/support/picture.ts';

/** An export cut into files of a size: any order, losses and repetitions end in the same. */

const maxBytes = 120_000;
const firms = 12;
const pictures = 5;
const runs = Number(process.env.FC_RUNS ?? 8);

const temps: ReturnType<typeof tempDir>[] = [];
afterEach(() => {
  for (const temp of temps.splice(0)) temp.remove();
});

const contents = ({ store }: Bench) => tableDigests(store, sha256Stream);
const missingPictures = ({ store }: Bench): number =>
  mediaNamed(store).filter((hash) => !store.media.has(hash)).length;

const work = ({ store }: Bench): void => {
  for (let n = 1; n <= firms; n++) {
    write(store, { actor: '王五', purpose: '登记' }, (door) =>
      door.insert(enterprise, { id: `firm-${n}`, name: `第 ${n} 家` }),
    );
    // Each in a segment of its own, so that there is something to cut.
    sealOwn(store);
  }
  for (let n = 1; n <= pictures; n++) {
    const bytes = bigJpeg(n, 40);
    const hash = sha256(bytes);
    store.media.put(hash, 'image/jpeg', bytes);
    write(store, { actor: '王五', purpose: '拍照' }, (door) =>
      door.insert(photo, {
        id: `photo-${n}`,
        ownerTable: 'enterprise',
        ownerId: `firm-${n}`,
        sha256: hash,
        mime: 'image/jpeg',
        width: 8,
        height: 8,
        bytes: bytes.length,
      }),
    );
  }
};

test('volumes in any order, with losses and repetitions, end equal; only what is missing is sent again', async () => {
  const plan = fc.record({
    order: fc.array(fc.nat(30), { minLength: 8, maxLength: 14 }),
    lost: fc.subarray([0, 1, 2, 3, 4], { maxLength: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(plan, async ({ order, lost }) => {
      const temp = tempDir();
      temps.push(temp);
      const at = (name: string): string => join(temp.path, name);
      const officer = await makeBench(at('officer'), 'officer', '石桥所');
      const county = await makeBench(at('county'), 'county', '澜溪县局');
      introduceBenches(officer, county);
      work(officer);
      const to = county.self.deviceId;
      const made = await exportBundle(officer, { to, path: at('a.qice'), maxBytes });
      const { volumes } = made;
      expect(volumes.length).toBeGreaterThan(3);
      expect(volumes.map((v) => v.number)).toEqual(volumes.map((_, i) => i + 1));
      for (const { fileName } of volumes)
        expect(statSync(at(fileName)).size).toBeLessThanOrEqual(maxBytes);
      // Records first.
      const firstPicture = volumes.findIndex((v) => v.media > 0);
      expect(volumes.slice(firstPicture + 1).every((v) => v.changes === 0)).toBe(true);

      const arriving = order.map((n) => n % volumes.length).filter((n) => !lost.includes(n));
      for (const n of arriving) await mergeBundle(county, { path: at(volumes[n]?.fileName ?? '') });
      // Whatever arrived, a receipt tells the officer what is there.
      await exportBundle(county, { to: officer.self.deviceId, path: at('word.qice') });
      await mergeBundle(officer, { path: at('word.qice') });
      const missing = missingPictures(county);
      const again = await exportBundle(officer, { to, path: at('b.qice'), maxBytes });
      if (contents(county).get('photo') === contents(officer).get('photo'))
        expect(again.media).toBe(missing);
      for (const { fileName } of again.volumes.toReversed())
        await mergeBundle(county, { path: at(fileName) });
      expect(contents(county)).toEqual(contents(officer));
      expect(missingPictures(county)).toBe(0);
      expect(parkedLines(county)).toEqual([]);
      for (const { store } of [officer, county]) store.close();
    }),
    { numRuns: runs },
  );
});

test('a limit smaller than one picture is refused before anything is written', async () => {
  const temp = tempDir();
  temps.push(temp);
  const officer = await makeBench(join(temp.path, 'officer'), 'officer', '石桥所');
  const county = await makeBench(join(temp.path, 'county'), 'county', '澜溪县局');
  introduceBenches(officer, county);
  work(officer);
  const path = join(temp.path, 'a.qice');
  await expect(
    exportBundle(officer, { to: county.self.deviceId, path, maxBytes: 60_000 }),
  ).rejects.toMatchObject({ code: 'export.tooSmall' });
  expect(() => statSync(path)).toThrow();
  for (const { store } of [officer, county]) store.close();
});
