/** Keys by click: a recovery key made and drilled, a card scanned, a lost laptop retired. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '#tests/support/chromium.ts';
import { exchange } from './pages/exchange.ts';
import { frame } from './pages/frame.ts';
import { setUp } from './pages/wizard.ts';
import { openSeat, type Seat } from './seat.ts';

const root = mkdtempSync(join(tmpdir(), 'qice-keys-'));
let browser: Browser;
let officer: Seat;
let county: Seat;

beforeAll(async () => {
  browser = await launchChromium();
  officer = await openSeat(browser, root, 'officer');
  county = await openSeat(browser, root, 'county');
  const division = '澜溪';
  const officeName = '石桥市场监管所';
  await setUp(officer.page, { role: 'officer', officeName, division, person: '王科员' });
  await setUp(county.page, {
    role: 'county',
    officeName: '澜溪县市场监督管理局',
    division,
    person: '李科长',
  });
});

afterAll(async () => {
  await officer?.close();
  await county?.close();
  await browser?.close();
  rmSync(root, { recursive: true, force: true });
});

test('the county makes its recovery key, saves three pages, and drills with two of them', async () => {
  const { page } = county;
  await frame(page).go('数据交换');
  await exchange(page).step('设备与密钥');
  await page.getByText('本单位还没有恢复密钥').waitFor();
  await page.getByRole('button', { name: '制作恢复密钥' }).click();
  const lines: string[] = [];
  for (const n of [1, 2, 3]) {
    const path = await county.download(page.getByRole('button', { name: `保存第 ${n} 份` }));
    lines.push(/QICE1-[0-9A-Z-]+/.exec(readFileSync(path, 'utf8'))?.[0] ?? '');
  }
  await page.getByRole('button', { name: '三份都已打印' }).click();
  await page.getByText('恢复密钥还没有演练过').waitFor();
  await page.getByRole('button', { name: '演练' }).click();
  await page.getByLabel('第一位保管人的份额').fill(lines[2] ?? '');
  await page.getByLabel('第二位保管人的份额').fill((lines[0] ?? '').toLowerCase());
  await page.getByRole('dialog').getByRole('button', { name: '演练' }).click();
  await page.getByText('演练成功').waitFor();
  await page.getByText('恢复密钥还没有演练过').waitFor({ state: 'detached' });
});

test('a card goes over as text of its QR code; the device then stands in the list and can be retired', async () => {
  await frame(officer.page).go('数据交换');
  await exchange(officer.page).step('名片与信任');
  await officer.page.getByRole('button', { name: '显示二维码' }).click();
  await officer.page.getByRole('img', { name: '本机名片的二维码' }).waitFor();
  const printed = await officer.download(officer.page.getByRole('button', { name: '保存打印页' }));
  expect(readFileSync(printed, 'utf8')).toContain('企策名片');
  const card = readFileSync(await officer.download(exchange(officer.page).saveCard), 'utf8');

  const { page } = county;
  await exchange(page).step('名片与信任');
  await page.getByLabel('或者粘贴名片文字').fill(card);
  await page.getByRole('button', { name: '读入', exact: true }).click();
  await exchange(page).compared.check();
  await exchange(page).trust.click();
  await exchange(page).step('设备与密钥');
  const row = page.getByRole('table', { name: '设备' }).getByRole('row', { name: /王科员/ });
  await row.getByText('有澜溪县市场监督管理局的证书').waitFor();
  await row.getByRole('button', { name: '停用' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('停用原因').fill('电脑丢失');
  await dialog.getByRole('button', { name: '停用' }).click();
  await row.getByText(/已停用（.*电脑丢失）/).waitFor();
});

test('an officer without anything unsent may hand the laptop over only where an office above says so', async () => {
  await exchange(officer.page).step('设备与密钥');
  await officer.page.getByText('这台电脑还不能移交或重装').waitFor();
  await expect.poll(() => officer.page.getByText('单位恢复密钥').count()).toBe(0);
});

test('nothing went wrong on the way', () => {
  expect([...officer.troubles, ...county.troubles]).toEqual([]);
});
