/** Figures of services by clicking: one participant more changes exactly the figures it should. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillDemoCounty } from '#services/demo/fill.ts';
import { launchChromium } from '#tests/support/chromium.ts';
import { newDevice, passphrase, realClock } from '#tests/support/device.ts';
import { tellInOrder } from './chapters.ts';
import { visit } from './pages/visit.ts';
import { unlock } from './pages/wizard.ts';
import { openSeat, type Seat } from './seat.ts';

const root = mkdtempSync(join(tmpdir(), 'qice-services-'));
let browser: Browser;
let county: Seat;
tellInOrder(() => (county ? [county] : []));

beforeAll(async () => {
  const device = await newDevice(
    join(root, 'county'),
    { role: 'county', officeName: '澜溪县市场监督管理局', person: '李科长' },
    realClock(),
  );
  fillDemoCounty(device.desk(), { year: 2009 });
  device.session.close();
  browser = await launchChromium();
  county = await openSeat(browser, root, 'county');
  await unlock(county.page, passphrase);
});
afterAll(async () => {
  await county?.close();
  await browser?.close();
  rmSync(root, { recursive: true, force: true });
});

const pictures = process.env.QICE_PICTURES;
const picture = async (name: string): Promise<void> => {
  if (pictures) await county.page.screenshot({ path: join(pictures, `${name}.png`) });
};

const table = () => county.page.getByRole('table', { name: '服务统计' });

/** Opens the first quarter split by month, and reads the table row by row once it is there. */
const quarter = async (): Promise<Record<string, string[]>> => {
  const { page } = county;
  await page.goto(`${page.url().split('#')[0]}#/visits/services?from=2009-01-01&to=2009-03-31`);
  return cells();
};

const cells = async (): Promise<Record<string, string[]>> => {
  await table().getByRole('rowheader', { name: '2009-03' }).waitFor();
  const rows = table().locator('tbody tr, tfoot tr:first-child');
  return Object.fromEntries(
    await rows.evaluateAll((all) =>
      all.map((row): [string, string[]] => [
        row.querySelector('th')?.textContent ?? '',
        [...row.querySelectorAll('td:not([data-change])')].map((cell) => cell.textContent ?? ''),
      ]),
    ),
  );
};

/** 走访 家 人次, 登记 受理 解决 办理中 已转办 不予受理, 办结 节约. */
const before: Record<string, string[]> = {};

test('378 visits, 958 person-times, 141 registered, 128 solved, each in a column of its own', async () => {
  Object.assign(before, await quarter());
  const column = (at: number) =>
    ['2009-01', '2009-02', '2009-03', '合计'].map((row) => before[row]?.[at]);
  expect(column(0)).toEqual(['126', '92', '160', '378']);
  expect(column(2)).toEqual(['318', '233', '407', '958']);
  // Nothing is on record of 2008: every line says so beside each figure.
  await expect
    .poll(() => table().locator('tbody tr').nth(1).locator('[data-change]').allInnerTexts())
    .toEqual(['+92', '+92', '+233', '+43', '+43', '+41', '', '', '', '+6', '+79']);
  expect(before.合计?.slice(3, 9)).toEqual(['141', '141', '128', '11', '2', '0']);
  await table()
    .getByRole('columnheader', { name: '服务人次' })
    .getAttribute('title')
    .then((said) => expect(said).toMatch(/一人一次算一人次.*走访日期.*不计：企业的人员/));
});

test('one participant more on a visit of February: the 人次 of February and of the quarter, nothing else', async () => {
  const { page } = county;
  await table().getByRole('button', { name: '2009-02 服务人次 233 人次' }).click();
  await page.getByText('，共 233 人次').waitFor();
  await page.getByRole('grid', { name: '服务人次明细' }).getByRole('row').nth(1).click();
  const form = visit(page);
  await form.people.fill('欧阳新');
  await form.people.press('Enter');
  await form.save.click();
  await form.saved.waitFor();
  await quarter();
  // What was asked before stands there until the new answer is in.
  await expect.poll(async () => (await cells())['2009-02']?.[2], { timeout: 15_000 }).toBe('234');
  const expected = structuredClone(before);
  expected['2009-02']?.splice(2, 1, '234');
  expected.合计?.splice(2, 1, '959');
  expect(await cells()).toEqual(expected);
});

test('the table goes out as a workbook; 21 agreements and 16 tickets stand beside it, and one is renewed', async () => {
  const { page } = county;
  const path = await county.download(page.getByRole('button', { name: '导出表格' }));
  expect(path).toMatch(/服务统计表 2009-01-01 至 2009-03-31\.xlsx$/);
  await picture('services');
  const look = (word: string) =>
    page.getByRole('radiogroup', { name: '看什么' }).getByText(word).click();
  await look('跟踪服务协议');
  await page.getByText('全部 21 份').waitFor();
  await picture('agreements');
  await page.getByRole('button', { name: /^续签/ }).first().click();
  await page.getByText('全部 22 份').waitFor();
  await look('绿色通道');
  await page.getByText('全部 16 件').waitFor();
  await page.getByText('199').waitFor();
  await picture('tickets');
  expect(county.troubles).toEqual([]);
});
