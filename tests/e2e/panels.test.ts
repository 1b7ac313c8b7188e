/** From a scheme to a published ranking by clicking: experts drawn, sheets entered blind, points changed with a reason. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { read, utils } from '@e965/xlsx';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enterprise } from '#db/schema/enterprises.ts';
import { write } from '#db/write.ts';
import { loadPack, shippedPack } from '#services/award-packs.ts';
import { saveRows } from '#services/ledgers.ts';
import { rowsOf } from '#services/own-rows.ts';
import { startRun } from '#services/score-runs.ts';
import { launchChromium } from '#tests/support/chromium.ts';
import { newDevice, passphrase, realClock } from '#tests/support/device.ts';
import { tellInOrder } from './chapters.ts';
import { unlock } from './pages/wizard.ts';
import { openSeat, type Seat } from './seat.ts';

const root = mkdtempSync(join(tmpdir(), 'qice-panels-'));
const names = ['江南轴承', '海东纸业', '云山茶叶'];
const firms = names.map((name, i) => ({
  id: `018f0000-0000-7000-8000-00000000000${i}`,
  name: `${name}有限公司`,
}));
let browser: Browser;
let seat: Seat;

tellInOrder(() => (seat ? [seat] : []));

beforeAll(async () => {
  const owner = { role: 'county', officeName: '澜溪县市场监督管理局', person: '王五' } as const;
  const device = await newDevice(join(root, 'county'), owner, realClock());
  const desk = device.desk();
  write(desk.store, { actor: '王五', purpose: '新增企业' }, (door) => {
    for (const firm of firms) door.insert(enterprise, { ...firm, foundedOn: '2001-01-01' });
  });
  loadPack(desk, shippedPack());
  saveRows(desk, {
    ledger: 'expert',
    parent: null,
    rows: [
      ['周正言', '省质量中心'],
      ['吴静怡', '省工业大学'],
      ['郑启明', '市标准院'],
      // Works at a firm that applies, as it is written elsewhere.
      ['褚云飞', '海东纸业有限责任公司'],
    ].map(([name = '', unit = '']) => ({ id: null, values: { name, unit } })),
  });
  const scheme = rowsOf(desk, 'scheme').find(({ values }) => values.code === 'good-shandong');
  startRun(desk, {
    title: '2025 年好品推荐',
    versionId: rowsOf(desk, 'scheme_version', scheme?.id)[0]?.id ?? '',
    year: 2025,
    dataDate: '2026-05-05',
    scope: {},
    panelId: null,
    awardId: null,
    againId: null,
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

test('experts are drawn without those of the firms, and score blind, by keyboard, to the full marks at most', async () => {
  const { page } = seat;
  await page.getByRole('link', { name: '培育' }).click();
  await page.getByRole('tab', { name: '评分排队' }).click();
  await page.getByRole('row', { name: /2025 年好品推荐/ }).click();
  await page.getByText('有 2 项由专家评分，还没有专家分').waitFor();
  await page.getByRole('button', { name: '抽取专家组' }).click();
  const draw = page.getByRole('dialog', { name: '抽取专家组' });
  await draw.getByRole('row', { name: '褚云飞 海东纸业有限责任公司 本人单位参评' }).waitFor();
  await draw.getByRole('button', { name: '抽取', exact: true }).click();
  await page.getByRole('link', { name: '录入专家03的打分' }).waitFor();
  await page.getByRole('tab', { name: '抽取与回避' }).click();
  await page.getByText('按种子重新抽取，结果一致').waitFor();
  await page.getByRole('link', { name: '打印空白评分表' }).click();
  const paper = page.getByRole('article');
  await paper.getByRole('heading', { name: '专家评分表' }).first().waitFor();
  await expect.poll(() => paper.getByRole('heading', { name: '专家评分表' }).count()).toBe(3);
  for (const name of names) expect(await paper.textContent()).not.toContain(name);
  await page.goBack();
  const scores = [
    ['10', '9', '10', '9', '10', '9'],
    ['12', '12.5', '12', '12.5', '12', '12.5'],
    ['15', '13', '2', '13', '15'],
  ];
  for (const [at, cells] of scores.entries()) {
    const alias = `专家0${at + 1}`;
    if (at === 0) await page.getByRole('link', { name: `录入${alias}的打分` }).click();
    else await page.getByRole('link', { name: `录入${alias}`, exact: true }).click();
    const sheet = page.getByRole('table', { name: `${alias}评分表` });
    await sheet.getByRole('rowheader', { name: '3 号' }).waitFor();
    // Nothing of the others, and no names.
    await page.getByText('还差 6 格').waitFor();
    expect((await sheet.locator('tbody td').allTextContents()).join('')).toBe('');
    for (const name of names) expect(await page.locator('main').textContent()).not.toContain(name);
    await sheet.focus();
    if (at === 0) {
      await page.keyboard.type('15.5');
      await page.getByRole('alert').getByText('不能大于 15').waitFor();
      await page.keyboard.press('Control+A');
    }
    for (const points of cells) {
      await page.keyboard.type(points);
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Escape');
    await page.getByText(at === 2 ? '还差 1 格' : '都打完了').waitFor();
  }
  await page.getByRole('navigation', { name: '所在位置' }).getByRole('link').click();
  await page.getByRole('button', { name: '封卷' }).click();
  const close = page.getByRole('dialog', { name: '封卷' });
  await close.getByText('专家03缺 1 格').waitFor();
  await close.getByRole('button', { name: '封卷' }).click();
  const summary = page.getByRole('table', { name: '专家打分汇总' });
  // 10, 12 and 2; 9, 12.5 and 13: the middle one counts, 2 and 9 are far from it; of two scores both count.
  const second = summary.getByRole('row', { name: /^2 号/ });
  await second.waitFor();
  await expect.poll(() => second.getByText('离众').count()).toBe(2);
  await expect.poll(() => second.locator('b').allTextContents()).toEqual(['10', '12.5']);
  await expect
    .poll(() => summary.getByRole('row', { name: /^3 号/ }).locator('b').allTextContents())
    .toEqual(['12', '10.75']);
  expect(seat.troubles).toEqual([]);
});

test('the run takes the scores in; figures and changes by hand wait for a repeat; it is signed, published, printed and saved', async () => {
  const { page } = seat;
  await page.getByRole('button', { name: '带专家分重评' }).click();
  await page.getByRole('menuitem', { name: '2025 年好品推荐' }).click();
  await page.getByText('核对无误后').waitFor();
  const ranking = page.getByRole('grid', { name: '评分结果' });
  const best =
    (await ranking.getByRole('row').nth(1).getByRole('gridcell').nth(1).textContent()) ?? '';
  await ranking.getByRole('row').nth(1).click();
  await page.getByRole('button', { name: '调整品牌影响力' }).click();
  const change = page.getByRole('dialog', { name: `调整分：${best}` });
  await change.getByRole('textbox', { name: '调整分值' }).fill('-1.25');
  await change.getByRole('textbox', { name: '调整原因' }).fill('宣传用语不规范');
  await expect
    .poll(() => change.getByRole('textbox', { name: '决定人' }).inputValue())
    .toBe('王五');
  await change.getByRole('button', { name: '登记调整' }).click();
  await page.getByRole('dialog', { name: '这些分是怎么来的' }).getByRole('button').first().click();
  await page.getByText('有 1 条填报或调整还没有计入').waitFor();
  await page.getByRole('tab', { name: '填报与调整 1' }).click();
  const entries = page.getByRole('table', { name: '评分填报表' });
  const row = entries.getByRole('row', { name: new RegExp(best) });
  await entries.getByRole('columnheader', { name: '研发投入强度' }).waitFor();
  const [, ...heads] = await entries.getByRole('columnheader').allTextContents();
  const rnd = heads.findIndex((title) => title.startsWith('研发投入强度'));
  await row.getByRole('cell').nth(rnd).click();
  await page.keyboard.type('2.5');
  await page.keyboard.press('Enter');
  await page.getByText('有 2 条填报或调整还没有计入').waitFor();
  await page.getByRole('button', { name: '重评计入' }).click();
  await page.getByText('核对无误后').waitFor();
  await page.getByRole('row', { name: new RegExp(best) }).click();
  const told = page.getByRole('dialog', { name: '这些分是怎么来的' });
  await told.getByText('2025 年评分填报').first().waitFor({ state: 'attached' });
  await told.getByText('-1.25 分：宣传用语不规范（王五）').waitFor({ state: 'attached' });
  const total = Number(await told.locator('b').first().textContent());
  await told.getByRole('button').first().click();
  await page.getByRole('button', { name: '签字公布' }).click();
  const publish = page.getByRole('dialog', { name: '签字公布' });
  await publish.getByRole('textbox', { name: '审核' }).fill('赵六');
  await expect
    .poll(() => publish.getByRole('button', { name: '公布', exact: true }).isDisabled())
    .toBe(true);
  await publish.getByRole('textbox', { name: '审批' }).fill('孙局长');
  await publish.getByRole('textbox', { name: '文号' }).fill('澜市监〔2026〕5 号');
  await publish.getByRole('button', { name: '公布', exact: true }).click();
  await page.getByText(/已于 .* 公布（澜市监〔2026〕5 号），审核 赵六，审批 孙局长/).waitFor();
  const book = read(
    readFileSync(await seat.download(page.getByRole('button', { name: '导出表格' }))),
  );
  // Under the title and what the figures are of; above who signed.
  const linesOf = (name: string) =>
    utils
      .sheet_to_json<Record<string, unknown>>(book.Sheets[name] as never, { range: 2 })
      .filter((line) => firms.some((firm) => firm.name === line.企业));
  const rows = linesOf('排名');
  expect(rows.map((line) => line.企业).toSorted()).toEqual(
    firms.map(({ name }) => name).toSorted(),
  );
  expect(rows.find((line) => line.企业 === best)?.总分).toBe(total);
  expect(linesOf('调整分')).toEqual([
    { 企业: best, 项目: '品牌影响力', 调整分值: -1.25, 原因: '宣传用语不规范', 决定人: '王五' },
  ]);
  await page.getByRole('link', { name: '打印' }).click();
  const paper = page.getByRole('article');
  await paper.getByRole('heading', { name: '2025 年好品推荐排名表' }).waitFor();
  await paper.getByText('审批：孙局长').waitFor();
  expect(seat.troubles).toEqual([]);
});
