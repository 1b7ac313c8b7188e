import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { mediaFile, openEncrypted, storeFile } from '#db/open.ts';
import { checkStore } from '#services/check.ts';
import { backUp } from '#services/settings.ts';
import { getVisit, saveVisit } from '#services/visits.ts';
import { startChild } from '#tests/support/child.ts';
import { contentOf } from '#tests/support/content.ts';
import { firmId, importFirms, storePhoto, visitForm } from '#tests/support/county.ts';
import { type Device, newDevice, openDevice, passphrase, tempDir } from '#tests/support/device.ts';
import { expectForPeople, expectRefused } from '#tests/support/sentence.ts';

/** Stores that must not be opened, or not now. */

const temps: ReturnType<typeof tempDir>[] = [];
const open: Device[] = [];
afterEach(() => {
  for (const device of open.splice(0)) device.session.close();
  for (const temp of temps.splice(0)) temp.remove();
});

const officer = async (): Promise<Device> => {
  const temp = tempDir();
  temps.push(temp);
  const who = { role: 'officer', officeName: '石桥市场监管所', person: '王科员' } as const;
  const device = await newDevice(join(temp.path, 'store'), who);
  open.push(device);
  importFirms(device, 12);
  return device;
};

/** The content of a store that is opened again after something was refused. */
const contentOfAgain = async (device: Device): Promise<object> => {
  await device.session.unlock(passphrase);
  return contentOf(device.desk().store);
};

test('a wrong passphrase', async () => {
  const device = await officer();
  const before = contentOf(device.desk().store);
  device.session.lock();
  for (const wrong of ['', '一句别人的话 2026', `${passphrase} `])
    await expectRefused('passphrase.wrong', () => device.session.unlock(wrong));
  expect(device.session.state().phase).toBe('locked');
  expect(await contentOfAgain(device)).toEqual(before);
});

test('a store from a newer version is not touched, not even backed up over', async () => {
  const device = await officer();
  const { storeKey } = device.desk();
  device.session.close();
  const raise = (version: number): void => {
    const db = openEncrypted(storeFile(device.dir), storeKey);
    db.pragma(`user_version = ${version}`);
    db.close();
  };
  const db = openEncrypted(storeFile(device.dir), storeKey);
  const known = db.pragma('user_version', { simple: true }) as number;
  db.close();
  raise(99_999);
  const bytes = readFileSync(storeFile(device.dir));
  await expectRefused('store.newer', () => device.session.unlock(passphrase));
  expect(readFileSync(storeFile(device.dir)).equals(bytes)).toBe(true);
  raise(known);
  await device.session.unlock(passphrase);
  expect(checkStore(device.desk()).ok).toBe(true);
});

/** The place of a page that no start needs: the last one of the firms. */
const quietPage = (device: Device): number => {
  const { handle } = device.desk().store;
  handle.pragma('wal_checkpoint(TRUNCATE)');
  return handle
    .prepare("SELECT max(pageno) FROM dbstat WHERE name = 'enterprise'")
    .pluck()
    .get() as number;
};

test('a large store is looked over beside the first screen: copied when whole, closed when damaged', async () => {
  const device = await officer();
  const { name } = backUp(device.desk(), 'manual');
  const page = quietPage(device);
  device.session.close();
  const copies = (): string[] => device.session.backups().map((b) => b.name);
  const before = copies();
  const again = openDevice(device.dir, undefined, { lookLaterFrom: 0 });
  open.push(again);
  const until = async (is: () => boolean): Promise<void> => {
    for (let tries = 0; tries < 400 && !is(); tries++)
      await new Promise((resolve) => setTimeout(resolve, 25));
    expect(is()).toBe(true);
  };
  await again.session.unlock(passphrase);
  saveVisit(again.desk(), visitForm(firmId(1), '新的一天'));
  again.session.close();
  await again.session.unlock(passphrase);
  await until(() => copies().length > before.length);

  again.session.close();
  const file = storeFile(device.dir);
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(0xa5, (page - 1) * 4096, page * 4096));
  await again.session.unlock(passphrase);
  await until(() => again.session.state().phase === 'locked');
  await expectRefused('store.damaged', () => again.session.unlock(passphrase));
  await again.session.restore(name, passphrase);
  expect(checkStore(again.desk()).ok).toBe(true);
});

test('a damaged page is refused at the door and the backup opens', async () => {
  const device = await officer();
  const { name } = backUp(device.desk(), 'manual');
  const before = contentOf(device.desk().store);
  device.session.close();
  const file = storeFile(device.dir);
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(0xa5, 8192, 12_288));
  await expectRefused('store.damaged', () => device.session.unlock(passphrase));
  await device.session.restore(name, passphrase);
  const { enterprise, visit } = contentOf(device.desk().store);
  expect({ enterprise, visit }).toEqual({ enterprise: before.enterprise, visit: before.visit });
});

test('damaged pictures come back with the backup', async () => {
  const device = await officer();
  const photo = storePhoto(device.desk(), 9);
  const form = { ...visitForm(firmId(1), '首访'), photos: [photo] };
  saveVisit(device.desk(), form);
  const { name } = backUp(device.desk(), 'manual');
  device.session.close();
  writeFileSync(mediaFile(device.dir), Buffer.alloc(8192, 0xa5));
  await expectRefused('store.damaged', () => device.session.unlock(passphrase));
  await device.session.restore(name, passphrase);
  expect(getVisit(device.desk(), form.id).photos.map((p) => p.present)).toEqual([true]);
  expect(checkStore(device.desk()).ok).toBe(true);
});

test('a damaged collection of pictures among the backups keeps nobody out', async () => {
  const device = await officer();
  const form = { ...visitForm(firmId(1), '首访'), photos: [storePhoto(device.desk(), 9)] };
  saveVisit(device.desk(), form);
  device.session.close();
  writeFileSync(mediaFile(join(device.dir, 'backups')), Buffer.alloc(8192, 0xa5));
  await device.session.unlock(passphrase);
  const { name } = backUp(device.desk(), 'manual');
  device.session.close();
  rmSync(mediaFile(device.dir));
  await device.session.restore(name, passphrase);
  expect(getVisit(device.desk(), form.id).photos.map((p) => p.present)).toEqual([true]);
});

/** The terminal door in a process of its own. */
const qice = async (device: Device, ...args: string[]) => {
  const cli = join(import.meta.dirname, '..', '..', 'electron', 'cli.ts');
  const env = { QICE_PASSPHRASE: passphrase, QICE_STATE_DIR: `${device.dir}-state` };
  const child = startChild(cli, [...args, '--json', '--store', device.dir], { env });
  const { code, out, err } = await child.ended;
  return { code, answer: JSON.parse(out || '{}') as { error?: Record<string, string> }, err };
};

test('a second instance on one store is told so by every command, and the first goes on unharmed', async () => {
  const device = await officer();
  const copy = backUp(device.desk(), 'manual');
  const before = contentOf(device.desk().store);
  const out = `${device.dir}.qice`;
  for (const command of [
    ['status'],
    ['export', '--to', '县局', '--out', out],
    ['restore', join(device.dir, 'backups', copy.name)],
  ]) {
    const { code, answer, err } = await qice(device, ...command);
    expect(answer.error?.code, `${command[0]}: ${err}`).toBe('store.busy');
    expectForPeople(answer.error?.message ?? '');
    expect(code).toBe(1);
  }
  expect(contentOf(device.desk().store)).toEqual(before);

  // What is written now must be in the file that is opened next.
  const form = visitForm(firmId(1), '第二个程序来过之后');
  saveVisit(device.desk(), form);
  device.session.close();
  expect((await qice(device, 'check')).code).toBe(0);
  const again = openDevice(device.dir);
  open.push(again);
  await again.session.unlock(passphrase);
  expect(getVisit(again.desk(), form.id).content).toBe('第二个程序来过之后');
});

test('the wizard does not run over a store', async () => {
  const device = await officer();
  const before = contentOf(device.desk().store);
  device.session.close();
  const who = {
    role: 'officer',
    officeName: '另一个所',
    person: '李科员',
    division: '339921',
  } as const;
  await expectRefused('store.exists', () => device.session.setUp({ ...who, passphrase }));
  expect(await contentOfAgain(device)).toEqual(before);
});

test('a folder that was moved opens where it lies now', async () => {
  const device = await officer();
  const before = contentOf(device.desk().store);
  device.session.close();
  cpSync(device.dir, `${device.dir}-moved`, { recursive: true });
  const moved = openDevice(`${device.dir}-moved`);
  open.push(moved);
  await moved.session.unlock(passphrase);
  const { enterprise, visit } = contentOf(moved.desk().store);
  expect({ enterprise, visit }).toEqual({ enterprise: before.enterprise, visit: before.visit });
});
