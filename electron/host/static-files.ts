import { realpathSync, statSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { forever } from './page-policy.ts';

const typeByExtension: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

export type StaticFile = {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
};

/**
 * The file of the built screen that a URL's path names. Contained twice: no step upwards in the
 * name, and the real path, links followed, is inside `dir`.
 *
 * @param pathname as in the URL, still percent-encoded
 */
export const findStatic = (dir: string, pathname: string): StaticFile | undefined => {
  let name: string;
  try {
    name = decodeURIComponent(pathname === '/' ? '/index.html' : pathname);
  } catch {
    return undefined;
  }
  if (name.includes('\0') || name.includes('\\') || name.split('/').includes('..'))
    return undefined;
  const type = typeByExtension[extname(name)];
  if (!type) return undefined;
  try {
    const root = realpathSync(dir);
    const path = realpathSync(join(root, name));
    if (!path.startsWith(root + sep) || !statSync(path).isFile()) return undefined;
    // The bundler puts a hash of the content into every name under assets/.
    const caching = name.startsWith('/assets/') ? forever : {};
    return { path, headers: { 'Content-Type': type, ...caching } };
  } catch {
    return undefined;
  }
};
