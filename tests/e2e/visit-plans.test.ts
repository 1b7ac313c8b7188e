/** A quarter planned from the firms of a township; a visit made on the round moves the coverage; the sheet prints. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveEnterprise } from '#services/enterprises.ts';
import { saveVisit } from '#services/visits.ts';
import { localDate } from '#shared/clock.ts';
import { saveEnterpriseInput } from '#shared/enterprises.ts';
import { quarterOf, quarterWords } from '#shared/quarters.ts';
import { saveVisitInput } from '#shared/visits.ts';
import { uuid } from '#sync/seal.ts';
import { launchChromium } from '#tests/support/chromium.ts';
import { newDevice, passphrase, realClock } from '#tests/support/device.ts';
import { demoCreditCode } from '#tests/support/roster-fixtures.ts';
import { tellInOrder } from './chapters.ts';
import { frame } from './pages/frame.ts';
import { unlock } from './pages/wizard.ts';
import { openSeat, type Seat } from './seat.ts';

const root = mkdtempSync(join(tmpdir(), 'qice-plans-'));
const pictures = process.env.QICE_PICTURES;
const today = localDate(new Date());
let browser: Browser;
let seat: Seat;
tellInOrder(() => (seat ? [seat] : []));

const firms = [
  ['澜溪县恒辰特种纸业有限公司', '湖口镇', '澜溪县湖口镇工业路12号'],
  ['澜溪县永丰量具有限公司', '湖口镇', '澜溪县湖口镇工业路3号'],
  ['澜溪县青竹家具有限公司', '石桥镇', '澜溪县石桥镇桥东街8号'],
] as const;

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
  const ids = firms.map(([name, township, address], n) =>
    saveEnterprise(
      desk,
      saveEnterpriseInput.parse({
        ...nothing,
        ...{ uscc: demoCreditCode(n + 1), name, township, address },
      }),
    ),
  );
  // A visit of long ago: the sheet says when somebody was there last.
  saveVisit(
    desk,
    saveVisitInput.parse({
      ...{ id: uuid(), enterpriseId: ids[0]?.id, visitedOn: '2024-05-06', startAt: null },
      ...{ endAt: null, place: null, serviceTypes: ['质量'], purpose: null, content: '看现场' },
      ...{ findings: null, advice: null, firmPeople: null, participants: ['李计量'] },
      ...{ issues: [], photos: [] },
    }),
  );
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

const picture = async (name: string): Promise<void> => {
  if (pictures) await seat.page.screenshot({ path: join(pictures, `${name}.png`) });
};

test('the firms of a township come into the plan of the quarter', async () => {
  const { page } = seat;
  await frame(page).heading('今日').waitFor();
  const ofTownship = new URLSearchParams({ f: JSON.stringify({ township: ['湖口镇'] }) });
  await page.goto(`${page.url().split('#')[0]}#/enterprises?${ofTownship}`);
  await page.getByText('找到 2 家').waitFor();
  const list = page.getByRole('grid', { name: '企业名单' });
  await list.focus();
  await page.keyboard.press('Control+a');
  await page.getByText('已选 2 家').waitFor();
  await page.getByRole('button', { name: '列入走访计划' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: '走访人' }).click();
  await page.getByRole('option', { name: '指定一人（或几人一起）' }).click();
  await dialog.getByRole('textbox', { name: '姓名' }).fill('王科员');
  await dialog.getByText('王科员 2 家').waitFor();
  await picture('plan-fill');
  await dialog.getByRole('button', { name: '列入 2 家' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await frame(page).go('走访');
  await page.getByRole('tab', { name: '计划' }).click();
  await page
    .getByText(quarterWords(quarterOf(today)))
    .first()
    .waitFor();
  await page.getByRole('button', { name: '王科员：应走访 2 家，已走访 0 家' }).click();
  await page.getByRole('grid', { name: '走访计划' }).getByText('永丰量具').waitFor();
  await page.getByText('0.0%').waitFor();
  await picture('plan-board');
});

test('a round of the day is put together, in order, and printed', async () => {
  const { page } = seat;
  await page.getByRole('radiogroup', { name: '计划' }).getByText('走访路线').click();
  const choices = page.getByRole('grid', { name: '待走访企业' });
  await choices.getByText('恒辰特种纸业').waitFor();
  await choices.focus();
  // One after the other, without waiting for what is saved: nothing is lost.
  for (const key of ['Home', 'Enter', 'Home', 'Enter']) await page.keyboard.press(key);
  const stops = page.getByRole('list', { name: '走访路线' }).getByRole('listitem');
  await stops.nth(1).waitFor();
  await page.getByRole('button', { name: '按乡镇、地址排' }).click();
  await page.getByText('已按乡镇、地址排序').waitFor();
  await expect.poll(() => stops.nth(0).innerText()).toContain('永丰量具');
  const time = stops.nth(0).getByRole('textbox', { name: /计划时间/ });
  await time.fill('930');
  await time.press('Alt+ArrowDown');
  await stops.nth(0).getByText('恒辰特种纸业').waitFor();
  // One that nobody planned comes along, and goes again.
  await page.getByRole('button', { name: '计划外企业' }).click();
  const other = page.getByRole('dialog', { name: '把任何一家企业加入路线' });
  await other.getByRole('textbox', { name: '选择企业' }).fill('青竹');
  await other.getByText('澜溪县恒辰特种纸业有限公司').waitFor({ state: 'hidden' });
  await page.keyboard.press('Enter');
  await stops.nth(2).getByText('青竹家具').waitFor();
  await picture('plan-route');
  await page
    .getByRole('alert')
    .filter({ hasText: '青竹家具有限公司已加入路线' })
    .getByRole('button', { name: '撤销' })
    .click();
  await expect.poll(() => stops.count()).toBe(2);
  await page.getByRole('link', { name: '打印路线单' }).click();
  const sheet = page.getByRole('table', { name: '走访路线单' });
  await sheet.getByText('上次走访：2024年5月6日 李计量').waitFor();
  await expect.poll(() => sheet.getByRole('row').count()).toBe(3);
  await picture('plan-sheet');
  if (pictures) await page.pdf({ path: join(pictures, 'plan-sheet.pdf'), preferCSSPageSize: true });
});

test('a visit recorded on the way ticks the stop off and moves the coverage from 0 to 1 of 2', async () => {
  const { page } = seat;
  await frame(page).go('今日');
  const route = page.getByRole('region', { name: '今天的走访路线' });
  await route.getByRole('link', { name: /恒辰特种纸业/ }).click();
  await frame(page)
    .heading(/恒辰特种纸业|记录走访/)
    .waitFor();
  await page.getByRole('textbox', { name: '走访内容' }).fill('看质检记录，问培训需求');
  await page.keyboard.press('Control+s');
  await page
    .getByText(/已保存/)
    .first()
    .waitFor();
  await frame(page).go('今日');
  await route.getByText('家，已走访 1 家').waitFor();
  await picture('plan-today');
  await page.goto(`${page.url().split('#')[0]}#/visits/plans/coverage?side=township`);
  const table = page.getByRole('table', { name: '走访覆盖率' });
  await table.getByRole('row', { name: /湖口镇.*50\.0%/ }).waitFor();
  await picture('plan-coverage');
  await table.getByRole('button', { name: '湖口镇未走访 1 家' }).click();
  const behind = page.getByRole('grid', { name: '覆盖率企业' });
  await behind.getByText('永丰量具').waitFor();
  await expect.poll(() => behind.getByRole('row').count()).toBe(2);
  // Divided by all that are in operation, planned or not, and so it says.
  await page.getByRole('radiogroup', { name: '应走访企业' }).getByText('按全部在业企业').click();
  await page.getByText('÷ 档案里全部在业企业').waitFor();
  await table.getByRole('row', { name: /石桥镇.*0\.0%/ }).waitFor();
  await picture('plan-coverage-all');
  await table.getByRole('button', { name: '合计在业企业 3 家' }).click();
  await behind.getByText('青竹家具').waitFor();
  expect(seat.troubles).toEqual([]);
});
