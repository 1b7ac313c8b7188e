import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enterprise } from '#db/schema/enterprises.ts';
import { write } from '#db/write.ts';
import type { Clock } from '#shared/clock.ts';
import { uuid } from '#sync/seal.ts';
import { introduceBenches, makeBench } from '#tests/support/bench.ts';
import { tempDir } from '#tests/support/device.ts';
import { cellHistory } from './cell-history.ts';
import { resolveConflict } from './decisions.ts';
import { type Bench, exportBundle } from './export.ts';
import { makeSnapshot } from './make-snapshot.ts';
import { mergeBundle } from './merge.ts';
import { openConflicts } from './open-conflicts.ts';

const dir = tempDir();
afterAll(() => dir.remove());
const at = (name: string): string => join(dir.path, name);

/** A clock that stands where a test puts it. */
const standing = (iso: string): Clock & { at: string } => {
  const clock = { at: iso, now: () => new Date(clock.at), uuid };
  return clock;
};

const say = ({ store, self }: Bench, purpose: string, patch: object): void =>
  write(store, { actor: self.person, purpose }, (door) => {
    door.update(enterprise, 'a', patch);
  });
const carry = async (from: Bench, to: Bench): Promise<void> => {
  const path = at(`carry-${uuid()}.qice`);
  await exportBundle(from, { to: to.self.officeName, path });
  await mergeBundle(to, { path });
};
const address = { table: 'enterprise', row: 'a', column: 'address' };
const read = (bench: Bench, column = 'address') => cellHistory(bench, { ...address, column });
const texts = (bench: Bench, column = 'address'): string[] =>
  read(bench, column).values.map(({ text }) => text);

const clocks = {
  officer: standing('2026-03-02T01:00:00.000Z'),
  county: standing('2026-03-02T02:00:00.000Z'),
};
let officer: Bench;
let county: Bench;

beforeAll(async () => {
  officer = await makeBench(at('o'), 'officer', '石桥所', undefined, clocks.officer);
  county = await makeBench(at('c'), 'county', '县局', undefined, clocks.county);
  introduceBenches(officer, county);
  write(officer.store, { actor: '王五', purpose: '登记' }, (door) =>
    door.insert(enterprise, { id: 'a', name: '澜溪甲厂', address: '老地址' }),
  );
  await carry(officer, county);
  clocks.officer.at = '2026-03-03T01:00:00.000Z';
  clocks.county.at = '2026-03-03T02:00:00.000Z';
  say(officer, '走访时改', { address: '城南路 2 号' });
  say(county, '核对执照', { address: '城北路 3 号', contactName: '孙厂长' });
  await carry(officer, county);
});
afterAll(() => {
  for (const { store } of [officer, county]) store.close();
});

test('every value, newest first, with who, what for and when it came', () => {
  const { values, begins, fieldLabel, tableLabel } = read(county);
  expect([tableLabel, fieldLabel, begins]).toEqual(['企业', '注册地址', 'record']);
  expect(values.map(({ text, how, purpose }) => [text, how, purpose])).toEqual([
    ['城南路 2 号', 'changed', '走访时改'],
    ['城北路 3 号', 'changed', '核对执照'],
    ['老地址', 'added', '登记'],
  ]);
  const [south] = values.filter(({ text }) => text === '城南路 2 号');
  expect(south).toMatchObject({
    device: '石桥所',
    own: false,
    beside: true,
    claimedAt: '2026-03-03T01:00:00.000Z',
    receivedAt: '2026-03-03T02:00:00.000Z',
    clock: null,
  });
  expect(values.filter(({ shown }) => shown)).toHaveLength(1);
  expect(values.at(-1)).toMatchObject({ beside: false, shown: false });
});

test('a cell an insert left empty was empty then', () => {
  expect(texts(county, 'contact_name')).toEqual(['孙厂长', '（空）']);
  expect(texts(county, 'note')).toEqual(['（空）']);
});

test('a decision is one, also where it agrees with what was shown; another cell is not touched by it', async () => {
  const [open] = openConflicts(county.store);
  if (open?.kind !== 'values') throw new Error('no question');
  const shown = read(county).values.find((v) => v.shown)?.text;
  const side = open.siblings.find(({ value }) => value === shown);
  if (!side) throw new Error('no such side');
  const { origin, seq } = side;
  resolveConflict(county, { ...address, choice: { kind: 'sibling', origin, seq } });
  const [decision, ...before] = read(county).values;
  expect(decision).toMatchObject({ how: 'decided', text: shown, shown: true, purpose: '裁定冲突' });
  expect(before.some((v) => v.shown)).toBe(false);
  expect(before.filter(({ beside }) => beside)).toHaveLength(2);
  expect(texts(county, 'contact_name')).toEqual(['孙厂长', '（空）']);
  await carry(county, officer);
  expect(read(officer).values[0]).toMatchObject({ how: 'decided', device: '县局', own: false });
});

test('a clock that is wrong is spoken against: ahead of its arrival, behind what it had read', async () => {
  clocks.officer.at = '2026-03-09T00:00:00.000Z';
  say(officer, '时钟快', { note: '快' });
  clocks.county.at = '2026-03-04T00:00:00.000Z';
  await carry(officer, county);
  expect(read(county, 'note').values[0]).toMatchObject({ text: '快', clock: 'ahead' });
  say(county, '时钟正常', { note: '正常' });
  expect(read(county, 'note').values[0]).toMatchObject({ text: '正常', clock: 'behind' });
});

test('after a snapshot it begins with what the snapshot held, its author known', async () => {
  const fresh = await makeBench(at('n'), 'officer', '新所');
  introduceBenches(fresh, county);
  say(officer, '又改', { address: '城东路 5 号' });
  await carry(county, officer);
  await carry(officer, county);
  say(officer, '两边', { contactPhone: '111' });
  say(county, '两边', { contactPhone: '222' });
  await carry(officer, county);
  await makeSnapshot(county, { to: '新所', path: at('s.qice') });
  await mergeBundle(fresh, { path: at('s.qice') });
  expect(read(fresh)).toMatchObject({
    begins: 'snapshot',
    values: [
      { text: '城东路 5 号', how: 'snapshot', purpose: '又改', device: '石桥所', shown: true },
    ],
  });
  expect(texts(fresh, 'contact_phone').toSorted()).toEqual(['111', '222']);
  say(fresh, '裁', { contactPhone: '333' });
  const phone = read(fresh, 'contact_phone');
  expect(phone.values.map(({ how, text }) => [how, text])[0]).toEqual(['decided', '333']);
  expect(phone.values.slice(1).map(({ how }) => how)).toEqual(['snapshot', 'snapshot']);
  fresh.store.close();
});

test('what this program does not know is said', () => {
  expect(() => read(county, 'colour')).toThrow(expect.objectContaining({ code: 'record.missing' }));
  expect(() => cellHistory(county, { ...address, table: 'sync_tx' })).toThrow(
    expect.objectContaining({ code: 'record.missing' }),
  );
});
