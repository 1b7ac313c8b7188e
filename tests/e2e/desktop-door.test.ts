/** The built desktop door, main process and preload, on a double of Electron and a real Chromium. */
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserWindowConstructorOptions } from 'electron';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DesktopBridge, Reply } from '#shared/bridge.ts';
import { launchChromium } from '../support/chromium.ts';
import { type Desktop, openDesktop, startElectron } from '../support/desktop.ts';

declare global {
  interface Window {
    readonly qice?: DesktopBridge;
  }
}

const owner = {
  role: 'county',
  officeName: '龙游县市场监督管理局',
  division: '330825',
  person: '张三',
  passphrase: '龙游的一句口令 2026',
} as const;

const site = () => {
  const root = mkdtempSync(join(tmpdir(), 'qice-desktop-'));
  const env = { QICE_STORE: join(root, 'store'), QICE_STATE_DIR: join(root, 'state') };
  return { root, env };
};

describe('desktop door', () => {
  let browser: Browser;
  let here = site();
  let desktop: Desktop;

  const ask = (path: string, input?: unknown): Promise<Reply> =>
    desktop.page.evaluate(async ([p, i]) => (await window.qice?.ask(p, i)) as Reply, [
      path,
      input,
    ] as const);
  const tell = (path: string, input?: unknown): Promise<Reply> =>
    desktop.page.evaluate(async ([p, i]) => (await window.qice?.tell(p, i)) as Reply, [
      path,
      input,
    ] as const);
  const callsOf = async (name: string) =>
    (await desktop.journal()).filter((call) => call.name === name);
  const setUp = async (): Promise<void> => {
    expect(await tell('session.setUp', owner)).toMatchObject({ ok: true });
  };

  beforeAll(async () => {
    browser = await launchChromium();
    desktop = await openDesktop(browser, here.env);
  });
  afterAll(async () => {
    await desktop.kill();
    await browser.close();
  });

  it('opens one confined window on its own scheme, and shows the first-run wizard', async () => {
    await desktop.page.getByText('首次设置').waitFor();
    const [window, ...others] = await callsOf('BrowserWindow');
    expect(others).toEqual([]);
    const options = window?.args[0] as BrowserWindowConstructorOptions;
    expect(options).toMatchObject({ title: '企策', show: false });
    expect(options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
    expect(existsSync(options.webPreferences?.preload ?? '')).toBe(true);
    expect((await callsOf('BrowserWindow.loadURL'))[0]?.args).toEqual(['qice://app/index.html']);
    expect(await callsOf('BrowserWindow.show')).toHaveLength(1);
  });

  it('switches the sandbox on, and claims its scheme and its lock, before anything is ready', async () => {
    const names = (await desktop.journal()).map(({ name }) => name);
    const ready = names.indexOf('app.ready');
    for (const name of [
      'app.enableSandbox',
      'protocol.registerSchemesAsPrivileged',
      'app.requestSingleInstanceLock',
    ]) {
      expect(names, name).toContain(name);
      expect(names.indexOf(name), name).toBeLessThan(ready);
    }
  });

  it('gives the page verbs and nothing to send with', async () => {
    const seen = await desktop.page.evaluate(() => ({
      verbs: Object.keys(window.qice ?? {}),
      require: 'require' in window,
      process: 'process' in window,
    }));
    expect(seen).toEqual({
      verbs: ['ask', 'tell', 'onEvent', 'putFile', 'saveOffered'],
      require: false,
      process: false,
    });
  });

  it('has no answer for what is no procedure, nor for a command asked as a question', async () => {
    for (const path of ['nothing', 'session', 'session.__proto__', 'toString', 'session.lock'])
      expect(await ask(path), path).toMatchObject({ ok: false, refusal: null });
    expect(await tell('session.state')).toMatchObject({ ok: false, refusal: null });
    expect(await tell('session.unlock', { passphrase: 1 })).toMatchObject({ ok: false });
  });

  it('answers its own top frame on its own page only', async () => {
    const good = {
      verb: 'invoke',
      channel: 'qice:ask',
      args: ['session.state', undefined],
      frameUrl: 'qice://app/index.html#/sheets',
      topFrame: true,
      ownWindow: true,
    } as const;
    expect(await desktop.ask(good)).toMatchObject({ ok: true });
    for (const bad of [
      { frameUrl: 'https://evil.example/' },
      { frameUrl: 'https://evil.example/?qice://app/index.html' },
      { frameUrl: 'https://evil.example/#qice://app/' },
      { frameUrl: 'qice://app.evil.example/' },
      { frameUrl: 'qice://evil@app.example/' },
      { frameUrl: 'file:///app/index.html' },
      { frameUrl: 'about:blank' },
      { frameUrl: '' },
      { topFrame: false },
      { ownWindow: false },
    ])
      expect(await desktop.ask({ ...good, ...bad }), JSON.stringify(bad)).toEqual({
        ok: false,
        refusal: null,
        message: 'untrusted sender',
      });
  });

  it.each([
    'https://evil.example/',
    'https://evil.example/?next=qice://app/index.html',
    'https://evil.example/qice://app/',
    'https://qice.app/',
    'http://127.0.0.1:4880/',
    'https://app.qice.test/assets/',
  ])('does not leave for %s', async (url) => {
    const { page } = desktop;
    await page.getByText('首次设置').waitFor();
    const before = page.url();
    const known = desktop.refused.length;
    await page.evaluate((to) => {
      location.href = to;
    }, url);
    await expect.poll(() => desktop.refused.length).toBeGreaterThan(known);
    expect(page.url()).toBe(before);
    expect(await ask('session.state')).toMatchObject({ ok: true });
  });

  it.each([
    'qice://app.evil.example/',
    'qice://evil/',
    'qice://app/assets/index.js',
    'qice://user@app/',
    'javascript:alert(1)',
    'data:text/html,<p>',
    'file:///etc/passwd',
    'not a url',
  ])('would not go to %s in any frame', async (url) => {
    for (const verb of ['navigate', 'frame', 'redirect', 'webview'] as const)
      expect(await desktop.ask({ verb, url }), verb).toBe(false);
    expect(await desktop.ask({ verb: 'navigate', url: 'qice://app/index.html' })).toBe(true);
  });

  it('opens no window', async () => {
    for (const url of ['https://evil.example/', 'qice://app/index.html', 'about:blank'])
      expect(await desktop.ask({ verb: 'open', url })).toEqual({ action: 'deny' });
    await desktop.page.evaluate(() => void window.open('https://evil.example/'));
    await expect.poll(() => desktop.page.context().pages().length).toBe(1);
  });

  it('reaches no network and no file', async () => {
    for (const url of ['http://a/', 'https://a/', 'ws://a/', 'wss://a/', 'file:///etc/passwd'])
      expect(await desktop.ask({ verb: 'network', url }), url).toBe(false);
    expect(await desktop.ask({ verb: 'network', url: 'qice://app/index.html' })).toBe(true);
  });

  it('serves the built screen and nothing beside it', async () => {
    const get = (url: string) =>
      desktop.ask<{ status: number; headers: Record<string, string> }>({
        verb: 'request',
        url,
        method: 'GET',
      });
    const page = await get('qice://app/index.html');
    expect(page.status).toBe(200);
    expect(page.headers['content-security-policy']).toContain("default-src 'self'");
    for (const path of [
      '/../main/main.js',
      '/%2e%2e/main/main.js',
      '/..%2fmain%2fmain.js',
      '/..%5cmain%5cmain.js',
      '/assets',
      `/media/${'0'.repeat(64)}`,
      '/media/../../package.json',
    ])
      expect((await get(`qice://app${path}`)).status, path).toBe(404);
    expect((await get('qice://other/index.html')).status).toBe(404);
  });

  it.each(['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'hid'])(
    'does not permit %s',
    async (permission) => {
      expect(await desktop.ask({ verb: 'permission', permission })).toBe(false);
    },
  );

  describe('from one start to the next', () => {
    beforeEach(async () => {
      await desktop.kill();
      here = site();
      desktop = await openDesktop(browser, here.env);
    });

    it('answers questions and commands as data, and tells the page what changed', async () => {
      expect(await ask('session.state')).toMatchObject({ ok: true, value: { phase: 'new' } });
      expect(await ask('enterprises.list', {})).toMatchObject({
        ok: false,
        refusal: { code: 'store.locked' },
      });
      await setUp();
      expect(await ask('enterprises.list', {})).toEqual({
        ok: true,
        value: { total: 0, rows: [] },
      });
      // Not by a reload: the event of the local process reached the screen.
      await desktop.page.getByText('非密·内部使用').waitFor();
      await desktop.page.getByText(owner.officeName).first().waitFor();
    });

    it('keeps a second instance out and comes to the front', async () => {
      const second = startElectron(here.env);
      const shown: string[] = [];
      second.onMessage((message) => shown.push(message.type));
      expect(await second.ended).toBe(0);
      expect(shown).toEqual([]);
      await desktop.ask({ verb: 'second-instance' });
      expect(await callsOf('BrowserWindow.restore')).toHaveLength(1);
      expect(await callsOf('BrowserWindow.focus')).toHaveLength(1);
    });

    it('takes a file by its path, a pasted one by its bytes, and saves what is offered', async () => {
      await setUp();
      const put = (name: string, text: string) =>
        desktop.page.evaluate(async ([n, t]) => await window.qice?.putFile(new File([t], n)), [
          name,
          text,
        ] as const);
      const pasted = await put('名单.csv', '企业名称\n');
      expect(await tell('imports.read', { ticket: pasted })).toMatchObject({
        ok: true,
        value: { fileName: '名单.csv' },
      });
      const lying = join(here.root, 'store', 'keystore.json');
      await desktop.page.evaluate((path) => {
        window.__electronPaths = { 'x.csv': path };
      }, lying);
      expect(await put('x.csv', '')).toMatch(/^[0-9a-f-]{36}$/);

      const card = (await tell('exchange.card')) as { ok: true; value: { ticket: string } };
      const save = () =>
        desktop.page.evaluate((t) => window.qice?.saveOffered(t), card.value.ticket);
      expect(await save()).toBe(false);
      const path = join(here.root, '名片.qcard');
      await desktop.ask({ verb: 'choose', path });
      expect(await save()).toBe(true);
      expect(readFileSync(path, 'utf8')).toContain(owner.officeName);
    });

    it('keeps everything over a restart, and asks for the passphrase again', async () => {
      await setUp();
      await desktop.close();
      desktop = await openDesktop(browser, here.env);
      expect(await ask('session.state')).toMatchObject({ ok: true, value: { phase: 'locked' } });
      expect(await tell('session.unlock', { passphrase: 'not this one' })).toMatchObject({
        ok: false,
        refusal: { code: 'passphrase.wrong' },
      });
      expect(await tell('session.unlock', { passphrase: owner.passphrase })).toMatchObject({
        ok: true,
        value: { phase: 'open', self: { officeName: owner.officeName }, notices: [] },
      });
    });

    it.each([
      ['gnome_libsecret', 'open'],
      ['basic_text', 'locked'],
    ])('with the keychain %s a restart finds the store %s', async (backend, phase) => {
      await desktop.kill();
      here = site();
      const keychain = { ...here.env, QICE_DOUBLE_KEYCHAIN: backend };
      desktop = await openDesktop(browser, keychain);
      await setUp();
      await desktop.close();
      desktop = await openDesktop(browser, keychain);
      expect(await ask('session.state')).toMatchObject({ value: { phase } });
      // Locking means asking, whatever the keychain holds.
      await tell('session.lock');
      expect(await tell('session.unlock', { passphrase: '' })).toMatchObject({ ok: false });
    });
  });
});
