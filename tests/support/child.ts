import { spawn } from 'node:child_process';

/** Another process of this program: the Node that runs us, on one of our files. */

export type Ended = {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
};

export type Child = {
  readonly kill: () => void;
  readonly ended: Promise<Ended>;
};

/**
 * @param shell begins the command line of a shell in place of a plain start: `exec "$@"` must follow
 * @param onLine told each whole line of standard output as it arrives
 */
export const startChild = (
  file: string,
  args: readonly string[],
  options: {
    readonly env?: Readonly<Record<string, string>>;
    readonly shell?: readonly [command: string, ...args: string[]];
    readonly onLine?: (line: string) => void;
  } = {},
): Child => {
  const [command, ...rest] = [...(options.shell ?? []), process.execPath, file, ...args];
  const child = spawn(command ?? '', rest, {
    env: { ...process.env, NODE_OPTIONS: '', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const text = { out: '', err: '' };
  let told = 0;
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    text.out += piece;
    for (let end = text.out.indexOf('\n', told); end >= 0; end = text.out.indexOf('\n', told)) {
      options.onLine?.(text.out.slice(told, end));
      told = end + 1;
    }
  });
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    text.err += piece;
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, ...text }));
  });
  return { kill: () => void child.kill('SIGKILL'), ended };
};
