/** A sheet of twelve measures written without a mouse; the battery is pulled in the middle. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enterprise } from '#db/schema/enterprises.ts';
import { write } from '#db/write.ts';
import { launchChromium } from '#tests/support/chromium.ts';
import { newDevice, passphrase, realClock } from '#tests/support/device.ts';
import { sheet } from './pages/sheet.ts';
import { openSeat, type Seat } from './seat.ts';

const root = mkdtempSync(join(tmpdir(), 'qice-sheet-keyboard-'));
const firm = '澜溪云丰纸业有限公司';
const year = new Date().getFullYear();
let browser: Browser;
let seat: Seat;

beforeAll(async () => {
  const device = await newDevice(
    join(root, 'officer'),
    { role: 'officer', officeName: '石桥市场监管所', person: '王科员' },
    realClock(),
  );
  const { store } = device.desk();
  write(store, { actor: '王科员', purpose: '测试' }, (door) =>
    door.insert(enterprise, { id: store.clock.uuid(), name: firm, tier: '领军' }),
  );
  device.session.close();
  browser = await launchChromium();
  seat = await openSeat(browser, root, 'officer');
});

afterAll(async () => {
  await seat?.close();
  await browser?.close();
  rmSync(root, { recursive: true, force: true });
});

/** What is written into the cells of a measure, in the order of the paper. */
const measure = (n: number): readonly string[] => [
  n % 2 === 0 ? '王科员、李计量' : '王科员',
  n % 3 === 0 ? '质量科' : '',
  `牵头第 ${n} 项，每月到厂一次`,
  `合格率提高 ${n} 个百分点`,
  `辅导建立第 ${n} 个台账`,
  '',
  `${n}月底前`,
];
const labels = ['定人', '责任部门', '定责', '定目标', '定任务', '资源保障', '定完成时间'];

const lastDay = (month: number): string =>
  new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);

const unlock = async (page: Page): Promise<void> => {
  await page.getByLabel('口令').waitFor();
  await page.keyboard.type(passphrase);
  await page.keyboard.press('Enter');
};

/** Presses a key until something of this name has the focus. */
const pressTo = async (page: Page, key: string, name: string): Promise<void> => {
  for (let presses = 0; presses < 60; presses++) {
    const here = await page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    });
    if (here.startsWith(name)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`no ${key} leads to ${name}`);
};

/** From the search to the firm's new sheet, or what was begun of it. */
const openSheet = async (page: Page): Promise<void> => {
  await page.getByRole('navigation').first().waitFor();
  await page.keyboard.press('Control+K');
  await page.keyboard.type('yfz');
  await page.getByRole('option').first().filter({ hasText: firm }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: firm }).first().waitFor();
  await pressTo(page, 'Tab', '写一企一策');
  await page.keyboard.press('Enter');
  await sheet(page).cell(1, '定人').waitFor();
};

/** Types cell by cell; Enter in the last one goes down, or adds a row. */
const typeMeasure = async (page: Page, n: number, last: boolean): Promise<void> => {
  for (const [at, words] of measure(n).entries()) {
    if (at > 0) await page.keyboard.press('Tab');
    await page.keyboard.insertText(words);
  }
  await page.keyboard.press(last ? 'Tab' : 'Enter');
};

const written = async (page: Page, n: number): Promise<string[]> =>
  Promise.all(labels.map((label) => sheet(page).cell(n, label).inputValue()));

test('twelve measures by keyboard, the battery pulled in the seventh: nothing is lost, and it is issued', async () => {
  const began = performance.now();
  await unlock(seat.page);
  await openSheet(seat.page);
  // F6 goes from part to part.
  await pressTo(seat.page, 'F6', '第 1 项 定人');
  for (let n = 1; n <= 6; n++) await typeMeasure(seat.page, n, false);
  await seat.page.keyboard.insertText('李计量');
  await seat.page.keyboard.press('Tab');
  await seat.page.keyboard.press('Tab');
  await seat.page.keyboard.type('写到一半');
  await seat.page
    .getByText(/草稿已(保存|存)/)
    .first()
    .waitFor();
  const dark = seat.page;
  await seat.pullBattery();
  // The window is still there for a while: what is typed into the dark is not lost either.
  await dark.keyboard.type('又写几字');
  await dark.getByText('草稿暂时存不上，请先不要关闭这个窗口').waitFor();

  const page = await seat.startAgain();
  await unlock(page);
  await page.getByRole('navigation').first().waitFor();
  await dark.getByText('草稿暂时存不上').waitFor({ state: 'detached' });
  await dark.close();
  await openSheet(page);
  await page.getByText(/^已恢复 .*未保存的内容/).waitFor();
  for (let n = 1; n <= 6; n++)
    expect(await written(page, n)).toEqual([...measure(n).slice(0, 6), lastDay(n)]);
  await expect.poll(() => sheet(page).cell(7, '定人').inputValue()).toBe('李计量');
  await expect.poll(() => sheet(page).cell(7, '定责').inputValue()).toBe('写到一半又写几字');

  // On from where it stood: down to the seventh, its cells written anew.
  await pressTo(page, 'F6', '第 1 项 定人');
  for (let n = 1; n < 7; n++) await page.keyboard.press('Control+ArrowDown');
  for (const [at, words] of measure(7).entries()) {
    if (at > 0) await page.keyboard.press('Tab');
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(words);
  }
  await page.keyboard.press('Enter');
  for (let n = 8; n <= 12; n++) await typeMeasure(page, n, n === 12);
  if (process.env.QICE_PICTURES)
    await page.screenshot({ path: join(process.env.QICE_PICTURES, 'sheet-typed.png') });
  await page.keyboard.press('Control+S');
  await page.getByText('已保存', { exact: true }).first().waitFor();
  for (let n = 1; n <= 12; n++)
    expect(await written(page, n)).toEqual([...measure(n).slice(0, 6), lastDay(n)]);

  await pressTo(page, 'F6', '从档案填入现状');
  await pressTo(page, 'Shift+Tab', '签发');
  await page.keyboard.press('Enter');
  await sheet(page).confirmIssue.waitFor();
  await page.keyboard.press('Enter');
  await page.getByText(/^已签发 \d{4}年/).waitFor();
  console.log(`twelve measures, killed once, in ${Math.round(performance.now() - began)} ms`);
});

test('a day of a result that nobody can read is asked about, and stays as it is typed until it is mended', async () => {
  const { page } = seat;
  await page.getByRole('button', { name: '添加成效' }).click();
  const cell = (label: string) => page.getByLabel(`成效第 1 条 ${label}`, { exact: true });
  await cell('指标').fill('一次交验合格率');
  await cell('截至').fill('改造以后');
  await page.keyboard.press('Control+S');
  await page.getByText('还没有保存：下面的年度或日期读不懂').waitFor();
  if (process.env.QICE_PICTURES)
    await page.screenshot({ path: join(process.env.QICE_PICTURES, 'sheet-unreadable.png') });
  expect(await cell('截至').evaluate((box) => box === document.activeElement)).toBe(true);
  await expect.poll(() => cell('截至').inputValue()).toBe('改造以后');
  await cell('截至').fill('三季度末');
  await page.keyboard.press('Control+S');
  await page.getByText('还没有保存').waitFor({ state: 'hidden' });
  await expect.poll(() => cell('截至').inputValue(), { timeout: 15_000 }).toMatch(/^\d{4}-09-30$/);
});

test('nothing went wrong on the way', () => {
  expect(seat.troubles).toEqual([]);
});
