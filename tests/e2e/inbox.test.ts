/** The inbox of an officer by keys: a firm and a measure deleted beside an edit, and who wrote what. */
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enterprise } from '#db/schema/enterprises.ts';
import { measure, sheet } from '#db/schema/sheets.ts';
import { visit } from '#db/schema/visits.ts';
import { type Door, write } from '#db/write.ts';
import { trustCardFile, writeCardFile } from '#services/cards.ts';
import { exportBundle } from '#services/export.ts';
import { mergeBundle } from '#services/merge.ts';
import { uuid } from '#sync/seal.ts';
import { launchChromium } from '#tests/support/chromium.ts';
import { type Device, newDevice, passphrase, tempDir } from '#tests/support/device.ts';
import { tellInOrder } from './chapters.ts';
import { conflicts } from './pages/conflicts.ts';
import { enterprises } from './pages/enterprises.ts';
import { frame } from './pages/frame.ts';
import { unlock } from './pages/wizard.ts';
import { openSeat, type Seat } from './seat.ts';

const dir = tempDir();
const at = (name: string): string => join(dir.path, name);
const [paper, closed] = ['澜溪县泽禾特种纸业有限公司', '澜溪县旧纸箱厂'];
const deleteEdit = (what: string): string => `${what} 一方删除、一方修改`;

let browser: Browser;
let seat: Seat;

const does = (device: Device, purpose: string, work: (door: Door) => void): void =>
  write(device.desk().store, { actor: device.desk().self.person, purpose }, work);

const give = async (from: Device, to: Device, name: string): Promise<void> => {
  await exportBundle(from.desk(), { to: to.desk().self.deviceId, path: at(name) });
  await mergeBundle(to.desk(), { path: at(name) });
};

/** What the two officers did before anybody looks: `b` has got the county's bundle with `a`'s work. */
const tellBefore = async (): Promise<void> => {
  const officer = { role: 'officer' } as const;
  const a = await newDevice(at('a'), { ...officer, officeName: '石桥所', person: '王科员' });
  const b = await newDevice(at('b'), { ...officer, officeName: '湖口所', person: '赵科员' });
  const county = await newDevice(at('county'), {
    role: 'county',
    officeName: '澜溪县局',
    person: '李科长',
  });
  writeCardFile(county.desk(), at('county.qcard'));
  for (const device of [a, b]) {
    writeCardFile(device.desk(), at('officer.qcard'));
    trustCardFile(county.desk(), at('officer.qcard'), null);
    trustCardFile(device.desk(), at('county.qcard'), null);
  }
  const [e, gone, s, m] = [uuid(), uuid(), uuid(), uuid()];
  does(county, '导入企业名单', (d) => {
    d.insert(enterprise, { id: e, name: paper, capitalText: '100 万元' });
    d.insert(enterprise, { id: gone, name: closed });
    d.insert(sheet, { id: s, enterpriseId: e, year: 2026 });
    d.insert(measure, { id: m, sheetId: s, position: 0, task: '辅导建立台账' });
  });
  await give(county, a, '1.qice');
  await give(county, b, '2.qice');
  does(a, '修改企业档案', (d) => {
    d.update(enterprise, e, { capitalText: '200 万元', capitalAmount: 2_000_000 });
    d.update(measure, m, { deleted: 1 });
    d.update(enterprise, gone, { deleted: 1 });
  });
  does(b, '修改企业档案', (d) => {
    d.update(enterprise, e, { capitalText: '300 万元', capitalAmount: 3_000_000 });
    d.update(measure, m, { state: '推进中' });
    d.insert(visit, { id: uuid(), enterpriseId: gone, visitedOn: '2026-03-05' });
  });
  await give(a, county, '3.qice');
  await give(county, b, '4.qice');
  for (const device of [a, b, county]) device.session.close();
};

beforeAll(async () => {
  await tellBefore();
  browser = await launchChromium();
  seat = await openSeat(browser, dir.path, 'b');
  await unlock(seat.page, passphrase);
});
afterAll(async () => {
  await seat?.close();
  await browser?.close();
  dir.remove();
});

tellInOrder(() => [seat]);

test('what one deleted and another worked on is shown, not lost', async () => {
  const { page } = seat;
  const inbox = conflicts(page);
  await frame(page).go('数据交换');
  await inbox.tab.filter({ hasText: '3' }).click();
  await inbox.firm(closed).getByText('保留：走访 2026-03-05').waitFor();
  await inbox.firm(closed).getByText('现已隐藏').waitFor();
  await inbox
    .row(/一方删除、一方修改$/)
    .getByText('保留：状态：推进中')
    .waitFor();
  await inbox.firm(paper).getByText('100 万元', { exact: true }).waitFor();
  await expect.poll(() => inbox.row(/注册资本/).count()).toBe(1);
});

test('three decisions without a mouse', async () => {
  const { page } = seat;
  const inbox = conflicts(page);
  await inbox.row(deleteEdit('企业')).focus();
  await page.keyboard.press('2');
  await page.keyboard.press('Enter');
  await inbox.row(deleteEdit('企业')).waitFor({ state: 'detached' });
  // The next question has taken the place: the keys go on without looking for it.
  await page.waitForFunction(() => document.activeElement?.matches('[data-conflict]'));
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await inbox.row('企业 注册资本').waitFor({ state: 'detached' });
  await page.waitForFunction(() => document.activeElement?.matches('[data-conflict]'));
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await inbox.empty.waitFor();
});

test('the firm is back, the amount follows its words, and the history names everybody', async () => {
  const { page } = seat;
  await frame(page).go('企业');
  await enterprises(page).row(new RegExp(closed)).waitFor();
  await enterprises(page)
    .row(new RegExp(`${paper}.*200`))
    .click();
  await conflicts(page).openHistory();
  const { history } = conflicts(page);
  await history.getByRole('row', { name: /赵科员.*本机.*裁定冲突.*删除措施/ }).waitFor();
  await history.getByRole('row', { name: /王科员.*石桥所.*100 万元.*200 万元/ }).waitFor();
  expect(seat.troubles).toEqual([]);
});
