/**
 * `stepped.ts <action> <folder>` with KILL_AT=n: does one thing of the exchange and is gone before its
 * n-th step: a statement that writes, a transaction's beginning or end, a file opened, written, forced
 * out, renamed or removed. Says how many steps there were where it lives to the end.
 */
import fs from 'node:fs';
import fsp, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import Database from 'better-sqlite3';

const killAt = Number(process.env.KILL_AT);
let steps = 0;
const step = (): void => {
  steps += 1;
  if (steps === killAt) process.kill(process.pid, 'SIGKILL');
};

type Methods = Record<string, (...args: unknown[]) => unknown>;
const stepping = (owner: object, names: readonly string[]): void => {
  const methods = owner as Methods;
  for (const name of names) {
    const real = methods[name];
    if (!real) throw new Error(`nothing to watch: ${name}`);
    methods[name] = function (this: unknown, ...args: unknown[]) {
      step();
      return real.apply(this, args);
    };
  }
};

const memory = new Database(':memory:');
const handle: FileHandle = await fsp.open(import.meta.filename);
stepping(Object.getPrototypeOf(memory.prepare('SELECT 1')), ['run']);
stepping(Database.prototype, ['exec']);
stepping(Object.getPrototypeOf(handle), ['write', 'writeFile', 'sync']);
stepping(fsp, ['rename', 'rm', 'open']);
stepping(fs, ['writeFileSync', 'renameSync', 'rmSync', 'copyFileSync', 'fsyncSync']);
syncBuiltinESMExports();
await handle.close();
memory.close();

const { stepActions } = await import('../stepped.ts');
const [action = '', folder = ''] = process.argv.slice(2);
steps = 0;
await stepActions[action as keyof typeof stepActions](folder);
console.log(steps);
process.exit();
