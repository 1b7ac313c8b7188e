/** Two files of one firm, found, compared, merged and parted again, by clicking. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '#tests/support/chromium.ts';
import { enterprises } from './pages/enterprises.ts';
import { frame } from './pages/frame.ts';
import { importing } from './pages/import.ts';
import { visit } from './pages/visit.ts';
import { setUp } from './pages/wizard.ts';
import { openSeat, type Seat } from './seat.ts';

const root = mkdtempSync(join(tmpdir(), 'qice-doubles-'));
const kept = '澜溪县云丰纸业有限公司';
const old = '瀾溪縣雲豐紙業（有限公司）';
const roster = `企业名称,统一社会信用代码,联系电话,乡镇
${kept},91339921MA9000011E,,湖口镇
澜溪县恒盛机械有限公司,91339921MA900002X6,0570-7054321,石桥镇
`;
let browser: Browser;
let county: Seat;

beforeAll(async () => {
  browser = await launchChromium();
  county = await openSeat(browser, root, 'county');
  const { page } = county;
  await setUp(page, {
    role: 'county',
    officeName: '澜溪县市场监督管理局',
    division: '澜溪',
    person: '王科长',
  });
  await enterprises(page).importButton.click();
  const wizard = importing(page);
  await wizard.choose({ name: '名单.csv', mimeType: 'text/csv', buffer: Buffer.from(roster) });
  await wizard.toColumns();
  await wizard.preview();
  await wizard.commit(2).click();
  await page.getByRole('link', { name: '查看企业' }).waitFor();
  // The second file, written down at a desk where nobody knew the code.
  await frame(page).go('企业');
  await page.getByRole('link', { name: '新增企业' }).click();
  await enterprises(page).field('企业名称').fill(old);
  await enterprises(page).field('联系电话').fill('0570-7012345');
  await enterprises(page).save.click();
  await frame(page).heading(old).waitFor();
});
afterAll(async () => {
  await county?.close();
  await browser?.close();
  rmSync(root, { recursive: true, force: true });
});

const shoot = async (name: string): Promise<void> => {
  const dir = process.env.QICE_SHOTS;
  if (dir) await county.page.screenshot({ path: join(dir, `${name}.png`) });
};

test('a visit to the old file is shown under the kept one, and goes back when the merger is undone', async () => {
  const { page } = county;
  await frame(page).go('企业');
  await enterprises(page).row(old).click();
  await enterprises(page).recordVisit.click();
  await visit(page).content.fill('厂里说早已改名。');
  await page.keyboard.press('Control+s');
  await visit(page).saved.waitFor();

  await frame(page).go('企业');
  await page.getByRole('link', { name: '重复档案' }).click();
  await page.getByText('共 1 对').waitFor();
  await shoot('doubles-list');
  await page.getByRole('row', { name: /名称相同/ }).click();
  await page.getByRole('heading', { name: '是不是同一家？' }).waitFor();
  await shoot('doubles-pair');
  // The file with a code is kept, and takes the telephone it lacks.
  expect(
    await page
      .getByRole('radio', { name: new RegExp(kept) })
      .first()
      .isChecked(),
  ).toBe(true);
  await expect.poll(() => page.getByRole('radio', { name: '0570-7012345' }).isChecked()).toBe(true);
  await page.getByRole('button', { name: '是同一家，合并' }).click();
  await frame(page).heading(kept).waitFor();
  await enterprises(page).band.getByText(old).waitFor();
  await shoot('doubles-merged-firm');
  await enterprises(page).tab('走访');
  await page.getByText('厂里说早已改名。').waitFor();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('雲豐');
  await frame(page).hits.filter({ hasText: kept }).waitFor();
  await expect.poll(() => frame(page).hits.count()).toBe(1);
  await page.keyboard.press('Escape');

  await page.getByRole('link', { name: old }).click();
  await page.getByRole('tab', { name: '已合并' }).waitFor();
  await shoot('doubles-merged');
  await page.getByRole('button', { name: '撤销合并' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '撤销合并' }).click();
  await page.getByText('已撤销合并，两份档案各自独立').waitFor();
  await frame(page).go('企业');
  await enterprises(page).row(old).click();
  await frame(page).heading(old).waitFor();
  await enterprises(page).tab('走访');
  await page.getByText('厂里说早已改名。').waitFor();
});

test('told apart once, a pair is not asked about again', async () => {
  const { page } = county;
  await frame(page).go('企业');
  await page.getByRole('link', { name: '重复档案' }).click();
  await page.getByRole('row', { name: /名称相同/ }).click();
  await page.getByRole('button', { name: '不是同一家' }).click();
  await page.getByText('没有发现疑似重复的档案').waitFor();
});

test('nothing complained', () => {
  expect(county.troubles).toEqual([]);
});
