/** An issue from the hot line to 销号 by clicking and by keyboard, and the figures before and after. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillDemoCounty } from '#services/demo/fill.ts';
import { launchChromium } from '#tests/support/chromium.ts';
import { newDevice, passphrase, realClock } from '#tests/support/device.ts';
import { tellInOrder } from './chapters.ts';
import { frame } from './pages/frame.ts';
import { unlock } from './pages/wizard.ts';
import { openSeat, type Seat } from './seat.ts';

const root = mkdtempSync(join(tmpdir(), 'qice-issues-'));
const cli = join(import.meta.dirname, '..', '..', 'out', 'main', 'cli.js');
const complaint = '地磅称出来和客户对不上';
let browser: Browser;
let county: Seat;
let closed = false;
tellInOrder(() => (county ? [county] : []));

beforeAll(async () => {
  const device = await newDevice(
    join(root, 'county'),
    { role: 'county', officeName: '澜溪县市场监督管理局', person: '李科长' },
    realClock(),
  );
  fillDemoCounty(device.desk(), { year: new Date().getFullYear() });
  device.session.close();
  browser = await launchChromium();
  county = await openSeat(browser, root, 'county');
  await unlock(county.page, passphrase);
  await frame(county.page).go('问题');
});
afterAll(async () => {
  if (!closed) await county?.close();
  await browser?.close();
  rmSync(root, { recursive: true, force: true });
});

/** Registered, solved, in progress and transferred of this year, as the table's foot says them. */
const totals = async (): Promise<string> => {
  const { page } = county;
  await page.getByRole('radiogroup', { name: '看什么' }).getByText('统计').click();
  await page.getByRole('button', { name: '本年' }).click();
  const foot = page.getByRole('table', { name: '问题统计' }).locator('tfoot');
  return (await foot.innerText()).replace(/\s+/g, ' ');
};

const form = () => county.page.getByRole('form', { name: '登记下一步' });
const heading = (state: string) =>
  frame(county.page)
    .heading(new RegExp(`计量问题：${state}`))
    .waitFor();

/** Chooses a step, says the rest, Enter. */
const step = async (action: string, said: Readonly<Record<string, string>>, then = action) => {
  const { page } = county;
  const choice = form().getByRole('combobox', { name: '下一步' });
  if ((await choice.inputValue()) !== action) {
    await choice.click();
    await page.getByRole('option', { name: action, exact: true }).click();
  }
  for (const [label, value] of Object.entries(said)) {
    if (label === '企业意见') {
      await form().getByRole('combobox', { name: label }).click();
      await page.getByRole('option', { name: value, exact: true }).click();
    } else await form().getByLabel(label).fill(value);
  }
  await form().getByLabel('经办人').press('Enter');
  await heading(then);
};

test('before: the demo year says 141 registered, 128 solved, 11 in progress, 2 transferred', async () => {
  expect(await totals()).toBe('合计 141 141 128 11 2 0 128');
});

test('a call from the hot line is written down, accepted and assigned', async () => {
  const { page } = county;
  await page.getByRole('link', { name: '登记问题' }).click();
  await page.getByLabel('选择企业').fill('纸业');
  await page.getByRole('list', { name: '找到的企业' }).getByRole('link').first().click();
  const register = page.getByRole('form', { name: '登记问题' });
  await register.getByLabel('问题内容').fill(complaint);
  // Every keystroke is kept: the page is gone and comes back.
  await register.getByText(/草稿已存/).waitFor();
  await page.reload();
  await expect.poll(() => register.getByLabel('问题内容').inputValue()).toBe(complaint);
  await register.getByRole('combobox', { name: '问题类型' }).fill('计量');
  await register.getByLabel('反映人').fill('厂长');
  await register.getByRole('button', { name: '登记问题' }).click();
  await heading('登记');
  // So is what is typed of the next step.
  await form().getByLabel('说明').fill('来电人要求尽快答复');
  await form()
    .getByText(/草稿已存/)
    .waitFor();
  await page.reload();
  await page.getByText(/已恢复.*未保存的内容/).waitFor();
  await expect.poll(() => form().getByLabel('说明').inputValue()).toBe('来电人要求尽快答复');
  // What is typed after the step went, before its answer, is not taken for the step's words.
  let answered = (): void => undefined;
  const pressed = new Promise<void>((done) => {
    answered = done;
  });
  await page.route(/issues\.step/, (route) => pressed.then(() => route.continue()));
  await form().getByLabel('经办人').press('Enter');
  await form().getByLabel('说明').fill('来电人要求尽快答复。厂长下午在');
  answered();
  await heading('受理');
  await page.unroute(/issues\.step/);
  await expect.poll(() => form().getByLabel('说明').inputValue()).toMatch(/厂长下午在$/);
  await form().getByLabel('说明').fill('');
  await page.getByText('来电人要求尽快答复').waitFor();
  await expect.poll(() => form().getByLabel('说明').inputValue()).toBe('');
  await step('交办', { 承办单位: '计量科', 承办人: '王科员' });
  await page.getByText('在谁手上：王科员 计量科').waitFor();
  await expect
    .poll(() => page.getByRole('region', { name: '时限' }).innerText())
    .toMatch(/交办答复[\s\S]*未到期/);
});

test('what the firm does not accept is in hand again; taken back and confirmed, it is closed', async () => {
  const { page } = county;
  await step('答复', { 答复内容: '已安排检定' });
  await step('企业评价', { 企业意见: '不认可', 企业说了什么: '还没来检' }, '办理中（1 次不认可）');
  await page.getByRole('button', { name: '撤销企业评价' }).click();
  await heading('答复');
  await step('企业评价', { 企业意见: '认可', 企业人员: '厂长' });
  await step('销号', {}, '销号');
  await expect
    .poll(() => page.getByRole('region', { name: '办理经过' }).getByRole('listitem').count())
    .toBe(6);
});

test('after: one more registered and solved, nothing else; the figure opens its rows and the ledger goes out', async () => {
  const { page } = county;
  await frame(page).go('问题');
  // What was asked before stands there until the new answer is in.
  await expect.poll(totals, { timeout: 15_000 }).toBe('合计 142 142 129 11 2 0 129');
  await page.getByRole('button', { name: '计量解决问题 32 件' }).click();
  await page.getByText('32 件', { exact: true }).waitFor();
  await page.getByLabel('查找').fill('地磅');
  await page.getByRole('row', { name: new RegExp(`${complaint}.*销号.*热线`) }).waitFor();
  const path = await county.download(page.getByRole('button', { name: '导出表格' }));
  expect(path).toMatch(/问题台账 .*\.xlsx$/);
  expect(county.troubles).toEqual([]);
  await county.close();
  closed = true;
  const listed = spawnSync(
    process.execPath,
    [cli, 'list', 'issue', '--search', '地磅', '--json', '--store', join(root, 'county')],
    {
      encoding: 'utf8',
      env: { ...process.env, QICE_PASSPHRASE: passphrase, QICE_STATE_DIR: root },
    },
  );
  const { rows } = JSON.parse(listed.stdout) as { rows: { channel: string; phase: string }[] };
  expect(rows.filter(({ channel, phase }) => channel === '热线' && phase === 'solved')).not.toEqual(
    [],
  );
});
