import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { mediaNamed } from '#db/queries/peers.ts';
import { saveVisit } from '#services/visits.ts';
import { sha256 } from '#sync/seal.ts';
import { launchChromium } from '#tests/support/chromium.ts';
import { firmId, importFirms, visitForm } from '#tests/support/county.ts';
import { newDevice, openDevice, passphrase, realClock } from '#tests/support/device.ts';
import { openDoor } from '#tests/support/door.ts';
import { withExif } from '#tests/support/exif.ts';
import type { Beat } from './heartbeat.ts';

/**
 * `node tests/bench/photos.ts [photos] [a visit] [minutes]`: so many photographs of twelve million pixels, each another one,
 * chosen in the form of a visit in a real Chromium, as an officer does: made small there, kept by the built door.
 * After so many minutes no further visit is begun. Tells how long the door's main thread answered nobody, what the two processes hold in memory, how a letter fares
 * in a form that has its visit's photographs, and whether every picture is in the store as the screen made it.
 */

const [first = '2000', second = '250', third = '600'] = process.argv.slice(2);
const [photos, ofVisit, minutes] = [Number(first), Number(second), Number(third)];
const root = mkdtempSync(join(tmpdir(), 'qice-bench-photos-'));
const store = join(root, 'officer');
const beats = join(root, 'beats');

/** Draws picture `n`: a wall, machines, and the noise of a cheap sensor. Runs in the page. */
const draw = async (n: number): Promise<string> => {
  const [width, height] = [4000, 3000];
  const canvas = new OffscreenCanvas(width, height);
  const brush = canvas.getContext('2d');
  const grain = new OffscreenCanvas(512, 512);
  const dust = grain.getContext('2d');
  if (!brush || !dust) throw new Error('no canvas');
  let seed = n * 2_654_435_761 + 1;
  const next = (): number => {
    seed = (Math.imul(seed ^ (seed >>> 15), 2_246_822_519) + 3_266_489_917) >>> 0;
    return seed / 4_294_967_296;
  };
  const light = brush.createLinearGradient(0, 0, width, height);
  light.addColorStop(0, `hsl(${next() * 360} 15% 85%)`);
  light.addColorStop(1, `hsl(${next() * 360} 20% 45%)`);
  brush.fillStyle = light;
  brush.fillRect(0, 0, width, height);
  for (let i = 0; i < 400; i++) {
    brush.fillStyle = `hsl(${next() * 360} 35% ${20 + next() * 60}%)`;
    brush.fillRect(next() * width, next() * height, 40 + next() * 500, 40 + next() * 400);
  }
  const noise = dust.createImageData(512, 512);
  for (let i = 0; i < noise.data.length; i += 4) {
    const tone = 128 + (next() - 0.5) * 90;
    noise.data.set([tone, tone, tone, 70], i);
  }
  dust.putImageData(noise, 0, 0);
  for (let x = 0; x < width; x += 512)
    for (let y = 0; y < height; y += 512) brush.drawImage(grain, x, y);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
};

const two = (n: number): string => String(n).padStart(2, '0');
/** Another minute for each. */
const takenAt = (n: number): string =>
  `2026:05:${two(1 + (n % 28))} ${two(8 + (n % 10))}:${two(n % 60)}:00`;

const scenes = 40;

/**
 * Photograph `n` of a scene: its coefficients under quantisation tables of its own (ITU-T T.81 B.2.4.1), so that
 * every pixel of it may differ from the next one's. Encoding each anew would take longer than all that is measured.
 */
const variantOf = (scene: Uint8Array, n: number): Buffer => {
  const jpeg = Buffer.from(scene);
  for (let at = 2; jpeg[at + 1] !== 0xda; at += 2 + jpeg.readUInt16BE(at + 2)) {
    if (jpeg[at + 1] !== 0xdb) continue;
    const end = at + 2 + jpeg.readUInt16BE(at + 2);
    // A table is a byte that names it and 64 values of a byte each.
    for (let table = at + 4; table < end; table += 65)
      for (let i = 1; i <= 64; i++) {
        const value = jpeg[table + i] ?? 1;
        const step = (((Math.imul(n + 1, 2_654_435_761) ^ Math.imul(i, 40_503)) >>> 13) % 7) - 3;
        const other = value + step * Math.ceil(value / 16);
        jpeg[table + i] = Math.max(1, Math.min(255, other));
      }
  }
  return jpeg;
};

/** Files of a visit's photographs; every third was taken with the camera upright. */
const makeFiles = (drawn: readonly Uint8Array[], from: number, to: number) => {
  const paths: string[] = [];
  let bytes = 0;
  for (let n = from; n < to; n++) {
    const jpeg = variantOf(drawn[n % scenes] ?? new Uint8Array(), Math.floor(n / scenes));
    const path = join(root, `IMG_${n}.jpg`);
    writeFileSync(path, withExif(jpeg, n % 3 === 0 ? 6 : 1, takenAt(n)));
    bytes += jpeg.length;
    paths.push(path);
  }
  return { paths, bytes };
};

/** Notes the hash of everything the screen hands over. Runs in the page, before it. */
const noteSent = (): void => {
  const sent: string[] = [];
  Object.assign(window, { sentHashes: sent });
  const { fetch } = window;
  window.fetch = async (input, init) => {
    if (String(input).startsWith('/shelf') && init?.body instanceof Blob) {
      const hash = await crypto.subtle.digest('SHA-256', await init.body.arrayBuffer());
      const hex = [...new Uint8Array(hash)].map((b) => b.toString(16).padStart(2, '0'));
      sent.push(hex.join(''));
    }
    return fetch(input, init);
  };
};

/** Memory of the largest page's process, in bytes. */
const pageBytes = async (browser: Browser): Promise<number> => {
  const cdp = await browser.newBrowserCDPSession();
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
  await cdp.detach();
  const held = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1]);
  return Math.max(0, ...held.map((kB) => Number(kB) * 1024));
};

/** Milliseconds from each letter to the frame that shows it, sorted. */
const typeAndWatch = async (page: Page, text: string): Promise<readonly number[]> => {
  await page.getByLabel('走访内容').click();
  await page.evaluate(() => {
    const waits: number[] = [];
    Object.assign(window, { letterWaits: waits });
    document.addEventListener(
      'keydown',
      ({ timeStamp }) =>
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => waits.push(performance.now() - timeStamp);
          port2.postMessage(null);
        }),
      true,
    );
  });
  await page.keyboard.type(text, { delay: 60 });
  await page.waitForTimeout(500);
  const waits = await page.evaluate(
    () => (window as unknown as { letterWaits: number[] }).letterWaits,
  );
  return waits.toSorted((a, b) => a - b);
};

const rank = (sorted: readonly number[], share: number): string =>
  (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN).toFixed(0);

const MB = (bytes: number): string => (bytes / 1e6).toFixed(0);

/** What the door said since it was last asked. */
const createPulse = () => {
  let read = 0;
  return (): { blocked: number; worked: number; rss: number } => {
    const lines = readFileSync(beats, 'utf8').trim().split('\n');
    const fresh = lines.slice(read).map((line) => JSON.parse(line) as Beat);
    read = lines.length;
    return {
      blocked: Math.max(0, ...fresh.map((beat) => beat.blocked)),
      worked: Math.max(0, ...fresh.map((beat) => beat.worked)),
      rss: fresh.at(-1)?.rss ?? 0,
    };
  };
};

const goTo = (page: Page, address: string): Promise<void> =>
  page.evaluate((to) => {
    location.hash = to;
  }, address);

const capture = async (): Promise<readonly string[]> => {
  const owner = { role: 'officer', officeName: '石桥所', person: '王科员' } as const;
  const device = await newDevice(store, owner, realClock());
  importFirms(device, 30);
  const visits = Array.from({ length: Math.ceil(photos / ofVisit) }, (_none, i) => {
    const form = visitForm(firmId(1 + (i % 30)), `第 ${i + 1} 次`);
    saveVisit(device.desk(), form);
    return form.id;
  });
  device.session.close();

  const heartbeat = `${pathToFileURL(join(import.meta.dirname, 'heartbeat.ts')).href}?into=${encodeURIComponent(beats)}`;
  const door = await openDoor(store, 0, ['--import', heartbeat]);
  const browser = await launchChromium();
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  const studio = await context.newPage();
  const page = await context.newPage();
  page.setDefaultTimeout(600_000);
  await page.addInitScript(noteSent);
  await page.goto(door.url);
  await page.getByLabel('口令').fill(passphrase);
  await page.getByRole('button', { name: '打开' }).click();
  await page.getByRole('link', { name: '走访', exact: true }).waitFor();
  const pulse = createPulse();
  await page.waitForTimeout(1_500);
  const idle = pulse();
  console.log(`open: door ${MB(idle.rss)} MB, page ${MB(await pageBytes(browser))} MB`);

  let [most, taken, spent, given] = [{ blocked: 0, worked: 0 }, 0, 0, 0];
  const drawn: Uint8Array[] = [];
  for (let n = 0; n < Math.min(scenes, photos); n++)
    drawn.push(Buffer.from(await studio.evaluate(draw, n), 'base64'));
  await studio.close();
  const start = performance.now();
  for (const id of visits) {
    if (performance.now() - start > minutes * 60_000) break;
    const until = Math.min(photos, taken + ofVisit);
    const { paths, bytes } = makeFiles(drawn, taken, until);
    given += bytes;
    await goTo(page, `#/visits/${id}`);
    await page.getByLabel('走访内容').waitFor();
    await page.waitForTimeout(1_200);
    pulse();
    const began = performance.now();
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: '添加照片' }).click();
    await (await choosing).setFiles(paths);
    await page.getByText(`照片（${paths.length} 张）`).waitFor();
    spent += performance.now() - began;
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page
      .getByRole('status')
      .filter({ hasText: /^已保存$/ })
      .waitFor();
    await page.waitForTimeout(1_200);
    const now = pulse();
    most = {
      blocked: Math.max(most.blocked, now.blocked),
      worked: Math.max(most.worked, now.worked),
    };
    taken = until;
    for (const path of paths) rmSync(path);
    console.log(
      `${taken} photographs: blocked ${now.blocked.toFixed(0)} ms (${now.worked.toFixed(0)} of the processor), door ${MB(now.rss)} MB, page ${MB(await pageBytes(browser))} MB`,
    );
  }
  console.log(
    `${MB(given)} MB of photographs taken in, ${(spent / taken).toFixed(0)} ms each; longest blocked ${most.blocked.toFixed(0)} ms, ${most.worked.toFixed(0)} ms of the processor`,
  );

  await page.waitForTimeout(4_000);
  pulse();
  const letters = await typeAndWatch(
    page,
    'the balance room was looked at and the ledger was checked. '.repeat(2),
  );
  const typed = pulse();
  console.log(
    `${letters.length} letters typed beside ${ofVisit} photographs: ${rank(letters, 0.5)} ms, 95 % ${rank(letters, 0.95)} ms, longest ${rank(letters, 1)} ms to the next frame; the door blocked ${typed.blocked.toFixed(0)} ms (${typed.worked.toFixed(0)})`,
  );
  await page.mouse.move(1_200, 600);
  for (let i = 0; i < 60; i++) await page.mouse.wheel(0, 700);
  await page.waitForTimeout(2_000);
  console.log(`scrolled through them: page ${MB(await pageBytes(browser))} MB`);

  const sent = await page.evaluate(
    () => (window as unknown as { sentHashes: string[] }).sentHashes,
  );
  await browser.close();
  await door.stop();
  return sent;
};

/** Opens the store again and computes every hash anew. */
const assertKept = async (sent: readonly string[]): Promise<void> => {
  const device = openDevice(store, realClock());
  await device.session.unlock(passphrase);
  const { media } = device.desk().store;
  const named = mediaNamed(device.desk().store);
  const kept = new Set<string>();
  for (const hash of named) {
    const found = media.get(hash);
    if (!found || sha256(found.bytes) !== hash) throw new Error(`${hash} is not in the store`);
    kept.add(hash);
  }
  const missing = sent.filter((hash) => !kept.has(hash));
  if (missing.length > 0 || kept.size !== sent.length || new Set(sent).size !== sent.length)
    throw new Error(`${kept.size} kept, ${new Set(sent).size} sent, ${missing.length} missing`);
  device.session.close();
  console.log(
    `${kept.size} pictures in media.db, every hash computed anew, each as the screen made it`,
  );
};

try {
  await assertKept(await capture());
} finally {
  rmSync(root, { recursive: true, force: true });
}
