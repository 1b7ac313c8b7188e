/** What a lost laptop wrote after it was retired: shown at the county, looked into, let in. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { retireDevice } from '#services/devices.ts';
import { exportBundle } from '#services/export.ts';
import { mergeBundle } from '#services/merge.ts';
import { saveVisit } from '#services/visits.ts';
import { launchChromium } from '#tests/support/chromium.ts';
import { firmId, importFirms, introduce, visitForm } from '#tests/support/county.ts';
import { type Device, newDevice, passphrase, realClock } from '#tests/support/device.ts';
import { exchange } from './pages/exchange.ts';
import { frame } from './pages/frame.ts';
import { unlock } from './pages/wizard.ts';
import { openSeat, type Seat } from './seat.ts';

const root = mkdtempSync(join(tmpdir(), 'qice-held-'));
let browser: Browser;
let seat: Seat;

const carry = async (from: Device, to: Device): Promise<void> => {
  const path = join(root, 'carried.qice');
  await exportBundle(from.desk(), { to: to.desk().self.deviceId, path });
  await mergeBundle(to.desk(), { path });
};

beforeAll(async () => {
  const open = (name: string, role: 'officer' | 'county', officeName: string) =>
    newDevice(join(root, name), { role, officeName, person: '张三' }, realClock());
  const county = await open('county', 'county', '澜溪县市场监督管理局');
  const other = await open('other', 'county', '澜溪县市场监督管理局二科');
  const lost = await open('lost', 'officer', '石桥市场监管所');
  introduce(lost, county);
  introduce(lost, other);
  introduce(other, county);
  importFirms(lost, 12);
  saveVisit(lost.desk(), visitForm(firmId(1), '停用之前的走访'));
  await carry(lost, county);
  retireDevice(county.desk(), { device: lost.desk().self.deviceId, reason: '电脑丢失' });
  saveVisit(lost.desk(), visitForm(firmId(2), '停用之后的走访'));
  await carry(lost, other);
  await carry(other, county);
  for (const device of [county, other, lost]) device.session.close();
  browser = await launchChromium();
  seat = await openSeat(browser, root, 'county');
  await unlock(seat.page, passphrase);
});
afterAll(async () => {
  await seat?.close();
  await browser?.close();
  rmSync(root, { recursive: true, force: true });
});

test('the county sees what is kept, what it would change, and lets it in', async () => {
  const { page } = seat;
  await frame(page).go('数据交换');
  await exchange(page).step('设备与密钥');
  const card = page.getByRole('region', { name: '停用设备留下的改动' });
  await card.getByText(/停用之后还有 \d+ 条改动：.*走访 1 条/).waitFor();
  await card.getByText(/澜溪县市场监督管理局二科的数据包/).waitFor();
  await card.getByText(/停用它：电脑丢失/).waitFor();
  await card.getByRole('button', { name: '看会改什么' }).click();
  await card.getByRole('row', { name: /新增走访.*停用之后的走访/ }).waitFor();
  await card.getByRole('button', { name: '让它们并入' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/留着不会丢/).waitFor();
  await dialog.getByRole('button', { name: '并入', exact: true }).click();
  await page.getByText(/^已并入 \d+ 条/).waitFor();
  await card.waitFor({ state: 'detached' });
  await frame(page).go('走访');
  const visits = page.getByRole('grid', { name: '走访记录' });
  await visits.getByRole('row', { name: /停用之后的走访/ }).waitFor();
  await expect.poll(() => visits.getByRole('row', { name: /停用之前的走访/ }).count()).toBe(1);
  expect(seat.troubles).toEqual([]);
});
