/** A new computer begins with a snapshot of the county, by clicking, and works on from there. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '#tests/support/chromium.ts';
import { demoFirmName } from '#tests/support/roster-fixtures.ts';
import { tellInOrder } from './chapters.ts';
import { enterprises } from './pages/enterprises.ts';
import { exchange } from './pages/exchange.ts';
import { introduce, makeFor, mergeInto, takeReceipt } from './pages/exchanging.ts';
import { frame } from './pages/frame.ts';
import { takeRoster } from './pages/import.ts';
import { visit } from './pages/visit.ts';
import { setUp } from './pages/wizard.ts';
import { openSeat, type Seat } from './seat.ts';

const root = mkdtempSync(join(tmpdir(), 'qice-snapshot-'));
const bureau = '澜溪县市场监督管理局';
const station = '石桥市场监管所';
const firm = demoFirmName(7);

let browser: Browser;
let county: Seat;
let laptop: Seat;

beforeAll(async () => {
  browser = await launchChromium();
  [county, laptop] = await Promise.all([
    openSeat(browser, root, 'county'),
    openSeat(browser, root, 'laptop'),
  ]);
});
afterAll(async () => {
  for (const seat of [county, laptop]) await seat?.close();
  await browser?.close();
  rmSync(root, { recursive: true, force: true });
});

tellInOrder(() => [county, laptop]);

let snapshot = '';

test('the county, which has 40 firms, makes a snapshot for the new computer', async () => {
  const division = '澜溪';
  await setUp(county.page, { role: 'county', officeName: bureau, division, person: '李科长' });
  await setUp(laptop.page, { role: 'officer', officeName: station, division, person: '王科员' });
  await takeRoster(county.page, 40);
  await county.page.getByRole('link', { name: '查看企业' }).waitFor();
  await introduce(county, laptop);

  await frame(county.page).go('数据交换');
  const room = exchange(county.page);
  await room.step('制作数据包');
  await room.receiver(new RegExp(station)).check();
  await county.page.getByRole('radio', { name: '快照' }).check();
  await county.page.getByText('本机的草稿、设置和密钥不在里面').waitFor();
  snapshot = await county.download(county.page.getByRole('button', { name: '制作快照' }));
  await room.made.getByText('已做好第 1 号快照').waitFor();
  await room.made.getByText(/记录 43 条/).waitFor();
  await room.done.click();
  // An officer has no such choice.
  await frame(laptop.page).go('数据交换');
  await exchange(laptop.page).step('制作数据包');
  await exchange(laptop.page).make.waitFor();
  await expect.poll(() => laptop.page.getByRole('radio', { name: '快照' }).count()).toBe(0);
});

test('the laptop looks at it, begins with it, and has all firms', async () => {
  const { page } = laptop;
  const room = exchange(page);
  await room.step('读入数据包');
  await room.read(snapshot);
  await room.offered.getByText('第 1 号快照').waitFor();
  await room.offered.getByText('企业 40 条').waitFor();
  await page.getByRole('button', { name: '从快照开始' }).click();
  await room.merged.getByText(/新并入 43 条/).waitFor();
  const receipt = await laptop.download(room.saveReceipt);
  await room.done.click();
  await frame(page).go('企业');
  await enterprises(page).search.fill(firm);
  await enterprises(page).row(new RegExp(firm)).waitFor();
  await takeReceipt(county, receipt);
});

test('a visit goes up, a second snapshot is refused with what to do instead', async () => {
  const { page } = laptop;
  await enterprises(page).row(new RegExp(firm)).click();
  await enterprises(page).recordVisit.click();
  await visit(page).content.fill('新电脑上的第一次走访');
  await visit(page).save.click();
  await visit(page).saved.waitFor();
  const { words } = await mergeInto(county, await makeFor(laptop, bureau));
  expect(words).not.toContain('冲突');

  await frame(county.page).go('数据交换');
  const room = exchange(county.page);
  await room.step('制作数据包');
  await county.page.getByRole('radio', { name: '快照' }).check();
  const again = await county.download(county.page.getByRole('button', { name: '制作快照' }));
  await frame(page).go('数据交换');
  await exchange(page).step('读入数据包');
  await exchange(page).read(again);
  await page.getByRole('alert').getByText('请让对方做普通数据包').waitFor();
});

test('nothing complained on the way but the browser, of the refusal', () => {
  const troubles = [county, laptop].flatMap((seat) => seat.troubles);
  expect(troubles).toEqual([expect.stringMatching(/status of 422 .*exchange\.inspect/)]);
});
