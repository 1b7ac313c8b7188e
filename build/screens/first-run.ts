import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { enterprises } from '#tests/e2e/pages/enterprises.ts';
import { frame, type Room } from '#tests/e2e/pages/frame.ts';
import { importing } from '#tests/e2e/pages/import.ts';
import { passphrase, unlock, wizard } from '#tests/e2e/pages/wizard.ts';
import type { Seat } from '#tests/e2e/seat.ts';
import { rosterFixture } from '#tests/support/roster-fixtures.ts';
import type { Camera } from './camera.ts';

/** From the first start to a list of firms. */

const owner = {
  role: 'officer',
  officeName: '石桥市场监管所',
  division: '澜溪',
  person: '王科员',
} as const;

const setUp = async ({ page }: Seat, shot: Camera): Promise<void> => {
  const steps = wizard(page);
  await steps.role(owner);
  await shot(page, 'wizard-role');
  await steps.next();
  await page.getByRole('combobox', { name: '行政区划' }).fill(owner.division);
  await page.getByRole('option').first().waitFor();
  await shot(page, 'wizard-division');
  await page.getByRole('option').first().click();
  await steps.next();
  await steps.person(owner);
  await page.getByRole('textbox', { name: '再输一次口令' }).fill('另一句');
  await page.getByRole('button', { name: '完成设置' }).click();
  await page.getByText('两次输入的口令不一样').waitFor();
  await shot(page, 'wizard-passphrase-refused');
  await page.getByRole('textbox', { name: '再输一次口令' }).fill(passphrase);
  await shot(page, 'wizard-passphrase');
  await steps.finish();
};

const empty = async ({ page }: Seat, shot: Camera): Promise<void> => {
  const rooms: readonly (readonly [Room, string])[] = [
    ['今日', 'today'],
    ['企业', 'enterprises'],
    ['一企一策', 'sheets'],
    ['走访', 'visits'],
    ['数据交换', 'exchange'],
  ];
  for (const [room, name] of rooms) {
    await frame(page).go(room);
    await frame(page).heading(room).waitFor();
    await page.waitForTimeout(300);
    await shot(page, `empty-${name}`);
  }
};

const importRoster = async ({ dir, page }: Seat, shot: Camera): Promise<void> => {
  const steps = importing(page);
  const pick = (name: string, bytes: Uint8Array) =>
    steps.choose({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });
  await frame(page).go('企业');
  await enterprises(page).importButton.click();
  await shot(page, 'import-choose');
  writeFileSync(`${dir}.txt`, '今天天气不错\n明天再来\n');
  await pick('会议纪要.txt', readFileSync(`${dir}.txt`));
  await page.getByRole('alert').waitFor();
  await shot(page, 'import-refused');
  const roster = rosterFixture('xls', 300);
  await pick(roster.fileName, roster.bytes);
  await page.getByRole('table', { name: '工作表的前几行' }).waitFor();
  await shot(page, 'import-sheet');
  await steps.toColumns();
  await steps.columnOf('企业名称').waitFor();
  await shot(page, 'import-mapping');
  await steps.preview();
  await steps.lines.waitFor();
  await shot(page, 'import-preview');
  await steps.only('有疑问').click();
  await shot(page, 'import-preview-question');
  await steps.lines.getByRole('row').nth(2).click();
  await page.getByRole('dialog').waitFor();
  await shot(page, 'import-line');
  await page.getByRole('dialog').getByRole('button', { name: '关闭' }).last().click();
  await steps.commit(301).click();
  await steps.undo.waitFor();
  await shot(page, 'import-report');
  await steps.undo.click();
  await page.getByRole('dialog').waitFor();
  await shot(page, 'import-undo');
  await page.getByRole('dialog').getByRole('button', { name: '取消' }).click();
  await page.getByRole('link', { name: '导入记录' }).click();
  await page.getByRole('grid', { name: '导入记录' }).waitFor();
  await shot(page, 'imports');
};

const lock = async ({ page }: Seat, shot: Camera): Promise<void> => {
  await frame(page).go('设置');
  await page.getByRole('button', { name: '立即锁定' }).click();
  await page.getByRole('button', { name: '打开' }).waitFor();
  await shot(page, 'unlock');
  await unlock(page, '不是这一句');
  await page.getByText('口令不对').waitFor();
  await shot(page, 'unlock-refused');
};

export const firstRun = async (seat: Seat, shot: Camera): Promise<void> => {
  await setUp(seat, shot);
  await empty(seat, shot);
  await importRoster(seat, shot);
  await lock(seat, shot);
  const stranger = join('/', new URL(seat.page.url()).host);
  await seat.page.context().clearCookies();
  await seat.page.goto(`http:/${stranger}/?t=old`);
  await shot(seat.page, 'door-closed');
};
