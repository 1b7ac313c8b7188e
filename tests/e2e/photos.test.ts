/** Photographs on their way into a visit: bad ones among good ones, the camera, order, turning, signature, ledger. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { read, utils } from '@e965/xlsx';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveVisit } from '#services/visits.ts';
import { launchChromium } from '#tests/support/chromium.ts';
import { firmId, importFirms, visitForm } from '#tests/support/county.ts';
import { newDevice, passphrase, realClock } from '#tests/support/device.ts';
import { withExif } from '#tests/support/exif.ts';
import { tellInOrder } from './chapters.ts';
import { visit } from './pages/visit.ts';
import { unlock } from './pages/wizard.ts';
import { photograph } from './photo.ts';
import { openSeat, type Seat } from './seat.ts';

const root = mkdtempSync(join(tmpdir(), 'qice-photos-'));
const dir = join(root, 'officer');
const form = visitForm(firmId(1), '看了天平室，核对计量台账。');
let browser: Browser;
let seat: Seat;

tellInOrder(() => (seat ? [seat] : []));

const shots = process.env.QICE_PICTURES;
const shot = async (name: string): Promise<void> => {
  if (shots) await seat.page.screenshot({ path: join(shots, `${name}.png`) });
};

beforeAll(async () => {
  const owner = { role: 'officer', officeName: '石桥所', person: '王科员' } as const;
  const device = await newDevice(dir, owner, realClock());
  importFirms(device, 3);
  saveVisit(device.desk(), form);
  device.session.close();
  // A camera that shows a moving pattern, and a person who lets it.
  browser = await launchChromium([
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
  ]);
  seat = await openSeat(browser, root, 'officer');
  await unlock(seat.page, passphrase);
});

afterAll(async () => {
  await seat?.close();
  await browser?.close();
  rmSync(root, { recursive: true, force: true });
});

/** What the picture shows in the tile: its size, and the bytes as they are served. */
const pictureAt = async (place: number) => {
  const image = visit(seat.page).photo(place);
  await image.scrollIntoViewIfNeeded();
  const { src, width, height } = await image.evaluate(async (element) => {
    const picture = element as HTMLImageElement;
    await picture.decode();
    return { src: picture.src, width: picture.naturalWidth, height: picture.naturalHeight };
  });
  const bytes = await seat.page.evaluate(
    async (url) => [...new Uint8Array(await (await fetch(url)).arrayBuffer())],
    src,
  );
  return { src, width, height, bytes: Buffer.from(bytes) };
};

test('bad files are told of in words, and keep nobody from coming in', async () => {
  const { page } = seat;
  await page.evaluate((id) => {
    location.hash = `#/visits/${id}`;
  }, form.id);
  await visit(page).content.waitFor();
  const good = await photograph(page, '天平', { width: 4000, height: 3000 });
  // Held upright: the camera wrote it lying, with where and when.
  const upright = withExif(good.buffer, 6, '2026:05:05 14:03:22');
  const large = join(root, 'large.jpg');
  writeFileSync(large, good.buffer);
  truncateSync(large, 100 * 1024 * 1024);
  const files = {
    'IMG_1.HEIC': Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'),
    'empty.jpg': Buffer.alloc(0),
    'IMG_2.jpg': upright,
    'damaged.jpg': good.buffer.subarray(0, 900),
    'notes.txt': Buffer.from('不是照片'),
    '签字页.pdf': Buffer.from('%PDF-1.4\nx\n%%EOF\n'),
    'IMG_3.jpg': good.buffer,
  };
  const paths = Object.entries(files).map(([name, bytes]) => {
    writeFileSync(join(root, name), bytes);
    return join(root, name);
  });
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '添加照片' }).click();
  await (await choosing).setFiles([large, ...paths]);
  await page.getByText('照片（3 张）').waitFor();
  const failed = page.getByRole('list', { name: '没有加入的文件' }).getByRole('listitem');
  await expect.poll(() => failed.count()).toBe(5);
  await shot('photos-bad-files');
  const said = await failed.allInnerTexts();
  expect(said.join('\n')).toMatch(/large\.jpg.*100 MB/);
  expect(said.join('\n')).toMatch(/IMG_1\.HEIC.*HEIC 格式/);
  expect(said.join('\n')).toMatch(/empty\.jpg.*0 字节/);
  expect(said.join('\n')).toMatch(/damaged\.jpg.*读不出来/);
  expect(said.join('\n')).toMatch(/notes\.txt.*读不出来/);
  await page.getByRole('button', { name: '都不加了' }).click();
  await failed.first().waitFor({ state: 'detached' });
  // Stood up as it was held: what was turned by the camera's word alone is turned for good.
  for (const [place, size] of [
    [1, [1200, 1600]],
    [3, [1600, 1200]],
  ] as const) {
    const { src, bytes, width, height } = await pictureAt(place);
    expect([width, height]).toEqual(size);
    expect(bytes.includes('Exif')).toBe(false);
    expect(src.endsWith(createHash('sha256').update(bytes).digest('hex'))).toBe(true);
  }
  await page.getByText('5月5日 14:03').waitFor();
});

test('the camera of this computer takes several, and a picture is turned by hand', async () => {
  const { page } = seat;
  await page.getByRole('button', { name: '拍照' }).click();
  const camera = page.getByRole('dialog', { name: '拍照' });
  for (const n of [1, 2]) {
    await camera.getByRole('button', { name: '拍照' }).click();
    await camera.getByText(`已拍 ${n} 张`).waitFor();
  }
  await shot('photos-camera');
  await page.keyboard.press('Escape');
  await page.getByText('照片（5 张）').waitFor();
  const before = await pictureAt(4);
  await page.getByRole('button', { name: '放大照片 4' }).click();
  const large = page.getByRole('dialog', { name: '照片 4' });
  await large.getByRole('button', { name: '向右转' }).click();
  await expect
    .poll(() =>
      large.getByAltText('照片 4').evaluate((image) => (image as HTMLImageElement).naturalHeight),
    )
    .toBe(before.width);
  await shot('photos-turned');
  await page.keyboard.press('ArrowLeft');
  await page.getByRole('dialog', { name: '照片 3' }).waitFor();
  await page.keyboard.press('Escape');
  const after = await pictureAt(4);
  expect([after.width, after.height]).toEqual([before.height, before.width]);
});

test('their order by keys and by dragging, and all of it saved', async () => {
  const { page } = seat;
  const grid = page.getByRole('list', { name: '照片', exact: true });
  const caption = (place: number) => grid.getByLabel(/说明$/).nth(place - 1);
  await caption(1).fill('天平');
  await caption(1).press('Alt+ArrowRight');
  await expect.poll(() => caption(2).inputValue()).toBe('天平');
  await caption(2).press('Alt+ArrowLeft');
  await expect.poll(() => caption(1).inputValue()).toBe('天平');
  const tiles = grid.getByRole('listitem');
  await tiles.first().dragTo(tiles.nth(2), { sourcePosition: { x: 60, y: 40 } });
  await expect.poll(() => caption(3).inputValue()).toBe('天平');
  await visit(page).save.click();
  await visit(page).saved.waitFor();
  await shot('photos-saved');
  const scan = await seat.download(page.getByRole('button', { name: /^另存扫描件/ }));
  expect(readFileSync(scan, 'latin1')).toContain('%PDF-1.4');
  const photos = await page.evaluate(async (id) => {
    const input = encodeURIComponent(JSON.stringify({ id }));
    return (await fetch(`/trpc/visits.get?input=${input}`)).json();
  }, form.id);
  expect(photos.result.data.photos).toMatchObject([
    { mime: 'application/pdf', name: '签字页.pdf' },
    { mime: 'image/jpeg', name: null, takenAt: null },
    { caption: '天平', takenAt: '2026-05-05T14:03:22', width: 1200, height: 1600 },
    { takenAt: expect.stringMatching(/^20\d\d-/) },
    { takenAt: expect.stringMatching(/^20\d\d-/) },
  ]);
});

test('the firm signs on the screen; ours on paper, as a page; a change after it is told', async () => {
  const { page } = seat;
  const signed = page.getByRole('list', { name: '签字', exact: true });
  await signed.getByRole('button', { name: '签字' }).first().click();
  const dialog = page.getByRole('dialog', { name: '企业负责人签字' });
  await dialog.getByLabel('签字人').fill('陈厂长');
  const board = await dialog.getByLabel('签名板').boundingBox();
  if (!board) throw new Error('there is a board to sign on');
  const { x, y, width, height } = board;
  await page.mouse.move(x + width * 0.2, y + height * 0.3);
  await page.mouse.down();
  for (const [dx, dy] of [
    [0.35, 0.7],
    [0.5, 0.25],
    [0.65, 0.75],
    [0.8, 0.3],
  ] as const)
    await page.mouse.move(x + width * dx, y + height * dy, { steps: 4 });
  const kept = page.waitForResponse((response) => response.url().includes('attachments.keep'));
  await page.mouse.up();
  await kept;
  await shot('photos-signing');
  await dialog.getByRole('button', { name: '签字', exact: true }).click();
  await signed.getByAltText('陈厂长签名').waitFor();

  await signed.getByRole('button', { name: '签字', exact: true }).click();
  const paper = page.getByRole('dialog', { name: '走访人员签字' });
  await paper.getByText('纸上签字页').click();
  const choosing = page.waitForEvent('filechooser');
  await paper.getByRole('button', { name: '选择签字页' }).click();
  await (await choosing).setFiles(join(root, 'IMG_3.jpg'));
  await paper.getByAltText('签字页').waitFor();
  await shot('photos-signed-page');
  await paper.getByRole('button', { name: '签字', exact: true }).click();
  await signed.getByAltText('王科员签字页').waitFor();

  await visit(page).content.fill('看了天平室，核对计量台账；又去了仓库。');
  await visit(page).save.click();
  await signed.getByText('签后内容有改动').nth(1).waitFor();
  await signed.scrollIntoViewIfNeeded();
  await shot('photos-signatures');
});

test('the ledger tells of every one where it is, finds it, leads to its visit, and goes into a workbook', async () => {
  const { page } = seat;
  await page.evaluate(() => {
    location.hash = '#/visits/photos';
  });
  const rows = page.getByRole('grid', { name: '照片' }).getByRole('row');
  await page.getByText(/^7 张，/).waitFor();
  await page.getByText('未离开本机 7').waitFor();
  await shot('visits-photos');
  await page.getByLabel('查找').fill('天平');
  await page.getByText(/^1 张，/).waitFor();
  const saved = await seat.download(page.getByRole('button', { name: '导出表格' }));
  const book = read(readFileSync(saved));
  const table = utils.sheet_to_json<Record<string, unknown>>(
    book.Sheets[book.SheetNames[0] ?? ''] ?? {},
  );
  expect(table).toMatchObject([
    {
      说明: '天平',
      拍摄时间: '2026-05-05 14:03:22',
      状态: '未离开本机',
      字节数: expect.any(Number),
    },
  ]);
  await rows.last().click();
  await visit(page).content.waitFor();
  expect(page.url()).toContain(form.id);
});
