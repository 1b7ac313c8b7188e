/** The list by keyboard and by print, past bulk edits, and a table of the statistics bureau. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillWithFirms } from '#tests/bench/firms.ts';
import { launchChromium } from '#tests/support/chromium.ts';
import { tableBytes } from '#tests/support/county-tables.ts';
import { newDevice, passphrase, realClock } from '#tests/support/device.ts';
import { enterprises } from './pages/enterprises.ts';
import { frame } from './pages/frame.ts';
import { importing } from './pages/import.ts';
import { unlock } from './pages/wizard.ts';
import { openSeat, type Seat } from './seat.ts';

const root = mkdtempSync(join(tmpdir(), 'qice-list-'));
const firms = 250;
let browser: Browser;
let seat: Seat;

beforeAll(async () => {
  const device = await newDevice(
    join(root, 'county'),
    { role: 'county', officeName: '澜溪县市场监督管理局', person: '李科长' },
    realClock(),
  );
  fillWithFirms(device.desk().store, firms);
  device.session.close();
  browser = await launchChromium();
  seat = await openSeat(browser, root, 'county');
  await unlock(seat.page, passphrase);
  await frame(seat.page).go('企业');
  await enterprises(seat.page).list.waitFor();
});

afterAll(async () => {
  await seat?.close();
  await browser?.close();
  rmSync(root, { recursive: true, force: true });
});

/** Until the list stands for these words, not for those before. */
const searchFor = async (page: Page, words: string): Promise<void> => {
  await enterprises(page).search.fill(words);
  await page.waitForFunction(
    (said) => new URLSearchParams(location.hash.split('?')[1]).get('q') === said,
    words,
  );
};

test('arrows, Space, Ctrl+A and Esc tick firms; the edit of two stands in the records and goes back', async () => {
  const { page } = seat;
  await enterprises(page).list.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+a');
  await page.getByText(`已选 ${firms} 家`).waitFor();
  await page.keyboard.press('Escape');
  await page.getByText(/已选/).waitFor({ state: 'detached' });
  for (const key of ['Space', 'ArrowDown', 'Space']) await page.keyboard.press(key);
  await page.getByText('已选 2 家').waitFor();
  await page.getByRole('button', { name: '批量修改' }).click();
  await page.getByRole('combobox', { name: '修改栏目' }).click();
  await page.getByRole('option', { name: '块状产业' }).click();
  await page.getByRole('combobox', { name: '改为' }).fill('光电仪器');
  await page.getByRole('button', { name: '修改 2 家' }).click();
  await page.getByText('已修改 2 家的块状产业').waitFor();

  await page.getByRole('button', { name: '操作记录' }).click();
  await page.getByRole('menuitem', { name: '批量修改记录' }).click();
  const runs = page.getByRole('grid', { name: '批量修改记录' });
  await runs.getByRole('row', { name: /块状产业改为“光电仪器”.*2 家.*李科长/ }).click();
  await page.getByRole('grid', { name: '批量修改的企业' }).waitFor();
  await page.getByRole('button', { name: '撤销这次修改' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '撤销修改' }).click();
  await page.getByText('已撤销：2 家恢复原值').waitFor();
  await page.getByText(/这次修改已于 .* 撤销/).waitFor();
});

test('a firm opened while the last keys of a search still wait stays open', async () => {
  const { page } = seat;
  await frame(page).go('企业');
  await searchFor(page, '湖口');
  await enterprises(page).list.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await enterprises(page).band.waitFor();
  const { hash } = new URL(page.url());
  expect(hash).toMatch(/^#\/enterprises\/[^?]+$/);
  await page.goBack();
  await enterprises(page).list.waitFor();
  // The list stands for the new words and has not said so in the address yet: there a slow laptop's click falls.
  await page.evaluate((firm) => {
    const before = document.querySelector('[role="grid"]');
    new MutationObserver((_seen, observer) => {
      if (before?.isConnected) return;
      observer.disconnect();
      location.hash = firm;
    }).observe(document.body, { childList: true, subtree: true });
  }, hash);
  await enterprises(page).search.press('End');
  await page.keyboard.insertText('镇');
  await enterprises(page).band.waitFor();
  expect(new URL(page.url()).hash).toBe(hash);
  await page.goBack();
  await enterprises(page).list.waitFor();
});

test('what is shown is what is printed: every firm of the search, in the columns of the list', async () => {
  const { page } = seat;
  await frame(page).go('企业');
  await searchFor(page, '湖口镇');
  const found = page.getByText(/^找到 \d+ 家$/);
  await found.waitFor();
  const count = Number(/\d+/.exec((await found.textContent()) ?? '')?.[0]);
  expect(count).toBeGreaterThan(0);
  expect(count).toBeLessThan(firms);
  await page.getByRole('link', { name: '打印', exact: true }).click();
  const table = page.getByRole('table', { name: '名单' });
  await table.waitFor();
  await expect.poll(() => table.getByRole('row').count()).toBe(count + 1);
  await page.getByText('含“湖口镇”').waitFor();
  const pdf = await page.pdf({ preferCSSPageSize: true });
  // A4 lying: 842 × 595 points.
  expect(pdf.toString('latin1')).toMatch(/MediaBox \[0 0 84[12][.\d]* 59[456]/);
});

test('totals of the statistics bureau come by the same import and stand under 摸底统计', async () => {
  const { page } = seat;
  await frame(page).go('企业');
  await enterprises(page).importButton.click();
  const wizard = importing(page);
  const rows = [
    ['年度', '规上企业数', '工业总产值（亿元）', '利税总额（万元）', '出口创汇（万美元）'],
    ['2008年', 132, 411.8, 604_000, 10_190],
  ];
  await wizard.choose({
    name: '规上指标.xls',
    mimeType: 'application/vnd.ms-excel',
    buffer: Buffer.from(tableBytes(rows, 'biff8')),
  });
  await wizard.toColumns();
  await wizard.preview();
  await page.getByRole('row', { name: /2008 年/ }).waitFor();
  await wizard.commit(1).click();
  await page.getByRole('link', { name: '查看统计' }).click();
  await page.getByRole('tab', { name: '规上工业合计' }).click();
  const totals = page.getByRole('table', { name: '规上工业合计' });
  await totals.getByRole('row', { name: /2008.*132.*4,118,000.*604,000.*10,190/ }).waitFor();
});

test('nothing went wrong on the way', () => {
  expect(seat.troubles).toEqual([]);
});
