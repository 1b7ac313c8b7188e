import { readFile } from 'node:fs/promises';
import { mediaHashIn, mediaHeaders, pageHeaders } from './page-policy.ts';
import { findStatic } from './static-files.ts';

/** The desktop's own scheme and the one host in it: the screen is a page of this address. */
export const screenScheme = 'qice';
const screenHost = 'app';
export const screenUrl = `${screenScheme}://${screenHost}/index.html`;

const parse = (url: string): URL | undefined => {
  const parsed = URL.parse(url);
  const isOurs = parsed?.protocol === `${screenScheme}:` && parsed.host === screenHost;
  return isOurs && parsed.username === '' ? parsed : undefined;
};

/** Whether an address belongs to the screen. Decided on its parts: any text may contain our name. */
export const isScreenUrl = (url: string): boolean => parse(url) !== undefined;

/** Whether a window may go there by itself: only to the one page it already is, as on a reload. */
export const isScreenPage = (url: string): boolean => {
  const parsed = parse(url);
  return parsed !== undefined && ['/', '/index.html'].includes(parsed.pathname);
};

const notFound = (): Response =>
  new Response('没有这一页。', { status: 404, headers: pageHeaders });

/** Answers the scheme: files of the built screen, stored pictures, nothing else. */
export const answerScreen = async (
  request: Request,
  screenDir: string,
  media: (
    sha256: string,
  ) => Promise<{ readonly mime: string; readonly bytes: Uint8Array } | undefined>,
): Promise<Response> => {
  const url = parse(request.url);
  if (!url || request.method !== 'GET') return notFound();
  const sha256 = mediaHashIn(url.pathname);
  if (sha256) {
    const found = await media(sha256);
    if (!found) return notFound();
    return new Response(Uint8Array.from(found.bytes), { headers: mediaHeaders(found.mime) });
  }
  const file = findStatic(screenDir, url.pathname);
  if (!file) return notFound();
  const body = Uint8Array.from(await readFile(file.path));
  return new Response(body, { headers: { ...pageHeaders, ...file.headers } });
};
