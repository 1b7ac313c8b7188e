import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEventHub } from './event-hub.ts';
import { createGate } from './gate.ts';
import { type BrowserDoor, type BrowserDoorOptions, openBrowserDoor } from './http.ts';
import { createShelf, type Shelf } from './shelf.ts';

const hash = 'ab'.repeat(32);
type Answer = { status: number; headers: IncomingHttpHeaders; body: string };

describe('browser door', () => {
  let root = '';
  let door: BrowserDoor;
  let shelf: Shelf;
  let open = true;
  const events = createEventHub();
  let cookie = '';

  const ask = (
    path: string,
    headers: OutgoingHttpHeaders = {},
    options: { method?: string; body?: string | Buffer; until?: string } = {},
  ): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const { method = 'GET', body, until } = options;
      const sent = request({ host: '127.0.0.1', port: door.port, path, method, headers });
      sent.on('error', reject);
      sent.on('response', (response) => {
        let text = '';
        const answer = () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
        response.setEncoding('utf8');
        response.on('data', (chunk) => {
          text += chunk;
          if (until && text.includes(until)) {
            answer();
            sent.destroy();
          }
        });
        response.on('end', answer);
        response.on('error', () => {});
      });
      sent.end(body);
    });
  const tokenPath = (): string => door.link().replace(/^http:\/\/[^/]+/, '');
  const origin = (): string => `http://127.0.0.1:${door.port}`;
  const enter = async (): Promise<string> =>
    (await ask(tokenPath())).headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  const html = { accept: 'text/html' };

  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'qice-door-'));
    mkdirSync(join(root, 'screen', 'assets'), { recursive: true });
    writeFileSync(join(root, 'screen', 'index.html'), '<p>企策</p>');
    writeFileSync(join(root, 'screen', 'assets', 'a.js'), 'a');
    writeFileSync(join(root, 'secret.json'), 'secret');
    shelf = createShelf(join(root, 'shelf'), () => crypto.randomUUID());
    open = true;
    door = await openBrowserDoor({
      port: 0,
      staticDir: join(root, 'screen'),
      gate: createGate(),
      shelf,
      events,
      answer: async (_request, response, procedure) => void response.end(`called ${procedure}`),
      isOpen: () => open,
      media: async (sha256) =>
        sha256 === hash ? { mime: 'image/svg+xml', bytes: Buffer.from('<svg/>') } : undefined,
      onBug: (error) => {
        throw error;
      },
    });
    cookie = await enter();
  });
  afterEach(() => door.close());

  it('exchanges a link for a cookie once, and a reload works by the cookie', async () => {
    const path = tokenPath();
    const first = await ask(path);
    expect(first.status).toBe(303);
    expect(first.headers.location).toBe('/');
    const set = first.headers['set-cookie']?.[0] ?? '';
    expect(set).toMatch(/^qice_\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/);
    const session = set.split(';')[0] ?? '';
    expect((await ask('/', { cookie: session })).body).toBe('<p>企策</p>');
    expect((await ask('/', { cookie: session })).status).toBe(200);

    const again = await ask(path, html);
    expect(again.status).toBe(403);
    expect(again.body).toContain('链接已失效');
    expect(again.headers['set-cookie']).toBeUndefined();
    expect((await ask(path, { cookie: session })).status).toBe(303);
  });

  it('forgets an older link when a new one is given, but not who is inside', async () => {
    const older = tokenPath();
    const newer = tokenPath();
    expect((await ask(older)).status).toBe(403);
    expect((await ask(newer)).status).toBe(303);
    expect((await ask('/', { cookie })).status).toBe(200);
  });

  it.each([
    '/',
    '/assets/a.js',
    '/trpc/session.state',
    '/events',
    `/media/${hash}`,
    '/?t=',
    '/?t=x',
  ])('refuses %s without a cookie', async (path) => {
    for (const headers of [{}, { cookie: 'qice_1=x' }, { cookie: `qice_${door.port}=x` }]) {
      const answer = await ask(path, headers);
      expect(answer.status).toBe(403);
      expect(JSON.parse(answer.body)).toMatchObject({ refusal: { code: 'door.token' } });
    }
  });

  it('refuses a foreign host, origin or site, whatever the cookie', async () => {
    const { port } = door;
    for (const headers of [
      { host: 'evil.example' },
      { host: `localhost:${port}` },
      { host: `127.0.0.1:${port + 1}` },
      { host: `evil.example?127.0.0.1:${port}` },
      { origin: 'http://evil.example' },
      { origin: 'null' },
      { origin: `http://127.0.0.1:${port + 1}` },
      { origin: `http://127.0.0.1:${port}.evil.example` },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]) {
      const answer = await ask('/trpc/session.state', { cookie, ...headers });
      expect([answer.status, JSON.stringify(headers)]).toEqual([403, JSON.stringify(headers)]);
    }
    expect((await ask('/trpc/session.state', { cookie, origin: origin() })).status).toBe(200);
  });

  it('refuses a command without an origin', async () => {
    const post = { method: 'POST', body: '{}' };
    expect((await ask('/trpc/session.lock', { cookie }, post)).status).toBe(403);
    const answer = await ask('/trpc/session.lock', { cookie, origin: origin() }, post);
    expect(answer.body).toBe('called session.lock');
  });

  it('does not spend a link on a request from elsewhere', async () => {
    const path = tokenPath();
    expect((await ask(path, { origin: 'http://evil.example' })).status).toBe(403);
    expect((await ask(path, {}, { method: 'HEAD' })).status).toBe(403);
    expect((await ask(path)).status).toBe(303);
  });

  it('serves nothing outside the screen', async () => {
    symlinkSync(join(root, 'secret.json'), join(root, 'screen', 'link.json'));
    for (const path of [
      '/../secret.json',
      '/assets/../../secret.json',
      '/%2e%2e/secret.json',
      '/..%2fsecret.json',
      '/assets/..%5c..%5csecret.json',
      '/link.json',
      '/assets',
      '/%00.html',
      '/%',
      `${root}/secret.json`,
      '/media/../../secret.json',
      '/shelf/..%2f..%2fsecret.json',
    ]) {
      const answer = await ask(path, { cookie });
      expect([path, answer.status]).toEqual([path, 404]);
      expect(answer.body).not.toContain('secret');
    }
    expect((await ask('//evil.example/', { cookie })).status).toBe(400);
    expect((await ask('http://evil.example/', { cookie })).status).toBe(400);
  });

  it('puts the same guard on every answer', async () => {
    for (const path of ['/', '/assets/a.js', '/nothing', '/trpc/session.state']) {
      const { headers } = await ask(path, { cookie });
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['content-security-policy']).toContain("default-src 'self'");
      expect(headers['cache-control']).toBe(
        path === '/assets/a.js' ? 'private, max-age=31536000, immutable' : 'no-store',
      );
    }
  });

  it('shows stored pictures and runs nothing in them', async () => {
    const { headers, body } = await ask(`/media/${hash}`, { cookie });
    expect(body).toBe('<svg/>');
    expect(headers['content-type']).toBe('application/octet-stream');
    expect(headers['content-security-policy']).toContain('sandbox');
    expect((await ask(`/media/${'cd'.repeat(32)}`, { cookie })).status).toBe(404);
  });

  it('keeps an upload and offers it again under its own name', async () => {
    const name = '龙游(二期).xlsx';
    const sent = await ask(
      `/shelf?name=${encodeURIComponent(name)}`,
      { cookie, origin: origin() },
      { method: 'POST', body: '名单' },
    );
    const { ticket } = JSON.parse(sent.body) as { ticket: string };
    expect(readFileSync(shelf.path(ticket), 'utf8')).toBe('名单');
    const got = await ask(`/shelf/${ticket}`, { cookie });
    expect(got.body).toBe('名单');
    expect(got.headers['content-disposition']).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent('龙游')}%28${encodeURIComponent('二期')}%29.xlsx`,
    );
    const missing = await ask(`/shelf/${crypto.randomUUID()}`, { cookie });
    expect(missing.status).toBe(404);
    expect(JSON.parse(missing.body)).toMatchObject({ refusal: { code: 'file.missing' } });
  });

  it('takes no upload while locked, nor one that says it is too large', async () => {
    const headers = { cookie, origin: origin() };
    const post = { method: 'POST', body: 'x' };
    open = false;
    const locked = await ask('/shelf?name=a', headers, post);
    expect(JSON.parse(locked.body)).toMatchObject({ refusal: { code: 'store.locked' } });
    open = true;
    const length = { 'content-length': String(3 * 1024 ** 3) };
    const huge = await ask('/shelf?name=a', { ...headers, ...length }, { method: 'POST' });
    expect(JSON.parse(huge.body)).toMatchObject({ refusal: { code: 'file.unwritable' } });
  });

  it('tells a listening screen what happened, and closes with it still listening', async () => {
    const timer = setInterval(() => events.publish({ type: 'changed', rooms: ['visits'] }), 20);
    const { body, headers } = await ask('/events', { cookie }, { until: 'visits' });
    clearInterval(timer);
    expect(headers['content-type']).toContain('text/event-stream');
    expect(body).toContain('data: {"type":"changed","rooms":["visits"]}\n\n');
    void ask('/events', { cookie }).catch(() => {});
    await door.close();
    await expect(ask('/', { cookie })).rejects.toThrow('ECONNREFUSED');
  });

  it('says so when the port is taken', async () => {
    const again = openBrowserDoor({ port: door.port } as BrowserDoorOptions);
    await expect(again).rejects.toMatchObject({ code: 'usage' });
  });
});
