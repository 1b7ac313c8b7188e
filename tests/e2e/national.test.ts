/** The national envelope by click: SM2 keys begun, cards compared, a bundle made, read and receipted in it. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SM_MAGIC } from '#sync/sm-file.ts';
import { launchChromium } from '#tests/support/chromium.ts';
import { tellInOrder } from './chapters.ts';
import { exchange } from './pages/exchange.ts';
import { frame } from './pages/frame.ts';
import { setUp } from './pages/wizard.ts';
import { openSeat, type Seat } from './seat.ts';

const root = mkdtempSync(join(tmpdir(), 'qice-national-'));
const countyName = '澜溪县市场监督管理局';
let browser: Browser;
let officer: Seat;
let county: Seat;
tellInOrder(() => [officer, county]);

beforeAll(async () => {
  browser = await launchChromium();
  officer = await openSeat(browser, root, 'officer');
  county = await openSeat(browser, root, 'county');
  const [division, officeName] = ['澜溪', '石桥市场监管所'];
  await setUp(officer.page, { role: 'officer', officeName, division, person: '王科员' });
  await setUp(county.page, { role: 'county', officeName: countyName, division, person: '李科长' });
  for (const { page } of [officer, county]) {
    await frame(page).go('数据交换');
    await exchange(page).step('名片与信任');
  }
});
afterAll(async () => {
  await officer?.close();
  await county?.close();
  await browser?.close();
  rmSync(root, { recursive: true, force: true });
});

const trust = async (page: Page, card: string): Promise<void> => {
  await exchange(page).readCard(card);
  await exchange(page).compared.check();
  await exchange(page).trust.click();
  await exchange(page).compared.waitFor({ state: 'detached' });
};
const more = (page: Page, region: '本机名片' | '制作数据包') =>
  page.getByRole('region', { name: region }).getByText('更多', { exact: true });
const begin = async ({ page }: Seat): Promise<void> => {
  await more(page, '本机名片').click();
  await page.getByRole('button', { name: '启用国密密钥' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '启用' }).click();
  await page.getByText('已启用国密密钥（SM2），名片和指纹都包含它。').waitFor();
};
const saveCard = ({ page, download }: Seat): Promise<string> => download(exchange(page).saveCard);

test('without SM2 keys on both cards nobody is offered the choice', async () => {
  await trust(officer.page, await saveCard(county));
  await exchange(officer.page).step('制作数据包');
  await exchange(officer.page).make.waitFor();
  await expect.poll(() => more(officer.page, '制作数据包').count()).toBe(0);
  await exchange(officer.page).step('名片与信任');
});

test('each begins to use them; the new fingerprint is compared', async () => {
  const before = await exchange(county.page).ownFingerprint();
  await begin(county);
  await begin(officer);
  expect(await exchange(county.page).ownFingerprint()).not.toBe(before);
  await exchange(officer.page).readCard(await saveCard(county));
  await officer.page.getByText('对方启用了国密密钥，指纹因此变了').waitFor();
  expect(await exchange(officer.page).theirFingerprint()).toBe(
    await exchange(county.page).ownFingerprint(),
  );
  await exchange(officer.page).compared.check();
  await exchange(officer.page).trust.click();
  await exchange(officer.page).compared.waitFor({ state: 'detached' });
  await trust(county.page, await saveCard(officer));
});

test('a bundle in the national envelope is made, read and receipted', async () => {
  const here = exchange(officer.page);
  await here.step('制作数据包');
  await more(officer.page, '制作数据包').click();
  await officer.page.getByRole('radio', { name: /国密信封/ }).check();
  const bundle = await officer.download(here.make);
  expect(readFileSync(bundle, 'latin1').startsWith(SM_MAGIC)).toBe(true);

  const there = exchange(county.page);
  await there.step('读入数据包');
  await there.read(bundle);
  await there.offered.getByText('国密信封（SM2/SM3/SM4）').waitFor();
  await there.merge.click();
  const receipt = await county.download(there.saveReceipt);
  expect(readFileSync(receipt, 'latin1').startsWith(SM_MAGIC)).toBe(true);

  await here.step('读入数据包');
  await here.read(receipt);
  await here.takeReceipt.click();
  await here.merged.waitFor();
});

test('nothing went wrong on the way', () => {
  expect([...officer.troubles, ...county.troubles]).toEqual([]);
});
