import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { basename, delimiter, dirname, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PdfProgram } from '#services/desk.ts';
import { Refusal } from '#shared/errors.ts';

/**
 * Papers as PDF by the LibreOffice of this computer, which the papers are measured with. Word and WPS cannot be
 * asked to without a screen.
 */

type Machine = {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** Where its installers put it, beside what the PATH names. */
const installed = ({ platform, env }: Machine): readonly string[] => {
  const onPath = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  if (platform === 'win32')
    return [env.ProgramFiles, env['ProgramFiles(x86)']].flatMap((folder) =>
      folder ? [join(folder, 'LibreOffice', 'program', 'soffice.exe')] : [],
    );
  const named = onPath.flatMap((folder) => [join(folder, 'soffice'), join(folder, 'libreoffice')]);
  return platform === 'darwin'
    ? [...named, '/Applications/LibreOffice.app/Contents/MacOS/soffice']
    : named;
};

/** Ample for a paper of a hundred pages on an old machine; a program that asks something is never answered. */
const patience = 90_000;

const run = (program: string, args: readonly string[], milliseconds: number): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { timeout: milliseconds, killSignal: 'SIGKILL' });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => {
        said = `${said}${text}`.slice(-500);
      });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (signal !== null) reject(new Error('没有在规定时间内完成'));
      else if (code !== 0) reject(new Error(said.trim() || `退出码 ${code}`));
      else resolve(said.trim());
    });
  });

const converter = (program: string, milliseconds: number): PdfProgram => ({
  convert: async (file, target) => {
    // A profile of its own: a LibreOffice that is open on the screen would take the order and not carry it out.
    const work = mkdtempSync(join(dirname(target), 'pdf-'));
    const profile = pathToFileURL(join(work, 'profile')).href;
    const made = join(work, `${basename(file, extname(file))}.pdf`);
    try {
      const said = await run(
        program,
        [
          ...['--headless', '--norestore', `-env:UserInstallation=${profile}`],
          ...['--convert-to', 'pdf', '--outdir', work, file],
        ],
        milliseconds,
      );
      // It ends well also where it could not read the file.
      if (!existsSync(made)) throw new Error(said || '没有生成文件');
      renameSync(made, target);
    } catch (error) {
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
  return program === undefined ? undefined : converter(program, milliseconds);
};
