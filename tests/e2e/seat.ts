import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  Locator,
  Page,
} from 'playwright-core';
import { type Door, openDoor } from '#tests/support/door.ts';
import { noteDeeds } from './deeds.ts';
import { pressLikeAPerson } from './press.ts';

/** One person at one computer: a door of their own, a browser of their own, and what went wrong. */
export type Seat = {
  readonly dir: string;
  readonly page: Page;
  /** Everything the console, the page or the door complained of. */
  readonly troubles: readonly string[];
  /** Pulls the battery: the process is gone, the browser and what it shows stay. */
  readonly pullBattery: () => Promise<void>;
  /** Starts the door again where it was and opens its new address in a new tab. */
  readonly startAgain: () => Promise<Page>;
  /** Saves what the click makes the browser download. @returns its path */
  readonly download: (button: Locator) => Promise<string>;
  /** Paths of all that was saved, the latest last. */
  readonly downloaded: readonly string[];
  readonly close: () => Promise<void>;
};

/** What every browser says of an address nobody answers at. */
const nobodyThere = /net::ERR_(CONNECTION_\w+|EMPTY_RESPONSE|INCOMPLETE_CHUNKED_ENCODING)/;
/** And of the same door before its new address was opened and its store unlocked. */
const notYetIn = /status of (403|422) .*\/trpc\/|status of 403 .*\/events/;

/** How many times slower the page's processor is made: what an office has is older than what we test on. */
const slower = Number(process.env.QICE_SLOW ?? 1);

const enter = async (context: BrowserContext, url: string): Promise<Page> => {
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  pressLikeAPerson(page);
  if (slower > 1) {
    const devtools = await context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
  }
  await page.goto(url);
  return page;
};

export const openSeat = async (
  browser: Browser,
  root: string,
  name: string,
  options: BrowserContextOptions = {},
  /** Of the door's environment. */
  env: Readonly<Record<string, string>> = {},
): Promise<Seat> => {
  const dir = join(root, name);
  mkdirSync(dir, { recursive: true });
  const troubles: string[] = [];
  const downloaded: string[] = [];
  /** Tabs that were open when the battery was pulled. */
  const bereft = new WeakSet<Page>();
  const watch = (page: Page): void => {
    const note = (trouble: string): void => {
      const expected = nobodyThere.test(trouble) || notYetIn.test(trouble);
      if (!(expected && bereft.has(page))) troubles.push(`${name}: ${trouble}`);
    };
    page.on('pageerror', (error) => note(`page: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning')
        note(`console: ${message.text()} (${message.location().url})`);
    });
  };
  let door: Door = await openDoor(dir, 0, [], env);
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'zh-CN',
    acceptDownloads: true,
    ...options,
  });
  context.on('page', watch);
  await context.addInitScript(noteDeeds);
  let page = await enter(context, door.url);
  const end = async (how: 'stop' | 'kill'): Promise<void> => {
    const said = await door[how]();
    if (said !== '') troubles.push(`${name}: door: ${said}`);
  };
  return {
    dir,
    get page() {
      return page;
    },
    troubles,
    downloaded,
    pullBattery: async () => {
      for (const tab of context.pages()) bereft.add(tab);
      await end('kill');
    },
    startAgain: async () => {
      door = await openDoor(dir, door.port, [], env);
      page = await enter(context, door.url);
      return page;
    },
    download: async (button) => {
      const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
      const path = join(root, download.suggestedFilename());
      await download.saveAs(path);
      downloaded.push(path);
      return path;
    },
    close: async () => {
      await context.close();
      await end('stop');
    },
  };
};
