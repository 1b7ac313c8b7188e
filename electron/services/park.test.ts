import { appendFileSync, copyFileSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { getEnterprise } from '#db/queries/enterprises.ts';
import { raiseAcks } from '#db/queries/peers.ts';
import { appliedVector } from '#db/queries/segments.ts';
import { enterprise } from '#db/schema/enterprises.ts';
import { write } from '#db/write.ts';
import { introduceBenches, makeBench } from '#tests/support/bench.ts';
import { tempDir } from '#tests/support/device.ts';
import { type Bench, exportBundle } from './export.ts';
import { mergeBundle } from './merge.ts';
import { discardParked, parkedLines } from './park.ts';

let temp: ReturnType<typeof tempDir>;
let officer: Bench;
let county: Bench;
/** Paths of three bundles, each building on the one before. */
let sticks: [string, string, string];
const parkedDir = (): string => join(county.store.dir, 'parked');

const next = async (n: number): Promise<string> => {
  write(officer.store, { actor: '王五', purpose: '登记' }, (door) =>
    door.insert(enterprise, { id: `firm-${n}`, name: `第 ${n} 家` }),
  );
  const path = join(temp.path, `${n}.qice`);
  await exportBundle(officer, { to: county.self.deviceId, path });
  raiseAcks(officer.store, county.self.deviceId, appliedVector(officer.store));
  return path;
};

beforeEach(async () => {
  temp = tempDir();
  officer = await makeBench(join(temp.path, 'officer'), 'officer', '石桥所');
  county = await makeBench(join(temp.path, 'county'), 'county', '澜溪县局');
  introduceBenches(officer, county);
  sticks = [await next(1), await next(2), await next(3)];
});
afterEach(() => {
  officer.store.close();
  county.store.close();
  temp.remove();
});

const merge = (path: string) => mergeBundle(county, { path });

test('the same bundle parked twice is one, and a dry run parks nothing', async () => {
  expect((await mergeBundle(county, { path: sticks[2], dryRun: true })).missing).toHaveLength(1);
  expect(parkedLines(county)).toEqual([]);
  await merge(sticks[2]);
  await merge(sticks[2]);
  expect(parkedLines(county)).toMatchObject([
    { number: 3, from: '石桥所 王五', missing: expect.stringContaining('缺 1—2 号包') },
  ]);
  expect(readdirSync(parkedDir())).toHaveLength(1);
});

test('what is named is what is still missing: a number that came is not asked for again', async () => {
  await merge(sticks[2]);
  await merge(sticks[1]);
  expect(parkedLines(county).map(({ missing }) => missing)).toEqual([
    expect.stringContaining('缺 1 号包'),
    expect.stringContaining('缺 1 号包'),
  ]);
});

test('a parked file that rotted or went away says so, stays listed, and undoes nothing else', async () => {
  await merge(sticks[1]);
  await merge(sticks[2]);
  const [two] = parkedLines(county);
  appendFileSync(join(parkedDir(), `${two?.id}.qice`), 'x');
  expect((await merge(sticks[0])).parked).toBe(false);
  expect(getEnterprise(county.store.reader, 'firm-1')?.name).toBe('第 1 家');
  expect(parkedLines(county)).toMatchObject([
    { number: 2, missing: null, problem: expect.stringContaining('未通过校验') },
    { number: 3, problem: null },
  ]);
  // Read again from the stick, it comes in and lets the next one in.
  expect((await merge(sticks[1])).unparked).toMatchObject([{ number: 3 }]);
  expect(parkedLines(county)).toEqual([]);
  expect(readdirSync(parkedDir())).toEqual([]);
});

test('a person may throw a parked bundle away; an unknown one is refused', async () => {
  await merge(sticks[1]);
  const [line] = parkedLines(county);
  discardParked(county, line?.id ?? '');
  expect(parkedLines(county)).toEqual([]);
  expect(readdirSync(parkedDir())).toEqual([]);
  expect(() => discardParked(county, line?.id ?? '')).toThrow(
    expect.objectContaining({ code: 'record.missing' }),
  );
  expect((await merge(sticks[0])).unparked).toEqual([]);
});

test('a file without its row is taken up again; one whose bundle was merged is cleared away', async () => {
  await merge(sticks[1]);
  const [line] = parkedLines(county);
  const file = join(parkedDir(), `${line?.id}.qice`);
  const kept = join(temp.path, 'kept');
  copyFileSync(file, kept);
  // As a program killed before its row was written leaves it.
  county.store.handle.exec('DELETE FROM sync_gap; DELETE FROM sync_park');
  expect((await merge(sticks[0])).unparked).toMatchObject([{ number: 2 }]);
  expect(existsSync(file)).toBe(false);
  // As a program killed after the merge and before the file was removed leaves it.
  copyFileSync(kept, file);
  expect((await merge(sticks[2])).unparked).toEqual([]);
  expect(existsSync(file)).toBe(false);
  rmSync(kept);
});
