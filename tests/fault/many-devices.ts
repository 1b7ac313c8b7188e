import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { tableDigests } from '#db/queries/digest.ts';
import { visit } from '#db/schema/visits.ts';
import { write } from '#db/write.ts';
import { retireDevice } from '#services/devices.ts';
import { type Bench, exportBundle } from '#services/export.ts';
import { mergeBundle } from '#services/merge.ts';
import { type Manifest, manifestBytes } from '#sync/manifest.ts';
import { sha256Stream, uuid } from '#sync/seal.ts';
import { introduceBenches, makeBench } from '#tests/support/bench.ts';
import { faultsOf } from '#tests/support/memory-stores.ts';
import { filesOf, plainOf } from '#tests/support/tampering.ts';

/** F8: a county with a great many laptops and some years of log; a quarter of them retired. */

const manifestIn = async (path: string, reader: Bench): Promise<Manifest> => {
  const [first] = filesOf(await plainOf(path, reader.keys.ageIdentity));
  return JSON.parse(Buffer.from(first?.bytes ?? []).toString('utf8')) as Manifest;
};

export type ManyDevices = {
  readonly devices: number;
  readonly bundles: number;
  readonly retired: number;
  /** Bytes of the manifest of a bundle with the logs of all, and of one with nothing new. */
  readonly fullManifest: number;
  readonly emptyManifest: number;
  readonly grownMB: number;
};

/**
 * @throws where the county and the city do not end alike, or what goes with every bundle grows faster
 *   than the number of devices
 */
export const manyDevices = async (options: {
  readonly dir: string;
  readonly devices: number;
  readonly quarters: number;
  readonly onRound?: (round: number) => void;
}): Promise<ManyDevices> => {
  const { dir, devices, quarters, onRound } = options;
  const county = await makeBench(join(dir, 'county'), 'county', '县局');
  const city = await makeBench(join(dir, 'city'), 'city', '市局');
  introduceBenches(county, city);
  const up = join(dir, 'up.qice');
  const receipt = join(dir, 'receipt.qice');
  let bundles = 0;
  let start = 0;
  let peak = 0;
  for (let n = 0; n < devices; n++) {
    onRound?.(n);
    const place = join(dir, `d${n}`);
    const officer = await makeBench(place, 'officer', `第${n}所`);
    introduceBenches(officer, county);
    for (let quarter = 0; quarter < quarters; quarter++) {
      write(officer.store, { actor: '某', purpose: '走访' }, (door) => {
        for (let i = 0; i < 5; i++)
          door.insert(visit, {
            id: uuid(),
            enterpriseId: 'e',
            visitedOn: `20${24 + (quarter >> 2)}-0${1 + (quarter % 4)}-1${i}`,
            content: `第 ${quarter} 季第 ${i} 次`,
          });
      });
      await exportBundle(officer, { to: '县局', path: up });
      await mergeBundle(county, { path: up, receiptPath: receipt });
      await mergeBundle(officer, { path: receipt });
      bundles += 1;
    }
    officer.store.close();
    rmSync(place, { recursive: true });
    const rss = process.memoryUsage.rss();
    if (n === devices >> 2) start = rss;
    peak = Math.max(peak, rss);
    if (n % 4 === 3) retireDevice(county, { device: officer.self.deviceId, reason: '电脑报废' });
  }
  await exportBundle(county, { to: '市局', path: up });
  const fullManifest = manifestBytes(await manifestIn(up, city)).length;
  await mergeBundle(city, { path: up, receiptPath: receipt });
  await mergeBundle(county, { path: receipt });
  await exportBundle(county, { to: '市局', path: up });
  const emptyManifest = manifestBytes(await manifestIn(up, city)).length;
  const digests = [county, city].map(({ store }) =>
    JSON.stringify([...tableDigests(store, sha256Stream)]),
  );
  const faults = [county, city].flatMap(({ store }) => faultsOf(store));
  for (const { store } of [county, city]) store.close();
  if (new Set(digests).size !== 1 || faults.length > 0)
    throw new Error(`county and city differ: ${faults.join()}`);
  // A device costs its place in the vector, its keys, its certificate and perhaps its retirement.
  if (emptyManifest > 20_000 + devices * 3_000)
    throw new Error(`an empty bundle's manifest has ${emptyManifest} bytes`);
  return {
    devices,
    bundles,
    retired: devices >> 2,
    fullManifest,
    emptyManifest,
    grownMB: Math.round((peak - start) / 1_048_576),
  };
};
