import { readFileSync, rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { exportBundle } from '#services/export.ts';
import { corrupt } from '#tests/fault/corruptions.ts';
import {
  cuts,
  flipped,
  headerBits,
  makeJourney,
  randomBits,
  refuseAll,
  splices,
} from '#tests/fault/damage.ts';
import { fullDisk } from '#tests/fault/full-disk-run.ts';
import { killOfficer } from '#tests/fault/killed-officer.ts';
import { killCounty, killKeeper, killWizard } from '#tests/fault/killed-others.ts';
import { manyDevices } from '#tests/fault/many-devices.ts';
import { fillAtPages, killAtSteps } from '#tests/fault/stepped.ts';
import { liveOnce } from '#tests/property/forest.ts';
import { countyName } from '#tests/support/county.ts';
import { tempDir } from '#tests/support/device.ts';
import { randomFrom } from '#tests/support/roster-fixtures.ts';

/**
 * `npm run soak [-- --seed N --only WORD]`: the large counts of the fault tests. Writes nothing but its summary;
 * the last one stands in docs/soak.md. Ends with 1 where anything failed.
 */

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '20261123' },
    only: { type: 'string', default: '' },
    trees: { type: 'string', default: '2000' },
  },
});
const seed = Number(values.seed);
if (!Number.isSafeInteger(seed)) throw new Error(`not a seed: ${values.seed}`);

const tenth =
  (name: string, total: number) =>
  (round: number): void => {
    if (round % Math.ceil(total / 10) === 0) process.stderr.write(`${name} ${round}/${total}\n`);
  };

/** Bundles damaged in transit: none may be believed, none may change the county's store. */
const damage = async (dir: string): Promise<object> => {
  const random = randomFrom(seed);
  const journey = await makeJourney(dir);
  const flip = (bit: number) => ({ what: `bit ${bit}`, bytes: flipped(journey.bytes, bit) });
  const cut = (n: number) => ({ what: `cut at ${n}`, bytes: journey.bytes.subarray(0, n) });
  const path = join(dir, 'other.qice');
  await exportBundle(journey.officer.desk(), { to: countyName, path });
  const glued = splices(journey, readFileSync(path));
  try {
    return {
      bundleBytes: journey.bytes.length,
      randomBits: await refuseAll(journey, randomBits(journey, random, 1000).map(flip)),
      everyHeaderByte: await refuseAll(journey, headerBits(journey, random, 1).map(flip)),
      truncations: await refuseAll(journey, cuts(journey, random, 300).map(cut)),
      splices: await refuseAll(
        journey,
        glued.map((bytes, i) => ({ what: `splice ${i}`, bytes })),
      ),
    };
  } finally {
    journey.county.session.close();
    journey.officer.session.close();
  }
};

/** Whole trees of devices, one life each; the seeds follow each other. */
const forest = async (dir: string): Promise<object> => {
  const sums = new Map<string, number>();
  const count = Number(values.trees);
  for (let i = 0; i < count; i++) {
    tenth('tree', count)(i);
    const place = join(dir, `${i}`);
    for (const [of, n] of Object.entries(await liveOnce(place, seed + i)))
      sums.set(of, (sums.get(of) ?? 0) + n);
    rmSync(place, { recursive: true });
  }
  return { trees: count, ...Object.fromEntries(sums) };
};

const kills = (
  name: string,
  count: number,
  work: typeof killOfficer | typeof killCounty | typeof killKeeper | typeof killWizard,
) => ({
  name,
  run: (dir: string): Promise<object> =>
    work({ dir, kills: count, seed, onRound: tenth(name, count) }),
});

const all = [
  { name: 'bundles damaged on the way', run: damage },
  {
    name: '100,000 corruptions before the reader',
    run: async (dir: string): Promise<object> => {
      const count = 100_000;
      const figures = await corrupt({ dir, count, seed, onRound: tenth('corruption', count) });
      // Hostile input may cost 8 MiB of text a few times over, and must not add up.
      if (figures.grownMB > 400) throw new Error(`memory grew by ${figures.grownMB} MB`);
      return figures;
    },
  },
  { name: 'random trees of up to twelve devices', run: forest },
  {
    name: 'kill -9 before every step of the exchange',
    run: (dir: string): Promise<object> =>
      killAtSteps({ dir, every: 1, onRound: tenth('step', 1_000) }),
  },
  {
    name: 'a disk full at every page of the exchange',
    run: (dir: string): Promise<object> => fillAtPages(dir, 1),
  },
  {
    name: 'a disk full at every block of every file',
    run: (dir: string): Promise<object> => fullDisk(join(dir, 'disk'), 1),
  },
  {
    name: 'two hundred laptops, two years, fifty retired',
    run: (dir: string): Promise<object> =>
      manyDevices({ dir, devices: 200, quarters: 8, onRound: tenth('device', 200) }),
  },
  kills('kill -9 of an officer at work', 200, killOfficer),
  kills('kill -9 of a county at a merge', 40, killCounty),
  kills('kill -9 at backup and restore', 40, killKeeper),
  kills('kill -9 of the first-run wizard', 20, killWizard),
];

const parts = all.filter(({ name }) => name.includes(values.only));
if (parts.length === 0) throw new Error(`nothing of that name: ${values.only}`);

console.log(`seed ${seed}, Node ${process.version}, ${process.platform}, ${cpus().length} cores`);
for (const { name, run } of parts) {
  const temp = tempDir();
  const started = performance.now();
  try {
    const figures = await run(temp.path);
    const seconds = Math.round((performance.now() - started) / 1000);
    console.log(`\n${name}: passed in ${seconds} s\n${JSON.stringify(figures, null, 2)}`);
    temp.remove();
  } catch (error) {
    process.exitCode = 1;
    console.error(`\n${name}: FAILED; what it worked on is kept in ${temp.path}`);
    console.error(error);
  }
}
console.log(process.exitCode ? '\nfailed' : '\nall passed');
process.exit();
