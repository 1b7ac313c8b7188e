import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { conflicts } from '#tests/e2e/pages/conflicts.ts';
import { exchange, type Step } from '#tests/e2e/pages/exchange.ts';
import { frame } from '#tests/e2e/pages/frame.ts';
import { returns } from '#tests/e2e/pages/returns.ts';
import type { Seat } from '#tests/e2e/seat.ts';
import type { Camera } from './camera.ts';

/** Between laptop, county and city: every step of 数据交换 and what it refuses. */

const enter = async ({ page }: Seat, step: Step): Promise<ReturnType<typeof exchange>> => {
  await frame(page).go('数据交换');
  const room = exchange(page);
  await room.step(step);
  return room;
};

export const officerSends = async (seat: Seat, shot: Camera): Promise<void> => {
  const { page } = seat;
  await enter(seat, '待离开');
  await page.getByRole('region', { name: '待离开' }).waitFor();
  await shot(page, 'exchange-pending');
  const room = await enter(seat, '制作数据包');
  await room.make.waitFor();
  await page.waitForTimeout(400);
  await shot(page, 'exchange-make');
  await seat.download(room.make);
  await room.made.waitFor();
  await shot(page, 'exchange-made');
  await room.step('读入数据包');
  await shot(page, 'exchange-read');
};

export const countyMerges = async (seat: Seat, root: string, shot: Camera): Promise<void> => {
  const { page } = seat;
  let room = await enter(seat, '读入数据包');
  await room.read(join(root, 'unknown.qice'));
  await page.getByRole('alert').waitFor();
  await shot(page, 'exchange-untrusted');
  const bytes = readFileSync(join(root, 'next.qice'));
  const damaged = join(root, 'damaged.qice');
  writeFileSync(damaged, bytes.subarray(0, bytes.length - 1000));
  await room.read(damaged);
  await page.getByRole('alert').waitFor();
  await shot(page, 'exchange-damaged');
  await room.read(join(root, 'next.qice'));
  await room.offered.waitFor();
  await shot(page, 'exchange-preview');
  await room.merge.click();
  await room.merged.waitFor();
  await shot(page, 'exchange-merged');
  await seat.download(room.saveReceipt);
  await page.getByText(/回执文件 .* 已保存/).waitFor();
  await shot(page, 'exchange-receipt-saved');

  room = await enter(seat, '名片与信任');
  await room.peer(/市局办公室/).waitFor();
  await shot(page, 'exchange-cards');
  await room.readCard(join(root, 'stranger.qcard'));
  await room.compared.waitFor();
  await shot(page, 'exchange-trust');
  await enter(seat, '待离开');
  await shot(page, 'county-pending');
  await conflicts(page).open();
  await conflicts(page).row('地址').waitFor();
  await shot(page, 'county-conflicts');
  room = await enter(seat, '记录');
  await room.log.waitFor();
  await shot(page, 'county-log');
};

/** What the county gives back, and what a new computer begins with. */
export const countyReturns = async (seat: Seat, shot: Camera): Promise<void> => {
  const { page } = seat;
  const said = returns(page);
  await frame(page).go('走访');
  await page.getByRole('grid', { name: '走访记录' }).getByRole('row').nth(1).click();
  await said.giveBack.click();
  await said.reason('照片不清楚，请补拍').click();
  await shot(page, 'return-dialog');
  await said.dialog.getByRole('button', { name: '退回', exact: true }).click();
  await said.bar('被退回').waitFor();
  await shot(page, 'return-waiting');
  await frame(page).go('数据交换');
  await said.tab.click();
  await said.row(/被退回/).waitFor();
  await shot(page, 'exchange-returns');
  await enter(seat, '制作数据包');
  await page.getByRole('radio', { name: '快照' }).check();
  await page.waitForTimeout(400);
  await shot(page, 'exchange-snapshot');
};

export const officerHears = async (seat: Seat, receipt: string, shot: Camera): Promise<void> => {
  const { page } = seat;
  let room = await enter(seat, '读入数据包');
  await room.read(receipt);
  await room.offered.waitFor();
  await shot(page, 'exchange-receipt-preview');
  await room.takeReceipt.click();
  await room.merged.waitFor();
  await shot(page, 'exchange-receipt-read');
  room = await enter(seat, '记录');
  await room.log.waitFor();
  await shot(page, 'exchange-log');
};

export const citySees = async (seat: Seat, shot: Camera): Promise<void> => {
  const { page } = seat;
  await enter(seat, '待离开');
  await page.getByRole('region', { name: '待离开' }).waitFor();
  await shot(page, 'city-pending');
  await frame(page).go('走访');
  await page.getByRole('grid').waitFor();
  await shot(page, 'city-visits');
};
