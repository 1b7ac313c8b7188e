/** Starts the built desktop door on the double and gives it a Chromium page for a window. */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import type { DesktopBridge, Reply } from '#shared/bridge.ts';
import {
  type Call,
  type FromProcess,
  pageOrigin,
  type Question,
  type Served,
  toPageUrl,
  toScreenUrl,
} from './electron-wire.ts';
import { preloadScript } from './preload-double.ts';

declare global {
  interface Window {
    readonly qice?: DesktopBridge;
  }
}

const root = join(import.meta.dirname, '..', '..');
const register = pathToFileURL(join(import.meta.dirname, 'electron-register.ts')).href;

/** A computer of its own: where its store and its state lie. */
export const newSite = () => {
  const dir = mkdtempSync(join(tmpdir(), 'qice-desktop-'));
  const env = { QICE_STORE: join(dir, 'store'), QICE_STATE_DIR: join(dir, 'state') };
  return { dir, env };
};

export type ElectronProcess = {
  readonly ask: <T>(question: Question) => Promise<T>;
  readonly onMessage: (listener: (message: FromProcess) => void) => void;
  /** Resolves with the exit status. */
  readonly ended: Promise<number | null>;
  /** Ends it as a pulled battery would. */
  readonly kill: () => Promise<void>;
};

/** The process alone: no window is shown until somebody listens for it. */
export const startElectron = (env: Readonly<Record<string, string>>): ElectronProcess => {
  const child: ChildProcess = fork(join(root, 'out', 'main', 'main.js'), {
    execArgv: ['--import', register],
    env: { ...process.env, ...env },
    serialization: 'advanced',
  });
  const waiting = new Map<number, { resolve: (v: never) => void; reject: (e: Error) => void }>();
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  void ended.then((status) => {
    for (const { reject } of waiting.values()) reject(new Error(`the process ended: ${status}`));
  });
  child.on('message', (message: FromProcess) => {
    if (message.type === 'answer') waiting.get(message.id)?.resolve(message.value as never);
    if (message.type === 'failed') waiting.get(message.id)?.reject(new Error(message.message));
  });
  let asked = 0;
  return {
    ended,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    onMessage: (listener) => void child.on('message', listener),
    ask: (question) =>
      new Promise((resolve, reject) => {
        asked += 1;
        waiting.set(asked, { resolve, reject });
        child.send({ ...question, id: asked }, (error) => error && reject(error));
      }),
  };
};

export type Desktop = ElectronProcess & {
  readonly page: Page;
  /** Addresses outside the screen that the browser was about to fetch and was not let. */
  readonly refused: readonly string[];
  readonly journal: () => Promise<readonly Call[]>;
  readonly callsOf: (name: string) => Promise<readonly Call[]>;
  /** The screen asks, by the bridge it was given. */
  readonly query: (path: string, input?: unknown) => Promise<Reply>;
  /** The screen tells. */
  readonly command: (path: string, input?: unknown) => Promise<Reply>;
  /** Closes the window as the person would; resolves when the process has ended. */
  readonly close: () => Promise<void>;
};

/** What Chromium asks Electron before it goes anywhere. */
const decide = async (route: Route, electron: ElectronProcess, refused: string[], page: Page) => {
  const request = route.request();
  const url = toScreenUrl(request.url());
  const topFrame = request.frame() === page.mainFrame();
  const moving = request.isNavigationRequest() && page.url() !== 'about:blank';
  if (moving) {
    const verb = topFrame ? 'navigate' : 'frame';
    if (!(await electron.ask<boolean>({ verb, url }))) {
      refused.push(url);
      return route.abort('aborted');
    }
  }
  if (!request.url().startsWith(`${pageOrigin}/`)) {
    refused.push(url);
    return route.abort('blockedbyclient');
  }
  const method = request.method();
  const served = await electron.ask<Served>({ verb: 'request', url, method });
  const { status, headers, body } = served;
  return route.fulfill({ status, headers: { ...headers }, body: Buffer.from(body) });
};

export const openDesktop = async (
  browser: Browser,
  env: Readonly<Record<string, string>>,
): Promise<Desktop> => {
  const electron = startElectron(env);
  const context: BrowserContext = await browser.newContext({ locale: 'zh-CN' });
  const page = await context.newPage();
  const refused: string[] = [];
  await page.exposeBinding('__electronInvoke', ({ frame }, channel: string, args: unknown[]) =>
    electron.ask({
      verb: 'invoke',
      channel,
      args,
      frameUrl: toScreenUrl(frame.url()),
      topFrame: frame === page.mainFrame(),
      ownWindow: true,
    }),
  );
  const preload = readFileSync(join(root, 'out', 'preload', 'preload.cjs'), 'utf8');
  await page.addInitScript({ content: preloadScript(preload) });
  // Of a process that has ended the page gets what a window without one gets: nothing.
  const dropped = (route: Route) => () => route.abort().catch(() => {});
  await page.route('**/*', (route) => decide(route, electron, refused, page).catch(dropped(route)));
  // Another page gets nothing; whether it may stand at all is the handler's to say.
  await context.route('**/*', (route) => route.abort());
  context.on('page', (popup) => {
    const question = { verb: 'open', url: popup.url() } as const;
    void electron
      .ask<{ action: string }>(question)
      .then(({ action }) => (action === 'deny' ? popup.close() : undefined))
      .catch(() => {});
  });
  const shown = new Promise<void>((resolve, reject) => {
    electron.onMessage((message) => {
      if (message.type === 'window')
        page.goto(toPageUrl(message.url)).then(() => resolve(), reject);
      if (message.type === 'send') {
        const { channel, args } = message;
        void page
          .evaluate(([c, a]) => window.__electronEmit?.(c, a), [channel, args] as const)
          .catch(() => {});
      }
    });
    void electron.ended.then((status) => reject(new Error(`no window, status ${status}`)));
  });
  await shown;
  const journal = (): Promise<readonly Call[]> => electron.ask({ verb: 'journal' });
  const viaBridge =
    (verb: 'ask' | 'tell') =>
    (path: string, input?: unknown): Promise<Reply> =>
      page.evaluate(async ([v, p, i]) => (await window.qice?.[v](p, i)) as Reply, [
        verb,
        path,
        input,
      ] as const);
  return {
    ...electron,
    page,
    refused,
    journal,
    callsOf: async (name) => (await journal()).filter((call) => call.name === name),
    query: viaBridge('ask'),
    command: viaBridge('tell'),
    kill: async () => {
      await electron.kill();
      await context.close();
    },
    close: async () => {
      await context.close();
      await electron.ask({ verb: 'close' });
      await electron.ended;
    },
  };
};
