import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { writeCardFile } from '#services/cards.ts';
import { checkStore } from '#services/check.ts';
import { exportBundle } from '#services/export.ts';
import { mergeBundle } from '#services/merge.ts';
import { getVisit, saveVisit } from '#services/visits.ts';
import type { RefusalData } from '#shared/errors.ts';
import { startChild } from '#tests/support/child.ts';
import { contentOf } from '#tests/support/content.ts';
import { countyName, firmId, importFirms, makeCounty, visitForm } from '#tests/support/county.ts';
import { openDevice, passphrase, realClock, tempDir } from '#tests/support/device.ts';
import { expectForPeople, expectRefused } from '#tests/support/sentence.ts';
import { roomsOf } from './rooms.ts';

/** Disks that take nothing more, and sticks that take nothing at all: real ones, also without root. */

const temps: (() => void)[] = [];
afterEach(() => {
  for (const remove of temps.splice(0).reverse()) remove();
});

const tempPath = (): string => {
  const temp = tempDir();
  temps.push(temp.remove);
  return temp.path;
};

const life = (name: string): string => join(import.meta.dirname, 'lives', `${name}.ts`);
type Shell = readonly [string, ...string[]];
/** No file grows beyond 2.5 MB: what FAT32 does at 4 GB. Works on every machine, for every user. */
const cappedFiles: Shell = ['bash', '-c', 'ulimit -f 2500; exec "$@"', 'bash'];

/** A disk of 8 MB of its own, where this machine lets a user mount one. */
const smallDisk = (dir: string): Shell | undefined =>
  spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', dir]).status === 0
    ? ['unshare', '-rm', 'sh', '-c', `mount -t tmpfs -o size=14m tmpfs ${dir} && exec "$@"`, 'sh']
    : undefined;

type Report = {
  refused: (RefusalData & { what: string; unchanged: boolean })[];
  /** Ids of visits. */
  saved: string[];
  there: string[];
  parts: string[];
  /** Or what kept the store from being opened. */
  reopened: boolean | string;
  ok: boolean;
};

const workOn = async (dir: string, shell: Shell): Promise<Report> => {
  const { code, out, err } = await startChild(life('cramped'), [join(dir, 'x')], { shell }).ended;
  expect(code, err).toBe(0);
  return JSON.parse(out) as Report;
};

const expectAllRefused = (report: Report, codes: readonly string[]): void => {
  for (const { what, code, message, unchanged } of report.refused) {
    expect(codes, what).toContain(code);
    expectForPeople(message);
    expect(unchanged, what).toBe(true);
  }
  expect(report.refused.map(({ what }) => what)).toEqual(
    expect.arrayContaining(['photo', 'visit', 'draft', 'export', 'export in a thread']),
  );
  expect(report.parts).toEqual([]);
  expect(report.saved.length).toBeGreaterThanOrEqual(3);
};

/** Opened where files may grow: all that was saved is there. */
const expectKept = async (dir: string, { saved }: Report): Promise<void> => {
  const device = openDevice(join(dir, 'x', 'officer'), realClock());
  await device.session.unlock(passphrase);
  expect(saved.map((id) => getVisit(device.desk(), id).id)).toEqual(saved);
  expect(checkStore(device.desk()).ok).toBe(true);
  device.session.close();
};

test('files that may not grow any more: each write is refused by name, and where they may all that was saved is there', async () => {
  const dir = tempPath();
  const report = await workOn(dir, cappedFiles);
  expectAllRefused(report, ['file.unwritable']);
  // Opening writes too: where the journal is as large as it may be, that is refused by the same name.
  expect([true, 'file.unwritable']).toContain(report.reopened);
  await expectKept(dir, report);
});

test('a full disk: each write is refused by name, and with room again the work goes on', async () => {
  const dir = tempPath();
  const disk = smallDisk(dir);
  const report = await workOn(dir, disk ?? cappedFiles);
  expectAllRefused(report, disk ? ['disk.full'] : ['file.unwritable']);
  if (disk) expect(report).toMatchObject({ reopened: true, ok: true, there: report.saved });
  else await expectKept(dir, report);
});

test('the device that is always full', async () => {
  const { officer, county } = await makeCounty(tempPath());
  await expectRefused('disk.full', () => writeCardFile(officer.desk(), '/dev/full'));
  officer.session.close();
  county.session.close();
});

/** A folder in which nobody can make a file; for root only the kernel's own is one. */
const readOnlyStick = (): string => {
  if (process.getuid?.() === 0) return '/sys/kernel';
  const stick = tempPath();
  chmodSync(stick, 0o555);
  return stick;
};

test('a read-only stick takes no card, no bundle and no receipt, and no merge is done whose receipt has no place', async () => {
  const dir = tempPath();
  const { officer, county } = await makeCounty(dir);
  importFirms(officer, 12);
  saveVisit(officer.desk(), visitForm(firmId(1), '首访'));
  const path = join(readOnlyStick(), '企策.qice');
  const before = roomsOf(officer.desk().store);
  await expectRefused('store.readonly', () => writeCardFile(officer.desk(), path));
  const to = countyName;
  await expectRefused('store.readonly', () => exportBundle(officer.desk(), { to, path }));
  expect(roomsOf(officer.desk().store)).toBe(before);

  const bundle = join(dir, '企策.qice');
  await exportBundle(officer.desk(), { to, path: bundle });
  const held = contentOf(county.desk().store);
  await expectRefused('store.readonly', () =>
    mergeBundle(county.desk(), { path: bundle, receiptPath: path }),
  );
  expect(contentOf(county.desk().store)).toEqual(held);
  await mergeBundle(county.desk(), { path: bundle, receiptPath: join(dir, '回执.qice') });
  expect(roomsOf(county.desk().store)).toBe(before);
  officer.session.close();
  county.session.close();
});

test('a stick pulled out, and a folder in the bundle’s place', async () => {
  const dir = tempPath();
  const { officer, county } = await makeCounty(dir);
  importFirms(officer, 12);
  const taken = join(dir, '已有目录');
  mkdirSync(taken);
  for (const path of [join(dir, '拔走的U盘', '企策.qice'), taken])
    await expectRefused('file.unwritable', () =>
      exportBundle(officer.desk(), { to: countyName, path }),
    );
  expect(readdirSync(dir).filter((name) => name.includes('.part'))).toEqual([]);
  officer.session.close();
  county.session.close();
});

test('a receipt that fails after the merge says that the merge was done', async () => {
  const dir = tempPath();
  const { officer, county } = await makeCounty(dir);
  importFirms(officer, 12);
  const path = join(dir, '企策.qice');
  await exportBundle(officer.desk(), { to: countyName, path });
  const receiptPath = join(dir, '同名目录');
  mkdirSync(receiptPath);
  const said = await mergeBundle(county.desk(), { path, receiptPath }).catch((e: unknown) => e);
  expect(said).toMatchObject({
    code: 'receipt.unwritten',
    message: expect.stringContaining('数据已全部并入'),
  });
  expect(roomsOf(county.desk().store)).toBe(roomsOf(officer.desk().store));
  const again = await mergeBundle(county.desk(), { path, receiptPath: join(dir, '回执.qice') });
  expect(again.applied).toBe(0);
  officer.session.close();
  county.session.close();
});

/** Permissions of a whole tree, folders first on the way up. */
const chmodAll = (dir: string, file: number, folder: number): void => {
  for (const name of readdirSync(dir, { recursive: true }) as string[]) {
    const path = join(dir, name);
    chmodSync(path, statSync(path).isDirectory() ? folder : file);
  }
  chmodSync(dir, folder);
};

test('a store on a read-only disk is not opened, and nothing is made beside it', async () => {
  const dir = tempPath();
  const { officer, county } = await makeCounty(dir);
  county.session.close();
  importFirms(officer, 12);
  const before = contentOf(officer.desk().store);
  officer.session.close();
  chmodSync(dir, 0o755);
  chmodAll(officer.dir, 0o444, 0o555);
  const files = readdirSync(officer.dir);
  const { out, err } = await startChild(life('powerless'), [officer.dir]).ended;
  expect(readdirSync(officer.dir)).toEqual(files);
  chmodAll(officer.dir, 0o600, 0o700);
  const said = JSON.parse(out || `{"code":"none","message":${JSON.stringify(err)}}`) as RefusalData;
  expect(said.code, said.message).toBe('store.readonly');
  expectForPeople(said.message);
  await officer.session.unlock(passphrase);
  expect(contentOf(officer.desk().store)).toEqual(before);
  officer.session.close();
});
