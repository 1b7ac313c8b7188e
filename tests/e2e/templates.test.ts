/**
 * What leaves the office. A template of its own: refused with the field named, mended, kept, and a visit record made with
 * it. PDF and printing. And a sheet that is not issued before its leader has agreed.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Document, Packer, Paragraph } from 'docx';
import PizZip from 'pizzip';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enterprise } from '#db/schema/enterprises.ts';
import { write } from '#db/write.ts';
import { saveSheet } from '#services/sheet-saving.ts';
import { saveVisit } from '#services/visits.ts';
import { launchChromium } from '#tests/support/chromium.ts';
import { newDevice, passphrase, realClock } from '#tests/support/device.ts';
import { frame } from './pages/frame.ts';
import { sheet } from './pages/sheet.ts';
import { unlock } from './pages/wizard.ts';
import { openSeat, type Seat } from './seat.ts';

const root = mkdtempSync(join(tmpdir(), 'qice-templates-'));
const firm = '澜溪云丰纸业有限公司';
const slow = join(root, 'slow');
const opened = join(root, 'opened');
// The last argument is the file and the one before it the folder.
const toPdf =
  'for last; do before="$folder"; folder="$file"; file="$last"; done; cp "$file" "$folder/$(basename "$file" .docx).pdf"';
let browser: Browser;
let seat: Seat;

beforeAll(async () => {
  const device = await newDevice(
    join(root, 'county'),
    { role: 'county', officeName: '澜溪县市场监督管理局', person: '李科长' },
    realClock(),
  );
  const { store } = device.desk();
  const enterpriseId = store.clock.uuid();
  write(store, { actor: '李科长', purpose: '测试' }, (door) =>
    door.insert(enterprise, { id: enterpriseId, name: firm }),
  );
  saveVisit(device.desk(), {
    ...{ id: store.clock.uuid(), enterpriseId, visitedOn: '2026-03-02', startAt: null },
    ...{ endAt: null, place: null, serviceTypes: [], purpose: null, content: '看了检验室' },
    ...{ findings: null, advice: null, firmPeople: null, participants: ['李科长', '王科员'] },
    ...{ issues: [], photos: [] },
  });
  saveSheet(device.desk(), {
    ...{ id: store.clock.uuid(), enterpriseId, year: 2026, grade: 'A', situation: '年产 3 万吨' },
    ...{ gap: null, goal: '省名牌' },
    measures: [
      {
        ...{ id: store.clock.uuid(), person: '王科员', duty: '牵头', goal: '通过计量确认' },
        ...{ task: '辅导建立台账', dueOn: '2026-12-20', state: '未启动' },
      },
    ],
  });
  device.session.close();
  browser = await launchChromium();
  // A LibreOffice that waits for as long as it is told to, and the program that opens what is to be printed.
  const bin = join(root, 'bin');
  mkdirSync(bin);
  const program = (name: string, script: string): void =>
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  program('soffice', `while [ -e '${slow}' ]; do sleep 0.1; done\n${toPdf}`);
  program('xdg-open', `printf %s "$1" > '${opened}'`);
  const PATH = [bin, process.env.PATH].join(delimiter);
  seat = await openSeat(browser, root, 'county', {}, { PATH });
  await unlock(seat.page, passphrase);
});
afterAll(async () => {
  await seat?.close();
  await browser?.close();
  rmSync(root, { recursive: true, force: true });
});

const picture = async (name: string): Promise<void> => {
  const pictures = process.env.QICE_PICTURES;
  if (pictures) await seat.page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
};

const template = async (...lines: readonly string[]) => ({
  name: '县局走访表.docx',
  mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  buffer: await Packer.toBuffer(
    new Document({ sections: [{ children: lines.map((line) => new Paragraph(line)) }] }),
  ),
});

test('a template with an unknown field is named, the mended one is kept and makes a visit record', async () => {
  const { page } = seat;
  await frame(page).go('设置');
  await page.getByRole('link', { name: '管理模板' }).click();
  const choose = async (...lines: readonly string[]): Promise<void> => {
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: '选择模板文件' }).click();
    await (await choosing).setFiles([await template(...lines)]);
  };
  await choose('走访 {{企业名}}', '参加 {{我方人员}}');
  await page.getByText('没有 {{企业名}} 这个字段，是不是 {{企业名称}}？').waitFor();
  await expect.poll(() => page.getByRole('button', { name: '保存模板' }).count()).toBe(0);

  await choose('走访 {{企业名称}}', '参加 {{我方人员}}');
  await page.getByText('可以使用：用到 2 个字段').waitFor();
  await page.getByRole('button', { name: '保存模板' }).click();
  await page.getByRole('cell', { name: '使用中' }).waitFor();

  await frame(page).go('走访');
  await page.getByRole('grid', { name: '走访记录' }).getByRole('row', { name: firm }).click();
  await page.getByRole('button', { name: '走访记录：选择格式' }).click();
  const path = await seat.download(page.getByRole('menuitem', { name: '县局走访表' }));
  const text = (new PizZip(readFileSync(path)).file('word/document.xml')?.asText() ?? '').replace(
    /<[^>]+>/g,
    ' ',
  );
  expect(text).toContain(`走访 ${firm}`);
  expect(text).toContain('参加 李科长、王科员');
  // The choice is remembered: the button itself now makes it so.
  await page.getByTitle('县局走访表').waitFor();
  expect(seat.troubles).toEqual([]);
});

test('any paper is a PDF, which can be cancelled, or stands open to be printed', async () => {
  const { page } = seat;
  await frame(page).go('走访');
  const menu = page.getByRole('button', { name: '空白走访表：选择格式' });
  const item = (name: string) => page.getByRole('menuitem', { name, exact: true });
  writeFileSync(slow, '');
  await menu.click();
  await item('PDF').click();
  const dialog = page.getByRole('dialog', { name: '空白走访表' });
  await dialog.getByText('正在由 LibreOffice 排成 PDF').waitFor();
  await dialog.getByRole('button', { name: '取消' }).click();
  await page.getByText('已取消。没有留下半成品，数据未动。').waitFor();
  await dialog.waitFor({ state: 'hidden' });
  rmSync(slow);

  await menu.click();
  expect(await seat.download(item('PDF'))).toMatch(/走访表 空白\.pdf$/);
  await dialog.waitFor({ state: 'hidden' });
  await menu.click();
  await item('打开并打印').click();
  await page.getByText('已打开：走访表 空白.pdf，在打开的窗口里打印').waitFor();
  expect(readFileSync(opened, 'utf8')).toMatch(/走访表 空白\.pdf$/);
  // What was cancelled is refused, and every browser says so.
  expect(seat.troubles).toEqual([expect.stringMatching(/status of 422.*papers\.visitForms/)]);
});

test('a county that asks for its leader sees who is waited for, and issues once he has signed', async () => {
  const { page } = seat;
  await frame(page).go('设置');
  const card = page.getByRole('region', { name: '一企一策签发前审批' });
  await card.getByText('没有要求：五定填全就能签发。').waitFor();
  await card.getByLabel('分管领导审批 A 类').check();
  await card.getByRole('button', { name: '保存' }).click();
  await card.getByText(/澜溪县市场监督管理局设定，自 .* 起签发的工作表照此办理/).waitFor();

  await frame(page).go('一企一策');
  const row = page.getByRole('grid', { name: '工作表' }).getByRole('row', { name: firm });
  await row.getByText('未签发，还差：分管领导审批').waitFor();
  await picture('approvals-list');
  await row.click();
  const { issue, confirmIssue } = sheet(page);
  await issue.click();
  await page.getByText('还不能签发，还差：分管领导审批。').waitFor();
  await picture('approvals-asked');
  const line = page.getByRole('table', { name: '审批' }).getByRole('row', { name: /^分管领导/ });
  await line.getByText('签发前须县局签署同意').waitFor();
  await line.getByRole('button', { name: '签署' }).click();
  const dialog = page.getByRole('dialog', { name: '分管领导 签署意见' });
  await dialog.getByLabel('签字人').fill('周局长');
  await dialog.getByRole('button', { name: '签署', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  await line.getByText('签发前须县局签署同意').waitFor({ state: 'hidden' });
  await issue.click();
  await confirmIssue.click();
  await page.getByText(/^已签发 \d{4}年/).waitFor();
});
