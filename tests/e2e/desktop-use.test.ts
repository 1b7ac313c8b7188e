/** Work at the built desktop door, over restarts; see desktop-door.test.ts for what confines it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { type Desktop, newSite, openDesktop, startElectron } from '../support/desktop.ts';

const owner = {
  role: 'county',
  officeName: '龙游县市场监督管理局',
  division: '330825',
  person: '张三',
  passphrase: '龙游的一句口令 2026',
} as const;

describe('desktop door, in use', () => {
  let browser: Browser;
  let here = newSite();
  let desktop: Desktop;
  const setUp = async (): Promise<void> => {
    expect(await desktop.command('session.setUp', owner)).toMatchObject({ ok: true });
  };
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    here = newSite();
    desktop = await openDesktop(browser, here.env);
  });
  afterEach(() => desktop.kill());

  it('answers questions and commands as data, and tells the page what changed', async () => {
    expect(await desktop.query('session.state')).toMatchObject({
      ok: true,
      value: { phase: 'new' },
    });
    expect(await desktop.query('enterprises.list', {})).toMatchObject({
      ok: false,
      refusal: { code: 'store.locked' },
    });
    await setUp();
    expect(await desktop.query('enterprises.list', {})).toEqual({
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
    expect(await desktop.callsOf('BrowserWindow.restore')).toHaveLength(1);
    expect(await desktop.callsOf('BrowserWindow.focus')).toHaveLength(1);
  });

  it('takes a file by its path, a pasted one by its bytes, and saves what is offered', async () => {
    await setUp();
    const put = async (name: string, text: string): Promise<unknown> => {
      const reply = await desktop.page.evaluate(
        async ([n, t]) => await window.qice?.putFile(new File([t], n)),
        [name, text] as const,
      );
      return reply?.ok ? reply.value : reply;
    };
    const pasted = await put('名单.csv', '企业名称\n');
    expect(
      await desktop.command('imports.read', { ticket: pasted, job: crypto.randomUUID() }),
    ).toMatchObject({
      ok: true,
      value: { fileName: '名单.csv' },
    });
    const lying = join(here.dir, 'store', 'keystore.json');
    await desktop.page.evaluate((path) => {
      window.__electronPaths = { 'x.csv': path };
    }, lying);
    expect(await put('x.csv', '')).toMatch(/^[0-9a-f-]{36}$/);

    const card = (await desktop.command('exchange.card')) as {
      ok: true;
      value: { ticket: string };
    };
    const save = () => desktop.page.evaluate((t) => window.qice?.saveOffered(t), card.value.ticket);
    expect(await save()).toEqual({ ok: true, value: false });
    const path = join(here.dir, '名片.qcard');
    await desktop.ask({ verb: 'choose', path });
    expect(await save()).toEqual({ ok: true, value: true });
    expect(readFileSync(path, 'utf8')).toContain(owner.officeName);
  });

  it('keeps everything over a restart, and asks for the passphrase again', async () => {
    await setUp();
    await desktop.close();
    desktop = await openDesktop(browser, here.env);
    expect(await desktop.query('session.state')).toMatchObject({
      ok: true,
      value: { phase: 'locked' },
    });
    expect(await desktop.command('session.unlock', { passphrase: 'not this one' })).toMatchObject({
      ok: false,
      refusal: { code: 'passphrase.wrong' },
    });
    expect(await desktop.command('session.unlock', { passphrase: owner.passphrase })).toMatchObject(
      {
        ok: true,
        value: { phase: 'open', self: { officeName: owner.officeName }, notices: [] },
      },
    );
  });

  it.each([
    ['gnome_libsecret', 'open'],
    ['basic_text', 'locked'],
  ])('with the keychain %s a restart finds the store %s', async (backend, phase) => {
    await desktop.kill();
    here = newSite();
    const keychain = { ...here.env, QICE_DOUBLE_KEYCHAIN: backend };
    desktop = await openDesktop(browser, keychain);
    await setUp();
    await desktop.close();
    desktop = await openDesktop(browser, keychain);
    expect(await desktop.query('session.state')).toMatchObject({ value: { phase } });
    // Locking means asking, whatever the keychain holds.
    await desktop.command('session.lock');
    expect(await desktop.command('session.unlock', { passphrase: '' })).toMatchObject({
      ok: false,
    });
  });
});
