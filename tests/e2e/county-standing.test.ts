/** The cultivation room by clicking, on the demo county: figures, an application's way, a tier, a catalogue. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { read, utils } from '@e965/xlsx';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillDemoCounty } from '#services/demo/fill.ts';
import { saveRows } from '#services/ledgers.ts';
import { rowsOf } from '#services/own-rows.ts';
import { launchChromium } from '#tests/support/chromium.ts';
import { newDevice, passphrase, realClock } from '#tests/support/device.ts';
import { tellInOrder } from './chapters.ts';
import { frame } from './pages/frame.ts';
import { unlock } from './pages/wizard.ts';
import { openSeat, type Seat } from './seat.ts';

const root = mkdtempSync(join(tmpdir(), 'qice-standing-'));
const year = new Date().getFullYear();
let browser: Browser;
let county: Seat;
tellInOrder(() => (county ? [county] : []));

beforeAll(async () => {
  const device = await newDevice(
    join(root, 'county'),
    { role: 'county', officeName: '澜溪县市场监督管理局', person: '李科长' },
    realClock(),
  );
  fillDemoCounty(device.desk(), { year });
  // An office below entered one of the national applications too, and calls the award otherwise.
  const [national] = rowsOf(device.desk(), 'application').filter(
    ({ values }) => values.award === '中国名牌产品',
  );
  const { product = null, productId = null } = national?.values ?? {};
  const values = { award: '中国名牌', year, product, productId, handler: '乡镇所' };
  saveRows(device.desk(), {
    ledger: 'application',
    parent: national?.parentId ?? '',
    rows: [{ id: null, values }],
  });
  device.session.close();
  browser = await launchChromium();
  county = await openSeat(browser, root, 'county');
  await unlock(county.page, passphrase);
  await frame(county.page).go('培育');
});
afterAll(async () => {
  await county?.close();
  await browser?.close();
  rmSync(root, { recursive: true, force: true });
});

/** Text of a workbook's first sheet, cells of a row joined. */
const rowsIn = (file: string): string[] =>
  utils
    .sheet_to_json<(string | number)[]>(Object.values(read(readFileSync(file)).Sheets)[0] ?? {}, {
      header: 1,
    })
    .map((cells) => cells.join(' '));

const tab = (word: string) => county.page.getByRole('tab', { name: word, exact: true }).click();

test('on the day asked for, the pyramid says 21, 60, 180, 745 and opens its rows', async () => {
  const { page } = county;
  await tab('总览');
  await page.getByLabel('截至日期').fill(`${year}-05-05`);
  const pyramid = page.getByRole('group', { name: '企业品牌金字塔' });
  for (const layer of ['名牌企业 21', '质量信用企业 60', '体系认证企业 180', '其他企业 745'])
    await pyramid.getByRole('button', { name: `${layer} 家` }).waitFor();
  await pyramid.getByRole('button', { name: '名牌企业 21 家' }).press('Enter');
  await page.getByRole('dialog', { name: '名牌企业：21 条' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '省名牌产品 16 项' }).waitFor();
  await expect
    .poll(() => page.getByRole('table', { name: '名牌产品结构' }).innerText())
    .toMatch(/\+8[\s\S]*\+5[\s\S]*\+10[\s\S]*\+8/);
});

test('the funnel counts firms and products apart', async () => {
  const { page } = county;
  await tab('申报');
  await page.getByRole('combobox', { name: '年度' }).click();
  await page.getByRole('option', { name: String(year), exact: true }).click();
  await page.getByRole('combobox', { name: '奖项' }).click();
  await page.getByRole('option', { name: '省名牌产品' }).click();
  await page.getByText('漏斗').click();
  const funnel = page.getByRole('region', { name: '申报漏斗' });
  // Until the award is asked for, the funnel of all awards stands there.
  await expect
    .poll(async () => (await funnel.innerText()).replace(/\s+/g, ' '))
    .toContain('申报 34 家 39 个');
  await funnel.getByRole('button', { name: '推荐上报' }).click();
  await page.getByRole('dialog', { name: '推荐上报：企业 26 家，产品 28 个' }).waitFor();
  await page.keyboard.press('Escape');
});

test('a step by keyboard alone: along the board, open, record, take back', async () => {
  const { page } = county;
  await page.getByText('看板').click();
  await page.getByRole('button', { name: '看最新情况' }).click();
  const ahead = page.getByRole('region', { name: '推荐上报' });
  await ahead.getByText('26 家 · 28 个产品').waitFor();
  await ahead.getByRole('button').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('form', { name: '登记进展' }).getByLabel('文号').fill('省受理〔1〕号');
  await page.keyboard.press('Enter');
  await page.getByText('已登记：上级受理').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('region', { name: '上级受理' }).getByText('1 家 · 1 个产品').waitFor();
  await page.getByRole('button', { name: '撤销', exact: true }).click();
  await ahead.getByText('26 家 · 28 个产品').waitFor();
});

test('a new application: the firm, the award, its product, and the first step', async () => {
  const { page } = county;
  await page.getByRole('button', { name: '登记申报' }).click();
  await page.getByLabel('选择企业').fill('91339921MA9000054U');
  await page
    .getByRole('dialog')
    .getByRole('link', { name: /91339921MA9000054U/ })
    .click();
  const dialog = page.getByRole('dialog', { name: '登记申报' });
  await dialog.getByLabel('申报奖项').fill('省名牌产品');
  await dialog.getByRole('combobox', { name: '申报产品' }).click();
  await page.getByRole('option').first().click();
  await dialog.getByRole('button', { name: '登记申报' }).click();
  const drawer = page.getByRole('dialog', { name: '瓶装熟啤酒：未开始' });
  await drawer.getByRole('button', { name: '登记进展' }).click();
  await page.getByRole('dialog', { name: '瓶装熟啤酒：摸底' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('region', { name: '摸底' }).getByText('瓶装熟啤酒').waitFor();
});

test('a firm goes up a tier with its reason, the month shows it, and it is taken back', async () => {
  const { page } = county;
  await tab('培育梯队');
  await page.getByText('成长 300，储备 598').waitFor();
  await page.getByRole('combobox', { name: '层级' }).click();
  await page.getByRole('option', { name: '储备 598' }).click();
  await page.getByText('列出 598 家').waitFor();
  await page
    .getByRole('button', { name: /^调整.*的层级$/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: '现为储备，调整为' }).click();
  await page.getByRole('option', { name: '成长' }).click();
  await dialog.getByLabel('变动原因').fill('评分达到上一层级');
  await dialog.getByRole('button', { name: '调整' }).click();
  await page.getByText('成长 301，储备 597').waitFor();
  const note = page.getByRole('alert').filter({ hasText: '储备 → 成长' });
  await note.getByRole('button', { name: '撤销' }).click();
  await page.getByText('成长 300，储备 598').waitFor();
});

test('a catalogue is looked at, read in and matched', async () => {
  const { page } = county;
  await tab('评价目录');
  await page.getByText('在目录且符合 1 个（1 家）').waitFor();
  await page.getByRole('button', { name: '读入目录' }).click();
  const dialog = page.getByRole('dialog', { name: '读入评价目录' });
  await dialog.getByLabel('奖项').fill('市名牌产品');
  await dialog
    .getByLabel('选择目录表格', { exact: true })
    .last()
    .setInputFiles({
      name: `市名牌产品评价目录（${year}年）.csv`,
      mimeType: 'text/csv',
      buffer: Buffer.from('产品类别,产品名称,截止日期\n食品,瓶装熟啤酒,\n纺织,羽绒服,\n'),
    });
  await dialog.getByRole('button', { name: '读入 2 条' }).click();
  await page.getByText('新增 2 条，更新 0 条').waitFor();
  await page.getByRole('combobox', { name: '目录' }).click();
  await page.getByRole('option', { name: /市名牌产品（2 条）/ }).click();
  await page.getByText('在目录且符合 1 个（1 家）').waitFor();
});

test('an application entered twice is made one with a click, taken apart again, and stays one', async () => {
  const { page } = county;
  await tab('申报');
  await page.getByRole('combobox', { name: '奖项' }).click();
  await page.getByRole('option', { name: '中国名牌', exact: true }).click();
  const doubles = page.getByRole('list', { name: '重复的申报' });
  const merge = doubles.getByRole('button', { name: '合并为一项' });
  await merge.waitFor();
  await merge.click();
  await doubles.waitFor({ state: 'detached' });
  // The note of an earlier chapter may still stand, with an undo of its own.
  const note = page.getByRole('alert').filter({ hasText: '已合并为一项申报' });
  await note.getByRole('button', { name: '撤销', exact: true }).click();
  await merge.click();
  // What was entered under another name of the award is kept under the one that has come further.
  await page.getByText('没有符合条件的申报').waitFor();
});

test('who is recommended: the table says 26 firms and 28 products, the letter is offered beside it', async () => {
  const { page } = county;
  await tab('申报');
  const button = page.getByRole('button', { name: '推荐汇总表', exact: true });
  await expect.poll(() => button.isDisabled()).toBe(true);
  const choose = async (label: string, option: string): Promise<void> => {
    await page.getByRole('combobox', { name: label }).click();
    await page.getByRole('option', { name: option, exact: true }).click();
  };
  await choose('年度', String(year));
  await choose('奖项', '省名牌产品');
  const rows = rowsIn(await county.download(button));
  expect(rows[0]).toBe(`${year}年度省名牌产品申报推荐汇总表`);
  expect(rows.find((row) => row.startsWith('合计'))).toBe('合计 企业 26 家  产品 28 个');
  expect(rows.filter((row) => /^\d+ /.test(row))).toHaveLength(28);
  expect(await county.download(page.getByRole('button', { name: '推荐函', exact: true }))).toMatch(
    /\.docx$/,
  );
});

test('windows count down, what runs out is listed, and nobody complained', async () => {
  const { page } = county;
  await tab('窗口与到期');
  await page.getByLabel('截至日期').fill(`${year}-05-05`);
  await page.getByText('27 天后开始').waitFor();
  await page.getByText('30 天内到期').waitFor();
  expect(county.troubles).toEqual([]);
});
