import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { tableDigests } from '#db/queries/digest.ts';
import { raiseAcks } from '#db/queries/peers.ts';
import { appliedVector } from '#db/queries/segments.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { write } from '#db/write.ts';
import { type Bench, exportBundle } from '#services/export.ts';
import { mergeBundle } from '#services/merge.ts';
import { parkedLines } from '#services/park.ts';
import { sha256Stream } from '#sync/seal.ts';
import { introduceBenches, makeBench } from '#tests/support/bench.ts';
import { tempDir } from '#tests/support/device.ts';

/** Sticks arrive in any order, twice, or late: what has to wait waits, and the end is the same. */

const bundles = 5;
const runs = Number(process.env.FC_RUNS ?? 12);
const office = '石桥市场监管所';

const temps: ReturnType<typeof tempDir>[] = [];
afterEach(() => {
  for (const temp of temps.splice(0)) temp.remove();
});

const filesParked = (dir: string): string[] => (existsSync(dir) ? readdirSync(dir) : []);
const contents = ({ store }: Bench) => tableDigests(store, sha256Stream);

/** An officer's bundles, each cut as if the one before had been receipted. */
const chainOf = async (dir: string, officer: Bench, county: Bench): Promise<string[]> => {
  const paths: string[] = [];
  for (let n = 1; n <= bundles; n++) {
    write(officer.store, { actor: '王五', purpose: '登记' }, (door) => {
      if (n > 1) door.update(enterprise, `firm-${n - 1}`, { note: `第 ${n} 次` });
      door.insert(enterprise, { id: `firm-${n}`, name: `第 ${n} 家` });
    });
    const path = join(dir, `${n}.qice`);
    await exportBundle(officer, { to: county.self.deviceId, path });
    raiseAcks(officer.store, county.self.deviceId, appliedVector(officer.store));
    paths.push(path);
  }
  return paths;
};

test('bundles in any order, some of them twice, end in what in-order gives, with nothing left waiting', async () => {
  // Each bundle at least once, anywhere.
  const orders = fc
    .tuple(
      fc.shuffledSubarray([1, 2, 3, 4, 5], { minLength: 5, maxLength: 5 }),
      fc.array(fc.tuple(fc.nat(9), fc.integer({ min: 1, max: bundles })), { maxLength: 4 }),
    )
    .map(([order, again]) =>
      again.reduce((list, [at, n]) => list.toSpliced(Math.min(at, list.length), 0, n), order),
    );
  await fc.assert(
    fc.asyncProperty(orders, async (order) => {
      const temp = tempDir();
      temps.push(temp);
      const officer = await makeBench(join(temp.path, 'officer'), 'officer', office);
      const county = await makeBench(join(temp.path, 'county'), 'county', '澜溪县局');
      introduceBenches(officer, county);
      const paths = await chainOf(temp.path, officer, county);
      const here = new Set<number>();
      for (const n of order) {
        const merged = await mergeBundle(county, { path: paths[n - 1] ?? '' });
        here.add(n);
        const ready = [1, 2, 3, 4, 5].findIndex((i) => !here.has(i));
        const first = ready === -1 ? bundles : ready;
        expect(merged.parked).toBe(n > first);
        const waiting = [...here].filter((i) => i > first).sort();
        expect(parkedLines(county).map((line) => line.number)).toEqual(waiting);
        for (const line of parkedLines(county))
          expect(line.missing).toContain(`请向${office} 王五索取`);
      }
      expect(contents(county)).toEqual(contents(officer));
      expect(filesParked(join(temp.path, 'county', 'parked'))).toEqual([]);
      for (const { store } of [officer, county]) store.close();
    }),
    { numRuns: runs, examples: [[[5, 4, 3, 2, 1]], [[2, 2, 1, 5, 3, 5, 4]]] },
  );
});
