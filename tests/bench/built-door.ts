import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';

/**
 * The built browser door (`npm run build`) as people start it, measured from outside. Never the source:
 * to strip its types Node takes longer, and more memory, than most of what is measured.
 */

type Answer = { readonly status: number; readonly cookie: string; readonly body: string };

const ask = (
  address: string,
  { cookie, body, type }: { cookie?: string; body?: Uint8Array | string; type?: string } = {},
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const headers = {
      origin: new URL(address).origin,
      ...(cookie === undefined ? {} : { cookie }),
      ...(type === undefined ? {} : { 'content-type': type }),
    };
    request(address, { headers, method: body === undefined ? 'GET' : 'POST' }, (answer) => {
      let said = '';
      answer.setEncoding('utf8').on('data', (piece: string) => {
        said += piece;
      });
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          cookie: answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '',
          body: said,
        }),
      );
    })
      .on('error', reject)
      .end(body);
  });

export type BuiltDoor = {
  /** When it said that it listens: milliseconds by the clock, and of its main thread's work. */
  readonly openedAt: number;
  readonly openedWorked: number | null;
  /** Milliseconds since the start of its process. */
  readonly since: () => number;
  /** Milliseconds its main thread has worked; on Linux, elsewhere null. */
  readonly worked: () => number | null;
  /** Seconds of the processor of all its threads; on Linux, elsewhere null. */
  readonly cpu: () => number | null;
  /** Most memory it has held at once, in bytes (`peak.ts`); on Linux, elsewhere null. */
  readonly peak: () => number | null;
  /** Forgets the most so far. */
  readonly newPeak: () => void;
  /** @throws Error with what the door answered */
  readonly query: <T>(procedure: string, input?: object) => Promise<T>;
  readonly mutate: <T>(procedure: string, input: object) => Promise<T>;
  /** Puts a file on the shelf. @returns its ticket */
  readonly shelve: (name: string, bytes: Uint8Array) => Promise<string>;
  readonly close: () => Promise<void>;
};

/** @param wordFile holds the passphrase; @param stateDir the folder of state, outside the store */
export const openBuiltDoor = async (
  store: string,
  wordFile: string,
  stateDir: string,
): Promise<BuiltDoor> => {
  const began = performance.now();
  const entry = join(import.meta.dirname, '../../out/main/serve.js');
  const args = ['--store', store, '--port', '0', '--no-open', '--passphrase-file', wordFile];
  const child = spawn(process.execPath, [entry, ...args], {
    env: { ...process.env, NODE_OPTIONS: '', QICE_STATE_DIR: stateDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const told = (name: string): string | null => {
    const file = `/proc/${child.pid}/${name}`;
    return existsSync(file) ? readFileSync(file, 'utf8') : null;
  };
  /** utime and stime, in hundredths of a second (proc_pid_stat(5)). */
  const hundredths = (name: string): number | null => {
    const fields = told(name)?.split(') ')[1]?.split(' ');
    return fields ? Number(fields[11]) + Number(fields[12]) : null;
  };
  const times = (value: number | null, factor: number): number | null =>
    value === null ? null : value * factor;
  const address = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the door ended with ${code}`)));
    createInterface(child.stdout).on('line', (line) => {
      const url = /http:\/\/127\.0\.0\.1:\d+\/\S+/.exec(line)?.[0];
      if (url) resolve(url);
    });
  });
  const since = (): number => Math.round(performance.now() - began);
  const worked = (): number | null => times(hundredths(`task/${child.pid}/stat`), 10);
  const [openedAt, openedWorked] = [since(), worked()];
  const { cookie } = await ask(address);
  const { origin } = new URL(address);
  const dataOf = <T>(procedure: string, { status, body }: Answer): T => {
    if (status !== 200) throw new Error(`${procedure}: ${status} ${body.slice(0, 200)}`);
    return (JSON.parse(body) as { result: { data: T } }).result.data;
  };
  return {
    ...{ openedAt, openedWorked, since, worked },
    cpu: () => times(hundredths('stat'), 0.01),
    peak: () => {
      const line = /^VmHWM:\s+(\d+) kB$/m.exec(told('status') ?? '');
      return line ? Number(line[1]) * 1024 : null;
    },
    newPeak: () => {
      // 5: the high-water mark becomes what is held now (proc_pid_clear_refs(5)).
      const file = `/proc/${child.pid}/clear_refs`;
      if (existsSync(file)) writeFileSync(file, '5');
    },
    query: async (procedure, input) => {
      const asked = input ? `?input=${encodeURIComponent(JSON.stringify(input))}` : '';
      return dataOf(procedure, await ask(`${origin}/trpc/${procedure}${asked}`, { cookie }));
    },
    mutate: async (procedure, input) => {
      const body = JSON.stringify(input);
      const sent = { cookie, body, type: 'application/json' };
      return dataOf(procedure, await ask(`${origin}/trpc/${procedure}`, sent));
    },
    shelve: async (name, bytes) => {
      const sent = { cookie, body: bytes, type: 'application/octet-stream' };
      const answer = await ask(`${origin}/shelf?name=${encodeURIComponent(name)}`, sent);
      return (JSON.parse(answer.body) as { ticket: string }).ticket;
    },
    close: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
};
