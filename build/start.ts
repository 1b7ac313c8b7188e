import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

/**
 * `npm start [-- --store DIR --port N --no-open]`: the desktop door where Electron is there or can be
 * fetched, otherwise the same program in the browser, after one line that says so.
 */

const root = join(import.meta.dirname, '..');
const electronDir = join(root, 'node_modules', 'electron');

/** How long a firewall may take to say nothing, and a download to finish. Milliseconds. */
const patience = { probe: 3_000, fetch: 60_000, start: 10_000 } as const;

const readOptions = () => {
  try {
    return parseArgs({
      options: {
        store: { type: 'string' },
        port: { type: 'string' },
        'no-open': { type: 'boolean', default: false },
        'passphrase-file': { type: 'string' },
      },
    }).values;
  } catch (error) {
    console.error('用法：npm start -- [--store 目录] [--port 端口] [--no-open]');
    console.error(error instanceof Error ? error.message : String(error));
    return process.exit(2);
  }
};
const options = readOptions();

/** npm changes the folder; a path was typed where the person was. */
const typed = (path: string): string => resolve(process.env.INIT_CWD ?? '.', path);

const buildOnce = (): void => {
  const parts = ['out/main/serve.js', 'out/preload/preload.cjs', 'out/renderer/index.html'];
  if (parts.every((part) => existsSync(join(root, part)))) return;
  // To the error stream: standard output has the address and nothing else.
  const { status } = spawnSync('npm', ['run', 'build'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
};

/** Whether there is a screen for a window at all, and nobody asked for the browser. */
const wantsDesktop = (): boolean =>
  !options['no-open'] &&
  options.port === undefined &&
  (process.platform !== 'linux' ||
    Boolean(process.env.DISPLAY) ||
    Boolean(process.env.WAYLAND_DISPLAY));

const electronBinary = (): string | undefined => {
  const note = join(electronDir, 'path.txt');
  if (!existsSync(note)) return undefined;
  const binary = join(electronDir, 'dist', readFileSync(note, 'utf8'));
  return existsSync(binary) ? binary : undefined;
};

const mirror = (): URL =>
  new URL(
    process.env.npm_config_electron_mirror ??
      process.env.ELECTRON_MIRROR ??
      'https://github.com/electron/electron/releases/download/',
  );

const reachable = ({ hostname, port, protocol }: URL): Promise<boolean> =>
  new Promise((answer) => {
    const socket = connect({
      host: hostname,
      port: Number(port) || (protocol === 'http:' ? 80 : 443),
      timeout: patience.probe,
    });
    const settle = (reached: boolean) => () => {
      socket.destroy();
      answer(reached);
    };
    socket.on('connect', settle(true)).on('timeout', settle(false)).on('error', settle(false));
  });

const fetchElectron = async (): Promise<string | undefined> => {
  if (!(await reachable(mirror()))) return undefined;
  console.error('首次启动：正在取得 Electron（约 120 MB，最多等一分钟）……');
  spawnSync(process.execPath, [join(electronDir, 'install.js')], {
    timeout: patience.fetch,
    stdio: 'ignore',
  });
  return electronBinary();
};

/** @returns false where the window never came up: no rights, no display, a missing library. */
const ranDesktop = (binary: string): Promise<boolean> =>
  new Promise((answer) => {
    const started = Date.now();
    const store = options.store === undefined ? {} : { QICE_STORE: typed(options.store) };
    const child = spawn(binary, [root], { stdio: 'inherit', env: { ...process.env, ...store } });
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.on(signal, () => child.kill(signal));
    child.on('error', () => answer(false));
    child.on('exit', (code) => answer(code === 0 || Date.now() - started > patience.start));
  });

const openBrowserDoor = async (): Promise<void> => {
  const given = [
    ...(options.store === undefined ? [] : ['--store', typed(options.store)]),
    ...(options.port === undefined ? [] : ['--port', options.port]),
    ...(options['passphrase-file'] === undefined
      ? []
      : ['--passphrase-file', typed(options['passphrase-file'])]),
    ...(options['no-open'] ? ['--no-open'] : []),
  ];
  const serve = join(root, 'out', 'main', 'serve.js');
  // In this process, so that a signal meant for the program reaches it.
  process.argv = [process.execPath, serve, ...given];
  await import(pathToFileURL(serve).href);
};

/**
 * npm runs this through a shell that does not pass signals on: stopping npm would leave the program
 * behind, holding the store. Where the parent goes, so do we.
 */
const followParent = (): void => {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  }, 500).unref();
};

followParent();
buildOnce();
const wanted = wantsDesktop();
const binary = wanted ? (electronBinary() ?? (await fetchElectron())) : undefined;
if (binary === undefined || !(await ranDesktop(binary))) {
  if (wanted) console.error('这台机器上没有可用的 Electron，改在浏览器中打开（功能相同）。');
  await openBrowserDoor();
}
