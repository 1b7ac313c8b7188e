/** What people do wrong every day, and the sentence that answers. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '#tests/support/chromium.ts';
import { demoCreditCode, demoFirmName, rosterFixture } from '#tests/support/roster-fixtures.ts';
import { enterprises } from './pages/enterprises.ts';
import { exchange } from './pages/exchange.ts';
import { frame } from './pages/frame.ts';
import { importing } from './pages/import.ts';
import { setUp, unlock } from './pages/wizard.ts';
import { openSeat, type Seat } from './seat.ts';

const root = mkdtempSync(join(tmpdir(), 'qice-refusals-'));
const firms = 30;
let browser: Browser;
let officer: Seat;
let county: Seat;
let bundle: string;

/** The officer trusts the county's card; the county does not know the officer. */
const makeBundle = async (): Promise<string> => {
  await frame(county.page).go('数据交换');
  await exchange(county.page).step('名片与信任');
  const card = await county.download(exchange(county.page).saveCard);
  await frame(officer.page).go('数据交换');
  const room = exchange(officer.page);
  await room.step('名片与信任');
  await room.readCard(card);
  await room.compared.check();
  await room.trust.click();
  await room.step('制作数据包');
  return officer.download(room.make);
};

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
  bundle = await makeBundle();
});
afterAll(async () => {
  for (const seat of [officer, county]) await seat?.close();
  await browser?.close();
  rmSync(root, { recursive: true, force: true });
});

test('a wrong passphrase is answered under the field, and the right one opens', async () => {
  const { page } = officer;
  await frame(page).go('设置');
  await page.getByRole('button', { name: '立即锁定' }).click();
  await unlock(page, '不是这一句');
  await page.getByText('口令不对。数据没有改动，请重新输入。').waitFor();
  await unlock(page);
  await page.getByRole('navigation', { name: '栏目' }).waitFor();
});

test('an import is undone as a whole', async () => {
  const { page } = officer;
  const wizard = importing(page);
  const roster = rosterFixture('csv-gb18030', firms);
  await frame(page).go('企业');
  await enterprises(page).importButton.click();
  await wizard.choose({
    name: roster.fileName,
    mimeType: 'text/csv',
    buffer: Buffer.from(roster.bytes),
  });
  await wizard.toColumns();
  await wizard.preview();
  // One of the firms that come twice brings products.
  await wizard.commit(firms + 1).click();
  await wizard.undo.click();
  await page.getByText('这次新增的会移除').waitFor();
  await wizard.confirmUndo.click();
  await page.getByText(/^这次导入已于 .* 撤销/).waitFor();
  await expect.poll(() => wizard.undo.isDisabled()).toBe(true);
  await frame(page).go('企业');
  await page.getByText('还没有企业').waitFor();
});

test('a firm is made by hand; a code with a wrong check digit is refused where it stands', async () => {
  const { page } = officer;
  const room = enterprises(page);
  await page.getByRole('link', { name: '新增企业' }).click();
  await room.field('企业名称').fill(demoFirmName(1));
  const good = demoCreditCode(1);
  const wrong = `${good.slice(0, -1)}${good.endsWith('0') ? '1' : '0'}`;
  await room.field('统一社会信用代码').fill(wrong);
  await room.save.click();
  await page.getByRole('alert').filter({ hasText: '还不能保存' }).waitFor();
  await page.getByRole('alert').filter({ hasText: '没有改动任何数据；填写的内容还在' }).waitFor();
  await room.field('统一社会信用代码').fill(good);
  await room.save.click();
  await frame(page).heading(demoFirmName(1)).waitFor();
  await room.band.getByText(good).waitFor();
});

test('a bundle of somebody nobody vouched for is not merged', async () => {
  await frame(county.page).go('数据交换');
  const room = exchange(county.page);
  await room.step('读入数据包');
  await room.read(bundle);
  const sentence = county.page.getByRole('alert').filter({ hasText: '没有并入任何数据' });
  await sentence.getByText(/数据包的签名人「石桥市场监管所.*」（指纹 .*）未被本机信任/).waitFor();
  await sentence.getByText(/请先读入对方名片并核对指纹/).waitFor();
});

test('a bundle with one byte flipped, and one cut short, are refused and nothing is written', async () => {
  await frame(county.page).go('数据交换');
  const bytes = readFileSync(bundle);
  const flipped = Buffer.from(bytes);
  flipped[bytes.length - 500] = (flipped[bytes.length - 500] ?? 0) ^ 1;
  const room = exchange(county.page);
  await room.step('读入数据包');
  for (const damaged of [flipped, bytes.subarray(0, bytes.length - 100)]) {
    const path = join(root, '损坏的.qice');
    writeFileSync(path, damaged);
    await room.read(path);
    await county.page
      .getByRole('alert')
      .getByText(/请让对方重新导出/)
      .waitFor();
  }
  await frame(county.page).go('企业');
  await county.page.getByText('还没有企业').waitFor();
});

test('a file that is no bundle at all is named as such', async () => {
  const path = join(root, '名单.qice');
  writeFileSync(path, '企业名称,统一社会信用代码\n');
  await frame(county.page).go('数据交换');
  const room = exchange(county.page);
  await room.step('读入数据包');
  await room.read(path);
  await county.page.getByText(/这不是企策数据包，或文件已损坏/).waitFor();
});

test('refusals are answers, not errors: the page itself complained of nothing', () => {
  const beyondRefusals = [officer, county]
    .flatMap((seat) => seat.troubles)
    .filter((trouble) => !/status of 422 .*\/trpc\//.test(trouble));
  expect(beyondRefusals).toEqual([]);
});
