/** A firm's ledgers by keyboard: years pasted and typed, certificates, what is wrong, undo, a crash. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { read, utils } from '@e965/xlsx';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unpackZip } from '#documents/unpack-zip.ts';
import { launchChromium } from '#tests/support/chromium.ts';
import { enterprises } from './pages/enterprises.ts';
import { frame } from './pages/frame.ts';
import { setUp, unlock } from './pages/wizard.ts';
import { openSeat, type Seat } from './seat.ts';

const root = mkdtempSync(join(tmpdir(), 'qice-ledgers-'));
const pictures = process.env.QICE_PICTURES;
let browser: Browser;
let seat: Seat;

const sheet = (page: Page, label: string): Locator => page.getByRole('table', { name: label });
const press = async (page: Page, ...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};
/** What a sheet shows, line by line. */
const linesOf = async (table: Locator): Promise<string[][]> =>
  table
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) =>
        [...row.querySelectorAll('th,td')].map(
          (cell) => cell.querySelector('input')?.value ?? cell.textContent?.trim() ?? '',
        ),
      ),
    );
const lineOf = async (table: Locator, label: string): Promise<string[]> =>
  (await linesOf(table)).find(([head]) => head?.startsWith(label))?.slice(1) ?? [];
const until = async (told: () => Promise<unknown>, wanted: unknown): Promise<void> => {
  await expect.poll(told, { timeout: 10_000 }).toEqual(wanted);
};
/** As Ctrl+V after copying a block in Excel. */
const paste = async (page: Page, text: string): Promise<void> => {
  await page.evaluate((block) => {
    const data = new DataTransfer();
    data.setData('text/plain', block);
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, text);
};
/** In the page: from the moment a save is answered, types both texts by turns for a while; the first stays. */
const typeOnAtSaved = (texts: string[]): Promise<void> =>
  new Promise((typed) => {
    const { fetch } = window;
    const put = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    const type = (turn: number): void => {
      const box = document.activeElement;
      put?.call(box, texts[turn % 2]);
      box?.dispatchEvent(new InputEvent('input', { bubbles: true }));
    };
    const turns = new MessageChannel();
    let left = 16;
    turns.port1.onmessage = () => {
      type(left);
      left -= 1;
      if (left < 0) typed();
      else turns.port2.postMessage(null);
    };
    window.fetch = async (...asked) => {
      const answer = await fetch(...asked);
      if (!/ledgers\.save/.test(String(asked[0]))) return answer;
      window.fetch = fetch;
      turns.port2.postMessage(null);
      return answer;
    };
  });
const shot = async (page: Page, name: string): Promise<void> => {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`) });
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
  const { page } = seat;
  // The list's own links come with its first answer.
  await enterprises(page).importButton.first().waitFor();
  await page.getByRole('link', { name: '新增企业' }).first().click();
  await page.getByRole('heading', { name: '新增企业' }).waitFor();
  const form = enterprises(page);
  await form.field('企业名称').fill('澜溪县恒辰特种纸业有限公司');
  await form.field('行业代码').fill('2221');
  await form.field('块状产业').fill('造纸');
  await form.field('层级').click();
  await page.getByRole('option', { name: '骨干' }).click();
  await form.save.click();
  await form.band.waitFor();
});

afterAll(async () => {
  await seat?.close();
  await browser?.close();
  rmSync(root, { recursive: true, force: true });
});

test('two years are pasted from Excel, one is typed; units and classes are worked out', async () => {
  const { page } = seat;
  await enterprises(page).tab('经济数据');
  const table = sheet(page, '年度经济数据');
  await table.focus();
  await paste(page, '2024\t2023\n\t\n12,000\t0.9亿元');
  await until(() => lineOf(table, '工业总产值'), ['12,000', '9,000', '']);
  await until(() => lineOf(table, '年度'), ['2024', '2023', '']);
  // To the empty year, by keys alone.
  await table.getByRole('cell').last().waitFor();
  await table.locator('tbody tr').first().locator('td').nth(2).click();
  await page.keyboard.type('2025');
  await press(page, 'Enter', 'Enter');
  await page.keyboard.type('15000');
  await press(page, 'Enter', 'Enter');
  await page.keyboard.type('14000');
  await press(page, 'ArrowRight');
  await until(() => lineOf(table, '年度'), ['2025', '2024', '2023', '']);
  await until(() => lineOf(table, '规上'), ['规上', '', '', '']);
  await page.getByText('产值 15,000 万 · 规上').waitFor();
  await shot(page, 'economics');
});

test('what cannot be read stays and is told; mended, it is saved by itself', async () => {
  const { page } = seat;
  const table = sheet(page, '年度经济数据');
  const staff = table.locator('tbody tr', { hasText: '从业人员' }).locator('td').first();
  await staff.click();
  await page.keyboard.type('约60');
  await page.getByRole('alert').getByText('从业人员应为数字').waitFor();
  await shot(page, 'wrong');
  await press(page, 'ArrowRight');
  await page.getByText('有未保存的内容，已存草稿').waitFor();
  await staff.click();
  await page.keyboard.type('60');
  await press(page, 'ArrowRight');
  await page.getByText('有未保存的内容，已存草稿').waitFor({ state: 'detached' });
  await until(async () => (await lineOf(table, '从业人员'))[0], '60');
});

test('Ctrl+Z takes back what is saved, Ctrl+Y does it again', async () => {
  const { page } = seat;
  const table = sheet(page, '年度经济数据');
  await press(page, 'Control+z', 'Control+z');
  await until(async () => (await lineOf(table, '从业人员'))[0], '');
  await press(page, 'Control+y', 'Control+y');
  await until(async () => (await lineOf(table, '从业人员'))[0], '60');
});

test('a pulled battery loses nothing of a certificate that is half typed', async () => {
  const { page } = seat;
  await enterprises(page).tab('认证准入');
  await sheet(page, '认证证书').focus();
  await press(page, 'ArrowRight');
  await page.keyboard.type('00123Q45678');
  await page.getByRole('alert').getByText('请填写认证种类').waitFor();
  await page.waitForTimeout(1_500);
  await seat.pullBattery();
  const again = await seat.startAgain();
  await unlock(again);
  await frame(again).go('企业');
  await enterprises(again).row(/恒辰/).click();
  await enterprises(again).tab('认证准入');
  const table = sheet(again, '认证证书');
  await until(async () => (await linesOf(table))[0]?.[1], '00123Q45678');
  await table.focus();
  await again.keyboard.type('HACCP');
  await press(again, 'Enter');
  await again.getByText('1 张', { exact: true }).waitFor();
});

test('what runs out is told in the band; a deleted row comes back', async () => {
  const { page } = seat;
  const table = sheet(page, '认证证书');
  const soon = new Date(Date.now() + 20 * 86_400_000);
  const day = [soon.getFullYear(), soon.getMonth() + 1, soon.getDate()].join('.');
  await table.locator('tbody tr').first().locator('td').nth(4).click();
  await page.keyboard.type(day);
  await press(page, 'Enter');
  await enterprises(page).band.getByText('20 天后证书到期：HACCP 00123Q45678').waitFor();
  await shot(page, 'licences');
  await table.locator('tbody tr').first().locator('td').first().click();
  await press(page, 'Control+Delete');
  await page.getByText('已删除 1 张认证证书').waitFor();
  await page.getByRole('button', { name: '撤销', exact: true }).last().click();
  await until(async () => (await linesOf(table))[0]?.[0], 'HACCP');
});

test('the tier has its line of history; a cell tells who wrote it', async () => {
  const { page } = seat;
  await enterprises(page).tab('概况');
  await until(async () => (await linesOf(sheet(page, '培育层级变动')))[0]?.[2], '骨干');
  await page.getByText('C2221 机制纸及纸板制造').waitFor();
  await shot(page, 'facts');
  await enterprises(page).tab('经济数据');
  const table = sheet(page, '年度经济数据');
  await table.locator('tbody tr').first().locator('td').first().click();
  await page.getByText(/新增年度经济数据；来源：走访；王科员/).waitFor();
  await press(page, 'F9');
  await page.getByText('已记下：今天确认仍然如此').waitFor();
  await page.getByText(/确认年度经济数据仍然如此；来源：走访；王科员/).waitFor();
});

test('of a long ledger only the rows in sight exist; the caret goes through all of them, and paper has all', async () => {
  const { page } = seat;
  await enterprises(page).tab('计量检验');
  const table = page.getByRole('table', { name: '计量器具', exact: true });
  await table.locator('td').first().click();
  const many = 300;
  const name = (n: number): string => `压力表${String(n).padStart(3, '0')}`;
  // Whatever comes and goes while they are saved, however slowly, no key may fall beside the sheet.
  const strays = await table.evaluateHandle((sheet) => {
    const seen: string[] = [];
    new MutationObserver(() => {
      if (!sheet.contains(document.activeElement))
        seen.push(`${sheet.querySelectorAll('tr').length} rows`);
    }).observe(sheet, { subtree: true, childList: true });
    return seen;
  });
  const slow = await page.context().newCDPSession(page);
  await slow.send('Emulation.setCPUThrottlingRate', { rate: 8 });
  const typed = page.evaluate(typeOnAtSaved, ['编号七', '编号']);
  await paste(page, Array.from({ length: many }, (_none, n) => name(n)).join('\n'));
  // Typed into while the 300 are on their way to the store, and on and on between its answer and the
  // page's next picture: the word goes into the row that is being saved, and no row is there twice.
  await press(page, 'ArrowRight');
  await page.keyboard.type('编号');
  await typed;
  await press(page, 'Shift+Tab');
  await until(() => table.getAttribute('aria-rowcount'), String(many + 2));
  await expect.poll(() => table.locator('tbody tr').count()).toBeLessThan(80);
  await press(page, ...Array.from({ length: 20 }, () => 'ArrowDown'));
  await slow.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await press(page, ...Array.from({ length: 40 }, () => 'ArrowDown'));
  await until(() => table.locator('input').inputValue(), name(60));
  expect(await strays.jsonValue()).toEqual([]);
  // Scrolled away from, the caret stays where it is, and what is typed goes there.
  await table.locator('..').evaluate((box) => box.scrollTo({ top: box.scrollHeight }));
  await table.getByText(name(many - 1)).waitFor();
  await press(page, 'ArrowDown');
  await until(() => table.locator('input').inputValue(), name(61));
  await shot(page, 'long-ledger');
  await page.getByText('有未保存的内容').waitFor({ state: 'hidden' });
  await page.reload();
  await until(() => table.getAttribute('aria-rowcount'), String(many + 2));
  await table.getByRole('cell', { name: '编号七' }).waitFor();
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await expect.poll(() => table.locator('tbody tr').count()).toBe(many + 1);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
});

test('the page to print holds what the file holds', async () => {
  const { page } = seat;
  const path = await seat.download(page.getByRole('button', { name: '一企一档', exact: true }));
  if (pictures) copyFileSync(path, join(pictures, 'firm.docx'));
  const xml = Buffer.from(unpackZip(readFileSync(path), 10_000_000)).toString('utf8');
  for (const words of [
    '澜溪县恒辰特种纸业有限公司',
    'C2221 机制纸及纸板制造',
    '15,000',
    'HACCP 00123Q45678',
  ])
    expect(xml).toContain(words);
});

test('the block adds its files up; a figure opens what it is made of', async () => {
  const { page } = seat;
  await page.getByRole('link', { name: '摸底统计' }).click();
  await page.getByRole('tab', { name: '块状产业摸底' }).click();
  const figure = page
    .getByRole('region', { name: '产业规模' })
    .getByRole('button', { name: /工业总产值/ });
  await figure.getByText('15,000').waitFor();
  await shot(page, 'survey');
  await figure.click();
  await page.getByRole('dialog').getByRole('link', { name: /恒辰/ }).waitFor();
  await page.keyboard.press('Escape');
  const book = await seat.download(page.getByRole('button', { name: '导出 Excel' }));
  const { Sheets: sheets } = read(readFileSync(book));
  const rows = utils.sheet_to_json<unknown[]>(sheets.产业摸底 ?? {}, { header: 1 });
  expect(rows.map((cells) => cells.slice(1, 3))).toContainEqual(['工业总产值', 15_000]);
});

test('nothing went wrong on the way', () => {
  expect(seat.troubles).toEqual([]);
});
