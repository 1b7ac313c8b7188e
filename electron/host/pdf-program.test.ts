import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { tempDir } from '#tests/support/device.ts';
import { findPdfProgram } from './pdf-program.ts';

const temp = tempDir();
afterAll(() => temp.remove());

/** A program of this name, alone on its PATH, that does what the shell script says. */
const machineWith = (name: string, script: string) => {
  const bin = join(temp.path, name, 'bin');
  mkdirSync(bin, { recursive: true });
  const path = join(bin, 'soffice');
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return { platform: 'linux', env: { PATH: bin } } as const;
};

const paper = (name: string): { file: string; target: string; folder: string } => {
  const folder = join(temp.path, name);
  const file = join(folder, '走访记录 澜溪.docx');
  writeFileSync(file, 'docx');
  return { file, target: join(folder, '走访记录 澜溪.pdf'), folder };
};

/** Not where it ended and nobody has asked after it (Z). */
const isRunning = (pid: number): boolean => {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};

// Where the last argument is the file and the one before it the folder.
const toPdf =
  'for last; do before="$folder"; folder="$file"; file="$last"; done; cp "$file" "$folder/$(basename "$file" .docx).pdf"';

test('what is found is asked for the PDF, which stands at its place alone', async () => {
  const program = findPdfProgram(machineWith('good', toPdf));
  const { file, target, folder } = paper('good');
  await program?.convert(file, target);
  expect(readFileSync(target, 'utf8')).toBe('docx');
  expect(readdirSync(folder).sort()).toEqual(['bin', '走访记录 澜溪.docx', '走访记录 澜溪.pdf']);
});

test.each([
  ['fails', 'echo no room >&2; exit 3', 'no room'],
  ['makes nothing', 'echo could not read', 'could not read'],
  ['never answers', 'exec sleep 60', '没有在规定时间内完成'],
])(
  'a program that %s is told of in words, and leaves nothing behind',
  async (name, script, why) => {
    const program = findPdfProgram(machineWith(name, script), 2_000);
    const { file, target, folder } = paper(name);
    await expect(program?.convert(file, target)).rejects.toMatchObject({
      code: 'pdf.failed',
      message: expect.stringContaining(why),
    });
    expect(readdirSync(folder).sort()).toEqual(['bin', '走访记录 澜溪.docx']);
  },
);

test('a PDF that is cancelled ends what the program started too, and leaves nothing behind', async () => {
  // As LibreOffice does: what is started starts another, and waits for it.
  const machine = machineWith('cancelled', 'sleep 60 & echo $! > "$(dirname "$0")/inner"; wait');
  const program = findPdfProgram(machine);
  const { file, target, folder } = paper('cancelled');
  const inner = join(folder, 'bin', 'inner');
  const wish = new AbortController();
  const converting = program?.convert(file, target, wish.signal);
  await expect.poll(() => existsSync(inner) && readFileSync(inner, 'utf8').trim()).toMatch(/^\d+$/);
  const started = Number(readFileSync(inner, 'utf8'));
  wish.abort();
  await expect(converting).rejects.toMatchObject({ code: 'job.cancelled' });
  await expect.poll(() => isRunning(started)).toBe(false);
  expect(readdirSync(folder).sort()).toEqual(['bin', '走访记录 澜溪.docx']);
  await expect(program?.convert(file, target, wish.signal)).rejects.toMatchObject({
    code: 'job.cancelled',
  });
});

test('a computer without it has none', () => {
  expect(findPdfProgram({ platform: 'linux', env: { PATH: temp.path } })).toBeUndefined();
  expect(findPdfProgram({ platform: 'win32', env: { ProgramFiles: temp.path } })).toBeUndefined();
});
