import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { translated } from '#db/failures.ts';

/** Windows cannot open a folder, and needs no such step: a rename there is journalled. */
const syncFolder = (dir: string): void => {
  if (process.platform === 'win32') return;
  const folder = openSync(dir, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
};

/**
 * Replaces a small private file (mode 0600) so that a pulled battery leaves the old one or the new
 * one, whole: written beside, flushed, renamed.
 *
 * @throws Refusal `disk.full`, `store.readonly`
 */
export const replacePrivateFile = (path: string, text: string): void =>
  translated(path, () => {
    mkdirSync(dirname(path), { recursive: true });
    const beside = `${path}.${process.pid}.new`;
    try {
      const file = openSync(beside, 'w', 0o600);
      try {
        writeFileSync(file, text);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(beside, path);
    } catch (error) {
      rmSync(beside, { force: true });
      throw error;
    }
    syncFolder(dirname(path));
  });
