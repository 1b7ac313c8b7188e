/** A person's day by clicking: an overdue measure leads to its sheet; work handed over, its list, taken back. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveEnterprise } from '#services/enterprises.ts';
import { assignLiaison } from '#services/liaisons.ts';
import { issueSheet } from '#services/sheet-issuing.ts';
import { saveSheet } from '#services/sheet-saving.ts';
import { localDate } from '#shared/clock.ts';
import { saveEnterpriseInput } from '#shared/enterprises.ts';
import { uuid } from '#sync/seal.ts';
import { launchChromium } from '#tests/support/chromium.ts';
import { newDevice, passphrase, realClock } from '#tests/support/device.ts';
import { demoCreditCode } from '#tests/support/roster-fixtures.ts';
import { tellInOrder } from './chapters.ts';
import { frame } from './pages/frame.ts';
import { unlock } from './pages/wizard.ts';
import { openSeat, type Seat } from './seat.ts';

const root = mkdtempSync(join(tmpdir(), 'qice-today-'));
const firm = '澜溪县恒辰特种纸业有限公司';
const dayFrom = (days: number): string => localDate(new Date(Date.now() + days * 86_400_000));
let browser: Browser;
let seat: Seat;
tellInOrder(() => (seat ? [seat] : []));

beforeAll(async () => {
  const device = await newDevice(
    join(root, 'county'),
    { role: 'county', officeName: '澜溪县市场监督管理局', person: '王科员' },
    realClock(),
  );
  const desk = device.desk();
  const nothing = Object.fromEntries(
    Object.keys(saveEnterpriseInput.shape).map((key) => [key, null]),
  );
  const { id: enterpriseId } = saveEnterprise(
    desk,
    saveEnterpriseInput.parse({
      ...nothing,
      uscc: demoCreditCode(1),
      name: firm,
      township: '湖口镇',
    }),
  );
  const sheet = uuid();
  const measure = (person: string, task: string, due: number) => ({
    ...{ id: uuid(), person, task, dueOn: dayFrom(due), state: '推进中' as const },
    ...{ duty: '联系企业', goal: '通过确认', department: null, resources: null },
  });
  saveSheet(desk, {
    ...{ id: sheet, enterpriseId, year: new Date().getFullYear() },
    ...{ grade: null, situation: null, gap: null, goal: null },
    measures: [
      measure('王科员、李计量', '组织首席质量官培训', -9),
      measure('李计量', '对接省纸检院比对试验', -40),
      measure('王科员', '协助整理申报材料', 90),
    ],
  });
  issueSheet(desk, sheet);
  assignLiaison(desk, {
    ...{ firms: [enterpriseId], role: '联系人', since: dayFrom(-100), person: '王科员' },
    ...{ phone: '7012345', leader: '周局长', duty: null, docNo: null },
  });
  device.session.close();
  browser = await launchChromium();
  seat = await openSeat(browser, root, 'county');
  await unlock(seat.page, passphrase);
});
afterAll(async () => {
  await seat?.close();
  await browser?.close();
  rmSync(root, { recursive: true, force: true });
});

test('the start page says what is overdue, and one key leads to where it is dealt with', async () => {
  const { page } = seat;
  await frame(page).heading('今日').waitFor();
  const due = page.getByRole('region', { name: '逾期与将到期' });
  const line = due.getByRole('link', { name: /组织首席质量官培训/ });
  await expect.poll(() => line.innerText()).toMatch(/逾期 \d+ 个工作日/);
  await expect.poll(() => due.getByRole('link').count()).toBe(1);
  await line.press('Enter');
  await frame(page).heading(firm).or(page.getByText('组织首席质量官培训')).first().waitFor();
  expect(page.url()).toContain('/sheets/');
  await page.goBack();
  await frame(page).heading('今日').waitFor();
});

test('work goes from one to another, its list can be printed, and it comes back', async () => {
  const { page } = seat;
  await page.getByRole('tab', { name: '按人员' }).click();
  const people = page.getByRole('grid', { name: '人员工作量' });
  await people.getByRole('row', { name: /李计量 0 2 2/ }).waitFor();
  await people
    .getByRole('row', { name: /王科员/ })
    .getByRole('link', { name: '2' })
    .click();
  await page.getByRole('button', { name: '全部 3 项' }).click();
  const held = page.getByRole('grid', { name: '在手事项' });
  await held.getByRole('row', { name: /协助整理申报材料/ }).waitFor();
  await page.getByRole('button', { name: '交接选中的 3 项' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: '接收人', exact: true }).fill('赵标准');
  await dialog.getByRole('textbox', { name: '接收人电话' }).fill('7019999');
  await dialog.getByRole('button', { name: '交接', exact: true }).click();
  const paper = page.getByRole('table', { name: '交接清单' });
  await page.getByText('交出人：王科员 · 接收人：赵标准').waitFor();
  await expect.poll(() => paper.getByRole('row').count()).toBe(4);
  await page.getByRole('link', { name: '工作交接' }).click();
  await page.getByRole('tab', { name: '联系企业人员' }).click();
  await page.getByRole('row', { name: /赵标准.*7019999.*周局长/ }).waitFor();
  await page.getByRole('tab', { name: '工作交接' }).click();
  await page.getByRole('row', { name: /王科员 → 赵标准/ }).click();
  await page.getByRole('button', { name: '撤销交接' }).click();
  await page.getByRole('heading', { name: '工作交接清单（已撤销）' }).waitFor();
  await page.getByRole('link', { name: '今日' }).click();
  await page.getByRole('link', { name: /组织首席质量官培训/ }).waitFor();
});
