/** The story the program is for, by clicking: laptop, county office, city office, and the way back. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '#tests/support/chromium.ts';
import { demoFirmName, rosterFixture } from '#tests/support/roster-fixtures.ts';
import { tellInOrder } from './chapters.ts';
import { enterprises } from './pages/enterprises.ts';
import { exchange } from './pages/exchange.ts';
import { frame } from './pages/frame.ts';
import { importing } from './pages/import.ts';
import { sheet } from './pages/sheet.ts';
import { visit } from './pages/visit.ts';
import { setUp, unlock } from './pages/wizard.ts';
import { photograph } from './photo.ts';
import { openSeat, type Seat } from './seat.ts';

const root = mkdtempSync(join(tmpdir(), 'qice-story-'));
const bureau = '澜溪县市场监督管理局';
const cityBureau = '澜江市市场监督管理局';
/** 澜溪县泽禾特种纸业有限公司 */
const firm = demoFirmName(23);
const year = new Date().getFullYear();
const half = '看了二号车间的纸张定量在线检测，谈了申报省名牌的条件，';
const rest = '企业同意先把计量体系补齐。';

let browser: Browser;
let officer: Seat;
let county: Seat;
let city: Seat;

beforeAll(async () => {
  browser = await launchChromium();
  [officer, county, city] = await Promise.all([
    openSeat(browser, root, 'officer'),
    openSeat(browser, root, 'county'),
    openSeat(browser, root, 'city'),
  ]);
});
afterAll(async () => {
  for (const seat of [officer, county, city]) await seat?.close();
  await browser?.close();
  rmSync(root, { recursive: true, force: true });
});

tellInOrder(() => [officer, county, city]);

/** Whether the words stand on the screen, waiting for them. */
const shows = (seat: Seat, words: string | RegExp): Promise<void> =>
  seat.page.getByText(words).first().waitFor();

test('three first runs, each in three steps', async () => {
  const division = '澜溪';
  await setUp(officer.page, {
    role: 'officer',
    officeName: '石桥市场监管所',
    division,
    person: '王科员',
  });
  await setUp(county.page, { role: 'county', officeName: bureau, division, person: '李科长' });
  await setUp(city.page, {
    role: 'city',
    officeName: cityBureau,
    division: '澜江',
    person: '陈处长',
  });
  await shows(city, '市局办公室 · 陈处长');
});

test('the officer takes in the county’s roster; the same file again changes nothing', async () => {
  const { page } = officer;
  const list = enterprises(page);
  const wizard = importing(page);
  const roster = rosterFixture('xls', 237);
  const file = {
    name: roster.fileName,
    mimeType: 'application/vnd.ms-excel',
    buffer: Buffer.from(roster.bytes),
  };
  const found = { new: 238, changed: 0, same: 0, question: 11, skipped: 12 };
  await list.importButton.click();
  await wizard.choose(file);
  await wizard.toColumns();
  await expect.poll(() => wizard.columnOf('企业名称').inputValue()).toBe('企业名称');
  await wizard.preview();
  await wizard.sentence(found).waitFor();
  await shows(officer, '还没有写入任何内容');
  await wizard.commit(238).click();
  await wizard.sentence(found).waitFor();

  await page.getByRole('link', { name: '查看企业' }).click();
  await shows(officer, '共 237 家');
  await list.importButton.click();
  await wizard.choose(file);
  await wizard.toColumns();
  await wizard.preview();
  await wizard.sentence({ ...found, new: 0, same: 237, skipped: 13 }).waitFor();
  await expect.poll(() => wizard.commit(0).isDisabled()).toBe(true);
});

test('a firm is found by its initials and by two characters', async () => {
  const { page } = officer;
  const { search, hits, heading } = frame(page);
  const list = enterprises(page);
  await search.fill('zhtzzy');
  await hits.filter({ hasText: firm }).waitFor();
  await search.fill('');
  await frame(page).go('企业');
  await list.search.fill('泽禾');
  await shows(officer, '找到 3 家');
  await list.row(new RegExp(firm)).click();
  await heading(firm).waitFor();
});

test('a sheet with a gap is refused by the name of the cell; a whole one is issued', async () => {
  const { page } = officer;
  const paper = sheet(page);
  await enterprises(page).writeSheet.click();
  await paper.grade.selectOption('A');
  await paper.block('现状').fill('特种纸年产 3 万吨，省名牌有效期内，计量体系未确认。');
  await paper.block('目标').fill('今年申报中国名牌。');
  const words = { person: '王科员', duty: '联系企业、每月走访', goal: '通过计量确认' };
  await paper.measure(1, { ...words, task: '辅导建立台账', dueOn: `${year}.12.20` });
  await paper.addMeasure.click();
  await paper.measure(2, { ...words, duty: '', task: '协助整理申报材料', dueOn: '12月25日' });
  await paper.issue.click();
  await paper.alert.filter({ hasText: '签发前还缺 1 处' }).waitFor();
  await paper.alert.getByRole('button', { name: '第 2 项 定责' }).waitFor();
  await paper.cell(2, '定责').fill('准备材料');
  await paper.issue.click();
  await paper.confirmIssue.click();
  await shows(officer, /^已签发 \d{4}年/);
  await shows(officer, '未离开本机');
  await expect.poll(() => paper.cell(2, '定完成时间').inputValue()).toMatch(/^\d{4}-12-25$/);
});

test('the battery is pulled in the middle of a visit; every keystroke is still there', async () => {
  const { page } = officer;
  await frame(page).search.fill('泽禾特种纸业');
  await page.keyboard.press('Enter');
  await enterprises(page).recordVisit.click();
  const form = visit(page);
  await form.content.pressSequentially(half, { delay: 15 });
  await form.draftKept.waitFor();
  await form.content.press('End');
  const typing = form.content.pressSequentially(rest, { delay: 40 });
  await officer.pullBattery();
  await typing;
  await page.getByText('草稿暂时存不上，请先不要关闭这个窗口').waitFor();

  const again = await officer.startAgain();
  await unlock(again);
  await frame(again).go('走访');
  await visit(again).unfinished.getByText(firm).waitFor();
  // The first tab still holds what was typed into the dark, and hands it over by itself.
  await page.getByText('草稿暂时存不上').waitFor({ state: 'detached' });
  await page.close();
  await visit(again).goOn.click();
  await again.getByText(/^已恢复 .*未保存的内容/).waitFor();
  await expect.poll(() => visit(again).content.inputValue()).toBe(half + rest);
});

test('the visit is finished with people, types, an issue and a photo made small', async () => {
  const { page } = officer;
  const form = visit(page);
  await form.serviceType('计量');
  await form.serviceType('申报指导');
  await form.people.pressSequentially('李科员');
  await form.people.press('Enter');
  await form.addIssue.click();
  await form.issueContent(1).fill('在线检测仪超期未检定');
  await form.addPhotos([await photograph(page, '车间')]);
  await form.photo(1).waitFor();
  await form.save.click();
  await form.saved.waitFor();
  await shows(officer, '未离开本机');
  const size = await form.photo(1).evaluate(async (image: HTMLImageElement) => {
    await image.decode();
    return { width: image.naturalWidth, height: image.naturalHeight };
  });
  expect(size).toEqual({ width: 1600, height: 1067 });
  await expect.poll(() => frame(page).pill.innerText()).toMatch(/^242 项未离开本机$/);
});

/** Both save a card, hand it over, compare the digits by voice, and trust. */
const introduce = async (a: Seat, b: Seat): Promise<void> => {
  for (const seat of [a, b]) {
    await frame(seat.page).go('数据交换');
    await exchange(seat.page).step('名片与信任');
  }
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const) {
    const theirs = exchange(to.page);
    const card = await from.download(exchange(from.page).saveCard);
    await theirs.readCard(card);
    expect(await theirs.theirFingerprint()).toBe(await exchange(from.page).ownFingerprint());
    await expect.poll(() => theirs.trust.isDisabled()).toBe(true);
    await theirs.compared.check();
    await theirs.trust.click();
    await theirs.peer(new RegExp(await exchange(from.page).ownFingerprint())).waitFor();
  }
};

test('cards change hands and fingerprints are compared on both screens', async () => {
  await introduce(officer, county);
  await introduce(county, city);
});

/** Makes a bundle for somebody. @returns its path and how many changes the maker's screen promised */
const make = async (seat: Seat, to: string): Promise<{ path: string; changes: number }> => {
  await frame(seat.page).go('数据交换');
  const room = exchange(seat.page);
  await room.step('制作数据包');
  await room.receiver(new RegExp(to)).check();
  await room.making.getByText(/^(\d+ 条|没有新改动要给.*)$/).waitFor();
  const changes = Number(/改动\s+(\d+) 条/.exec(await room.making.innerText())?.[1] ?? 0);
  const path = await seat.download(room.make);
  await room.made.getByText(`改动 ${changes} 条`).waitFor();
  await room.done.click();
  return { path, changes };
};

/** Reads a bundle, compares the preview with the maker's words, merges. @returns the receipt */
const take = async (
  seat: Seat,
  { path, changes }: { path: string; changes: number },
): Promise<string> => {
  await frame(seat.page).go('数据交换');
  const room = exchange(seat.page);
  await room.step('读入数据包');
  await room.read(path);
  await room.offered.getByText(`改动 ${changes} 条`).waitFor();
  await room.merge.click();
  await room.merged.getByText(`新并入 ${changes} 条改动`).waitFor();
  const receipt = await seat.download(room.saveReceipt);
  await room.done.click();
  return receipt;
};

const takeReceipt = async (seat: Seat, path: string): Promise<void> => {
  await frame(seat.page).go('数据交换');
  const room = exchange(seat.page);
  await room.step('读入数据包');
  await room.read(path);
  await room.offered.getByText('签名有效').waitFor();
  await room.takeReceipt.click();
  await room.merged.getByText('没有缺的').waitFor();
  await room.done.click();
};

/** Where the officer's visit, sheet and bundle are, in the words of their screens. */
const expectEverywhere = async (words: string): Promise<void> => {
  const { page } = officer;
  await frame(page).go('走访');
  await page.getByRole('row', { name: new RegExp(`${firm}.*${words}`) }).click();
  await page.getByRole('heading', { level: 1, name: firm }).waitFor();
  // Beside the heading; each photo has a state of its own.
  await page.getByText(words, { exact: true }).first().waitFor();
  await frame(page).go('一企一策');
  await page.getByRole('row', { name: new RegExp(`${firm}.*${words}`) }).click();
  await page.getByText(words, { exact: true }).waitFor();
  await frame(page).go('数据交换');
  await exchange(page).step('记录');
  await exchange(page)
    .log.getByRole('row', { name: new RegExp(`给出.*数据包.*${words}`) })
    .waitFor();
};

test('the county merges the bundle, answers, and the officer sees 「县局已并入」', async () => {
  const bundle = await make(officer, bureau);
  expect(bundle.changes).toBeGreaterThan(237);
  await expectEverywhere('已导出未回执');
  const receipt = await take(county, bundle);
  await frame(county.page).go('走访');
  await county.page.getByRole('row', { name: new RegExp(`${firm}.*未离开本机`) }).click();
  const seen = visit(county.page);
  await expect.poll(() => seen.content.inputValue()).toBe(half + rest);
  await seen.photo(1).waitFor();
  await takeReceipt(officer, receipt);
  await expectEverywhere('县局已并入');
  await frame(officer.page).go('走访');
  await officer.page.getByRole('row', { name: new RegExp(firm) }).click();
  await officer.page
    .getByRole('list', { name: '照片' })
    .getByText('县局已并入', { exact: true })
    .waitFor();
  await expect.poll(() => frame(officer.page).pill.innerText()).toBe('县局已全部并入');
});

test('from the county to the city and back: 「市局已并入」 at the officer', async () => {
  const up = await make(county, cityBureau);
  await takeReceipt(county, await take(city, up));
  // Nothing the officer does not have, except the word of the city.
  const down = await make(county, '石桥市场监管所');
  expect(down.changes).toBe(0);
  await take(officer, down);
  await expectEverywhere('市局已并入');
});

test('nothing complained on the way', () => {
  expect([officer, county, city].flatMap((seat) => seat.troubles)).toEqual([]);
});
