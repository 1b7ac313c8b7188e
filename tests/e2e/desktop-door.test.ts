/** What confines the screen of the built desktop door, on a double of Electron and a real Chromium. */
import { existsSync } from 'node:fs';
import type { BrowserWindowConstructorOptions } from 'electron';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { type Desktop, newSite, openDesktop } from '../support/desktop.ts';

describe('desktop door', () => {
  let browser: Browser;
  let desktop: Desktop;
  beforeAll(async () => {
    browser = await launchChromium();
    desktop = await openDesktop(browser, newSite().env);
  });
  afterAll(async () => {
    await desktop.kill();
    await browser.close();
  });

  it('opens one confined window on its own scheme, and shows the first-run wizard', async () => {
    await desktop.page.getByText('首次设置').waitFor();
    const [window, ...others] = await desktop.callsOf('BrowserWindow');
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
    expect((await desktop.callsOf('BrowserWindow.loadURL'))[0]?.args).toEqual([
      'qice://app/index.html',
    ]);
    expect(await desktop.callsOf('BrowserWindow.show')).toHaveLength(1);
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
      expect(await desktop.query(path), path).toMatchObject({ ok: false, refusal: null });
    expect(await desktop.command('session.state')).toMatchObject({ ok: false, refusal: null });
    expect(await desktop.command('session.unlock', { passphrase: 1 })).toMatchObject({ ok: false });
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
    expect(await desktop.query('session.state')).toMatchObject({ ok: true });
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

  const wish = { verb: 'permission', url: 'qice://app/index.html', isMainFrame: true } as const;

  it('permits its own page the camera, and nothing with it', async () => {
    const camera = { ...wish, permission: 'media', media: ['video'] } as const;
    expect(await desktop.ask(camera)).toBe(true);
    for (const other of [
      { media: ['audio'] as const },
      { media: ['video', 'audio'] as const },
      { media: [] },
      { isMainFrame: false },
      { url: 'https://evil.example/' },
      { url: 'qice://app.evil.example/index.html' },
      { permission: 'display-capture' },
    ])
      expect(await desktop.ask({ ...camera, ...other }), JSON.stringify(other)).toBe(false);
  });

  it.each(['geolocation', 'notifications', 'clipboard-read', 'openExternal', 'hid'])(
    'does not permit %s',
    async (permission) => {
      expect(await desktop.ask({ ...wish, permission, media: [] })).toBe(false);
    },
  );
});
