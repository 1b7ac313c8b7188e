import { cpSync, existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { storeFile } from '#db/open.ts';
import { checkStore } from '#services/check.ts';
import { exchangeOverview } from '#services/exchange.ts';
import { exportBundle } from '#services/export.ts';
import { mergeBundle } from '#services/merge.ts';
import { backUp } from '#services/settings.ts';
import { getVisit, saveVisit } from '#services/visits.ts';
import { countyName, firmId, importFirms, makeCounty, visitForm } from '#tests/support/county.ts';
import { type Device, openDevice, passphrase, tempDir } from '#tests/support/device.ts';
import { roomsOf } from './rooms.ts';

/** Restored and cloned stores: two laptops that believe they are one must cost nobody a visit. */

const temps: ReturnType<typeof tempDir>[] = [];
const open: Device[] = [];
afterEach(() => {
  for (const device of open.splice(0)) device.session.close();
  for (const temp of temps.splice(0)) temp.remove();
});

const officerName = '石桥市场监管所';
const copiedNotice = /恢复或拷贝/;

const world = async () => {
  const temp = tempDir();
  temps.push(temp);
  const { officer, county } = await makeCounty(temp.path);
  open.push(officer, county);
  importFirms(officer, 12);
  let sent = 0;
  /** Carries everything one way, as a stick would. */
  const carry = async (from: Device, to: Device): Promise<void> => {
    sent += 1;
    const path = join(temp.path, `${sent}.qice`);
    const name = to === county ? countyName : officerName;
    await exportBundle(from.desk(), { to: name, path });
    await mergeBundle(to.desk(), { path, receiptPath: `${path}.receipt` });
    if (existsSync(`${path}.receipt`)) await mergeBundle(from.desk(), { path: `${path}.receipt` });
  };
  /** Opens a folder that holds a copy of a store. */
  const reopen = async (dir: string): Promise<Device> => {
    const device = openDevice(dir);
    open.push(device);
    await device.session.unlock(passphrase);
    return device;
  };
  return { dir: temp.path, officer, county, carry, reopen };
};

const visitAt = (device: Device, firm: number, said: string): string => {
  const form = visitForm(firmId(firm), said);
  saveVisit(device.desk(), form);
  return form.id;
};

const originOf = ({ desk }: Device): unknown =>
  desk().store.handle.prepare('SELECT origin FROM sync_self').pluck().get();

const noticesOf = ({ session }: Device): readonly string[] => {
  const state = session.state();
  return state.phase === 'open' ? state.notices : [];
};

const says = (device: Device, id: string): string | null => getVisit(device.desk(), id).content;

/** Whole in itself, and nothing waits for a decision of a person. */
const expectSound = (device: Device): void => {
  expect(checkStore(device.desk()).lines.filter((line) => !line.ok)).toEqual([]);
  const { conflicts, quarantined, gaps } = exchangeOverview(device.desk());
  expect({ conflicts, quarantined, gaps }).toEqual({ conflicts: 0, quarantined: 0, gaps: [] });
};

const expectSame = (a: Device, b: Device): void =>
  expect(roomsOf(a.desk().store)).toBe(roomsOf(b.desk().store));

/** Copies a closed store as a person does: the folder, without what lies outside it. */
const cloneFolder = (from: Device, to: string): void => {
  from.session.close();
  cpSync(from.dir, to, { recursive: true });
};

test('yesterday’s backup gets a new origin before its first write, and nothing that reached the county is lost', async () => {
  const { officer, county, carry } = await world();
  const monday = visitAt(officer, 1, '周一');
  await carry(officer, county);
  const { name } = backUp(officer.desk(), 'manual');
  const before = originOf(officer);
  const tuesday = visitAt(officer, 2, '周二');
  await carry(officer, county);

  await officer.session.restore(name, passphrase);
  expect(noticesOf(officer).join()).toMatch(copiedNotice);
  expect(originOf(officer)).not.toBe(before);
  const wednesday = visitAt(officer, 3, '周三');
  await carry(officer, county);
  expect([monday, tuesday, wednesday].map((id) => says(county, id))).toEqual([
    '周一',
    '周二',
    '周三',
  ]);
  expectSound(county);

  // The county has what the backup had not, and gives it back.
  visitAt(county, 4, '县局自己走访');
  await carry(county, officer);
  expect(says(officer, tuesday)).toBe('周二');
  expectSame(officer, county);
  expectSound(officer);
});

test('a county that went back to yesterday is sent again what it had receipted', async () => {
  const { officer, county, carry } = await world();
  visitAt(officer, 1, '周一');
  await carry(officer, county);
  const { name } = backUp(county.desk(), 'manual');
  visitAt(officer, 2, '周二');
  await carry(officer, county);

  await county.session.restore(name, passphrase);
  await carry(county, officer);
  visitAt(officer, 3, '周三');
  await carry(officer, county);
  expectSame(officer, county);
  expectSound(county);
});

test('the old store is kept beside the restored one', async () => {
  const { officer, reopen, dir } = await world();
  const { name } = backUp(officer.desk(), 'manual');
  const late = visitAt(officer, 1, '备份之后');
  await officer.session.restore(name, passphrase);
  expect(() => says(officer, late)).toThrow();
  officer.session.close();
  const kept = readdirSync(officer.dir).find(
    (file) => file.includes('before-restore') && !/-(wal|shm)$/.test(file),
  );
  const other = join(dir, 'kept');
  cpSync(officer.dir, other, { recursive: true });
  renameSync(join(other, kept ?? ''), storeFile(other));
  expect(says(await reopen(other), late)).toBe('备份之后');
});

test('a restore cut off between its two renamings is ended at the next opening', async () => {
  const { officer, reopen } = await world();
  const { name } = backUp(officer.desk(), 'manual');
  const was = roomsOf(officer.desk().store);
  visitAt(officer, 1, '备份之后');
  officer.session.close();
  const live = storeFile(officer.dir);
  cpSync(join(officer.dir, 'backups', name), `${live}.restoring`);
  renameSync(live, `${live}.before-restore-20260302T080000000Z`);
  // A journal of the old file, of a process that was killed: it must not run into the new one.
  writeFileSync(`${live}-wal`, 'the journal of the file that was put aside');
  const device = await reopen(officer.dir);
  expect(roomsOf(device.desk().store)).toBe(was);
  expect(existsSync(`${live}.before-restore-20260302T080000000Z-wal`)).toBe(true);
});

test('a store whose data file is gone is not replaced by an empty one', async () => {
  const { officer } = await world();
  officer.session.close();
  rmSync(storeFile(officer.dir));
  const device = openDevice(officer.dir);
  await expect(device.session.unlock(passphrase)).rejects.toMatchObject({ code: 'store.damaged' });
  expect(existsSync(storeFile(officer.dir))).toBe(false);
});

test('a cloned folder and its original both go on, and the county has the work of both', async () => {
  const { dir, officer, county, carry, reopen } = await world();
  await carry(officer, county);
  visitAt(officer, 1, '拷贝前，尚未封存');
  const clone = join(dir, 'clone');
  cloneFolder(officer, clone);
  const original = await reopen(officer.dir);
  const copy = await reopen(clone);
  expect(noticesOf(original)).toEqual([]);
  expect(noticesOf(copy).join()).toMatch(copiedNotice);
  expect(originOf(copy)).not.toBe(originOf(original));
  const a = visitAt(original, 2, '原机');
  const b = visitAt(copy, 3, '拷贝');
  await carry(original, county);
  await carry(copy, county);
  expect([says(county, a), says(county, b)]).toEqual(['原机', '拷贝']);
  expectSound(county);
});

test('a store whose token outside it is gone counts as a copy', async () => {
  const { officer, county, carry, reopen } = await world();
  visitAt(officer, 1, '之前');
  await carry(officer, county);
  officer.session.close();
  const before = originOf(await reopen(officer.dir));
  open.at(-1)?.session.close();
  rmSync(`${officer.dir}-state`, { recursive: true });
  const again = await reopen(officer.dir);
  expect(originOf(again)).not.toBe(before);
  const late = visitAt(again, 2, '之后');
  await carry(again, county);
  expect(says(county, late)).toBe('之后');
  expectSame(again, county);
  expectSound(county);
});

test('a whole disk imaged twice is told apart at the county: the second version is refused, nothing is overwritten', async () => {
  const { dir, officer, county, carry, reopen } = await world();
  await carry(officer, county);
  officer.session.close();
  // Token and all: neither machine can know of the other.
  const image = join(dir, 'image');
  cpSync(officer.dir, join(image, 'store'), { recursive: true });
  cpSync(`${officer.dir}-state`, join(image, 'state'), { recursive: true });
  const first = await reopen(officer.dir);
  const a = visitAt(first, 1, '第一台');
  await carry(first, county);
  first.session.close();
  rmSync(officer.dir, { recursive: true });
  rmSync(`${officer.dir}-state`, { recursive: true });
  renameSync(join(image, 'store'), officer.dir);
  renameSync(join(image, 'state'), `${officer.dir}-state`);
  const second = await reopen(officer.dir);
  expect(noticesOf(second)).toEqual([]);
  const b = visitAt(second, 1, '第二台');
  const was = roomsOf(county.desk().store);
  await expect(carry(second, county)).rejects.toMatchObject({ code: 'bundle.forked' });
  expect(roomsOf(county.desk().store)).toBe(was);
  expect(says(county, a)).toBe('第一台');
  expect(says(second, b)).toBe('第二台');
});
