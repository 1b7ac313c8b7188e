import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';

/**
 * The built browser door (`npm run build`) as people start it: from the start of its process to the
 * answer for the first page of the list, and how long other questions wait while the roll is read
 * after that: `node tests/bench/door-screen.ts <store> <passphrase>`. Prints milliseconds by the clock and
 * of its main thread's work as JSON. The
 * first time it makes a folder of state beside the store, and the store takes that for another
 * computer and begins a new origin: run it twice.
 */

const [store = '', passphrase = ''] = process.argv.slice(2);
const dir = mkdtempSync(join(tmpdir(), 'qice-door-'));
const word = join(dir, 'word');
writeFileSync(word, `${passphrase}\n`, { mode: 0o600 });

const began = performance.now();
const since = (): number => Math.round(performance.now() - began);
const entry = join(import.meta.dirname, '../../out/main/serve.js');
const args = ['--store', store, '--port', '0', '--no-open', '--passphrase-file', word];
const child = spawn(process.execPath, [entry, ...args], {
  env: { ...process.env, NODE_OPTIONS: '', QICE_STATE_DIR: `${store}-state` },
  stdio: ['ignore', 'pipe', 'inherit'],
});

/** Milliseconds its main thread has worked; on Linux, and else unknown. */
const worked = (): number | null => {
  const file = `/proc/${child.pid}/task/${child.pid}/stat`;
  if (!existsSync(file)) return null;
  const [, rest = ''] = readFileSync(file, 'utf8').split(') ');
  const fields = rest.split(' ');
  // utime and stime, in hundredths of a second (proc_pid_stat(5)).
  return (Number(fields[11]) + Number(fields[12])) * 10;
};

const ask = (
  address: string,
  cookie?: string,
): Promise<{ status: number; cookie: string; body: string }> =>
  new Promise((resolve, reject) => {
    const headers = cookie ? { cookie } : {};
    request(address, { headers }, (answer) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (piece: string) => {
        body += piece;
      });
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          cookie: answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '',
          body,
        }),
      );
    })
      .on('error', reject)
      .end();
  });

try {
  const address = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the door ended with ${code}`)));
    createInterface(child.stdout).on('line', (line) => {
      const url = /http:\/\/127\.0\.0\.1:\d+\/\S+/.exec(line)?.[0];
      if (url) resolve(url);
    });
  });
  const opened = since();
  const { cookie } = await ask(address);
  const origin = new URL(address).origin;
  const call = async (procedure: string, input?: object): Promise<unknown> => {
    const query = input ? `?input=${encodeURIComponent(JSON.stringify(input))}` : '';
    const { status, body } = await ask(`${origin}/trpc/${procedure}${query}`, cookie);
    if (status !== 200) throw new Error(`${procedure}: ${status} ${body.slice(0, 200)}`);
    return (JSON.parse(body) as { result: { data: unknown } }).result.data;
  };
  const page = (await call('enterprises.list', { limit: 100, offset: 0 })) as { total: number };
  const first = since();
  const firstWorked = worked();
  // As a person at work: another question every tenth of a second, until the roll is whole.
  let longest = 0;
  for (;;) {
    const asked = performance.now();
    if ((await call('enterprises.reading')) === null) break;
    longest = Math.max(longest, performance.now() - asked);
    await new Promise((go) => setTimeout(go, 100));
  }
  console.log(
    JSON.stringify({
      firms: page.total,
      opened,
      firstPage: first,
      firstPageWorked: firstWorked,
      rollRead: since(),
      rollReadWorked: worked(),
      longestWait: Math.round(longest),
    }),
  );
} finally {
  child.kill('SIGTERM');
  rmSync(dir, { recursive: true, force: true });
}
