import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { tableDigests } from '#db/queries/digest.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { visit } from '#db/schema/visits.ts';
import { write } from '#db/write.ts';
import type { Role } from '#shared/exchange.ts';
import { sha256Stream, uuid } from '#sync/seal.ts';
import { introduceBenches, makeBench } from '#tests/support/bench.ts';
import { tempDir } from '#tests/support/device.ts';
import { replayFaults } from './check.ts';
import { retireDevice } from './devices.ts';
import { type Bench, exportBundle } from './export.ts';
import { heldOverview, letIn } from './held.ts';
import { mergeBundle } from './merge.ts';

const dir = tempDir();
const open: Bench[] = [];
afterAll(() => {
  for (const { store } of open) store.close();
  dir.remove();
});

const bench = async (role: Role, name: string): Promise<Bench> => {
  const made = await makeBench(join(dir.path, uuid()), role, name);
  open.push(made);
  return made;
};
const say = (at: Bench, purpose: string, work: Parameters<typeof write<void>>[2]): void =>
  write(at.store, { actor: at.self.person, purpose }, work);
const carry = async (from: Bench, to: Bench) => {
  const path = join(dir.path, `${uuid()}.qice`);
  await exportBundle(from, { to: to.self.deviceId, path });
  return mergeBundle(to, { path });
};
const tables = ({ store }: Bench) => Object.fromEntries(tableDigests(store, sha256Stream));
const addressAt = ({ store }: Bench): unknown =>
  store.handle.prepare("SELECT address FROM enterprise WHERE id = 'a'").pluck().get();

let lost: Bench;
let second: Bench;
let county: Bench;
/** Another office, which had merged the lost laptop's last work before it heard. */
let other: Bench;
let city: Bench;

beforeEach(async () => {
  lost = await bench('officer', '石桥所');
  second = await bench('officer', '湖口所');
  county = await bench('county', '县局');
  other = await bench('county', '县局二科');
  city = await bench('city', '市局');
  for (const [a, b] of [
    [lost, county],
    [lost, other],
    [second, county],
    [second, other],
    [other, county],
    [county, city],
    [other, city],
  ] as const)
    introduceBenches(a, b);
  say(lost, '登记', (door) => {
    door.insert(enterprise, { id: 'a', name: '澜溪甲厂', address: '老地址' });
  });
  for (const office of [county, other]) await carry(lost, office);
  await carry(county, second);
  await carry(county, city);
  retireDevice(county, { device: lost.self.deviceId, reason: '电脑丢失' });
  say(lost, '走访后改', (door) => {
    door.update(enterprise, 'a', { address: '城东路 5 号' });
    door.insert(visit, { id: 'v', enterpriseId: 'a', visitedOn: '2026-03-02', content: '看车间' });
  });
  await carry(lost, other);
});

test('what is kept of a retired device is told: how much, by whom brought, what it would change', async () => {
  await carry(other, county);
  expect(addressAt(county)).toBe('老地址');
  const [held, ...more] = heldOverview(county);
  expect(more).toEqual([]);
  expect(held).toMatchObject({
    name: '石桥所 王五',
    changes: 2,
    counts: [
      { label: '企业', changes: 1 },
      { label: '走访', changes: 1 },
    ],
    retirement: { by: '县局', reason: '电脑丢失' },
    came: [{ from: '县局二科' }],
    allowed: false,
    mayLetIn: true,
    shown: [
      {
        what: 'changed',
        firm: '澜溪甲厂',
        purpose: '走访后改',
        cells: [{ label: '注册地址', now: '老地址', theirs: '城东路 5 号', same: false }],
      },
      { what: 'added', tableLabel: '走访', firm: '澜溪甲厂' },
    ],
  });
  expect(held?.shown[1]?.cells).toContainEqual({
    label: '走访内容',
    now: null,
    theirs: '看车间',
    same: false,
  });
});

test('let in, it is merged at once, travels on, and the other offices hear of it', async () => {
  await carry(other, county);
  await carry(other, city);
  await carry(county, city);
  await carry(other, city);
  expect(letIn(county, { deviceId: lost.self.deviceId })).toEqual({ applied: 2, left: 0 });
  expect(addressAt(county)).toBe('城东路 5 号');
  expect(heldOverview(county)).toEqual([]);
  expect(replayFaults(county.store)).toEqual([]);
  expect(tables(county)).toEqual(tables(other));
  // A retirement once more, without a limit, takes nothing back.
  const again = retireDevice(county, { device: lost.self.deviceId, reason: '电脑丢失' });
  expect(again.retirement?.lastSeq).toBe(again.lastSeq);
  // The city had kept them too; the county's bundle brings its word and the changes themselves.
  await carry(county, city);
  expect(tables(city)).toEqual(tables(county));
  expect(heldOverview(city)).toEqual([]);
  expect(replayFaults(city.store)).toEqual([]);
});

test('an office the word has reached lets in what it has kept itself', async () => {
  await carry(county, city);
  await carry(other, city);
  expect(heldOverview(city)).toMatchObject([{ changes: 2, allowed: false, mayLetIn: true }]);
  expect(letIn(city, { deviceId: lost.self.deviceId })).toEqual({ applied: 2, left: 0 });
  expect(addressAt(city)).toBe('城东路 5 号');
  expect(() => letIn(city, { deviceId: lost.self.deviceId })).toThrow(
    expect.objectContaining({ code: 'record.missing' }),
  );
});

test('who stands below cannot let it in', async () => {
  await carry(county, second);
  await carry(other, second);
  const [held] = heldOverview(second);
  expect(held).toMatchObject({ changes: 2, mayLetIn: false });
  const before = tables(second);
  expect(() => letIn(second, { deviceId: lost.self.deviceId })).toThrow(
    expect.objectContaining({ code: 'device.notBelow' }),
  );
  expect(tables(second)).toEqual(before);
});

test('what builds on something else that is kept stays, until that has been let in', async () => {
  await carry(other, second);
  say(second, '接着改', (door) => {
    door.update(enterprise, 'a', { address: '城东路 6 号' });
  });
  await carry(second, other);
  retireDevice(county, { device: second.self.deviceId, reason: '人员调离' });
  await carry(other, county);
  expect(heldOverview(county).map(({ changes }) => changes)).toEqual([2, 1]);
  expect(letIn(county, { deviceId: second.self.deviceId })).toEqual({ applied: 0, left: 1 });
  expect(addressAt(county)).toBe('老地址');
  expect(heldOverview(county).find((h) => h.deviceId === second.self.deviceId)).toMatchObject({
    changes: 1,
    allowed: true,
  });
  expect(letIn(county, { deviceId: lost.self.deviceId })).toEqual({ applied: 2, left: 0 });
  expect(letIn(county, { deviceId: second.self.deviceId })).toEqual({ applied: 1, left: 0 });
  expect(addressAt(county)).toBe('城东路 6 号');
  expect(tables(county)).toEqual(tables(other));
  expect(replayFaults(county.store)).toEqual([]);
});
