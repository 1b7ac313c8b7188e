import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenFile } from '#services/desk.ts';
import { Refusal } from '#shared/errors.ts';
import { type Machine, onPath } from './machine.ts';

/** Opens files as a double click does, for the doors that have no desktop shell to ask. */

const command = (machine: Machine): string | undefined => {
  const { platform, env } = machine;
  const candidates =
    platform === 'win32'
      ? [join(env.SystemRoot ?? 'C:\\Windows', 'explorer.exe')]
      : onPath(machine, platform === 'darwin' ? ['open'] : ['xdg-open']);
  return candidates.find((path) => existsSync(path));
};

/** Some openers stay for as long as the file is open; one that fails says so sooner. */
const patience = 3_000;

const opener =
  (program: string, { platform }: Machine, milliseconds: number): OpenFile =>
  (path) =>
    new Promise((resolve, reject) => {
      const fail = (why: string): void => reject(Refusal.of('print.failed', { why }));
      const child = spawn(program, [path], { detached: true, stdio: 'ignore' });
      const timer = setTimeout(resolve, milliseconds);
      child.on('error', (error) => fail(error.message));
      child.on('exit', (code) => {
        clearTimeout(timer);
        // Explorer answers 1 also where it did what it was asked.
        if (code === 0 || platform === 'win32') resolve();
        else fail('这台电脑没有能打开这种文件的程序');
      });
      child.unref();
    });

/** @returns undefined where this computer has no such program, as a server without a desktop */
export const findFileOpener = (
  machine: Machine,
  milliseconds: number = patience,
): OpenFile | undefined => {
  const program = command(machine);
  return program === undefined ? undefined : opener(program, machine, milliseconds);
};
