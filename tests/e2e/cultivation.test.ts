/** The cultivation room by clicking: the catalogue compared, a ladder read, firms scored and a point explained. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillDemoCounty } from '#services/demo/fill.ts';
import { listEnterprises } from '#services/enterprises.ts';
import { saveRows } from '#services/ledgers.ts';
import { launchChromium } from '#tests/support/chromium.ts';
import { newDevice, passphrase, realClock } from '#tests/support/device.ts';
import { unlock } from './pages/wizard.ts';
import { pressTwice } from './press.ts';
import { openSeat, type Seat } from './seat.ts';

const root = mkdtempSync(join(tmpdir(), 'qice-cultivation-'));
const pictures = process.env.QICE_PICTURES;
/** The one refusal that is asked for: a step of a ladder that leads back. */
const refusedStep = [expect.stringMatching(/status of 422 .*awards\.addStep/)];
let browser: Browser;
let seat: Seat;

const shot = async (page: Page, name: string): Promise<void> => {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`) });
};
const tab = (page: Page, name: string) => page.getByRole('tab', { name }).click();

beforeAll(async () => {
  const owner = { role: 'county', officeName: '澜溪县市场监督管理局', person: '王五' } as const;
  const device = await newDevice(join(root, 'county'), owner, realClock());
  fillDemoCounty(device.desk(), { year: 2008 });
  const [best] = listEnterprises(device.desk(), { search: '凯润机械', limit: 1, offset: 0 }).rows;
  saveRows(device.desk(), {
    ledger: 'benchmark',
    parent: null,
    rows: [{ id: null, values: { name: '凯润机械', firmId: best?.id ?? '' } }],
  });
  device.session.close();
  browser = await launchChromium();
  seat = await openSeat(browser, root, 'county');
  await unlock(seat.page, passphrase);
  await seat.page.getByRole('link', { name: '培育' }).click();
});

afterAll(async () => {
  await seat?.close();
  await browser?.close();
  rmSync(root, { recursive: true, force: true });
});

test('the shipped catalogue is compared with what is held; an award opens with its conditions', async () => {
  const { page } = seat;
  await tab(page, '奖项目录');
  await page.getByRole('button', { name: '装入目录包' }).click();
  const dialog = page.getByRole('dialog', { name: '装入奖项目录包' });
  await dialog.getByText('通用奖项目录').first().waitFor();
  await shot(page, 'cultivation-pack');
  // The demo county holds it already: nothing is left to take in.
  await dialog.getByText(/新增 0 条/).waitFor();
  await expect
    .poll(() => dialog.getByRole('button', { name: '装入', exact: true }).isDisabled())
    .toBe(true);
  await dialog.getByRole('button', { name: '取消' }).click();
  await page.getByText('好品山东').first().waitFor();
  await shot(page, 'cultivation-awards');
  await page.getByText('好品山东').first().click();
  await page.getByText('研发投入强度高于 3%').waitFor();
  await shot(page, 'cultivation-award');
  await page.getByLabel('新版本名称').fill('2027 年版');
  await page.getByRole('button', { name: '另立新版本' }).click();
  await page.getByText('已另立新版本').waitFor();
  await page.goBack();
});

test('the ladder shows who stands where; an award names who is ready and what the others miss', async () => {
  const { page } = seat;
  await tab(page, '培育阶梯');
  // A day that does not exist is not asked about: the picture stays, and the field with it.
  await page.getByRole('textbox', { name: '日期' }).fill('2008-02-31');
  await page.getByRole('textbox', { name: '日期' }).fill('2008-05-05');
  // Two of the county's firms hold the national title on that day.
  await page.getByRole('button', { name: /^中国名牌产品，持有 2 家/ }).click();
  const side = page.getByRole('complementary', { name: '谁可以冲刺' });
  await side.getByText('条件具备').first().waitFor();
  await side
    .getByText(/现为 .*，要求/)
    .first()
    .waitFor();
  await shot(page, 'cultivation-ladder');
  // A step that would lead back is refused where it is asked for; one taken out comes back.
  await page.getByText('前后各级').click();
  const below = page.getByRole('region', { name: /^下面/ });
  const drops = below.getByRole('button', { name: /^去掉/ });
  const last = drops.nth((await drops.count()) - 1);
  await drops.first().click();
  await last.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '撤销', exact: true }).click();
  await last.waitFor();
  const top = await page.getByRole('complementary').locator('p').first().textContent();
  await below.getByRole('button', { name: '加一级' }).click();
  const dialog = page.getByRole('dialog', { name: '加一级阶梯' });
  await dialog.getByRole('combobox', { name: '已获奖项（下面）' }).fill(top ?? '');
  await page.getByRole('option', { name: top ?? '', exact: true }).click();
  await dialog.getByRole('button', { name: '加入阶梯' }).click();
  await dialog.getByText(/一个奖项不能是自己的下一级/).waitFor();
  await dialog.getByRole('button', { name: '取消' }).click();
});

test('firms are scored, a total is explained by its rows, and a repeat on the same data moves nothing', async () => {
  const { page } = seat;
  await tab(page, '评分排队');
  await page.getByRole('table', { name: '评分表' }).waitFor();
  await shot(page, 'cultivation-scheme');
  await page.getByRole('button', { name: '新评分' }).click();
  const dialog = page.getByRole('dialog', { name: '新评分' });
  await dialog.getByRole('combobox', { name: '评分方案' }).click();
  await page.getByRole('option', { name: /优势企业排队表/ }).click();
  await dialog.getByRole('textbox', { name: '评分名称' }).fill('2007 年度排队');
  await dialog.getByRole('textbox', { name: '数据年度' }).fill('2007');
  await dialog.getByRole('textbox', { name: '数据截止' }).fill('2008-05-05');
  await shot(page, 'cultivation-new-run');
  const starts: string[] = [];
  page.on('request', (asked) => {
    if (/scoring\.start/.test(asked.url())) starts.push(asked.url());
  });
  await pressTwice(dialog.getByRole('button', { name: '开始评分' }));
  await page.getByRole('heading', { name: '2007 年度排队' }).waitFor();
  await page.getByText(/^参评 \d+ 家/).waitFor();
  expect(starts).toHaveLength(1);
  await shot(page, 'cultivation-run');
  await page.getByRole('grid', { name: '评分结果' }).getByRole('row').nth(1).click();
  const told = page.getByRole('dialog', { name: '这些分是怎么来的' });
  await told.getByText('主营业务收入').first().waitFor();
  await told.locator('summary').first().click();
  await shot(page, 'cultivation-explained');
  const sum = await told.getByText(/^总分 =/).textContent();
  const parts = [...(sum ?? '').matchAll(/(-?[\d.]+)(?: \+|。)/g)].map(([, n]) => Number(n));
  const total = Number(await told.locator('b').first().textContent());
  expect(Math.round(parts.reduce((a, b) => a + b, 0) * 100)).toBe(Math.round(total * 100));
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '按现有数据重评' }).click();
  await page.getByRole('heading', { name: '2007 年度排队（重评）' }).waitFor();
  await tab(page, '重评变化');
  await page.getByText('两次结果完全一样').waitFor();
});

test('a firm is measured: beside a benchmark, by the excellence criteria, as a brand', async () => {
  const { page } = seat;
  await page.getByRole('link', { name: '培育' }).click();
  await tab(page, '对标自评');
  await page.getByRole('textbox', { name: '选择企业' }).fill('德禾化肥');
  await page.getByText('澜溪县德禾化肥有限公司').first().click();
  const year = page.getByRole('textbox', { name: '数据年度' });
  await year.fill('');
  // On the way to a year nothing is asked, so nothing can fail.
  await year.pressSequentially('200');
  await page.getByRole('table', { name: '差距' }).waitFor();
  await expect.poll(() => page.getByRole('alert').count()).toBe(0);
  await year.fill('2007');
  const gaps = page.getByRole('table', { name: '差距' });
  await gaps.getByText('主营业务收入').first().waitFor();
  await shot(page, 'cultivation-gaps');
  await tab(page, '卓越绩效自评');
  await page.getByRole('button', { name: '新建自评' }).click();
  const rate = page.getByRole('textbox', { name: '4.1.2 得分率' });
  await rate.fill('65');
  await rate.press('Tab');
  await page.keyboard.type('现场');
  // 65 % of 50 points.
  await page.getByText('32.5').first().waitFor();
  await page.keyboard.type('看过');
  // What is written while the figure is saved stays in its field.
  const evidence = page.getByRole('textbox', { name: '4.1.2 证据' });
  await expect.poll(() => evidence.inputValue()).toBe('现场看过');
  await evidence.press('Tab');
  // On a slow computer three fields are left before the first is answered: they are one row, and 定稿 waits for them.
  const slowly = /ledgers\.save/;
  await page.route(slowly, (route) => setTimeout(() => void route.continue(), 300));
  await page.getByRole('textbox', { name: '4.1.3 得分率' }).fill('40');
  for (const text of ['台账', '补记录']) {
    await page.keyboard.press('Tab');
    await page.keyboard.type(text);
  }
  await page.getByRole('button', { name: '定稿' }).click();
  await page.getByText('已定稿，不再改动').waitFor();
  await page.unroute(slowly);
  const said = (label: string) => page.getByRole('textbox', { name: `4.1.3 ${label}` });
  await tab(page, '品牌价值');
  await page.getByRole('textbox', { name: '基准年' }).waitFor();
  await tab(page, '卓越绩效自评');
  await expect.poll(() => said('得分率').inputValue()).toBe('40%');
  await expect.poll(() => said('证据').inputValue()).toBe('台账');
  await expect.poll(() => said('改进机会').inputValue()).toBe('补记录');
  await shot(page, 'cultivation-excellence');
  await tab(page, '品牌价值');
  await page.getByRole('textbox', { name: '基准年' }).fill('2007');
  const work = page.getByRole('button', { name: '测算并冻结' });
  // The file does not say how assets divide, and nobody has judged the brand's strength.
  await page.getByText(/填齐才能测算.*2007 年流动资产.*创新得分/).waitFor();
  await expect.poll(() => work.isDisabled()).toBe(true);
  for (const year of [2005, 2006, 2007])
    for (const [what, figure] of [
      ['调整后净利润', '3000.5'],
      ['流动资产', '9000'],
      ['固定资产', '0'],
    ] as const)
      await page.getByRole('textbox', { name: `${year} 年${what}` }).fill(figure);
  for (const element of ['质量', '服务', '创新', '有形资产', '无形资产'])
    await page.getByRole('textbox', { name: `${element}得分` }).pressSequentially('72.5');
  await work.click();
  await page.getByText(/2007 年（.*榜第 1 名）.*强度 72.5 分/).waitFor();
  await shot(page, 'cultivation-brand');
  expect(seat.troubles).toEqual(refusedStep);
});

test('a scheme is drafted from another, written by keyboard, tried on a firm, taken back and published', async () => {
  const { page } = seat;
  await page.getByRole('link', { name: '培育' }).click();
  await tab(page, '评分排队');
  await page.getByRole('combobox', { name: '评分方案' }).click();
  await page.getByRole('option', { name: /优势企业排队表/ }).click();
  await page.getByRole('button', { name: '另立新版本' }).click();
  await page.getByRole('textbox', { name: '新版本名称' }).fill('试行版');
  await page.getByRole('button', { name: '建立草稿' }).click();
  await page.getByRole('combobox', { name: '试算企业' }).fill('德禾化肥');
  await page.getByRole('option', { name: '澜溪县德禾化肥有限公司' }).click();
  await page.getByRole('textbox', { name: '数据年度' }).fill('2007');
  await page.getByText('没有变化').waitFor();
  const cap = page.getByRole('textbox', { name: '主营业务收入 最高分' });
  await cap.fill('五');
  await page.getByText('最高分应为数字').first().waitFor();
  await expect.poll(() => page.getByRole('button', { name: '保存' }).isDisabled()).toBe(true);
  await cap.fill('5');
  await page.getByText(/原版本 .* 分，少 15 分/).waitFor();
  await page.keyboard.press('Control+z');
  await page.getByText('没有变化').waitFor();
  // A new row below, named, with a rule; it counts at once.
  await page.getByRole('textbox', { name: '利税总额 名称' }).press('Control+Enter');
  await page.keyboard.type('出口');
  const rule = page.getByRole('region', { name: '所选项目' });
  await rule.getByRole('combobox', { name: '取数指标' }).fill('主营业务收入');
  await page.getByRole('option', { name: '主营业务收入（万元）' }).click();
  await rule.getByRole('textbox', { name: '每多少（万元）' }).fill('1亿');
  await rule.getByRole('textbox', { name: '得多少分' }).fill('1');
  await page.getByText(/每 10,000 万元得 1 分/).waitFor();
  await page.getByRole('textbox', { name: '出口 名称' }).press('ArrowUp');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
    '利税总额 名称',
  );
  await page.keyboard.press('Control+s');
  await page.getByText('草稿已保存').waitFor();
  await page.getByRole('button', { name: '启用' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '启用' }).click();
  await page.getByRole('table', { name: '评分表' }).getByText('出口').waitFor();
  await expect.poll(() => page.getByRole('button', { name: '编辑草稿' }).count()).toBe(0);
  expect(seat.troubles).toEqual(refusedStep);
});
