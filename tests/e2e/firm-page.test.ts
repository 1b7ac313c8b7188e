/** A firm's page: facts written in place with their sources, figures traced to their line, attachments. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '#tests/support/chromium.ts';
import { economicsRow, economicsTable, figuresOf } from '#tests/support/county-tables.ts';
import { demoFirmName } from '#tests/support/roster-fixtures.ts';
import { cellHistory } from './pages/cell-history.ts';
import { enterprises } from './pages/enterprises.ts';
import { frame } from './pages/frame.ts';
import { importing, takeRoster } from './pages/import.ts';
import { setUp, unlock } from './pages/wizard.ts';
import { openSeat, type Seat } from './seat.ts';

const root = mkdtempSync(join(tmpdir(), 'qice-firm-'));
const pictures = process.env.QICE_PICTURES;
const firm = demoFirmName(1);
let browser: Browser;
let seat: Seat;

const press = async (page: Page, ...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};
const shot = async (page: Page, name: string): Promise<void> => {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`) });
};
const openFirm = async (page: Page): Promise<void> => {
  await frame(page).go('企业');
  await enterprises(page).search.fill(firm);
  await enterprises(page).row(new RegExp(firm)).first().click();
  await frame(page).heading(firm).waitFor();
};

beforeAll(async () => {
  browser = await launchChromium();
  seat = await openSeat(browser, root, 'officer');
  await setUp(seat.page, {
    role: 'officer',
    officeName: '石桥市场监管所',
    division: '澜溪',
    person: '王科员',
  });
});

afterAll(async () => {
  await seat?.close();
  await browser?.close();
  rmSync(root, { recursive: true, force: true });
});

test('a roster of 237 firms, then a table of yearly figures', async () => {
  const { page } = seat;
  await takeRoster(page, 237);
  await page.getByRole('link', { name: '查看企业' }).click();
  const { fileName, bytes } = economicsTable('xlsx');
  await enterprises(page).importButton.click();
  await importing(page).choose({
    name: fileName,
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: Buffer.from(bytes),
  });
  await importing(page).toColumns();
  await importing(page).preview();
  // Five rows are in 亿元 and wait for an answer.
  await importing(page).commit(16).click();
  await page.getByRole('link', { name: '查看企业' }).waitFor();
});

test('every figure leads to its line: file, sheet, row, and what stood there', async () => {
  const { page } = seat;
  await openFirm(page);
  await enterprises(page).tab('经济数据');
  const table = page.getByRole('table', { name: '年度经济数据' });
  const output = table.getByRole('row', { name: /工业总产值/ }).getByRole('cell');
  const { before, output: now } = figuresOf(1);
  const history = cellHistory(page);
  for (const [place, value] of [
    [0, now],
    [1, before],
  ] as const) {
    await output.nth(place).click();
    await page.getByText(/Ctrl\+H 看这一行/).waitFor();
    await page.keyboard.press('Control+h');
    const line = page.getByLabel(`第 ${economicsRow(1)} 行写着`);
    await line.getByText(value.toLocaleString('en-US'), { exact: true }).waitFor();
    await page
      .getByText(new RegExp(`经济指标.*第${economicsRow(1)}行`))
      .first()
      .waitFor();
    if (place === 0) await shot(page, 'trace-economics');
    await history.close.click();
  }
  // A fact of the roster leads to the roster's line.
  await enterprises(page).tab('概况');
  await enterprises(page).fact('统一社会信用代码').click();
  await page.keyboard.press('Control+h');
  await page
    .getByText(/来自 .*第\d+行/)
    .first()
    .waitFor();
  await page
    .getByLabel(/第 \d+ 行写着/)
    .getByText(firm, { exact: true })
    .waitFor();
  await shot(page, 'trace-facts');
  await page.getByRole('link', { name: '打开这次导入' }).click();
  await frame(page).heading('导入结果').waitFor();
});

test('facts are written where they stand; each tells its source', async () => {
  const { page } = seat;
  const room = enterprises(page);
  await openFirm(page);
  await room.source.click();
  await page.getByRole('option', { name: '企业自报' }).click();
  await page.getByRole('tab', { name: '概况' }).focus();
  await press(page, 'F2');
  await room.factBox('联系人').waitFor();
  await page.keyboard.type('钱经理');
  await press(page, 'Tab');
  await page.keyboard.type('0570-7012345');
  await press(page, 'Enter');
  await room
    .fact('联系人')
    .getByText(/企业自报 \d{4}-\d{2}/)
    .waitFor();
  await room
    .fact('联系电话')
    .getByText(/企业自报 \d{4}-\d{2}/)
    .waitFor();
  await expect.poll(() => room.fact('联系电话').locator('dd').textContent()).toBe('0570-7012345');
  // Chosen with the keys of a list; the rest of the tier follows.
  await room.fact('培育层级').click();
  await room.factBox('培育层级').selectOption('骨干');
  await press(page, 'Tab');
  await room.fact('列入日期').getByText(/年/).waitFor();
  await page.getByRole('table', { name: '培育层级变动' }).getByText('骨干').first().waitFor();
  // Taken back, one step after the other.
  await room.fact('联系人').click();
  await press(page, 'Control+z');
  await room.fact('培育层级').getByText('—', { exact: true }).waitFor();
  await press(page, 'Control+y');
  await page.getByText('有未保存的内容，已存草稿').waitFor({ state: 'detached' });
  await room.fact('培育层级').getByText('骨干').waitFor();
  await press(page, 'Escape');
});

test('what is wrong stays, is told, and keeps nothing else; Esc gives back what stood there', async () => {
  const { page } = seat;
  const room = enterprises(page);
  await room.fact('成立日期').click();
  await room.factBox('成立日期').fill('去年夏天');
  await page
    .getByRole('alert')
    .getByText(/成立日期/)
    .waitFor();
  await shot(page, 'facts-wrong');
  await press(page, 'Tab');
  await room.factBox('注册资本').fill('5000万元');
  await press(page, 'Enter');
  await room.fact('注册资本').getByText('5,000 万元').waitFor();
  await page.getByText('有未保存的内容，已存草稿').waitFor();
  await page.waitForTimeout(1_500);
  await seat.pullBattery();
  const again = await seat.startAgain();
  await unlock(again);
  await openFirm(again);
  const back = enterprises(again);
  await back.fact('成立日期').getByText('去年夏天').waitFor();
  await back.fact('成立日期').click();
  await back.factBox('成立日期').fill('2009.3.5');
  await press(again, 'Enter');
  await back.fact('成立日期').getByText('2009年3月5日').waitFor();
  await again.getByText('有未保存的内容，已存草稿').waitFor({ state: 'detached' });
  await back.fact('简称').click();
  await again.keyboard.type('错了');
  await press(again, 'Escape');
  await expect.poll(() => back.fact('简称').locator('dd').textContent()).toBe('—');
});

test('one key says that a value still holds, one button that a section does', async () => {
  const { page } = seat;
  const room = enterprises(page);
  await room.fact('注册地址').click();
  await press(page, 'F9');
  await page.getByText('已记下：今天确认仍然如此').waitFor();
  await room
    .fact('注册地址')
    .getByText(/确认企业档案仍然如此/)
    .waitFor();
  await page.getByRole('button', { name: '身份确认无误' }).click();
  await room.fact('统一社会信用代码').click();
  await room
    .fact('统一社会信用代码')
    .getByText(/来自 .*第\d+行.*确认企业档案仍然如此/)
    .waitFor();
  // The open field is taller than the rest; what is pressed below it stays put until the press ends.
  await room.fact('注册地址').click({ delay: 200 });
  await room.factBox('注册地址').waitFor();
  await press(page, 'Escape');
  await shot(page, 'facts');
});

test('scans and documents hang on the firm and on a row; removed, they come back', async () => {
  const { page } = seat;
  const room = enterprises(page);
  const document = {
    name: '营业执照.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.4\nx\n%%EOF\n'),
  };
  const png = await page.screenshot();
  const panel = page.getByRole('region', { name: '企业附件' });
  await panel.getByLabel('添加附件').last().setInputFiles([document]);
  await panel.getByText('营业执照.pdf').waitFor();
  await panel.getByText('未离开本机').waitFor();
  const saved = await seat.download(panel.getByRole('button', { name: '打开营业执照.pdf' }));
  expect(readFileSync(saved)).toEqual(document.buffer);
  await panel
    .getByLabel('添加附件')
    .last()
    .setInputFiles([
      { name: '说明.docx', mimeType: 'application/msword', buffer: Buffer.from('PK') },
    ]);
  await panel.getByText(/这个文件不能作为附件/).waitFor();
  await panel.getByRole('button', { name: '不加了' }).click();
  await shot(page, 'attachments-firm');

  await room.tab('经济数据');
  const table = page.getByRole('table', { name: '年度经济数据' });
  await table
    .getByRole('row', { name: /工业总产值/ })
    .getByRole('cell')
    .first()
    .click();
  await press(page, 'F8');
  const drawer = page.getByRole('dialog', { name: /附件/ });
  await drawer.getByText('附件　2008 年').waitFor();
  await drawer
    .getByLabel('添加附件')
    .last()
    .setInputFiles([{ name: '报表.png', mimeType: 'image/png', buffer: png }]);
  await drawer.getByText('报表.jpg').waitFor();
  await drawer.getByLabel('报表.jpg 说明').fill('统计局年报第 1 页');
  await press(page, 'Enter');
  await drawer.getByRole('button', { name: '打开报表.jpg' }).click();
  await page.getByRole('img', { name: '统计局年报第 1 页' }).waitFor();
  await press(page, 'Escape');
  await shot(page, 'attachments-row');
  await drawer.getByRole('button', { name: '移除报表.jpg' }).click();
  await drawer.getByText('报表.jpg').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '撤销', exact: true }).last().click();
  await drawer.getByText('报表.jpg').waitFor();
  await drawer.getByRole('button', { name: '关闭' }).click();
  await table.getByRole('button', { name: '2008 附件' }).getByText('1').waitFor();
});

test('nothing went wrong on the way', () => {
  // The browser complains of the file that was refused.
  const refused = /422 .*attachments\.keep/;
  expect(seat.troubles.filter((trouble) => !refused.test(trouble))).toEqual([]);
});
