import { readFileSync } from 'node:fs';
import { compose, type Site } from './compose.ts';
import { httpAnswers } from './contract.ts';
import { createGate } from './gate.ts';
import { openBrowserDoor } from './http.ts';
import { openInBrowser } from './open-browser.ts';

/**
 * Whether key presses are meant for this process. Reading the terminal from the background would
 * make the system stop it, in the middle of serving.
 */
const ownsTerminal = (): boolean => {
  if (!process.stdin.isTTY || process.platform !== 'linux') return true;
  const [, , group, , , foreground] =
    readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return group === foreground;
};

export type ServeOptions = Site & {
  readonly port: number;
  readonly openBrowser: boolean;
  /** Opens the store at once; otherwise the screen asks. */
  readonly passphrase?: string | undefined;
  /** Told each address: the first, and a fresh one whenever the person asks. */
  readonly announce: (url: string) => void;
  readonly onBug: (error: unknown) => void;
};

/**
 * Runs the browser door until the process is told to stop.
 *
 * @throws Refusal as `session.unlock`; `usage` where the port cannot be had
 */
export const serveUntilStopped = async (options: ServeOptions): Promise<void> => {
  const house = compose({ ...options, warm: true });
  const { session, shelf, events } = house;
  if (options.passphrase) await session.unlock(options.passphrase);
  const door = await openBrowserDoor({
    port: options.port,
    staticDir: options.files.screenDir,
    gate: createGate(),
    shelf,
    events,
    answer: httpAnswers(session, options.onBug),
    isOpen: () => session.desk() !== undefined,
    media: async (sha256) => session.desk()?.jobs.pictures.read(sha256),
    onBug: options.onBug,
  });
  const announce = (): string => {
    const url = door.link();
    options.announce(url);
    return url;
  };
  const url = announce();
  if (options.openBrowser) openInBrowser(url);

  const { promise: stopped, resolve: stop } = Promise.withResolvers<void>();
  process.on('SIGHUP', announce);
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  // The window it ran in was closed: nobody can see an address any more, or ask for one.
  process.stdout.once('error', stop);
  if (ownsTerminal()) process.stdin.on('data', announce).on('error', () => {});
  await stopped;
  process.stdin.destroy();
  process.off('SIGHUP', announce);
  await door.close();
  house.close();
};
