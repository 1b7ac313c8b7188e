import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PdfProgram } from '#services/desk.ts';
import { Refusal } from '#shared/errors.ts';
import { type Machine, onPath } from './machine.ts';

/**
 * Papers as PDF by the LibreOffice of this computer, which the papers are measured with. Word and WPS cannot be
 * asked to without a screen.
 */

/** Where its installers put it, beside what the PATH names. */
const installed = (machine: Machine): readonly string[] => {
  const { platform, env } = machine;
  if (platform === 'win32')
    return [env.ProgramFiles, env['ProgramFiles(x86)']].flatMap((folder) =>
      folder ? [join(folder, 'LibreOffice', 'program', 'soffice.exe')] : [],
    );
  const named = onPath(machine, ['soffice', 'libreoffice']);
  return platform === 'darwin'
    ? [...named, '/Applications/LibreOffice.app/Contents/MacOS/soffice']
    : named;
};

/** Ample for a paper of a hundred pages on an old machine; a program that asks something is never answered. */
const patience = 90_000;

/** What starts LibreOffice is a script or a small program that starts the large one: all of them are ended. */
const endAll = ({ platform }: Machine, child: ChildProcess): void => {
  if (child.pid === undefined) return;
  if (platform === 'win32') spawn('taskkill', ['/pid', String(child.pid), '/t', '/f']);
  else
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has just ended.
    }
};

type Run = { readonly milliseconds: number; readonly signal: AbortSignal | undefined };

const run = (
  machine: Machine,
  program: string,
  args: readonly string[],
  { milliseconds, signal }: Run,
): Promise<string> =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(Refusal.of('job.cancelled'));
    // A group of its own, which can be ended as one.
    const child = spawn(program, args, { detached: machine.platform !== 'win32' });
    let ended: Error | undefined;
    const end = (why: Error): void => {
      ended ??= why;
      endAll(machine, child);
    };
    const timer = setTimeout(() => end(new Error('没有在规定时间内完成')), milliseconds);
    const cancel = (): void => end(Refusal.of('job.cancelled'));
    signal?.addEventListener('abort', cancel, { once: true });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => {
        said = `${said}${text}`.slice(-500);
      });
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      if (ended) reject(ended);
      else if (code !== 0) reject(new Error(said.trim() || `退出码 ${code}`));
      else resolve(said.trim());
    });
  });

const converter = (machine: Machine, program: string, milliseconds: number): PdfProgram => ({
  convert: async (file, target, signal) => {
    // A profile of its own: a LibreOffice that is open on the screen would take the order and not carry it out.
    const work = mkdtempSync(join(dirname(target), 'pdf-'));
    const profile = pathToFileURL(join(work, 'profile')).href;
    const made = join(work, `${basename(file, extname(file))}.pdf`);
    try {
      const said = await run(
        machine,
        program,
        [
          ...['--headless', '--norestore', `-env:UserInstallation=${profile}`],
          ...['--convert-to', 'pdf', '--outdir', work, file],
        ],
        { milliseconds, signal },
      );
      // It ends well also where it could not read the file.
      if (!existsSync(made)) throw new Error(said || '没有生成文件');
      renameSync(made, target);
    } catch (error) {
      if (error instanceof Refusal) throw error;
      throw Refusal.of('pdf.failed', { why: (error as Error).message });
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  },
});

/** @returns undefined where this computer has none */
export const findPdfProgram = (
  machine: Machine,
  milliseconds: number = patience,
): PdfProgram | undefined => {
  const program = installed(machine).find((path) => existsSync(path));
  return program === undefined ? undefined : converter(machine, program, milliseconds);
};
