import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tableDigests } from '#db/queries/digest.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { visit } from '#db/schema/visits.ts';
import { write } from '#db/write.ts';
import { sha256Stream } from '#sync/seal.ts';
import { introduceBenches, makeBench } from '#tests/support/bench.ts';
import { tempDir } from '#tests/support/device.ts';
import { replayFaults } from './check.ts';
import { type Bench, exportBundle } from './export.ts';
import { firmHistory } from './history.ts';
import { inspectBundle } from './inspect.ts';
import { makeSnapshot } from './make-snapshot.ts';
import { mergeBundle } from './merge.ts';
import { openConflicts } from './open-conflicts.ts';

const dir = tempDir();
afterAll(() => dir.remove());
const at = (name: string): string => join(dir.path, name);

const say = ({ store, self }: Bench, work: Parameters<typeof write<void>>[2]): void =>
  write(store, { actor: self.person, purpose: '记' }, work);
const name = ({ self }: Bench): string => self.officeName;

/** Everything the exchange knows of the rows, as text. */
const registers = ({ store }: Bench): string =>
  JSON.stringify(
    ['sync_row', 'sync_sibling', 'sync_tx'].map((table) =>
      store.handle.prepare(`SELECT * FROM ${table} ORDER BY 1, 2, 3`).all(),
    ),
  );
const tables = ({ store }: Bench): object => Object.fromEntries(tableDigests(store, sha256Stream));
const carry = async (from: Bench, to: Bench): Promise<void> => {
  await exportBundle(from, { to: name(to), path: at('carry.qice') });
  await mergeBundle(to, { path: at('carry.qice'), receiptPath: at('carried.qice') });
  await mergeBundle(from, { path: at('carried.qice') });
};

let county: Bench;
let officer: Bench;
let made = 0;
const newcomer = async (role: 'officer' | 'county' = 'officer'): Promise<Bench> => {
  made += 1;
  const bench = await makeBench(at(`new-${made}`), role, `新所${made}`);
  introduceBenches(bench, county);
  return bench;
};
const snapshotFor = async (to: Bench): Promise<string> => {
  const path = at(`for-${name(to)}.qice`);
  await makeSnapshot(county, { to: name(to), path });
  return path;
};

beforeAll(async () => {
  county = await makeBench(at('county'), 'county', '县局');
  officer = await makeBench(at('officer'), 'officer', '石桥所');
  introduceBenches(county, officer);
  say(officer, (door) => {
    for (const id of ['a', 'b', 'c', 'd'])
      door.insert(enterprise, { id, name: `澜溪${id}厂`, address: '老地址' });
    door.insert(visit, { id: 'v', enterpriseId: 'a', visitedOn: '2026-03-02', content: '看车间' });
  });
  await carry(officer, county);
  await carry(county, officer);
  // A contested cell; a deletion beside an edit; a deletion that had seen the edits.
  say(officer, (door) => {
    door.update(enterprise, 'a', { address: '城南路 2 号' });
    door.update(enterprise, 'b', { deleted: 1 });
    door.update(enterprise, 'c', { address: '新地址' });
  });
  say(county, (door) => {
    door.update(enterprise, 'a', { address: '城北路 3 号' });
    door.update(enterprise, 'b', { address: '迁到镇上' });
  });
  await carry(officer, county);
  await carry(county, officer);
  say(county, (door) => {
    door.update(enterprise, 'c', { deleted: 1 });
  });
});

test('a new laptop begins with all of it: rows, registers, questions; and nothing private', async () => {
  const fresh = await newcomer();
  const path = await snapshotFor(fresh);
  county.store.handle.exec("INSERT INTO setting VALUES ('only', 'here')");
  expect(await inspectBundle(fresh, { path })).toMatchObject({
    kind: 'snapshot',
    changes: 5,
    counts: [
      { label: '企业', changes: 4 },
      { label: '走访', changes: 1 },
    ],
    missing: [],
  });
  expect(await mergeBundle(fresh, { path, receiptPath: at('took.qice') })).toMatchObject({
    kind: 'snapshot',
    applied: 5,
    parked: false,
  });
  expect(tables(fresh)).toEqual(tables(county));
  expect(registers(fresh)).toBe(registers(county));
  expect(openConflicts(fresh.store)).toEqual(openConflicts(county.store));
  expect(openConflicts(county.store).map((c) => [c.kind, c.row])).toEqual([
    ['values', 'a'],
    ['deleteEdit', 'b'],
  ]);
  expect(replayFaults(fresh.store)).toEqual([]);
  // What still stood is told; what was replaced before the snapshot is with the office.
  const told = firmHistory(fresh, 'a');
  expect(told.complete).toBe(false);
  expect(told.entries.map((e) => [e.table, e.what, e.cells.at(-1)?.to])).toEqual([
    ['visit', 'added', '看车间'],
    ['enterprise', 'changed', '城南路 2 号'],
    ['enterprise', 'changed', '城北路 3 号'],
    ['enterprise', 'added', '澜溪a厂'],
  ]);
  expect(
    fresh.store.handle.prepare("SELECT count(*) FROM setting WHERE key = 'only'").pluck().get(),
  ).toBe(0);

  // The receipt says what it has: the next bundle holds what came since, and nothing else.
  await mergeBundle(county, { path: at('took.qice') });
  say(county, (door) => void door.update(enterprise, 'd', { address: '后来的地址' }));
  const { changes } = await exportBundle(county, { to: name(fresh), path: at('later.qice') });
  expect(changes).toBe(1);
  await mergeBundle(fresh, { path: at('later.qice') });
  expect(tables(fresh)).toEqual(tables(county));
});

test('from then on changes go both ways, and all three have the same', async () => {
  const fresh = await newcomer();
  await mergeBundle(fresh, { path: await snapshotFor(fresh) });
  say(fresh, (door) => {
    door.insert(visit, {
      id: 'w',
      enterpriseId: 'd',
      visitedOn: '2026-03-09',
      content: '新所走访',
    });
    door.update(enterprise, 'a', { address: '新所改的' });
  });
  say(officer, (door) => void door.update(enterprise, 'd', { contactName: '陈厂长' }));
  await carry(fresh, county);
  await carry(officer, county);
  await carry(county, fresh);
  await carry(county, officer);
  for (const bench of [fresh, officer]) {
    expect(tables(bench)).toEqual(tables(county));
    expect(openConflicts(bench.store)).toEqual(openConflicts(county.store));
    expect(replayFaults(bench.store)).toEqual([]);
  }
});

describe('refused, and nothing written', () => {
  test('an officer makes none; neither does an empty office', async () => {
    await expect(makeSnapshot(officer, { to: '县局', path: at('x.qice') })).rejects.toMatchObject({
      code: 'snapshot.office',
    });
    const empty = await newcomer('county');
    await expect(makeSnapshot(empty, { to: '县局', path: at('x.qice') })).rejects.toMatchObject({
      code: 'snapshot.nothing',
    });
  });

  test('from an office that is neither above nor the own one', async () => {
    const neighbour = await newcomer('county');
    const path = await snapshotFor(neighbour);
    await expect(mergeBundle(neighbour, { path })).rejects.toMatchObject({
      code: 'snapshot.sender',
    });
    expect(tables(neighbour)).toEqual(tables(await newcomer()));
  });

  test('where something was recorded already, at the preview too', async () => {
    const busy = await newcomer();
    say(busy, (door) => door.insert(enterprise, { id: 'own', name: '自己登记的' }));
    const path = await snapshotFor(busy);
    const before = tables(busy);
    for (const read of [inspectBundle, mergeBundle])
      await expect(read(busy, { path })).rejects.toMatchObject({ code: 'snapshot.notEmpty' });
    expect(tables(busy)).toEqual(before);
  });

  test('the same snapshot again is known and changes nothing', async () => {
    const fresh = await newcomer();
    const path = await snapshotFor(fresh);
    await mergeBundle(fresh, { path });
    say(fresh, (door) => void door.update(enterprise, 'd', { address: '之后' }));
    const before = tables(fresh);
    expect(await mergeBundle(fresh, { path })).toMatchObject({ applied: 0, alreadyHad: 6 });
    expect(tables(fresh)).toEqual(before);
  });

  test('any bit of the file turned, any part of it missing', async () => {
    const fresh = await newcomer();
    const path = await snapshotFor(fresh);
    const whole = readFileSync(path);
    const broken = at('broken.qice');
    for (let i = 0; i < 80; i++) {
      const bytes = Buffer.from(whole);
      const place = Math.floor((i / 80) * whole.length);
      bytes[place] = (bytes[place] ?? 0) ^ (1 << (i % 8));
      writeFileSync(broken, i % 4 === 3 ? whole.subarray(0, place) : bytes);
      await expect(mergeBundle(fresh, { path: broken }), `at ${place}`).rejects.toMatchObject({
        code: expect.stringMatching(/^bundle\.(damaged|foreign|notForUs)$/),
      });
    }
    expect(fresh.store.handle.prepare('SELECT count(*) FROM sync_row').pluck().get()).toBe(0);
    await mergeBundle(fresh, { path });
    expect(tables(fresh)).toEqual(tables(county));
  });

  test('a cancelled one leaves an empty store that takes it later', async () => {
    const fresh = await newcomer();
    const path = await snapshotFor(fresh);
    const stop = new AbortController();
    const work = {
      signal: stop.signal,
      progress: (label: string) => {
        if (label === '并入') stop.abort();
      },
    };
    await expect(mergeBundle(fresh, { path }, work)).rejects.toMatchObject({
      code: 'job.cancelled',
    });
    await mergeBundle(fresh, { path });
    expect(tables(fresh)).toEqual(tables(county));
  });
});

test('people go on working while a snapshot is made; what they write comes as changes', async () => {
  const fresh = await newcomer();
  const path = at('worked-on.qice');
  let written = 0;
  const progress = (): void => {
    written += 1;
    say(county, (door) => {
      door.insert(visit, {
        id: `x${written}`,
        enterpriseId: 'd',
        visitedOn: '2026-03-10',
        content: '边做边写',
      });
      door.update(enterprise, 'd', { contactName: `第 ${written} 人` });
    });
  };
  await makeSnapshot(county, { to: name(fresh), path }, { progress });
  expect(written).toBeGreaterThan(0);
  await mergeBundle(fresh, { path, receiptPath: at('took.qice') });
  expect(tables(fresh)).not.toEqual(tables(county));
  await mergeBundle(county, { path: at('took.qice') });
  await carry(county, fresh);
  expect(tables(fresh)).toEqual(tables(county));
  expect(replayFaults(fresh.store)).toEqual([]);
  expect(fresh.store.handle.prepare('SELECT count(*) FROM sync_quarantine').pluck().get()).toBe(0);
});

test('a base that rotted is seen by the check', async () => {
  const fresh = await newcomer();
  await mergeBundle(fresh, { path: await snapshotFor(fresh) });
  fresh.store.handle.exec('UPDATE sync_base SET body = zeroblob(length(body)) WHERE place = 2');
  expect(replayFaults(fresh.store)).toEqual(['快照底稿']);
});
