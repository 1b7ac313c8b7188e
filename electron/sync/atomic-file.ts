/**
 * Writing a file to a stick that may be full, write-protected or pulled out: under a temporary name
 * first, forced to the medium, then renamed. A file under its final name is whole (B8).
 */
import { type FileHandle, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Refusal } from '#shared/errors.ts';
import { randomBytes, sha256Stream } from './seal.ts';

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;

const REASONS: Readonly<Record<string, string>> = {
  EFBIG: '文件超过这个磁盘允许的大小，FAT32 格式的U盘单个文件不能超过 4GB',
  ENOENT: '目录不存在，U盘可能已拔出',
  ENOTDIR: '目录不存在',
  EIO: '读写出错，U盘可能已拔出',
  ENODEV: '设备已断开',
  ENXIO: '设备已断开',
  ENAMETOOLONG: '文件名过长',
  EISDIR: '同名的目录已存在',
};

/** A failure of the file system as a refusal; undefined when it is none but a bug. */
export const refusalOfWriting = (error: unknown, path: string): Refusal | undefined => {
  const code = codeOf(error);
  if (error instanceof Refusal) return error;
  if (code === 'ENOSPC' || code === 'EDQUOT') return Refusal.of('disk.full', { path });
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') {
    return Refusal.of('store.readonly', { path });
  }
  // Errors of the file system have upper-case codes without `_`; `ERR_…` are Node's own, bugs.
  if (!code || !/^E[A-Z0-9]+$/.test(code)) return undefined;
  return Refusal.of('file.unwritable', { path, why: REASONS[code] ?? code });
};

/** Forces the new name itself to the medium. Windows and some sticks cannot, and then do so unasked. */
const syncFolder = async (folder: string): Promise<void> => {
  const unsupported = ['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP', 'EBADF'];
  let handle: FileHandle | undefined;
  try {
    handle = await open(folder, 'r');
    await handle.sync();
  } catch (error) {
    if (!unsupported.includes(codeOf(error) ?? '')) throw error;
  } finally {
    await handle?.close();
  }
};

/** Bytes that are written in one go. */
const batchBytes = 524_288;
/** Bytes after which the medium is asked to take what was written, while more is made. */
const forcedBytes = 16_777_216;

/** Work that goes on beside ours; what it fails with is kept until it is asked for. */
const beside = (work: Promise<unknown>): Promise<{ readonly error: unknown } | undefined> =>
  work.then(
    () => undefined,
    (error: unknown) => ({ error }),
  );

/** A medium may take less than it is given at once; the rest says why, or goes in as well. */
const writeAll = async (file: FileHandle, pieces: readonly Uint8Array[]): Promise<void> => {
  const { bytesWritten } = await file.writev(pieces);
  const bytes = pieces.reduce((sum, { length }) => sum + length, 0);
  if (bytesWritten < bytes) await file.writeFile(Buffer.concat(pieces).subarray(bytesWritten));
};

/**
 * Writes while the next batch is made, and has the medium take it meanwhile: a stick that is slower
 * than we are would else be waited for once more at the end.
 */
const openWriting = (file: FileHandle) => {
  let batch: Uint8Array[] = [];
  let held = 0;
  let unforced = 0;
  let writing = beside(Promise.resolve());
  let forcing = beside(Promise.resolve());
  let forcingEnded = true;

  const settle = async (): Promise<void> => {
    const failed = (await writing) ?? (forcingEnded ? await forcing : undefined);
    if (failed) throw failed.error;
  };
  const send = async (): Promise<void> => {
    await settle();
    writing = beside(writeAll(file, batch));
    unforced += held;
    batch = [];
    held = 0;
    if (unforced < forcedBytes || !forcingEnded) return;
    unforced = 0;
    forcingEnded = false;
    forcing = beside(file.datasync());
    void forcing.then(() => {
      forcingEnded = true;
    });
  };
  return {
    add: async (piece: Uint8Array): Promise<void> => {
      batch.push(piece);
      held += piece.length;
      if (held >= batchBytes) await send();
    },
    /** Everything is on the medium when this is over. */
    end: async (): Promise<void> => {
      await send();
      const failed = (await writing) ?? (await forcing);
      if (failed) throw failed.error;
      await file.sync();
    },
    /** Nothing is on its way any more when this is over. */
    stop: async (): Promise<void> => {
      await Promise.all([writing, forcing]);
    },
  };
};

const pour = async (
  file: FileHandle,
  content: AsyncIterable<Uint8Array>,
  onBytes: (done: number) => void,
) => {
  const hash = sha256Stream();
  const writing = openWriting(file);
  let bytes = 0;
  try {
    for await (const piece of content) {
      hash.update(piece);
      bytes += piece.length;
      await writing.add(piece);
      onBytes(bytes);
    }
    await writing.end();
  } finally {
    await writing.stop();
  }
  return { bytes, sha256: hash.hex() };
};

const partOf = (path: string): string =>
  `${path}.part-${Buffer.from(randomBytes(6)).toString('hex')}`;

/** A part file nobody has written to for so long has nobody any more. Milliseconds. */
const abandonedAfter = 600_000;

/** Makes room that a program which was killed left taken. What cannot be deleted harms nobody. */
const sweepParts = async (path: string): Promise<void> => {
  const folder = dirname(path);
  const begins = `${basename(path)}.part-`;
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.startsWith(begins) || !/^[0-9a-f]{12}$/.test(name.slice(begins.length))) continue;
    const part = join(folder, name);
    const age = Date.now() - ((await stat(part).catch(() => undefined))?.mtimeMs ?? Date.now());
    if (age > abandonedAfter) await rm(part, { force: true }).catch(() => undefined);
  }
};

/**
 * Finds out whether a file could be written here, before work that is only whole together with it.
 *
 * @throws Refusal `disk.full`, `store.readonly`, `file.unwritable`
 */
export const assertCanWrite = async (path: string): Promise<void> => {
  const probe = partOf(path);
  try {
    await (await open(probe, 'wx', 0o600)).close();
    await rm(probe);
  } catch (error) {
    throw refusalOfWriting(error, path) ?? error;
  }
};

/**
 * Writes a stream to `path`, replacing what was there, or leaves everything as it was: on any
 * failure the part file is removed and `path` is untouched. (A stick pulled after the rename, while
 * its folder is being forced out, is a failure that may leave the whole file behind.)
 *
 * @param content pieces that nobody changes any more
 * @param onBytes told the bytes taken so far; may throw to stop
 * @returns size in bytes and SHA-256 of the file
 * @throws Refusal `disk.full`, `store.readonly`, `file.unwritable`; what `content` fails with, as is
 */
export const writeAtomically = async (
  path: string,
  content: AsyncIterable<Uint8Array>,
  onBytes: (done: number) => void,
): Promise<{ bytes: number; sha256: string }> => {
  await sweepParts(path);
  const part = partOf(path);
  let file: FileHandle | undefined;
  try {
    file = await open(part, 'wx', 0o600);
    const written = await pour(file, content, onBytes);
    await file.close();
    file = undefined;
    await rename(part, path);
    await syncFolder(dirname(path));
    return written;
  } catch (error) {
    await file?.close().catch(() => undefined);
    await rm(part, { force: true }).catch(() => undefined);
    throw refusalOfWriting(error, path) ?? error;
  }
};
