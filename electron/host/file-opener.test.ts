import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { tempDir } from '#tests/support/device.ts';
import { findFileOpener } from './file-opener.ts';

const temp = tempDir();
afterAll(() => temp.remove());

const machineWith = (name: string, script: string) => {
  const bin = join(temp.path, name);
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'xdg-open'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, 'xdg-open'), 0o755);
  return { platform: 'linux', env: { PATH: bin } } as const;
};

test('a file is opened by the program of this computer, whole name and all', async () => {
  const said = join(temp.path, 'said');
  const open = findFileOpener(machineWith('good', `printf %s "$1" > '${said}'`));
  await open?.('/tmp/走访记录 澜溪（1）.pdf');
  expect(readFileSync(said, 'utf8')).toBe('/tmp/走访记录 澜溪（1）.pdf');
});

test('a program that stays open is not waited for, one that fails is told of', async () => {
  const stays = findFileOpener(machineWith('stays', `exec sleep 2`), 50);
  await stays?.('/tmp/x.pdf');
  const fails = findFileOpener(machineWith('fails', 'exit 3'));
  await expect(fails?.('/tmp/x.pdf')).rejects.toMatchObject({ code: 'print.failed' });
});

test('a computer without one has none', () => {
  expect(findFileOpener({ platform: 'linux', env: { PATH: temp.path } })).toBeUndefined();
  expect(existsSync(join(temp.path, 'xdg-open'))).toBe(false);
});
