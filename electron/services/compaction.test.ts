import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { listBackups } from '#db/backup.ts';
import { tableDigests } from '#db/queries/digest.ts';
import { listSegments, originDevices } from '#db/queries/segments.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { visit } from '#db/schema/visits.ts';
import { write } from '#db/write.ts';
import { sha256Stream } from '#sync/seal.ts';
import { introduceBenches, makeBench } from '#tests/support/bench.ts';
import { tempDir } from '#tests/support/device.ts';
import { replayFaults } from './check.ts';
import { compactLog, logOverview } from './compaction.ts';
import { listConflicts } from './conflicts.ts';
import { retireDevice } from './devices.ts';
import { type Bench, exportBundle, previewExport } from './export.ts';
import { firmHistory } from './history.ts';
import { mergeBundle } from './merge.ts';
import { openConflicts } from './open-conflicts.ts';

const dir = tempDir();
afterAll(() => dir.remove());
let round = 0;
const at = (name: string): string => join(dir.path, `${round}-${name}`);

type Write = Parameters<typeof write<void>>[2];
const say = ({ store, self }: Bench, work: Write): void =>
  write(store, { actor: self.person, purpose: '记' }, work);
const tables = ({ store }: Bench): object => Object.fromEntries(tableDigests(store, sha256Stream));
let carried = 0;
/** A bundle there and its receipt back. */
const carry = async (from: Bench, to: Bench): Promise<string> => {
  carried += 1;
  const path = at(`b${carried}.qice`);
  await exportBundle(from, { to: to.self.officeName, path });
  const merged = await mergeBundle(to, { path, receiptPath: `${path}.receipt` });
  expect(merged.parked, merged.missing.join()).toBe(false);
  await mergeBundle(from, { path: `${path}.receipt` });
  return path;
};
/** Devices whose log a store keeps, by office. */
const authorsKept = ({ store }: Bench, all: readonly Bench[]): string[] => {
  const devices = originDevices(store);
  const kept = new Set(listSegments(store).map(({ origin }) => devices.get(origin)));
  return all.filter(({ self }) => kept.has(self.deviceId)).map(({ self }) => self.officeName);
};

let [officer, other, county, city] = [] as unknown as [Bench, Bench, Bench, Bench];
const everyone = (): Bench[] => [officer, other, county, city];

beforeEach(async () => {
  round += 1;
  officer = await makeBench(at('officer'), 'officer', '石桥所');
  other = await makeBench(at('other'), 'officer', '梅溪所');
  county = await makeBench(at('county'), 'county', '县局');
  city = await makeBench(at('city'), 'city', '市局');
  introduceBenches(officer, county);
  introduceBenches(other, county);
  introduceBenches(county, city);
  say(county, (door) => {
    for (const id of ['a', 'b', 'c'])
      door.insert(enterprise, { id, name: `澜溪${id}厂`, address: '老地址' });
  });
  await carry(county, other);
  say(other, (door) => {
    for (let i = 0; i < 40; i++)
      door.insert(visit, {
        id: `v${i}`,
        enterpriseId: 'a',
        visitedOn: '2026-03-02',
        content: `第 ${i} 次走访，${'看车间，记一笔；'.repeat(i)}`,
      });
  });
  for (let i = 0; i < 5; i++)
    say(other, (door) => void door.update(enterprise, 'a', { address: `城南路 ${i} 号` }));
  await carry(other, county);
  await carry(county, officer);
  say(officer, (door) => void door.update(enterprise, 'b', { note: '本所的话' }));
  await carry(officer, county);
});

const smallest = { least: Number.NEGATIVE_INFINITY };

test('a laptop lets go of what the county and the author hold, and everything is as before', async () => {
  const before = tables(officer);
  expect(logOverview(officer)).toMatchObject({ past: 0, last: null, keepsAll: false });
  const done = compactLog(officer, smallest);
  expect(done).toMatchObject({ segments: 1, changes: 45 });
  expect(logOverview(officer)).toMatchObject({ past: 45, last: done });
  expect(tables(officer)).toEqual(before);
  expect(replayFaults(officer.store)).toEqual([]);
  // What only the county has beside us stays until the city has it too; our own stays for ever.
  expect(authorsKept(officer, everyone())).toEqual(['石桥所', '县局']);
  expect(listBackups(officer.backupDir).map(({ reason }) => reason)).toContain('compact');

  await carry(county, city);
  await carry(county, officer);
  say(officer, (door) => void door.update(enterprise, 'b', { note: '又一句' }));
  await carry(officer, county);
  expect(compactLog(officer, smallest)).toMatchObject({ segments: 1, changes: 3 });
  expect(authorsKept(officer, everyone())).toEqual(['石桥所']);
  expect(replayFaults(officer.store)).toEqual([]);
  expect(tables(officer)).toEqual(tables(county));
});

test('the exchange goes on both ways, and what came before is known again', async () => {
  const late = at('late.qice');
  await exportBundle(county, { to: '石桥所', path: late });
  const again = at('again.qice');
  // As the county's bundles were before the laptop had said anything.
  county.store.handle.exec('DELETE FROM sync_ack');
  await exportBundle(county, { to: '石桥所', path: again });
  compactLog(officer, smallest);
  expect(await mergeBundle(officer, { path: late })).toMatchObject({ applied: 0 });
  expect(await mergeBundle(officer, { path: again })).toMatchObject({ applied: 0, alreadyHad: 49 });
  say(other, (door) => void door.update(enterprise, 'a', { address: '新地址' }));
  say(officer, (door) => void door.update(enterprise, 'a', { note: '旧地址已空' }));
  await carry(other, county);
  await carry(officer, county);
  await carry(county, officer);
  await carry(county, other);
  expect(tables(officer)).toEqual(tables(county));
  expect(tables(other)).toEqual(tables(county));
  expect(replayFaults(officer.store)).toEqual([]);
});

describe('what people are told of the past', () => {
  test('a question that is open keeps its base; one that comes later has it where it is known', async () => {
    say(other, (door) => void door.update(enterprise, 'a', { address: '南' }));
    say(officer, (door) => {
      door.update(enterprise, 'a', { address: '北' });
      door.update(enterprise, 'c', { deleted: 1 });
    });
    say(other, (door) => void door.update(enterprise, 'c', { note: '还在生产' }));
    await carry(other, county);
    await carry(officer, county);
    await carry(county, officer);
    await carry(officer, county);
    const before = listConflicts(officer);
    expect(before.groups.flatMap((g) => g.conflicts.map((c) => c.base))).toEqual([
      { text: '城南路 4 号' },
      null,
    ]);
    compactLog(officer, smallest);
    expect(listConflicts(officer)).toEqual(before);
    expect(openConflicts(officer.store)).toEqual(openConflicts(county.store));

    // `b` was let go of: its name is the county's, which both have seen.
    say(other, (door) => void door.update(enterprise, 'a', { contactName: '李' }));
    await carry(county, city);
    await carry(county, officer);
    await carry(officer, county);
    compactLog(officer, smallest);
    say(officer, (door) => void door.update(enterprise, 'b', { name: '澜溪乙厂' }));
    say(other, (door) => void door.update(enterprise, 'b', { name: '澜溪B厂' }));
    await carry(other, county);
    await carry(officer, county);
    await carry(county, officer);
    const [later] = listConflicts(officer).groups.flatMap((g) =>
      g.conflicts.filter((c) => c.row === 'b'),
    );
    expect(later?.base).toEqual({ text: '澜溪b厂' });
    expect(replayFaults(officer.store)).toEqual([]);
  });

  test('history says what still stood, who wrote it, and that more is at the office', () => {
    compactLog(officer, smallest);
    const { entries, complete } = firmHistory(officer, 'a');
    expect(complete).toBe(false);
    const said = entries.flatMap((e) => e.cells.map((c) => [e.device, c.column, c.from, c.to]));
    expect(said).toContainEqual(['梅溪所', 'address', null, '城南路 4 号']);
    expect(said.filter(([, column]) => column === 'address')).toHaveLength(2);
    // Our own words are all here; what was before them may not be.
    expect(firmHistory(officer, 'b').entries[0]).toMatchObject({ own: true, what: 'changed' });
  });
});

describe('it waits', () => {
  test('for an office above, and for everyone who has spoken', async () => {
    const alone = await makeBench(at('alone'), 'officer', '独一所');
    expect(() => compactLog(alone)).toThrow(expect.objectContaining({ code: 'compact.receipt' }));
    expect(() => compactLog(county)).toThrow(expect.objectContaining({ code: 'compact.office' }));
    // A neighbour who got less: nothing it lacks may go.
    const neighbour = await makeBench(at('neighbour'), 'officer', '邻所');
    introduceBenches(neighbour, officer);
    say(neighbour, (door) => door.insert(enterprise, { id: 'n', name: '邻厂' }));
    await exportBundle(neighbour, { to: '石桥所', path: at('hello.qice') });
    await mergeBundle(officer, { path: at('hello.qice') });
    expect(compactLog(officer, smallest)).toBeNull();
    expect(logOverview(officer).waitsFor).toMatchObject([
      { name: '县局 王五', above: true, lacks: 1 },
      { name: '邻所 王五', above: false, lacks: 48 },
    ]);
    expect(previewExport(officer, '邻所').withheld).toBe(0);
  });

  test('for the city, where the author is retired and only the county has the log', async () => {
    retireDevice(county, { device: '梅溪所 王五', reason: '遗失' });
    await carry(county, officer);
    expect(compactLog(officer, smallest)).toBeNull();
    await carry(county, city);
    await carry(county, officer);
    await carry(officer, county);
    expect(compactLog(officer, smallest)).toMatchObject({ changes: 48 });
  });

  test('while anything is in quarantine, and where it would not pay', () => {
    expect(compactLog(officer, { least: 1_000_000_000 })).toBeNull();
    officer.store.handle.exec(
      `INSERT INTO sync_quarantine VALUES ('o', 1, 'table', '?', '{}', '2026-01-01')`,
    );
    expect(() => compactLog(officer, smallest)).toThrow(
      expect.objectContaining({ code: 'compact.quarantined' }),
    );
    expect(logOverview(officer).past).toBe(0);
  });

  test('and does nothing to a log that does not make the tables', () => {
    officer.store.handle.exec(
      `UPDATE sync_ctl SET mode = 2; UPDATE enterprise SET note = '?' WHERE id = 'c';
       UPDATE sync_ctl SET mode = 0`,
    );
    expect(() => compactLog(officer, smallest)).toThrow(
      expect.objectContaining({ code: 'store.damaged' }),
    );
    expect(logOverview(officer).past).toBe(0);
  });
});

test('an office that went back to a backup gets everything again, without a gap', async () => {
  compactLog(officer, smallest);
  say(officer, (door) => void door.update(enterprise, 'a', { note: '梅溪所来过之后' }));
  await carry(officer, county);
  // A new computer of the county that has only its own log: what others wrote is gone there.
  const restored = await makeBench(at('restored'), 'county', '县局二');
  for (const bench of [officer, other]) introduceBenches(restored, bench);
  expect(previewExport(officer, '县局二').withheld).toBeGreaterThan(0);
  await carry(county, other);
  for (const bench of [other, officer, other, officer]) await carry(bench, restored);
  expect(previewExport(officer, '县局二').withheld).toBe(0);
  expect(tables(restored)).toEqual(tables(county));
  expect(replayFaults(restored.store)).toEqual([]);
});

test('a rotten base, and a rotten segment beside it, are found', () => {
  compactLog(officer, smallest);
  const { handle } = officer.store;
  handle.exec('SAVEPOINT whole');
  handle.exec('UPDATE sync_base SET body = zeroblob(length(body)) WHERE place = 1');
  expect(replayFaults(officer.store)).toEqual(['快照底稿']);
  handle.exec('ROLLBACK TO whole');
  handle.exec('UPDATE sync_segment SET prev = hash WHERE seq0 = 1');
  expect(replayFaults(officer.store)).toEqual(['段链']);
  handle.exec('ROLLBACK TO whole');
  handle.exec("UPDATE sync_base_point SET head = replace(head, 'a', 'b')");
  expect(replayFaults(officer.store)).toEqual(['段链']);
  handle.exec('ROLLBACK TO whole; RELEASE whole');
  expect(replayFaults(officer.store)).toEqual([]);
});
