/**
 * A Chromium for end-to-end tests that comes with `npm ci`: nothing is downloaded, nothing installed.
 *
 * The package unpacks itself to a fixed name and takes a half-written file for a finished one, so
 * that two test workers starting together break each other; and it unpacks the libraries that a bare
 * machine lacks only on Amazon's. Both are done here.
 */
import { execFile } from 'node:child_process';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createBrotliDecompress } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';

const run = promisify(execFile);

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The package's folder: `<package>/build/cjs/index.cjs` is what it resolves to. */
const packageDir = (): string => {
  const { resolve } = createRequire(import.meta.url);
  return dirname(dirname(dirname(resolve('@sparticuz/chromium'))));
};

const decompress = (from: string, to: string, mode: number): Promise<void> =>
  pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to, { mode }));

/** Makes a folder once, however many processes want it: filled elsewhere, then renamed into place. */
const once = async (dir: string, fill: (dir: string) => Promise<void>): Promise<void> => {
  if (existsSync(dir)) return;
  await mkdir(dirname(dir), { recursive: true });
  const beside = await mkdtemp(`${dir}-`);
  await fill(beside);
  // Another process may have been faster; its folder is as good.
  await rename(beside, dir).catch(() => rm(beside, { recursive: true, force: true }));
};

const unpack = (bin: string, dir: string, archive: string): Promise<void> =>
  once(dir, async (into) => {
    const tar = join(into, 'archive.tar');
    await decompress(join(bin, archive), tar, 0o600);
    await run('tar', ['-xf', tar, '-C', into]);
    await rm(tar);
  });

const lacksLibraries = async (executable: string): Promise<boolean> =>
  (await run('ldd', [executable])).stdout.includes('not found');

const fontsConf = (dir: string, cacheDir: string): string =>
  `<?xml version="1.0"?><fontconfig><dir>${dir}</dir><cachedir>${cacheDir}</cachedir></fontconfig>\n`;

/** @returns the browser's path and what its environment must have besides ours. */
const prepareChromium = async (): Promise<{
  executablePath: string;
  env: Record<string, string>;
}> => {
  const from = packageDir();
  const { version } = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')) as {
    version: string;
  };
  const cache = join(tmpdir(), `qice-chromium-${version}-${process.getuid?.() ?? 0}`);
  const bin = join(from, 'bin');
  const program = join(cache, 'program');
  const executablePath = join(program, 'chromium');
  await once(program, (dir) => decompress(join(bin, 'chromium.br'), join(dir, 'chromium'), 0o700));
  const env: Record<string, string> = {};
  if (await lacksLibraries(executablePath)) {
    const libraries = join(cache, 'libraries');
    await unpack(bin, libraries, 'al2023.tar.br');
    env.LD_LIBRARY_PATH = join(libraries, 'lib');
  }
  if (!existsSync('/etc/fonts/fonts.conf')) {
    const fonts = join(cache, 'fonts');
    await unpack(bin, fonts, 'fonts.tar.br');
    // The shipped fonts.conf names folders of Amazon's machines; without any font, text has no size.
    env.FONTCONFIG_FILE = join(cache, 'fonts.conf');
    writeFileSync(env.FONTCONFIG_FILE, fontsConf(fonts, join(cache, 'fonts-cache')));
  }
  return { executablePath, env };
};

/** @param more switches beside those every test needs */
export const launchChromium = async (more: readonly string[] = []): Promise<Browser> => {
  const { executablePath, env } = await prepareChromium();
  const inherited = Object.entries(process.env).filter(([, value]) => value !== undefined);
  return chromium.launch({
    executablePath,
    args: [...args, ...more],
    env: { ...(Object.fromEntries(inherited) as Record<string, string>), ...env },
  });
};
