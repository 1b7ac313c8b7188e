import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { getSelf } from '#db/queries/self.ts';
import { saveEnterpriseInput } from '#shared/enterprises.ts';
import { newDevice, openDevice, passphrase, tempDir } from '#tests/support/device.ts';
import { getEnterprise, listEnterprises, saveEnterprise } from './enterprises.ts';
import { backUp } from './settings.ts';

let dir: ReturnType<typeof tempDir>;
beforeEach(() => {
  dir = tempDir();
});
afterEach(() => dir.remove());

const who = { role: 'officer', officeName: '澜溪县局', person: '张三' } as const;
const at = () => join(dir.path, 'a');
const firm = (name: string) =>
  saveEnterpriseInput.parse({
    ...Object.fromEntries(Object.keys(saveEnterpriseInput.shape).map((key) => [key, null])),
    name,
  });

test('a new folder becomes a store with an owner; the wizard runs once', async () => {
  const device = openDevice(at());
  expect(device.session.state()).toMatchObject({ phase: 'new' });
  await device.session.setUp({ ...who, division: '339921', passphrase });
  expect(device.session.state()).toMatchObject({
    phase: 'open',
    notices: [],
    self: { person: '张三', divisionName: '浙江省 澜江市 澜溪县' },
  });
  await expect(
    device.session.setUp({ ...who, division: '339921', passphrase }),
  ).rejects.toMatchObject({ code: 'store.exists' });
  device.session.close();
});

test('nothing that lies in the folder can be read without the passphrase', async () => {
  const device = await newDevice(at(), who);
  saveEnterprise(device.desk(), firm('秘密的企业名称'));
  device.session.close();
  const files = readdirSync(at(), { recursive: true, withFileTypes: true }).filter((f) =>
    f.isFile(),
  );
  expect(files.length).toBeGreaterThan(3);
  for (const file of files)
    expect(readFileSync(join(file.parentPath, file.name)).includes('秘密的企业名称')).toBe(false);
  const again = openDevice(at());
  await expect(again.session.unlock('别的口令不对')).rejects.toMatchObject({
    code: 'passphrase.wrong',
  });
  expect(again.session.state().phase).toBe('locked');
  await again.session.unlock(passphrase);
  expect(listEnterprises(again.desk(), { search: '秘密', limit: 1, offset: 0 }).total).toBe(1);
  again.session.close();
});

test('a second program on the same store is told so', async () => {
  const device = await newDevice(at(), who);
  await expect(openDevice(at()).session.unlock(passphrase)).rejects.toMatchObject({
    code: 'store.busy',
  });
  device.session.lock();
  const other = openDevice(at());
  await other.session.unlock(passphrase);
  other.session.close();
});

test('every start after a change leaves a verified backup; only the newest few are kept', async () => {
  const device = await newDevice(at(), who);
  const starts = () => device.session.backups().filter((b) => b.reason === 'start').length;
  device.session.lock();
  await device.session.unlock(passphrase);
  expect(starts()).toBe(1);
  for (let i = 0; i < 9; i++) {
    saveEnterprise(device.desk(), firm(`第${i}家`));
    device.session.lock();
    await device.session.unlock(passphrase);
  }
  expect(starts()).toBe(7);
  expect(existsSync(join(at(), 'backups', 'keystore.json'))).toBe(true);
  device.session.close();
});

test('a restored copy comes back whole, under a new origin, and what was there is kept aside', async () => {
  const device = await newDevice(at(), who);
  const kept = saveEnterprise(device.desk(), firm('备份之前'));
  const before = getSelf(device.desk().store.reader)?.origin;
  const { name } = backUp(device.desk(), 'manual');
  const lost = saveEnterprise(device.desk(), firm('备份之后'));
  const state = await device.session.restore(name, passphrase);
  expect(state).toMatchObject({
    phase: 'open',
    notices: [expect.stringContaining('新的记录编号')],
  });
  expect(getEnterprise(device.desk(), kept.id).name).toBe('备份之前');
  expect(() => getEnterprise(device.desk(), lost.id)).toThrow();
  expect(getSelf(device.desk().store.reader)?.origin).not.toBe(before);
  expect(readdirSync(at()).some((f) => f.startsWith('qice.db.before-restore-'))).toBe(true);
  device.session.close();
});

test('a damaged store is refused with the way out, and a backup opens it again', async () => {
  const device = await newDevice(at(), who);
  saveEnterprise(device.desk(), firm('还在'));
  backUp(device.desk(), 'manual');
  device.session.close();
  const file = openSync(join(at(), 'qice.db'), 'r+');
  const size = statSync(join(at(), 'qice.db')).size;
  for (let page = 1; page * 4096 < size; page += 2)
    writeSync(file, Buffer.alloc(64, 7), 0, 64, page * 4096 + 100);
  closeSync(file);
  const again = openDevice(at());
  await expect(again.session.unlock(passphrase)).rejects.toMatchObject({
    code: 'store.damaged',
    message: expect.stringContaining('备份'),
  });
  const [copy] = again.session.backups().filter((b) => b.reason === 'manual');
  await again.session.restore(copy?.name ?? '', passphrase);
  expect(listEnterprises(again.desk(), { search: '还在', limit: 1, offset: 0 }).total).toBe(1);
  again.session.close();
});

test('a copy taken while the store was open, and put back later, gets a new origin', async () => {
  const device = await newDevice(at(), who);
  const kept = saveEnterprise(device.desk(), firm('拷贝之前'));
  device.desk().store.handle.pragma('wal_checkpoint(TRUNCATE)');
  const copy = readFileSync(join(at(), 'qice.db'));
  const before = getSelf(device.desk().store.reader)?.origin;
  saveEnterprise(device.desk(), firm('拷贝之后'));
  device.session.lock();
  writeFileSync(join(at(), 'qice.db'), copy);
  const state = await device.session.unlock(passphrase);
  expect(state).toMatchObject({ notices: [expect.stringContaining('新的记录编号')] });
  expect(getSelf(device.desk().store.reader)?.origin).not.toBe(before);
  expect(getEnterprise(device.desk(), kept.id).name).toBe('拷贝之前');
  device.session.close();
});

test('something that is not our backup is refused and the store stays', async () => {
  const device = await newDevice(at(), who);
  saveEnterprise(device.desk(), firm('还在'));
  await expect(
    device.session.restore(join(at(), 'keystore.json'), passphrase),
  ).rejects.toMatchObject({ code: 'backup.unusable' });
  await expect(
    device.session.restore(join(at(), 'backups', 'media.db'), passphrase),
  ).rejects.toMatchObject({ code: 'backup.unusable' });
  await expect(device.session.restore('没有.db', passphrase)).rejects.toMatchObject({
    code: 'file.missing',
  });
  expect(device.session.state().phase).toBe('open');
  expect(listEnterprises(device.desk(), { search: '还在', limit: 1, offset: 0 }).total).toBe(1);
  device.session.close();
});
