import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { backupFault, listBackups } from '#db/backup.ts';
import { translated } from '#db/failures.ts';
import { tableDigests } from '#db/queries/digest.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { photo, visit } from '#db/schema/visits.ts';
import { write } from '#db/write.ts';
import { type Bench, exportBundle } from '#services/export.ts';
import { inspectBundle } from '#services/inspect.ts';
import { makeSnapshot } from '#services/make-snapshot.ts';
import { mergeBundle } from '#services/merge.ts';
import { openConflicts } from '#services/open-conflicts.ts';
import { backUp } from '#services/settings.ts';
import { Refusal } from '#shared/errors.ts';
import { sha256, sha256Stream } from '#sync/seal.ts';
import { introduceBenches, makeBench } from '#tests/support/bench.ts';
import { keepBench, openKeptBench } from '#tests/support/kept-bench.ts';
import { faultsOf } from '#tests/support/memory-stores.ts';
import { bigJpeg } from '#tests/support/picture.ts';

/**
 * A disk that is full at every single block the exchange writes, whatever file it is of: bundle,
 * receipt, parked file, backup, picture, snapshot, store and its journal. The disk is a real one, a
 * tmpfs of this process that is given `n` blocks more than it holds, for every n.
 */

const block = 4096;

const file = {
  first: (dir: string) => join(dir, 'first.qice'),
  second: (dir: string) => join(dir, 'second.qice'),
  receipt: (dir: string) => join(dir, 'receipt.qice'),
  snapshot: (dir: string) => join(dir, 'snapshot.qice'),
};

/** How much room a disk has left. */
export type Disk = {
  /** Whether a full disk is told as one; a file that may not grow is told as unwritable. */
  readonly codes: readonly string[];
  /** Leaves so many blocks, or as much as anybody wants. */
  readonly leave: (blocks: number | null) => void;
};

const run = (command: string, ...args: string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/** A disk of its own at `dir`. For a process that may mount (`unshare -rm`); undefined where not. */
export const tmpfsAt = (dir: string): Disk | undefined => {
  mkdirSync(dir, { recursive: true });
  if (!run('mount', '-t', 'tmpfs', '-o', 'size=512m', 'tmpfs', dir)) return undefined;
  return {
    // The receipt comes after the merge, which is then done; that is said.
    codes: ['disk.full', 'receipt.unwritten'],
    leave: (blocks) => {
      const { blocks: all, bfree, bsize } = statfsSync(dir);
      const size = blocks === null ? '512m' : `${((all - bfree) * bsize) / block + blocks}`;
      const option = blocks === null ? size : `${Number(size) * block}`;
      if (!run('mount', '-o', `remount,size=${option}`, dir)) throw new Error('no remount');
    },
  };
};

/** Where nobody may mount: no file of this process grows beyond so many blocks. */
export const cappedFiles = (): Disk => ({
  codes: ['disk.full', 'file.unwritable', 'receipt.unwritten'],
  leave: (blocks) => {
    const limit = blocks === null ? 'unlimited' : `${blocks * block}`;
    if (!run('prlimit', '--pid', `${process.pid}`, `--fsize=${limit}:`))
      throw new Error('no prlimit');
  },
});

const keystore = JSON.stringify({ keystore: '钥'.repeat(2_000) });

type Action = (bench: Bench, dir: string) => Promise<unknown>;

const takePhoto = async ({ store }: Bench): Promise<void> => {
  const bytes = bigJpeg(3, 60);
  const hash = sha256(bytes);
  translated(store.dir, () => store.media.put(hash, 'image/jpeg', bytes));
  translated(store.dir, () =>
    write(store, { actor: '某', purpose: '走访' }, (door) => {
      door.insert(visit, { id: 'v', enterpriseId: 'a', visitedOn: '2026-03-02', content: '看' });
      door.insert(photo, {
        id: 'p',
        ownerTable: 'visit',
        ownerId: 'v',
        sha256: hash,
        mime: 'image/jpeg',
        width: 640,
        height: 480,
        bytes: bytes.length,
      });
    }),
  );
};

/** Who does what, one after the other; each can be done again where it was refused. */
export const fullDiskActions = {
  photo: ['officer', takePhoto],
  export: ['officer', (b, dir) => exportBundle(b, { to: '县局', path: file.second(dir) })],
  park: ['county', (b, dir) => mergeBundle(b, { path: file.second(dir) })],
  'merge and unpark': [
    'county',
    (b, dir) => mergeBundle(b, { path: file.first(dir), receiptPath: file.receipt(dir) }),
  ],
  receipt: ['officer', (b, dir) => mergeBundle(b, { path: file.receipt(dir) })],
  backup: ['county', async (b) => backUp(b, 'manual')],
  'make a snapshot': [
    'county',
    (b, dir) => makeSnapshot(b, { to: '新所', path: file.snapshot(dir), media: true }),
  ],
  'take a snapshot': ['fresh', (b, dir) => mergeBundle(b, { path: file.snapshot(dir) })],
} as const satisfies Readonly<Record<string, readonly [string, Action]>>;
export type FullDiskAction = keyof typeof fullDiskActions;
const order = Object.keys(fullDiskActions) as FullDiskAction[];

const at = async (dir: string, name: string, work: (b: Bench) => Promise<unknown>) => {
  const bench = openKeptBench(join(dir, name));
  try {
    await work(bench);
  } finally {
    bench.store.close();
  }
};

const act = (dir: string, action: FullDiskAction): Promise<void> => {
  const [name, work] = fullDiskActions[action];
  return at(dir, name, (bench) => (work as Action)(bench, dir));
};

/** What one attempt on a disk with so little room ended with: its refusal, or nothing. */
const attempt = async (
  dir: string,
  action: FullDiskAction,
  disk: Disk,
  blocks: number,
): Promise<unknown> => {
  const [name, work] = fullDiskActions[action];
  let said: unknown;
  await at(dir, name, async (bench) => {
    disk.leave(blocks);
    said = await (work as Action)(bench, dir).then(
      () => undefined,
      (error: unknown) => error ?? 'nothing',
    );
  }).finally(() => disk.leave(null));
  return said;
};

const begin = async (dir: string): Promise<void> => {
  const [officer, county, fresh] = [
    await makeBench(join(dir, 'officer'), 'officer', '石桥所'),
    await makeBench(join(dir, 'county'), 'county', '县局'),
    await makeBench(join(dir, 'fresh'), 'officer', '新所'),
  ];
  introduceBenches(officer, county);
  introduceBenches(fresh, county);
  for (const [{ store }, address] of [
    [officer, '城南路 2 号'],
    [county, '城北路 3 号'],
  ] as const)
    write(store, { actor: '某', purpose: '登记' }, (door) => {
      for (const id of ['a', 'b']) door.insert(enterprise, { id, name: `澜溪${id}厂`, address });
    });
  await exportBundle(officer, { to: '县局', path: file.first(dir) });
  for (const bench of [officer, county, fresh]) {
    keepBench(bench);
    // A copy without it is useless, so backups carry it along.
    writeFileSync(join(bench.store.dir, 'keystore.json'), keystore);
    bench.store.close();
  }
  // The officer has a receipt of a county whose computer was lost since: what comes next has a gap.
  const twin = join(dir, 'twin');
  cpSync(join(dir, 'county'), twin, { recursive: true });
  const receipt = join(dir, 'lost.qice');
  await at(dir, 'twin', (b) => mergeBundle(b, { path: file.first(dir), receiptPath: receipt }));
  await at(dir, 'officer', (b) => mergeBundle(b, { path: receipt }));
  rmSync(twin, { recursive: true });
};

/** Tables, pictures and questions of all three. */
const ending = (dir: string): string =>
  ['officer', 'county', 'fresh']
    .map((name) => {
      const { store } = openKeptBench(join(dir, name));
      try {
        const faults = faultsOf(store);
        if (faults.length > 0) throw new Error(`${name}: ${faults.join()}`);
        const questions = openConflicts(store).map((c) => [c.kind, c.table, c.row]);
        const picture = store.media.has(sha256(bigJpeg(3, 60)));
        return JSON.stringify([[...tableDigests(store, sha256Stream)], questions, picture]);
      } finally {
        store.close();
      }
    })
    .join('\n');

const goOn = async (dir: string, from: FullDiskAction, done: boolean): Promise<void> => {
  for (const action of order.slice(order.indexOf(from) + (done ? 1 : 0))) await act(dir, action);
};

/** Files under their final names are whole, copies can be used, and no half file is left. */
const assertWhole = async (dir: string): Promise<void> => {
  for (const [path, reader] of [
    [file.first(dir), 'county'],
    [file.second(dir), 'county'],
    [file.receipt(dir), 'officer'],
    [file.snapshot(dir), 'fresh'],
  ] as const)
    if (existsSync(path)) await at(dir, reader, (bench) => inspectBundle(bench, { path }));
  for (const name of ['officer', 'county', 'fresh']) {
    const bench = openKeptBench(join(dir, name));
    bench.store.close();
    const copies = existsSync(bench.backupDir) ? listBackups(bench.backupDir) : [];
    for (const { name: copy } of copies) {
      const fault = backupFault(join(bench.backupDir, copy), bench.storeKey);
      if (fault) throw new Error(`${name}/${copy}: ${fault}`);
    }
    const carried = join(bench.backupDir, 'keystore.json');
    if (existsSync(carried) && readFileSync(carried, 'utf8') !== keystore)
      throw new Error(`${name}: half a keystore beside the copies`);
  }
  const halves = (readdirSync(dir, { recursive: true }) as string[]).filter((name) =>
    /\.part(-|$)/.test(name),
  );
  if (halves.length > 0) throw new Error(`left behind: ${halves.join()}`);
};

/** How often each action met a full disk, by action. */
export type FullDisk = Readonly<Record<FullDiskAction, number>>;

/**
 * @param dir a folder on the disk that can be filled
 * @param every 1 for a full disk at each block, n for each n-th
 * @throws with the action and the blocks left after which something was not as it should be
 */
export const fillAtBlocks = async (dir: string, disk: Disk, every: number): Promise<FullDisk> => {
  const base = join(dir, 'base');
  const whole = join(dir, 'whole');
  mkdirSync(base);
  await begin(base);
  cpSync(base, whole, { recursive: true });
  await goOn(whole, 'photo', false);
  const wanted = ending(whole);
  rmSync(whole, { recursive: true });
  const met: Partial<Record<FullDiskAction, number>> = {};
  for (const action of order) {
    let refused = 0;
    for (let blocks = 0; ; blocks += every) {
      const work = join(dir, 'work');
      cpSync(base, work, { recursive: true });
      try {
        const said = await attempt(work, action, disk, blocks);
        if (said !== undefined && !(said instanceof Refusal && disk.codes.includes(said.code)))
          throw said;
        await assertWhole(work);
        // A parked bundle the disk had no room for waits on; the same merge again takes it up.
        const done = said === undefined && action !== 'merge and unpark';
        await goOn(work, action, done);
        const now = ending(work);
        if (now !== wanted) throw new Error(`other content:\n${now}\ninstead of\n${wanted}`);
        rmSync(work, { recursive: true });
        if (said === undefined) break;
        refused += 1;
      } catch (error) {
        throw new Error(`${action}, ${blocks} blocks left`, { cause: error });
      }
    }
    met[action] = refused;
    await act(base, action);
  }
  return met as FullDisk;
};
