/** Two officers write about one firm without knowing of each other; a person at the county decides. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '#tests/support/chromium.ts';
import { importFirms } from '#tests/support/county.ts';
import { passphrase } from '#tests/support/device.ts';
import { demoFirmName } from '#tests/support/roster-fixtures.ts';
import { tellInOrder } from './chapters.ts';
import { give, layDesks } from './desks.ts';
import { cellHistory } from './pages/cell-history.ts';
import { conflicts } from './pages/conflicts.ts';
import { enterprises } from './pages/enterprises.ts';
import { makeFor, mergeInto, takeReceipt } from './pages/exchanging.ts';
import { frame } from './pages/frame.ts';
import { unlock } from './pages/wizard.ts';
import { openSeat, type Seat } from './seat.ts';

const root = mkdtempSync(join(tmpdir(), 'qice-conflict-'));
const bureau = '澜溪县市场监督管理局';
const stations = ['石桥市场监管所', '湖口市场监管所'] as const;
const firm = demoFirmName(23);
const asked = { address: '企业 注册地址', contact: '企业 联系人', phone: '企业 联系电话' };

let browser: Browser;
let first: Seat;
let second: Seat;
let county: Seat;

beforeAll(async () => {
  await layDesks(
    root,
    {
      first: { role: 'officer', officeName: stations[0], person: '王科员' },
      second: { role: 'officer', officeName: stations[1], person: '赵科员' },
      county: { role: 'county', officeName: bureau, person: '李科长' },
    },
    async (desks) => {
      importFirms(desks.county, 60);
      for (const desk of [desks.first, desks.second]) await give(desks.county, desk);
    },
  );
  browser = await launchChromium();
  [first, second, county] = await Promise.all([
    openSeat(browser, root, 'first'),
    openSeat(browser, root, 'second'),
    openSeat(browser, root, 'county'),
  ]);
  for (const { page } of [first, second, county]) await unlock(page, passphrase);
});
afterAll(async () => {
  for (const seat of [first, second, county]) await seat?.close();
  await browser?.close();
  rmSync(root, { recursive: true, force: true });
});

tellInOrder(() => [first, second, county]);

const openFirm = async ({ page }: Seat): Promise<void> => {
  await frame(page).go('企业');
  await enterprises(page).search.fill(firm);
  await enterprises(page).row(new RegExp(firm)).click();
  await frame(page).heading(firm).waitFor();
};

const edit = async (seat: Seat, values: Readonly<Record<string, string>>): Promise<void> => {
  const room = enterprises(seat.page);
  await openFirm(seat);
  for (const [label, value] of Object.entries(values)) {
    await room.fact(label).click();
    await room.factBox(label).fill(value);
    await seat.page.keyboard.press('Enter');
    await room.fact(label).getByText(value, { exact: true }).waitFor();
  }
};

/** 「概况」 of the firm as everybody is to see it in the end. */
const expectDecided = async (seat: Seat): Promise<void> => {
  await openFirm(seat);
  for (const words of ['城东工业园 9 号', '钱厂长', '0570-2222222'])
    await seat.page.getByText(words, { exact: true }).first().waitFor();
  await expect.poll(() => conflicts(seat.page).badge.count()).toBe(0);
};

test('both officers change the same three fields, each in their own village', async () => {
  await edit(first, { 注册地址: '城南路 2 号', 联系人: '孙厂长', 联系电话: '0570-1111111' });
  await edit(second, { 注册地址: '城北路 3 号', 联系人: '钱厂长', 联系电话: '0570-2222222' });
});

let receipts: readonly string[] = [];

test('the county merges both: nothing is lost, three questions stand in the inbox', async () => {
  const one = await mergeInto(county, await makeFor(first, bureau));
  const two = await mergeInto(county, await makeFor(second, bureau));
  receipts = [one.receipt, two.receipt];
  await conflicts(county.page).tab.filter({ hasText: '3' }).waitFor();
  await openFirm(county);
  // On the file itself, beside the value that is shown; and in the form.
  const asideOf = (value: string) =>
    county.page.getByText(new RegExp(`两边写得不同，另有：${value}`)).first();
  await asideOf('(城南路 2 号（石桥|城北路 3 号（湖口)市场监管所').waitFor();
  await enterprises(county.page).fact('注册地址').click();
  await enterprises(county.page)
    .fact('注册地址')
    .getByText(/两边写得不同.*保存新的写法就是裁定/)
    .waitFor();
  await county.page.keyboard.press('Escape');
  await conflicts(county.page).badge.filter({ hasText: '待裁定 3 处' }).click();
  const inbox = conflicts(county.page);
  await inbox.firm(firm).waitFor();
  for (const words of ['城南路 2 号', '城北路 3 号', '王科员 · 石桥市场监管所', '收到'])
    await inbox.row(asked.address).getByText(words).first().waitFor();
  await inbox.row(asked.contact).getByText('赵科员 · 湖口市场监管所').waitFor();
});

test('a person decides: another value by keys, one by clicking, the rest by device', async () => {
  const { page } = county;
  const inbox = conflicts(page);
  await inbox.row(asked.address).focus();
  await page.keyboard.press('2');
  expect(
    await inbox.row(asked.address).getByRole('radio').nth(1).getAttribute('aria-checked'),
  ).toBe('true');
  await page.keyboard.press('t');
  await inbox.other(asked.address).fill('城东工业园 9 号');
  await page.keyboard.press('Enter');
  await inbox.row(asked.address).waitFor({ state: 'detached' });
  await page.keyboard.press('ArrowDown');
  await inbox.side(asked.contact, '钱厂长').click();
  await inbox.decide(asked.contact).click();
  await inbox.row(asked.contact).waitFor({ state: 'detached' });
  await inbox.device.selectOption({ label: '湖口市场监管所 赵科员，1 处' });
  await inbox.byDevice.click();
  await inbox.confirm.click();
  await inbox.empty.waitFor();
  await expectDecided(county);
  await conflicts(page).openHistory();
  await conflicts(page)
    .history.getByRole('row', { name: /李科长.*裁定冲突.*钱厂长/ })
    .waitFor();
});

test('a single field tells all it ever held: by the mouse on the file, by keys in the form', async () => {
  const { page } = county;
  const cell = cellHistory(page);
  await openFirm(county);
  await page.getByText('钱厂长', { exact: true }).hover();
  await cell.clock.click();
  await cell.values('联系人').first().getByText('裁定', { exact: true }).waitFor();
  await cell.values('联系人').first().getByText('现在显示').waitFor();
  await cell.values('联系人').filter({ hasText: '孙厂长' }).getByText('互不知情').waitFor();
  await cell.begins(/从新增这条记录开始/).waitFor();
  await cell.close.click();
  await cell.values('联系人').first().waitFor({ state: 'detached' });

  await enterprises(page).fact('联系电话').click();
  const phone = enterprises(page).factBox('联系电话');
  await cell.ask(phone);
  await cell
    .values('联系电话')
    .filter({ hasText: '0570-1111111' })
    .getByText(/王科员/)
    .waitFor();
  await page.keyboard.press('Escape');
  await cell.values('联系电话').first().waitFor({ state: 'detached' });
  await expect.poll(() => phone.evaluate((e) => e === document.activeElement)).toBe(true);
});

test('both officers get the decision and the receipt', async () => {
  for (const [i, seat] of [first, second].entries()) {
    await takeReceipt(seat, receipts[i] ?? '');
    await openFirm(seat);
    await seat.page.getByText('县局已并入').first().waitFor();
    await mergeInto(seat, await makeFor(county, stations[i] ?? ''));
    await expectDecided(seat);
    await conflicts(seat.page).openHistory();
    await conflicts(seat.page)
      .history.getByRole('row', { name: /李科长.*裁定冲突/ })
      .first()
      .waitFor();
  }
});

test('nothing complained on the way', () => {
  expect([first, second, county].flatMap((seat) => seat.troubles)).toEqual([]);
});
