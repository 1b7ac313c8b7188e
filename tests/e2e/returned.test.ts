/** The county returns a visit; the officer mends it and answers; the county confirms. All by clicking. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enterpriseId } from '#services/enterprises.ts';
import { saveVisit } from '#services/visits.ts';
import { launchChromium } from '#tests/support/chromium.ts';
import { importFirms, visitForm } from '#tests/support/county.ts';
import { passphrase } from '#tests/support/device.ts';
import { demoCreditCode, demoFirmName } from '#tests/support/roster-fixtures.ts';
import { tellInOrder } from './chapters.ts';
import { give, layDesks } from './desks.ts';
import { makeFor, mergeInto, takeReceipt } from './pages/exchanging.ts';
import { frame } from './pages/frame.ts';
import { returns } from './pages/returns.ts';
import { visit } from './pages/visit.ts';
import { unlock } from './pages/wizard.ts';
import { openSeat, type Seat } from './seat.ts';

const root = mkdtempSync(join(tmpdir(), 'qice-returned-'));
const bureau = '澜溪县市场监督管理局';
const station = '石桥市场监管所';
const firm = demoFirmName(23);

let browser: Browser;
let officer: Seat;
let county: Seat;

beforeAll(async () => {
  await layDesks(
    root,
    {
      officer: { role: 'officer', officeName: station, person: '王科员' },
      county: { role: 'county', officeName: bureau, person: '李科长' },
    },
    async (desks) => {
      importFirms(desks.officer, 40);
      const firmId = enterpriseId(demoCreditCode(23));
      saveVisit(desks.officer.desk(), { ...visitForm(firmId, '看了车间'), issues: [] });
      await give(desks.officer, desks.county);
    },
  );
  browser = await launchChromium();
  [officer, county] = await Promise.all([
    openSeat(browser, root, 'officer'),
    openSeat(browser, root, 'county'),
  ]);
  for (const { page } of [officer, county]) await unlock(page, passphrase);
});
afterAll(async () => {
  for (const seat of [officer, county]) await seat?.close();
  await browser?.close();
  rmSync(root, { recursive: true, force: true });
});

tellInOrder(() => [officer, county]);

const openVisit = async ({ page }: Seat): Promise<void> => {
  await frame(page).go('走访');
  await page.getByRole('grid', { name: '走访记录' }).getByRole('row', { name: firm }).click();
  await frame(page).heading(firm).waitFor();
};

/** Up or down: a bundle, merged, receipted. */
const carry = async (from: Seat, to: Seat, receiver: string): Promise<void> => {
  const { receipt } = await mergeInto(to, await makeFor(from, receiver));
  await takeReceipt(from, receipt);
};

test('the county returns it, with a reason at hand and words of its own', async () => {
  const { page } = county;
  await openVisit(county);
  await returns(page).giveBack.click();
  await expect
    .poll(() => returns(page).dialog.getByRole('button', { name: '退回' }).isDisabled())
    .toBe(true);
  await returns(page).reason('照片不清楚，请补拍').click();
  await returns(page).opinion.press('End');
  await returns(page).opinion.pressSequentially('；铭牌看不清');
  // Both keys come before the page is drawn anew: it is returned once.
  await returns(page).opinion.evaluate(async (box) => {
    for (let n = 0; n < 2; n += 1) {
      const enter = { key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true };
      box.dispatchEvent(new KeyboardEvent('keydown', enter));
      await Promise.resolve();
    }
  });
  await returns(page).bar('被退回').getByText('照片不清楚，请补拍；铭牌看不清').waitFor();
  await returns(page).bar('被退回').getByText('等对方改正并答复').waitFor();
  await carry(county, officer, station);
});

test('the officer sees it from every room, mends the visit and answers', async () => {
  const { page } = officer;
  await frame(page).go('走访');
  await page
    .getByRole('grid', { name: '走访记录' })
    .getByRole('row', { name: /被退回/ })
    .waitFor();
  await frame(page).pill.filter({ hasText: '1 件退回待办' }).click();
  await returns(page)
    .row(/被退回.*走访.*铭牌看不清.*李科长/)
    .click();
  await returns(page).bar('被退回').getByText(`${bureau} 李科长`).waitFor();
  await expect.poll(() => returns(page).giveBack.count()).toBe(0);
  await visit(page).save.hover();
  const place = await visit(page).save.boundingBox();
  await visit(page).content.fill('看了车间，补拍了铭牌');
  // A person's press lasts: the draft is kept meanwhile, it is said, and the button stays put.
  await page.mouse.down();
  await visit(page).draftKept.waitFor();
  // Pressed, a button gives by one pixel.
  expect((await visit(page).save.boundingBox())?.y).toBeLessThanOrEqual((place?.y ?? 0) + 1);
  await page.mouse.up();
  await visit(page).saved.waitFor();
  // Typed, the battery pulled: the words are there again, on the page and in the list.
  await returns(page).reply.pressSequentially('已补拍铭');
  await page.getByText(/^草稿已存/).waitFor();
  await officer.pullBattery();
  const again = await officer.startAgain();
  await unlock(again, passphrase);
  await page.close();
  await frame(again).pill.filter({ hasText: '1 件退回待办' }).click();
  await returns(again).unsent.getByText('写了一半的答复：已补拍铭').waitFor();
  await returns(again).unsent.getByRole('link', { name: '打开记录' }).click();
  await returns(again)
    .bar('被退回')
    .getByText(/已恢复.*未保存的内容/)
    .waitFor();
  await expect.poll(() => returns(again).reply.inputValue()).toBe('已补拍铭');
  await returns(again).reply.press('End');
  await returns(again).reply.pressSequentially('牌照');
  // The form of the visit around it has an undo of its own.
  await returns(again).reply.press('Control+z');
  await expect.poll(() => returns(again).reply.inputValue()).toBe('已补拍铭');
  await expect.poll(() => visit(again).content.inputValue()).toBe('看了车间，补拍了铭牌');
  await returns(again).reply.fill('已补拍铭牌');
  await returns(again).sendReply.click();
  await returns(again).bar('已改正，待确认').getByText('等退回的单位确认').waitFor();
  await frame(again).go('数据交换');
  await returns(again).tab.click();
  await returns(again)
    .row(/已改正/)
    .waitFor();
  await expect.poll(() => returns(again).unsent.count()).toBe(0);
  await carry(officer, county, bureau);
});

test('the county is not content, then is', async () => {
  const { page } = county;
  await frame(page).pill.filter({ hasText: '1 件退回待办' }).click();
  await returns(page)
    .row(/已改正，待确认/)
    .click();
  await returns(page).bar('已改正，待确认').getByText('已补拍铭牌').waitFor();
  await expect.poll(() => visit(page).content.inputValue()).toBe('看了车间，补拍了铭牌');
  await returns(page).again.click();
  await page.getByLabel('再次退回的意见').fill('请写明批号');
  await returns(page).again.click();
  await returns(page).bar('被退回').getByText('请写明批号').waitFor();
  await carry(county, officer, station);

  await openVisit(officer);
  await returns(officer.page).reply.fill('批号已写');
  await returns(officer.page).sendReply.click();
  await returns(officer.page).bar('已改正，待确认').waitFor();
  await carry(officer, county, bureau);

  await openVisit(county);
  await returns(page).close.click();
  await returns(page).closed(2).waitFor();
  await carry(county, officer, station);
});

test('nothing waits any more at either desk, and what was said can be read', async () => {
  for (const seat of [officer, county]) {
    await openVisit(seat);
    const closed = returns(seat.page).closed(2);
    await closed.click();
    for (const words of ['已补拍铭牌', '请写明批号', '批号已写'])
      await seat.page.getByText(words, { exact: true }).first().waitFor();
    expect(await frame(seat.page).pill.innerText()).not.toContain('退回');
  }
  expect([officer, county].flatMap((seat) => seat.troubles)).toEqual([]);
});
