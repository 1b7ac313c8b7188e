import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tableDigests } from '#db/queries/digest.ts';
import { logSize } from '#db/queries/past.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { visit } from '#db/schema/visits.ts';
import { write } from '#db/write.ts';
import { compactLog } from '#services/compaction.ts';
import { type Bench, exportBundle } from '#services/export.ts';
import { inspectBundle } from '#services/inspect.ts';
import { makeSnapshot } from '#services/make-snapshot.ts';
import { mergeBundle } from '#services/merge.ts';
import { openConflicts } from '#services/open-conflicts.ts';
import { Refusal } from '#shared/errors.ts';
import { sha256, sha256Stream } from '#sync/seal.ts';
import { introduceBenches, makeBench } from '#tests/support/bench.ts';
import { startChild } from '#tests/support/child.ts';
import { keepBench, openKeptBench } from '#tests/support/kept-bench.ts';
import { faultsOf } from '#tests/support/memory-stores.ts';

/**
 * Killed at every single step of sealing and exporting, merging, taking a receipt, compacting, making
 * and taking a snapshot. Whatever the step, the story is then told to its end and must end as if nothing had been.
 */

const file = {
  up: (dir: string) => join(dir, 'up.qice'),
  receipt: (dir: string) => join(dir, 'receipt.qice'),
  snapshot: (dir: string) => join(dir, 'snapshot.qice'),
};

/** Pages the store may still grow by; the engine itself says that the disk is full. */
let pagesLeft: number | undefined;

const at = async (dir: string, name: string, work: (bench: Bench) => Promise<unknown>) => {
  const bench = openKeptBench(join(dir, name));
  try {
    if (pagesLeft !== undefined) {
      const pages = bench.store.handle.pragma('page_count', { simple: true }) as number;
      bench.store.handle.pragma(`max_page_count = ${pages + pagesLeft}`);
    }
    await work(bench);
  } finally {
    bench.store.close();
  }
};

/** What can be killed; each begins where the one before it ended. */
export const stepActions = {
  export: (dir: string) =>
    at(dir, 'officer', (b) => exportBundle(b, { to: '县局', path: file.up(dir) })),
  merge: (dir: string) =>
    at(dir, 'county', (b) =>
      mergeBundle(b, { path: file.up(dir), receiptPath: file.receipt(dir) }),
    ),
  receipt: (dir: string) => at(dir, 'officer', (b) => mergeBundle(b, { path: file.receipt(dir) })),
  compact: (dir: string) =>
    at(dir, 'officer', async (b) => compactLog(b, { least: Number.NEGATIVE_INFINITY })),
  snapshot: (dir: string) =>
    at(dir, 'county', (b) => makeSnapshot(b, { to: '新所', path: file.snapshot(dir) })),
  begin: (dir: string) => at(dir, 'fresh', (b) => mergeBundle(b, { path: file.snapshot(dir) })),
} as const;
export type StepAction = keyof typeof stepActions;
const order = Object.keys(stepActions) as StepAction[];

/** Long enough that the tables need new pages. */
const long = `看车间${'，记一笔'.repeat(3_000)}`;

/** Text that does not become small by packing: a base of it needs new pages. */
const unlike = (i: number): string =>
  Array.from({ length: 320 }, (_, j) => sha256(Buffer.from(`${i} ${j}`))).join('');

/** What a neighbour wrote, as it comes to the officer through the county: a log that can be let go of. */
const neighbourhood = async (dir: string, officer: Bench, county: Bench): Promise<void> => {
  const neighbour = await makeBench(join(dir, 'neighbour'), 'officer', '梅溪所');
  introduceBenches(neighbour, county);
  write(neighbour.store, { actor: '某', purpose: '登记' }, (door) => {
    for (let i = 0; i < 8; i++)
      door.insert(enterprise, { id: `n${i}`, name: `梅溪${i}厂`, note: unlike(i) });
  });
  const path = join(dir, 'neighbour.qice');
  for (const [from, to] of [
    [neighbour, county],
    [county, officer],
  ] as const) {
    await exportBundle(from, { to: to.self.officeName, path });
    await mergeBundle(to, { path });
  }
  neighbour.store.close();
};

/** An officer with work the county contradicts, the county, and a computer that has nothing. */
const begin = async (dir: string): Promise<void> => {
  const [officer, county, fresh] = [
    await makeBench(join(dir, 'officer'), 'officer', '石桥所'),
    await makeBench(join(dir, 'county'), 'county', '县局'),
    await makeBench(join(dir, 'fresh'), 'officer', '新所'),
  ];
  introduceBenches(officer, county);
  introduceBenches(fresh, county);
  await neighbourhood(dir, officer, county);
  for (const [bench, said] of [
    [officer, '城南路 2 号'],
    [county, '城北路 3 号'],
  ] as const)
    write(bench.store, { actor: '某', purpose: '登记' }, (door) => {
      for (const id of ['a', 'b', 'c'])
        door.insert(enterprise, { id, name: `澜溪${id}厂`, address: said });
    });
  write(officer.store, { actor: '某', purpose: '走访' }, (door) => {
    for (const id of ['v', 'w'])
      door.insert(visit, { id, enterpriseId: 'a', visitedOn: '2026-03-02', content: long });
    door.update(enterprise, 'b', { deleted: 1 });
  });
  for (const bench of [officer, county, fresh]) {
    keepBench(bench);
    bench.store.close();
  }
};

/** Tables, questions and what was let go of, of all three, once the story is at its end. */
const ending = (dir: string): string =>
  ['officer', 'county', 'fresh']
    .map((name) => {
      const { store } = openKeptBench(join(dir, name));
      try {
        const faults = faultsOf(store);
        if (faults.length > 0) throw new Error(`${name}: ${faults.join()}`);
        const questions = openConflicts(store).map((c) => [c.kind, c.table, c.row]);
        const past = name === 'officer' ? logSize(store).past : 0;
        return JSON.stringify([[...tableDigests(store, sha256Stream)], questions, past]);
      } finally {
        store.close();
      }
    })
    .join('\n');

/** The same again after a kill; a snapshot that had come in whole is not taken twice. */
const goOn = async (dir: string, from: StepAction): Promise<void> => {
  for (const action of order.slice(order.indexOf(from))) {
    await stepActions[action](dir).catch((error: unknown) => {
      const tookIt = action === 'begin' && error instanceof Refusal;
      if (!tookIt || error.code !== 'snapshot.notEmpty') throw error;
    });
  }
};

/** A file under its final name is whole, whenever its writer died. */
const assertWhole = async (dir: string): Promise<void> => {
  for (const [path, reader] of [
    [file.up(dir), 'county'],
    [file.receipt(dir), 'officer'],
  ] as const)
    if (existsSync(path)) await at(dir, reader, (bench) => inspectBundle(bench, { path }));
};

export type Stepped = Readonly<
  Record<StepAction, { readonly steps: number; readonly kills: number }>
>;

/** The story told undisturbed: where it begins, and how it must always end. */
const tellOnce = async (dir: string): Promise<{ base: string; wanted: string }> => {
  const base = join(dir, 'base');
  mkdirSync(base, { recursive: true });
  await begin(base);
  const whole = join(dir, 'whole');
  cpSync(base, whole, { recursive: true });
  await goOn(whole, 'export');
  return { base, wanted: ending(whole) };
};

export type Filled = Readonly<Record<StepAction, number>>;

/**
 * Lets the store run full at every page it wants to grow by. Each time the answer is `disk.full`, and
 * with room again the story ends as it should.
 *
 * @returns how often each action met a full disk
 */
export const fillAtPages = async (dir: string, every: number): Promise<Filled> => {
  const { base, wanted } = await tellOnce(dir);
  const met: Partial<Record<StepAction, number>> = {};
  for (const action of order) {
    met[action] = 0;
    for (let pages = 0; ; pages += every) {
      const work = join(dir, 'work');
      cpSync(base, work, { recursive: true });
      pagesLeft = pages;
      const refusal = await stepActions[action](work).then(
        () => undefined,
        (error: unknown) => error,
      );
      pagesLeft = undefined;
      if (refusal && !(refusal instanceof Refusal && refusal.code === 'disk.full'))
        throw new Error(`${action}, ${pages} pages left`, { cause: refusal });
      await goOn(work, action);
      const said = ending(work);
      if (said !== wanted) throw new Error(`${action}, ${pages} pages left: other content`);
      rmSync(work, { recursive: true });
      if (!refusal) break;
      met[action] += 1;
    }
    await stepActions[action](base);
  }
  return met as Filled;
};

/**
 * @param every 1 for a kill at each step, n for each n-th
 * @throws with the action and the step after which the story did not end as it should
 */
export const killAtSteps = async (options: {
  readonly dir: string;
  readonly every: number;
  readonly onRound?: (round: number) => void;
}): Promise<Stepped> => {
  const { dir, every, onRound } = options;
  const { base, wanted } = await tellOnce(dir);
  const life = join(import.meta.dirname, 'lives', 'stepped.ts');
  const figures: Partial<Record<StepAction, { steps: number; kills: number }>> = {};
  let round = 0;
  for (const action of order) {
    let kills = 0;
    for (let n = 1 + (round % every); ; n += every) {
      onRound?.(round++);
      const work = join(dir, 'work');
      cpSync(base, work, { recursive: true });
      const child = startChild(life, [action, work], { env: { KILL_AT: `${n}` } });
      const { code, signal, out, err } = await child.ended;
      if (signal !== 'SIGKILL') {
        if (code !== 0) throw new Error(`${action} before step ${n}: ${err}`);
        figures[action] = { steps: Number(out), kills };
        rmSync(work, { recursive: true });
        break;
      }
      kills += 1;
      try {
        await assertWhole(work);
        await goOn(work, action);
        const said = ending(work);
        if (said !== wanted) throw new Error(`other content:\n${said}\ninstead of\n${wanted}`);
      } catch (error) {
        throw new Error(`${action}, killed before step ${n}`, { cause: error });
      }
      rmSync(work, { recursive: true });
    }
    await stepActions[action](base);
  }
  return figures as Stepped;
};
