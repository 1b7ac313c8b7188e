import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { openStore, type Store } from '#db/open.ts';
import { tableDigests } from '#db/queries/digest.ts';
import { putOffice } from '#db/queries/peers.ts';
import { createSelf, getSelf } from '#db/queries/self.ts';
import { write } from '#db/write.ts';
import { ownParty } from '#services/cards.ts';
import { type Bench, exportBundle } from '#services/export.ts';
import { mergeBundle } from '#services/merge.ts';
import type { Role } from '#shared/exchange.ts';
import { createDeviceKeys, sha256Stream, uuid } from '#sync/seal.ts';
import { peakBytes } from './peak.ts';
import {
  benchSchema,
  type Change,
  fullSizes,
  makeWorkload,
  openFloor,
  statements,
} from './workload.ts';

/**
 * Floor and product side by side in one run: what recording, exporting and merging cost above the
 * bare statements on an encrypted store. `node tests/bench/exchange.ts [rounds] [scale]`; ratios are
 * medians over the rounds. Prints a table; asserts nothing, so that a busy machine fails no test.
 */

const rounds = Number(process.argv[2] ?? 5);
const scale = Number(process.argv[3] ?? 1);
const sizes = {
  inserts: fullSizes.inserts * scale,
  updates: fullSizes.updates * scale,
  deletes: fullSizes.deletes * scale,
};
const workload = makeWorkload(sizes);
const kinds = ['insert', 'update', 'delete'] as const;
type Kind = (typeof kinds)[number];
const count: Record<Kind, number> = {
  insert: sizes.inserts,
  update: sizes.updates,
  delete: sizes.deletes,
};
const clock = { now: () => new Date(), uuid };
const intent = { actor: '量', purpose: '量' };

const kindOf = (batch: readonly Change[]): Kind => batch[0]?.kind ?? 'insert';

/** Milliseconds by kind of statement. */
const timed = (run: (batch: readonly Change[]) => void): Record<Kind, number> => {
  const spent: Record<Kind, number> = { insert: 0, update: 0, delete: 0 };
  for (const batch of workload) {
    const start = performance.now();
    run(batch);
    spent[kindOf(batch)] += performance.now() - start;
  }
  return spent;
};

const newBench = async (dir: string, role: Role, name: string): Promise<Bench> => {
  const storeKey = new Uint8Array(32).fill(9);
  const store = openStore({ dir, key: storeKey, clock, schema: benchSchema });
  const keys = await createDeviceKeys();
  const row = {
    origin: uuid(),
    incarnation: 'bench',
    deviceId: uuid(),
    officeId: uuid(),
    officeName: name,
    role,
    division: '339921',
    person: name,
    madeAt: clock.now().toISOString(),
  };
  createSelf(store, row);
  return { store, self: { ...row, role }, keys, storeKey, backupDir: join(dir, 'backups') };
};

const trust = (to: Bench, from: Bench): void =>
  putOffice(to.store, { ...ownParty(from), vouchedBy: null, trustedAt: clock.now().toISOString() });

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const floorRound = (dir: string): Record<Kind, number> => {
  const db = openFloor(join(dir, 'floor.db'), new Uint8Array(32).fill(9));
  const apply = statements(db);
  const spent = timed((batch) => db.transaction(() => batch.forEach(apply)).immediate());
  db.close();
  return spent;
};

const capture = (store: Store): Record<Kind, number> => {
  const apply = statements(store.handle);
  return timed((batch) => write(store, intent, () => batch.forEach(apply)));
};

const timeOf = async <T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> => {
  const start = performance.now();
  const value = await work();
  return { ms: performance.now() - start, value };
};

type Figures = Record<string, number>;

/** Of a hundred updates that come in, how many meet another value of the same cells. */
const contestedOf100 = 26;

/**
 * After an exchange both sides update without having seen each other: one all the rows, the other
 * those of 26 in every hundred; what the merge of the first at the second costs above the bare
 * updates.
 */
const conflicting = async (a: Bench, b: Bench, dir: string, floorMs: number): Promise<Figures> => {
  const updates = makeWorkload(sizes, 8).filter((batch) => kindOf(batch) === 'update');
  const asOther = (change: Change): Change =>
    change.kind === 'update' ? { ...change, values: ['另一', '说法', -1] } : change;
  const ofA = statements(a.store.handle);
  for (const batch of updates) write(a.store, intent, () => batch.forEach(ofA));
  const ofB = statements(b.store.handle);
  for (const batch of updates)
    write(b.store, intent, () => {
      for (const [i, change] of batch.entries()) if (i % 100 < contestedOf100) ofB(asOther(change));
    });
  const path = join(dir, 'y.qice');
  await exportBundle(a, { to: '乙', path });
  const { ms, value } = await timeOf(() => mergeBundle(b, { path }));
  return { 'contested import ×': ms / floorMs, 'open questions': value.conflicts };
};

const round = async (): Promise<Figures> => {
  const dir = mkdtempSync(join(tmpdir(), 'qice-bench-'));
  try {
    const floor = floorRound(dir);
    const a = await newBench(join(dir, 'a'), 'officer', '甲');
    const b = await newBench(join(dir, 'b'), 'county', '乙');
    trust(a, b);
    trust(b, a);
    const product = capture(a.store);
    const path = join(dir, 'x.qice');
    const out = await timeOf(() => exportBundle(a, { to: '乙', path }));
    const into = await timeOf(() => mergeBundle(b, { path }));
    const again = await timeOf(() => mergeBundle(b, { path }));
    const same =
      tableDigests(a.store, sha256Stream).get('bench') ===
      tableDigests(b.store, sha256Stream).get('bench');
    if (!same || getSelf(b.store.reader) === undefined) throw new Error('the copies differ');
    const contested = await conflicting(a, b, dir, floor.update);
    a.store.close();
    b.store.close();
    const writing = floor.insert + floor.update + floor.delete;
    return {
      ...Object.fromEntries(kinds.map((k) => [`floor ${k} µs`, (floor[k] * 1000) / count[k]])),
      ...Object.fromEntries(kinds.map((k) => [`capture ${k} ×`, product[k] / floor[k]])),
      'floor writing ms': writing,
      'export ms': out.ms,
      'export ×': out.ms / writing,
      'bundle MB': statSync(path).size / 1e6,
      'import ms': into.ms,
      'import ×': into.ms / writing,
      'duplicate ÷ first': again.ms / into.ms,
      ...contested,
      'peak RSS MB': peakBytes() / 2 ** 20,
    };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
};

const all: Figures[] = [];
for (let i = 0; i < rounds; i++) all.push(await round());
const names = Object.keys(all[0] ?? {});
console.log(`${rounds} rounds, ${workload.flat().length} changes, Node ${process.version}`);
for (const name of names)
  console.log(`${name.padEnd(20)} ${median(all.map((f) => f[name] ?? Number.NaN)).toFixed(3)}`);
