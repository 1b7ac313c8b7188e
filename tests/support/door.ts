import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The built browser door as a process of its own, on a store of its own. */

const entry = join(import.meta.dirname, '../../out/main/serve.js');

export type Door = {
  /** The address that opens it once. */
  readonly url: string;
  readonly port: number;
  /** Ends as Ctrl+C does. @returns what it wrote on standard error */
  readonly stop: () => Promise<string>;
  /** Ends as a pulled battery does. */
  readonly kill: () => Promise<string>;
};

/** What of our surroundings a door may see: nothing that names another store. */
const surroundings = (
  storeDir: string,
  more: Readonly<Record<string, string>>,
): NodeJS.ProcessEnv => {
  const { QICE_STORE: _store, QICE_PASSPHRASE: _passphrase, ...env } = process.env;
  return { ...env, NODE_OPTIONS: '', QICE_STATE_DIR: `${storeDir}-state`, ...more };
};

const firstAddress = (child: ChildProcess, said: () => string): Promise<string> =>
  new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`the door ended before it opened, with ${code}: ${said()}`)),
    );
    if (!child.stdout) return reject(new Error('the door has no standard output'));
    createInterface(child.stdout).on('line', (line) => {
      const url = /http:\/\/127\.0\.0\.1:\d+\/\S+/.exec(line)?.[0];
      if (url) resolve(url);
    });
  });

/** @param port 0 takes a free one @param before what Node is told before the program @param more of its environment */
export const openDoor = async (
  storeDir: string,
  port = 0,
  before: readonly string[] = [],
  more: Readonly<Record<string, string>> = {},
): Promise<Door> => {
  const args = [...before, entry, '--store', storeDir, '--port', String(port), '--no-open'];
  const child = spawn(process.execPath, args, {
    env: surroundings(storeDir, more),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    said += piece;
  });
  const ended = new Promise<string>((resolve) => child.once('close', () => resolve(said)));
  const end = (signal: NodeJS.Signals) => (): Promise<string> => {
    child.kill(signal);
    return ended;
  };
  const url = await firstAddress(child, () => said);
  return { url, port: Number(new URL(url).port), stop: end('SIGTERM'), kill: end('SIGKILL') };
};
