import type { Seat } from '#tests/e2e/seat.ts';
import { exchange } from './exchange.ts';
import { frame } from './frame.ts';

/** What two people do with each other's files, by clicking. */

/** Both save a card, hand it over, compare the digits by voice, and trust. */
export const introduce = async (a: Seat, b: Seat): Promise<void> => {
  for (const seat of [a, b]) {
    await frame(seat.page).go('数据交换');
    await exchange(seat.page).step('名片与信任');
  }
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const) {
    const theirs = exchange(to.page);
    await theirs.readCard(await from.download(exchange(from.page).saveCard));
    await theirs.compared.check();
    await theirs.trust.click();
    await theirs.peer(new RegExp(await exchange(from.page).ownFingerprint())).waitFor();
  }
};

/** Makes a bundle for an office. @returns its path */
export const makeFor = async (seat: Seat, to: string): Promise<string> => {
  await frame(seat.page).go('数据交换');
  const room = exchange(seat.page);
  await room.step('制作数据包');
  await room.receiver(new RegExp(to)).check();
  await room.making.getByText(/^(\d+ 条|没有新改动要给.*)$/).waitFor();
  const path = await seat.download(room.make);
  await room.done.click();
  return path;
};

/** Reads a bundle and merges it. @returns the receipt's path and what the screen said of the merge */
export const mergeInto = async (
  seat: Seat,
  path: string,
): Promise<{ readonly receipt: string; readonly words: string }> => {
  await frame(seat.page).go('数据交换');
  const room = exchange(seat.page);
  await room.step('读入数据包');
  await room.read(path);
  await room.merge.click();
  await room.merged.getByText(/新并入 \d+ 条/).waitFor();
  const words = await room.merged.innerText();
  const receipt = await seat.download(room.saveReceipt);
  await room.done.click();
  return { receipt, words };
};

export const takeReceipt = async (seat: Seat, path: string): Promise<void> => {
  await frame(seat.page).go('数据交换');
  const room = exchange(seat.page);
  await room.step('读入数据包');
  await room.read(path);
  await room.takeReceipt.click();
  await room.done.click();
};
