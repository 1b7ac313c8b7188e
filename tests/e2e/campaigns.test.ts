/** A question sheet built by clicking, published, filled in for two firms, counted and taken out. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { read, utils } from '@e965/xlsx';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveEnterprise } from '#services/enterprises.ts';
import { launchChromium } from '#tests/support/chromium.ts';
import { newDevice, passphrase, realClock } from '#tests/support/device.ts';
import { demoCreditCode } from '#tests/support/roster-fixtures.ts';
import { tellInOrder } from './chapters.ts';
import { frame } from './pages/frame.ts';
import { unlock } from './pages/wizard.ts';
import { pressTwice } from './press.ts';
import { openSeat, type Seat } from './seat.ts';

const root = mkdtempSync(join(tmpdir(), 'qice-campaigns-'));
let browser: Browser;
let office: Seat;
tellInOrder(() => (office ? [office] : []));

const pictures = process.env.QICE_PICTURES;
const picture = async (name: string): Promise<void> => {
  if (pictures === undefined) return;
  mkdirSync(pictures, { recursive: true });
  await office.page.screenshot({ path: join(pictures, `${name}.png`) });
};

beforeAll(async () => {
  const device = await newDevice(
    join(root, 'office'),
    { role: 'county', officeName: '澜溪县市场监督管理局', person: '李科长' },
    realClock(),
  );
  const blank = {
    ...{ formerNames: null, type: null, legalRep: null, foundedOn: null, capitalText: null },
    ...{ scope: null, contactName: null, contactPhone: null, status: null, tier: null },
    ...{ id: null, note: null },
  };
  for (const [n, name, township] of [
    [1, '澜溪甲纸业有限公司', '湖口镇'],
    [2, '澜溪乙门业有限公司', '湖口镇'],
    [3, '澜溪丙茶业有限公司', '东门镇'],
  ] as const)
    saveEnterprise(device.desk(), {
      ...{ ...blank, name, township, uscc: demoCreditCode(n) },
      address: `${township}工业路 ${n} 号`,
    });
  device.session.close();
  browser = await launchChromium();
  office = await openSeat(browser, root, 'office');
  await unlock(office.page, passphrase);
});
afterAll(async () => {
  await office?.close();
  await browser?.close();
  rmSync(root, { recursive: true, force: true });
});

const list = () => office.page.getByRole('list', { name: '题目' });
const add = async (kind: string, label: string): Promise<void> => {
  const { page } = office;
  await page.getByRole('group', { name: '加一题' }).getByRole('button', { name: kind }).click();
  // The new question is open, its label waits for words.
  await list().getByLabel('题目', { exact: true }).fill(label);
};
const option = (n: number) => list().getByLabel(`选项 ${n}`, { exact: true });

test('a sheet of five kinds with a condition is built, checked as it is typed, and published', async () => {
  const { page } = office;
  await frame(page).go('走访');
  await page.getByRole('tab', { name: '专项调研' }).click();
  await page.getByRole('button', { name: '新建调研' }).click();
  await page.getByLabel('调研名称').fill('首席质量官调研');
  await add('单选', '是否设首席质量官');
  await option(1).fill('已设');
  await option(1).press('Tab');
  await page.getByText('有一个选项没有写').waitFor();
  await option(2).fill('未设');
  await list().getByText('必填').click();
  await add('一行文字', '姓名');
  await list().getByLabel('什么时候显示').selectOption({ label: '当 1. 是否设首席质量官' });
  await add('数字', '质量人员数');
  await list().getByLabel('单位', { exact: true }).fill('人');
  await list().getByText('必填').click();
  await add('表格', '生产线');
  await list().getByLabel('列 1', { exact: true }).fill('名称');
  await add('一行文字', '厂址');
  await list().getByLabel('对应企业档案').selectOption({ label: '注册地址' });
  const preview = page.getByRole('form', { name: '问卷预览' });
  await expect.poll(() => preview.getByText('姓名').count()).toBe(0);
  await preview.getByLabel('已设').check();
  await preview.getByText('姓名').waitFor();
  // A second condition: asked where both hold, or one does, as one word says.
  await list().getByLabel('什么时候显示').selectOption({ label: '当 1. 是否设首席质量官' });
  await list().getByRole('button', { name: '再加一个条件' }).click();
  await list().getByLabel('显示条件 2 问的题').selectOption({ label: '当 3. 质量人员数' });
  await list().getByLabel('显示条件 2 的内容').fill('5');
  await expect.poll(() => preview.getByText('厂址').count()).toBe(0);
  await list().getByLabel('显示条件 2 与前面的关系').selectOption('或者');
  await preview.getByText('厂址').waitFor();
  await picture('builder-conditions');
  await list().getByRole('button', { name: '去掉显示条件 2' }).click();
  await list().getByLabel('什么时候显示').selectOption({ label: '总是显示' });
  // Moved in front of what it asks of, it says so; moved back, it is sound.
  await page.getByRole('button', { name: '上移：姓名' }).click();
  await page.getByText('排在后面').waitFor();
  await picture('builder');
  await page.keyboard.press('Control+z');
  // Pressed twice it is published once, and nothing is refused.
  await pressTwice(page.getByRole('button', { name: '发布', exact: true }));
  await page.getByText('现行第 1 版').waitFor();
  await picture('builder-published');
});

const fill = async (firm: string, chosen: '已设' | '未设', staff: string): Promise<void> => {
  const { page } = office;
  await page.getByRole('row', { name: new RegExp(firm) }).click();
  const form = page.getByRole('form', { name: new RegExp(firm) });
  await form.getByLabel(chosen).check();
  if (chosen === '已设') await form.getByRole('textbox', { name: '姓名' }).fill('王五');
  await form.getByRole('textbox', { name: '质量人员数' }).fill(staff);
  await expect
    .poll(() => form.getByRole('textbox', { name: '厂址' }).inputValue())
    .toContain('工业路');
};
const complete = async (): Promise<void> => {
  const { page } = office;
  await page.getByRole('button', { name: '完成', exact: true }).click();
  // The address is a fact of the file: what it holds is confirmed, what differs is written.
  await page
    .getByRole('dialog', { name: '写进企业档案' })
    .getByRole('button', { name: /^完成/ })
    .click();
  await page.getByRole('button', { name: '修改答卷' }).waitFor();
};
const back = () => office.page.getByRole('link', { name: '首席质量官调研' }).click();

test('two firms are filled in by hand; a draft outlives the window; what is missing is pointed at', async () => {
  const { page } = office;
  await page.getByText('企业', { exact: true }).last().click();
  await page.getByRole('button', { name: '列入企业' }).first().click();
  const adding = page.getByRole('dialog', { name: '列入企业' });
  await adding.getByText('按视图').click();
  await adding.getByRole('radio', { name: '停产失联' }).check();
  await adding.getByRole('button', { name: '列入 0 家' }).waitFor();
  await picture('add-view');
  // A pasted column: what is not found is put right on the spot, and nothing is dropped unsaid.
  await adding.getByText('粘贴名单').click();
  await adding
    .getByRole('textbox', { name: '企业名单' })
    .fill('企业名称\n甲纸业\n澜溪乙门业有限责任公司\n澜溪丙茶叶公司');
  await adding.getByRole('button', { name: '查找' }).click();
  await adding.getByText('共 4 行，找到 1 行，请核对 1 行，没有找到 2 行').waitFor();
  await picture('add-pasted');
  const again = adding.getByRole('textbox', { name: '第 4 行改写后再找' });
  await again.fill('丙茶业');
  await again.press('Enter');
  await adding.getByText('请核对 2 行，没有找到 1 行').waitFor();
  await adding.getByRole('button', { name: '列入 3 家（1 行不列入）' }).click();
  await page.getByRole('row', { name: /甲纸业/ }).waitFor();
  // The draft is kept in pieces as it is typed: what counts is the one that holds the last word.
  const kept = page.waitForResponse((answer) =>
    /value\\":\\"12\\"/.test(answer.request().postData() ?? ''),
  );
  await fill('甲纸业', '已设', '12');
  await kept;
  await page.getByText(/草稿已存/).waitFor();
  await page.reload();
  const form = page.getByRole('form', { name: /甲纸业/ });
  await expect
    .poll(() => form.getByRole('textbox', { name: '质量人员数' }).inputValue())
    .toBe('12');
  await form.getByRole('button', { name: '加一行' }).click();
  await form.getByLabel('第 1 行 名称').fill('一号线');
  await picture('return');
  await complete();
  await back();
  await page.getByRole('row', { name: /甲纸业.*已完成/ }).waitFor();
  await fill('乙门业', '未设', '');
  await page.getByRole('button', { name: '完成', exact: true }).click();
  await page.getByRole('alert').getByText('「质量人员数」还没有填写').waitFor();
  await picture('return-missing');
  await page.getByRole('textbox', { name: '质量人员数' }).fill('７');
  // What the firm says otherwise than its file goes into the file, and can be taken back.
  await page.getByText('档案：湖口镇工业路 2 号').waitFor();
  await page.getByRole('textbox', { name: '厂址' }).fill('湖口镇新路 8 号');
  await page.getByText('与档案不同').waitFor();
  await page.getByRole('button', { name: '完成', exact: true }).click();
  const changes = page.getByRole('table', { name: '写进档案' });
  await changes
    .getByRole('row', { name: /注册地址 湖口镇工业路 2 号.* 湖口镇新路 8 号/ })
    .waitFor();
  await picture('return-facts');
  await page.getByRole('button', { name: '完成并写进档案 1 项' }).click();
  await page.getByText('档案：湖口镇新路 8 号').waitFor();
  // From the cell of the file the way leads back to the return.
  const answered = page.url();
  await page.goto(`${answered.split('#')[0]}#/enterprises`);
  await page.getByRole('row', { name: /乙门业/ }).click();
  await page.getByText('湖口镇新路 8 号').first().click();
  await page.keyboard.press('Control+h');
  await page.getByRole('link', { name: /的调研答卷$/ }).click();
  await page.getByText('档案：湖口镇新路 8 号').waitFor();
  await expect.poll(() => page.getByRole('link', { name: /的调研答卷$/ }).count()).toBe(0);
  expect(page.url()).toBe(answered);
  await page.getByRole('button', { name: '撤销' }).last().click();
  await page.getByText('档案：湖口镇工业路 2 号').waitFor();
  await complete();
  await back();
  await page.getByRole('row', { name: /乙门业.*已完成/ }).waitFor();
  await picture('firms');
});

test('figures are right, each opens its rows, and the workbook says the same', async () => {
  const { page } = office;
  await page.getByText('结果', { exact: true }).click();
  await page.getByText('完成 2 / 3 家（66.7%）').waitFor();
  const figures = (name: string) => page.getByRole('table', { name: `${name} 统计` });
  const said = async (name: string) =>
    (await figures(name).innerText()).replace(/\s+/g, ' ').trim();
  expect(await said('是否设首席质量官')).toBe('已设 1 家 50.0% 未设 1 家 50.0%');
  expect(await said('质量人员数')).toBe(
    '合计 19 人 平均 9.5 人 中位数 9.5 人 最小 7 人 最大 12 人',
  );
  await picture('results');
  await page.getByRole('button', { name: '是否设首席质量官 未设 1 家' }).click();
  await page.getByText('是否设首席质量官：未设　1 家').waitFor();
  const rows = page.getByRole('grid', { name: '调研结果' }).getByRole('row');
  await expect.poll(() => rows.count()).toBe(2);
  await expect.poll(() => rows.last().innerText()).toContain('乙门业');
  const path = await office.download(page.getByRole('button', { name: '导出表格' }));
  const book = read(readFileSync(path));
  expect(book.SheetNames).toEqual(['答卷', '统计', '未完成企业', '生产线']);
  // Behind the title and the unit line.
  const answers = utils.sheet_to_json<Record<string, unknown>>(book.Sheets.答卷 ?? {}, {
    range: 2,
  });
  expect(answers.slice(0, 2).map((row) => row['质量人员数（人）'])).toEqual([12, 7]);
  expect(office.troubles).toEqual([]);
});
