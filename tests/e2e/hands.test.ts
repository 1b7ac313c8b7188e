/** Other ways to sit at it: without a mouse, and on a screen as narrow as a telephone. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '#tests/support/chromium.ts';
import { demoFirmName } from '#tests/support/roster-fixtures.ts';
import { enterprises } from './pages/enterprises.ts';
import { frame } from './pages/frame.ts';
import { takeRoster } from './pages/import.ts';
import { visit } from './pages/visit.ts';
import { setUp } from './pages/wizard.ts';
import { photograph } from './photo.ts';
import { openSeat, type Seat } from './seat.ts';

const root = mkdtempSync(join(tmpdir(), 'qice-hands-'));
const firm = demoFirmName(17);
let browser: Browser;
let officer: Seat;

beforeAll(async () => {
  browser = await launchChromium();
  officer = await openSeat(browser, root, 'officer');
  const { page } = officer;
  await setUp(page, {
    role: 'officer',
    officeName: '石桥市场监管所',
    division: '澜溪',
    person: '王科员',
  });
  await takeRoster(page, 30);
  await page.getByRole('link', { name: '查看企业' }).waitFor();
});
afterAll(async () => {
  await officer?.close();
  await browser?.close();
  rmSync(root, { recursive: true, force: true });
});

test('from anywhere to a saved visit without the mouse', async () => {
  const { page } = officer;
  const { keyboard } = page;
  const onto = async (place: Locator): Promise<void> => {
    for (let presses = 0; presses < 40; presses += 1) {
      if (await place.evaluate((element) => element === document.activeElement)) return;
      await keyboard.press('Tab');
    }
    throw new Error('not reached with Tab');
  };
  await keyboard.press('Control+k');
  await keyboard.type('ydtzzy');
  await frame(page).hits.filter({ hasText: firm }).waitFor();
  await keyboard.press('Enter');
  await frame(page).heading(firm).waitFor();
  await onto(enterprises(page).recordVisit);
  await keyboard.press('Enter');
  await visit(page).content.waitFor();
  // The caret is where one writes, without a Tab.
  await keyboard.type('电话约好，看了质量台账。');
  await onto(visit(page).addIssue);
  await keyboard.press('Enter');
  await keyboard.type('检验员证书到期');
  await onto(visit(page).people);
  await keyboard.type('李科员');
  await keyboard.press('Enter');
  await keyboard.press('Control+s');
  await visit(page).saved.waitFor();
  await expect.poll(() => visit(page).content.inputValue()).toBe('电话约好，看了质量台账。');
  await expect.poll(() => visit(page).issueContent(1).inputValue()).toBe('检验员证书到期');
  await page.getByText('李科员', { exact: true }).waitFor();
});

test('a telephone-sized window records a visit with nothing out of reach', async () => {
  const { page } = officer;
  await page.setViewportSize({ width: 390, height: 844 });
  const sideways = (): Promise<number> =>
    page.evaluate(
      () =>
        Math.max(
          ...[...document.querySelectorAll('*')].map((e) => e.getBoundingClientRect().right),
        ) - window.innerWidth,
    );
  await frame(page).go('走访');
  await page.getByRole('link', { name: '记录走访' }).first().click();
  await page.getByLabel('选择企业').fill('凯');
  await page.getByRole('list', { name: '找到的企业' }).getByRole('link').first().click();
  const form = visit(page);
  await form.content.fill('现场用手机大小的窗口记的。');
  await form.serviceType('质量');
  await form.addPhotos([await photograph(page, '天平', { width: 1200, height: 1600 })]);
  await form.photo(1).waitFor();
  expect(await sideways()).toBeLessThanOrEqual(0);
  for (const button of [form.save, form.addIssue]) {
    await button.scrollIntoViewIfNeeded();
    const box = await button.boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(390);
    expect(box?.height).toBeGreaterThanOrEqual(32);
  }
  await form.save.click();
  await form.saved.waitFor();
});

test('a click or Enter that comes before the answer is for the answer, not for the rows before it', async () => {
  const { page } = officer;
  await page.setViewportSize({ width: 1366, height: 768 });
  // A machine that takes its time over every search.
  await page.route(/enterprises\.list/, async (route) => {
    await new Promise((done) => setTimeout(done, 700));
    await route.continue();
  });
  const wanted = frame(page).heading(new RegExp(firm));
  const chooser = page.getByLabel('选择企业');
  const first = page.getByRole('list', { name: '找到的企业' }).getByRole('link').first();
  await frame(page).go('走访');
  await page.getByRole('link', { name: '记录走访' }).first().click();
  await first.waitFor();
  await chooser.fill('ydtzzy');
  await first.click();
  await wanted.waitFor();
  await frame(page).go('走访');
  await page.getByRole('link', { name: '记录走访' }).first().click();
  await first.waitFor();
  await chooser.fill('ydtzzy');
  await chooser.press('Enter');
  await wanted.waitFor();
  // The box above every room: the first letter's answer is in when the others and Enter come.
  await page.keyboard.press('Control+k');
  await page.keyboard.type('y');
  await frame(page).hits.first().waitFor();
  await page.keyboard.type('dtzzy');
  await page.keyboard.press('Enter');
  await frame(page).heading(firm).waitFor();
  // Answers still under way are let through first.
  await page.unrouteAll({ behavior: 'wait' });
});

test('nothing complained', () => {
  expect(officer.troubles).toEqual([]);
});
