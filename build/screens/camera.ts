import { rmSync, writeFileSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { shrinkPng } from './shrink-png.ts';

/** Takes the pictures: numbered as they are taken, so that the folder reads like a walk. */
export type Camera = (page: Page, name: string) => Promise<void>;

/** Where nothing moves and no notice of a moment ago is left. */
const still =
  '.mantine-Notifications-root { display: none !important } *, *::before, *::after { transition: none !important; animation: none !important; caret-color: transparent !important }';

/** Empties the folder first; it holds nothing but what this script makes. */
export const openCamera = async (folder: string): Promise<Camera> => {
  await mkdir(folder, { recursive: true });
  for (const file of await readdir(folder)) if (file.endsWith('.png')) rmSync(join(folder, file));
  let number = 0;
  return async (page, name) => {
    number += 1;
    const path = join(folder, `${String(number).padStart(2, '0')}-${name}.png`);
    await page.mouse.move(0, 0);
    await page.evaluate(() => document.fonts.ready);
    // Pictures in the page are fetched after it is drawn.
    await page.waitForFunction(() => [...document.images].every((image) => image.complete));
    writeFileSync(path, shrinkPng(await page.screenshot({ style: still, animations: 'disabled' })));
    console.log(path);
  };
};
