/**
 * Ten minutes in a workshop: a whole visit in at most 25 interactions, the laptop's battery pulled halfway;
 * what is wrong in the file is put right in passing, and a firm that is gone is recorded in one click.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepWithin } from '#renderer/parts/draft-keeper.ts';
import { issueSheet } from '#services/sheet-issuing.ts';
import { saveSheet } from '#services/sheet-saving.ts';
import { saveVisit } from '#services/visits.ts';
import { launchChromium } from '#tests/support/chromium.ts';
import { firmId, importFirms, sheetForm, visitForm } from '#tests/support/county.ts';
import { newDevice, passphrase, realClock } from '#tests/support/device.ts';
import { tellInOrder } from './chapters.ts';
import { visit } from './pages/visit.ts';
import { unlock } from './pages/wizard.ts';
import { photograph } from './photo.ts';
import { openSeat, type Seat } from './seat.ts';

const root = mkdtempSync(join(tmpdir(), 'qice-visit-day-'));
const pictures = process.env.QICE_PICTURES;
let browser: Browser;
let seat: Seat;
let firmName = '';
tellInOrder(() => (seat ? [seat] : []));

const take = async (name: string): Promise<void> => {
  if (pictures) await seat.page.screenshot({ path: join(pictures, `visit-${name}.png`) });
};

/** One hand at one computer: every click, every field typed into and every other key is counted. */
const countingHand = () => {
  let interactions = 0;
  return {
    count: () => interactions,
    click: async (what: Locator): Promise<void> => {
      interactions += 1;
      await what.click();
    },
    type: async (into: Locator, text: string): Promise<void> => {
      interactions += 1;
      // Only where the caret already stands; at once, as an input method gives its words.
      await into.and(seat.page.locator(':focus')).waitFor();
      await seat.page.keyboard.insertText(text);
    },
    press: async (key: string): Promise<void> => {
      interactions += 1;
      await seat.page.keyboard.press(key);
    },
    /** A dialog of the system: one click opens it, one choice of files closes it. */
    choose: async (
      button: Locator,
      files: readonly { name: string; mimeType: string; buffer: Buffer }[],
    ): Promise<void> => {
      const choosing = seat.page.waitForEvent('filechooser');
      interactions += 2;
      await button.click();
      await (await choosing).setFiles([...files]);
    },
  };
};

beforeAll(async () => {
  const device = await newDevice(
    join(root, 'officer'),
    { role: 'officer', officeName: '石桥市场监管所', person: '王科员' },
    realClock(),
  );
  importFirms(device, 6);
  const sheet = sheetForm(firmId(1), '推行首席质量官');
  const year = new Date().getFullYear();
  saveSheet(device.desk(), {
    ...sheet,
    year,
    goal: '争创县长质量奖',
    measures: sheet.measures.map((measure) => ({ ...measure, dueOn: `${year}-01-10` })),
  });
  issueSheet(device.desk(), sheet.id);
  const earlier = visitForm(firmId(1), '看了检验室');
  firmName = saveVisit(device.desk(), {
    ...earlier,
    visitedOn: `${year - 1}-06-03`,
    followUp: '年底前把检定证书送来',
  }).enterpriseName;
  device.session.close();
  browser = await launchChromium();
  seat = await openSeat(browser, root, 'officer');
  await unlock(seat.page, passphrase);
});
afterAll(async () => {
  await seat?.close();
  await browser?.close();
  rmSync(root, { recursive: true, force: true });
});

test('a complete visit in at most 25 interactions, the process killed halfway', async () => {
  const hand = countingHand();
  const { page: first } = seat;
  const shots = await Promise.all(
    (['车间', '天平', '仓库'] as const).map((scene) =>
      photograph(first, scene, { width: 1200, height: 800 }),
    ),
  );
  await hand.click(
    first.getByRole('navigation', { name: '栏目' }).getByRole('link', { name: '走访' }),
  );
  await hand.click(first.getByRole('link', { name: '记录走访' }).first());
  await hand.type(first.getByLabel('选择企业'), firmName.slice(0, 5));
  await first.getByRole('link', { name: firmName }).waitFor();
  await hand.press('Enter');
  const before = visit(first);
  await before.brief.getByText('年底前把检定证书送来').waitFor();
  await take('new');
  await hand.type(before.content, '看了二号车间和检验室，三台天平里两台过了检定期。');
  await hand.press('Tab');
  await hand.type(before.findings, '计量台账没有人管。');
  await hand.press('Tab');
  await hand.type(before.advice, '指定专人，本月内送检。');
  await hand.click(first.getByText('计量', { exact: true }));
  await hand.click(first.getByRole('button', { name: '现在就是开始' }));
  await hand.click(before.colleague('李科员'));
  await hand.choose(first.getByRole('button', { name: '添加照片' }), shots.slice(0, 2));
  await before.photo(2).waitFor();
  await hand.click(before.addIssue);
  await hand.type(before.issueContent(1), '两台天平要本月送检');
  // The last key waits no longer than the keeper lets it (keepWithin), and the battery is gone.
  await before.draftKept.waitFor();
  await first.waitForTimeout(keepWithin + 200);
  await take('halfway');
  await seat.pullBattery();

  const page = await seat.startAgain();
  await hand.type(page.getByRole('textbox', { name: '口令' }), passphrase);
  await hand.press('Enter');
  await hand.click(page.getByRole('link', { name: '继续填写' }).first());
  const after = visit(page);
  await after.photo(2).waitFor();
  await expect
    .poll(() => after.content.inputValue())
    .toBe('看了二号车间和检验室，三台天平里两台过了检定期。');
  await expect.poll(() => after.findings.inputValue()).toBe('计量台账没有人管。');
  await expect.poll(() => after.advice.inputValue()).toBe('指定专人，本月内送检。');
  await expect.poll(() => after.issueContent(1).inputValue()).toBe('两台天平要本月送检');
  await expect
    .poll(() => page.getByRole('checkbox', { name: '计量', exact: true }).isChecked())
    .toBe(true);

  await hand.click(after.addIssue);
  await hand.type(after.issueContent(2), '想申报绿色产品认证，不知从哪里着手');
  await hand.choose(page.getByRole('button', { name: '添加照片' }), shots.slice(2));
  await after.photo(3).waitFor();
  await hand.click(after.save);
  await after.saved.waitFor();
  await take('saved');
  expect(hand.count()).toBeLessThanOrEqual(25);
  expect(seat.troubles).toEqual([]);
});

test('a stack of paper forms is typed up without the mouse, and the last one taken back', async () => {
  const { page } = seat;
  const { keyboard } = page;
  await page.getByRole('navigation', { name: '栏目' }).getByRole('link', { name: '走访' }).focus();
  await keyboard.press('Enter');
  await page.getByRole('link', { name: '补录纸质表' }).press('Enter');
  const firm = page.getByRole('combobox', { name: '企业', exact: true });
  const typed = page.getByRole('region', { name: '本次已录' });
  await firm.press('Home');
  await keyboard.type(firmName.slice(0, 5));
  await keyboard.press('Enter');
  await page.locator('#typing-day:focus').waitFor();
  for (const text of ['0103', '0900-1030', 'lky wky', '陈厂长', '二号车间', '', '13', '看了台账'])
    await keyboard.type(text).then(() => keyboard.press('Enter'));
  await page.getByText('质量、标准化', { exact: true }).waitFor();
  await take('typing');
  await keyboard.press('Control+Enter');
  await typed.getByText('本次已录 1 份').waitFor();
  // The next one: the same day, the same people, the caret in the firm.
  await page.locator('#typing-firm:focus').waitFor();
  // The firm is still looked for while the rest is typed; pressed twice meanwhile, it is saved once.
  const saves: string[] = [];
  page.on('request', (asked) => {
    if (/visits\.save/.test(asked.url())) saves.push(asked.url());
  });
  let found = (): void => undefined;
  const looked = new Promise<void>((done) => {
    found = done;
  });
  await page.route(/enterprises\.list/, (route) => looked.then(() => route.continue()));
  await keyboard.type(firmName.slice(0, 5));
  await keyboard.press('Enter');
  await page.locator('#typing-span:focus').waitFor();
  await page.getByLabel('服务类型').focus();
  await keyboard.type('2');
  await page.getByLabel('企业提出的问题').fill('1 秤不准');
  await keyboard.press('Control+Enter');
  await keyboard.press('Control+Enter');
  found();
  await typed.getByText('本次已录 2 份').waitFor();
  await page.unroute(/enterprises\.list/);
  expect(saves).toHaveLength(1);
  await keyboard.press('Alt+z');
  await typed.getByText('本次已录 1 份').waitFor();
  await typed.getByRole('link').last().press('Enter');
  const saved = visit(page);
  await saved.content.waitFor();
  await expect.poll(() => saved.content.inputValue()).toBe('看了台账');
  await expect.poll(() => saved.day.inputValue()).toMatch(/-01-03$/);
  await page.getByText('李科员', { exact: true }).first().waitFor();
  expect(seat.troubles).toEqual([]);
});

test('what is wrong in the file is put right with the visit; a firm that is gone takes one click and comes back', async () => {
  const { page } = seat;
  await page.evaluate((id) => {
    window.location.hash = `#/visits/new?enterprise=${id}`;
  }, firmId(2));
  const form = visit(page);
  await form.content.fill('电话打不通，换了号码');
  await page.getByRole('button', { name: '顺手更正档案' }).click();
  await page.getByLabel('联系电话更正为').fill('0570-7012345');
  await form.save.click();
  await form.saved.waitFor();
  await form.brief.waitFor();
  await page.evaluate((id) => {
    window.location.hash = `#/enterprises/${id}`;
  }, firmId(2));
  const band = page.getByRole('region', { name: '企业概要' });
  await page.getByText('0570-7012345').waitFor();
  await page.getByRole('button', { name: '企业不在' }).click();
  await page.getByRole('menuitem', { name: /^失联/ }).click();
  await page
    .getByRole('note')
    .getByText(/到访时企业失联/)
    .waitFor();
  await page.getByRole('button', { name: '撤销', exact: true }).last().click();
  await band.waitFor();
  await band.getByText('未登记').first().waitFor();
  expect(seat.troubles).toEqual([]);
});

test('what was written once is a phrase and a template for the next visit; the template leaves what is typed', async () => {
  const { page } = seat;
  const form = visit(page);
  const begin = (firm: number) =>
    page.evaluate((id) => {
      window.location.hash = `#/visits/new?enterprise=${id}`;
    }, firmId(firm));
  const sentence = '看了计量台账，账物相符。';
  const menu = page.getByRole('menu');
  await begin(3);
  await form.content.fill(sentence);
  await form.content.press('Alt+ArrowDown');
  await menu.getByRole('menuitem', { name: '把这一栏存为常用语' }).click();
  await page.getByText('已存为常用语').waitFor();
  await page.getByText('计量', { exact: true }).click();
  await page.getByRole('button', { name: '模板', exact: true }).click();
  await menu.getByRole('menuitem', { name: '把这次走访存为模板' }).click();
  const naming = page.getByRole('dialog', { name: '存为模板' });
  await naming.getByLabel('模板名称').fill('计量检查');
  await naming.getByRole('button', { name: '存为模板' }).click();
  await page.getByText('已存为模板「计量检查」').waitFor();
  await form.save.click();
  await form.saved.waitFor();
  await form.brief.waitFor();

  await begin(4);
  await expect.poll(() => form.content.inputValue()).toBe('');
  await page.getByRole('button', { name: '模板', exact: true }).click();
  await menu.getByRole('menuitem', { name: '计量检查' }).click();
  await expect.poll(() => form.content.inputValue()).toBe(sentence);
  await expect
    .poll(() => page.getByRole('checkbox', { name: '计量', exact: true }).isChecked())
    .toBe(true);
  await form.content.fill('先谈了订单。');
  // As fast hands do: the digit before the list has the caret.
  await form.content.press('Alt+ArrowDown');
  await page.keyboard.press('1');
  await expect.poll(() => form.content.inputValue()).toBe(`先谈了订单。${sentence}`);
  await form.findings.fill('压力表过期一只。');
  await page.getByRole('button', { name: '模板', exact: true }).click();
  await menu.getByRole('menuitem', { name: '计量检查' }).click();
  await page.getByText('能填的栏目都已有内容，没有改动').waitFor();
  await expect.poll(() => form.content.inputValue()).toBe(`先谈了订单。${sentence}`);
  await page.getByRole('button', { name: '模板', exact: true }).click();
  await menu.getByRole('menuitem', { name: '管理常用语和模板' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: '模板 1' }).waitFor();
  await take('phrases-drawer');
  expect(seat.troubles).toEqual([]);
});
