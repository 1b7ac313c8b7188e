/**
 * The browser door: the same screen and the same contract as the desktop's, over HTTP on this
 * computer alone. Every request passes `admit` before anything looks at what it asks for.
 */
import { createReadStream, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Refusal, type RefusalCode } from '#shared/errors.ts';
import { doorPage } from './door-page.ts';
import type { EventHub } from './event-hub.ts';
import type { Gate } from './gate.ts';
import { mediaHashIn, mediaHeaders, pageHeaders } from './page-policy.ts';
import { maxKeptBytes, type Shelf } from './shelf.ts';
import { findStatic } from './static-files.ts';

export type BrowserDoorOptions = {
  /** 0 takes a free one. */
  readonly port: number;
  /** The built screen. */
  readonly staticDir: string;
  readonly gate: Gate;
  readonly shelf: Shelf;
  readonly events: EventHub;
  /** Answers a call of the contract. `procedure` is its name, e.g. `enterprises.list`. */
  readonly answer: (
    request: IncomingMessage,
    response: ServerResponse,
    procedure: string,
  ) => Promise<void>;
  /** Whether a store is open; uploads wait for that. */
  readonly isOpen: () => boolean;
  readonly media: (
    sha256: string,
  ) => Promise<{ readonly mime: string; readonly bytes: Uint8Array } | undefined>;
  /** A bug, to be logged; the answer says only that something went wrong. */
  readonly onBug: (error: unknown) => void;
};

export type BrowserDoor = {
  readonly port: number;
  /** An address that opens the door once. */
  readonly link: () => string;
  readonly close: () => Promise<void>;
};

const heartbeat = 15_000;

type Exchange = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
};

const send = (
  { response }: Exchange,
  status: number,
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>>,
): void => {
  response.writeHead(status, { ...pageHeaders, ...headers }).end(body);
};

const json = { 'Content-Type': 'application/json; charset=utf-8' };

const statusByCode: Partial<Record<RefusalCode, number>> = {
  'door.token': 403,
  'store.locked': 401,
  'file.missing': 404,
};

/** A person who typed or clicked the address gets a page; the screen gets data. */
const refuse = (exchange: Exchange, refusal: Refusal): void => {
  const status = statusByCode[refusal.code] ?? 400;
  // What the other side still sends is not read: an upload that was refused ends here.
  const headers = { Connection: 'close' };
  if (exchange.request.headers.accept?.includes('text/html')) {
    const html = { 'Content-Type': 'text/html; charset=utf-8', ...headers };
    send(exchange, status, doorPage(refusal.message), html);
  } else {
    const body = JSON.stringify({ refusal: refusal.toData() });
    send(exchange, status, body, { ...json, ...headers });
  }
};

const cookieOf = (request: IncomingMessage, name: string): string | undefined =>
  request.headers.cookie
    ?.split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);

/**
 * Whether a request can come from our own page. A foreign Host is a name rebound to this address; a
 * foreign Origin or site is another page using the person's browser, be it one on this computer.
 */
const isOurs = ({ headers, method }: IncomingMessage, origin: string): boolean => {
  if (`http://${headers.host}` !== origin) return false;
  if (headers.origin !== undefined && headers.origin !== origin) return false;
  if (method !== 'GET' && method !== 'HEAD' && headers.origin === undefined) return false;
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
};

const listenForEvents = ({ request, response }: Exchange, events: EventHub): void => {
  response.writeHead(200, { ...pageHeaders, 'Content-Type': 'text/event-stream; charset=utf-8' });
  response.write('retry: 1000\n\n');
  const stop = events.subscribe((event) => {
    // A screen that does not keep up may miss how far work has come, never that something changed.
    if (event.type === 'progress' && response.writableNeedDrain) return;
    response.write(`data: ${JSON.stringify(event)}\n\n`);
  });
  const beat = setInterval(() => response.write(': \n\n'), heartbeat);
  request.on('close', () => {
    clearInterval(beat);
    stop();
  });
};

const sendFile = (
  { request, response }: Exchange,
  path: string,
  headers: Readonly<Record<string, string>>,
): void => {
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === undefined) throw Refusal.of('file.missing', { path });
  response.writeHead(200, { ...pageHeaders, 'Content-Length': size, ...headers });
  if (request.method === 'HEAD') response.end();
  else
    createReadStream(path)
      .on('error', () => response.destroy())
      .pipe(response);
};

const takeUpload = async (exchange: Exchange, options: BrowserDoorOptions): Promise<void> => {
  if (!options.isOpen()) throw Refusal.of('store.locked');
  const name = exchange.url.searchParams.get('name') ?? '';
  if (Number(exchange.request.headers['content-length'] ?? 0) > maxKeptBytes)
    throw Refusal.of('file.unwritable', { path: name, why: '文件超过 2 GiB' });
  const ticket = await options.shelf.keep(name, exchange.request);
  send(exchange, 200, JSON.stringify({ ticket }), json);
};

const offerFile = (exchange: Exchange, shelf: Shelf, ticket: string): void => {
  // What encodeURIComponent leaves alone and a header's value may not hold.
  const name = encodeURIComponent(shelf.name(ticket)).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  sendFile(exchange, shelf.path(ticket), {
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': `attachment; filename*=UTF-8''${name}`,
  });
};

const route = async (exchange: Exchange, options: BrowserDoorOptions): Promise<void> => {
  const { request, response, url } = exchange;
  const { pathname } = url;
  const reading = request.method === 'GET' || request.method === 'HEAD';
  if (pathname.startsWith('/trpc/')) {
    for (const [name, value] of Object.entries(pageHeaders)) response.setHeader(name, value);
    return options.answer(request, response, pathname.slice('/trpc/'.length));
  }
  if (request.method === 'POST' && pathname === '/shelf') return takeUpload(exchange, options);
  if (reading && pathname === '/events') return listenForEvents(exchange, options.events);
  const ticket = /^\/shelf\/([\w-]+)$/.exec(pathname)?.[1];
  if (reading && ticket) return offerFile(exchange, options.shelf, ticket);
  const sha256 = mediaHashIn(pathname);
  const media = reading && sha256 ? await options.media(sha256) : undefined;
  if (media) return send(exchange, 200, media.bytes, mediaHeaders(media.mime));
  const file = reading ? findStatic(options.staticDir, pathname) : undefined;
  if (file) return sendFile(exchange, file.path, file.headers);
  send(exchange, 404, '没有这一页。', { 'Content-Type': 'text/plain; charset=utf-8' });
};

/** Lets in who has a session, turns a fresh link into one, and refuses everybody else. */
const admit = async (
  exchange: Exchange,
  origin: string,
  options: BrowserDoorOptions,
): Promise<void> => {
  const { request, response, url } = exchange;
  const { gate } = options;
  if (!isOurs(request, origin)) throw Refusal.of('door.token');
  // Cookies are shared by all ports of one address: each door has a name of its own.
  const cookie = `qice_${new URL(origin).port}`;
  const known = gate.knows(cookieOf(request, cookie) ?? '');
  const token = url.pathname === '/' ? url.searchParams.get('t') : null;
  if (token === null) {
    if (!known) throw Refusal.of('door.token');
    return route(exchange, options);
  }
  // A link opened a second time by the browser that spent it is only a reload.
  const session = known || request.method !== 'GET' ? undefined : gate.exchange(token);
  if (!known && session === undefined) throw Refusal.of('door.token');
  if (session !== undefined)
    response.setHeader('Set-Cookie', `${cookie}=${session}; HttpOnly; SameSite=Strict; Path=/`);
  send(exchange, 303, '', { Location: '/' });
};

const listening = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

/** @throws Refusal `usage` where the port is taken or not allowed */
export const openBrowserDoor = async (options: BrowserDoorOptions): Promise<BrowserDoor> => {
  let origin = '';
  const server = createServer((request, response) => {
    const url = URL.parse(request.url ?? '/', origin);
    const exchange = url && { request, response, url };
    if (!exchange || url.origin !== origin) {
      response.writeHead(400, pageHeaders).end();
      return;
    }
    admit(exchange, origin, options).catch((error: unknown) => {
      if (!(error instanceof Refusal)) options.onBug(error);
      if (response.headersSent) response.destroy();
      else if (error instanceof Refusal) refuse(exchange, error);
      else send(exchange, 500, '{}', { ...json, Connection: 'close' });
    });
  });
  const port = await listening(server, options.port).catch((error: NodeJS.ErrnoException) => {
    const why = `不能使用端口 ${options.port}（${error.code}）。请换一个端口，或不指定端口。`;
    throw Refusal.of('usage', { why });
  });
  origin = `http://127.0.0.1:${port}`;
  return {
    port,
    link: () => `${origin}/?t=${options.gate.issue()}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
