import { createHash, randomFillSync } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { enterprise } from '#db/schema/enterprises.ts';
import { photo, visit } from '#db/schema/visits.ts';
import { write } from '#db/write.ts';
import { threadLimits } from '#jobs/start.ts';
import { type Bench, exportBundle } from '#services/export.ts';
import { mergeBundle } from '#services/merge.ts';
import { uuid } from '#sync/seal.ts';
import { introduceBenches, makeBench } from '#tests/support/bench.ts';
import { startChild } from '#tests/support/child.ts';
import { keepBench, openKeptBench } from '#tests/support/kept-bench.ts';
import { peakBytes } from './peak.ts';
import { benchSchema, fullSizes, makeWorkload, statements } from './workload.ts';

/**
 * `node tests/bench/memory.ts [photos] [scale]`: what an export and a merge take in memory, each in a
 * process of its own, above what the same process takes with the store open; and how fast photographs
 * of 2 MiB move. What is short-lived may grow there as far as in the thread of a job. Prints a table;
 * asserts nothing.
 */

const photoBytes = 2_097_152;

const fillPhotos = ({ store }: Bench, photos: number): void => {
  const bytes = Buffer.alloc(photoBytes);
  for (let i = 0; i < photos; i++) {
    randomFillSync(bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    store.media.put(sha256, 'image/jpeg', bytes);
    write(store, { actor: '量', purpose: '量' }, (door) => {
      if (i === 0) {
        door.insert(enterprise, { id: 'e', name: '澜溪云丰纸业有限公司' });
        door.insert(visit, { id: 'v', enterpriseId: 'e', visitedOn: '2026-03-02' });
      }
      door.insert(photo, {
        id: uuid(),
        ownerTable: 'visit',
        ownerId: 'v',
        sha256,
        mime: 'image/jpeg',
        width: 1600,
        height: 1200,
        bytes: photoBytes,
      });
    });
  }
};

const fillRows = ({ store }: Bench, scale: number): void => {
  const apply = statements(store.handle);
  const { inserts, updates, deletes } = fullSizes;
  const sizes = { inserts: inserts * scale, updates: updates * scale, deletes: deletes * scale };
  for (const batch of makeWorkload(sizes))
    write(store, { actor: '量', purpose: '量' }, () => batch.forEach(apply));
};

type Figures = { readonly ms: number; readonly idleMB: number; readonly aboveMB: number };

/** In the child: opens one bench, does one thing, tells time and memory. */
const measure = async (dir: string, name: string, work: (bench: Bench) => Promise<unknown>) => {
  const bench = openKeptBench(join(dir, name), benchSchema);
  bench.store.handle.prepare('SELECT count(*) FROM sync_op').get();
  const idle = process.memoryUsage.rss();
  const start = performance.now();
  await work(bench);
  const ms = performance.now() - start;
  const peak = peakBytes();
  bench.store.close();
  const figures: Figures = { ms, idleMB: idle / 1e6, aboveMB: (peak - idle) / 1e6 };
  console.log(JSON.stringify(figures));
};

const children = {
  out: (dir: string) =>
    measure(dir, 'officer', (b) => exportBundle(b, { to: '县局', path: join(dir, 'x.qice') })),
  in: (dir: string) => measure(dir, 'county', (b) => mergeBundle(b, { path: join(dir, 'x.qice') })),
} as const;

const inChild = async (mode: keyof typeof children, dir: string): Promise<Figures> => {
  // The young generation is three such spaces (node --v8-options).
  const semiSpace = threadLimits.maxYoungGenerationSizeMb / 3;
  const env = { NODE_OPTIONS: `--max-semi-space-size=${semiSpace}` };
  const { code, out, err } = await startChild(import.meta.filename, [mode, dir], { env }).ended;
  if (code !== 0) throw new Error(err);
  return JSON.parse(out) as Figures;
};

const journey = async (what: string, fill: (officer: Bench) => void): Promise<void> => {
  const dir = mkdtempSync(join(tmpdir(), 'qice-bench-'));
  try {
    const officer = await makeBench(join(dir, 'officer'), 'officer', '石桥所', benchSchema);
    const county = await makeBench(join(dir, 'county'), 'county', '县局', benchSchema);
    introduceBenches(officer, county);
    fill(officer);
    for (const bench of [officer, county]) {
      keepBench(bench);
      bench.store.close();
    }
    for (const mode of ['out', 'in'] as const) {
      const { ms, idleMB, aboveMB } = await inChild(mode, dir);
      const megabytes = statSync(join(dir, 'x.qice')).size / 1e6;
      console.log(
        `${what} ${mode}: ${megabytes.toFixed(1)} MB in ${(ms / 1000).toFixed(1)} s, ${((megabytes / ms) * 1000).toFixed(0)} MB/s, ${aboveMB.toFixed(0)} MB above idle (${idleMB.toFixed(0)})`,
      );
    }
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
};

const [first = '512', second = '1'] = process.argv.slice(2);
if (first === 'out' || first === 'in') await children[first](second);
else {
  await journey(`${first} photos`, (officer) => fillPhotos(officer, Number(first)));
  await journey('rows', (officer) => fillRows(officer, Number(second)));
}
