import { existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { Refusal } from '#shared/errors.ts';

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

const tooBig = '文件超过这个磁盘允许的大小，FAT32 格式的U盘单个文件不能超过 4GB';
const ioError = '磁盘读写出错，可能已满、已拔出或有坏道';

/** A disk with less room than this takes no page and its journal any more. Bytes. */
const nothingLeft = 65_536;

/** Whether the disk on which `path` lies, or would lie, is full. */
const isFull = (path: string): boolean => {
  let place = path;
  while (!existsSync(place) && dirname(place) !== place) place = dirname(place);
  try {
    const { bavail, bsize } = statfsSync(place);
    return bavail * bsize < nothingLeft;
  } catch {
    return false;
  }
};

/**
 * Turns what SQLite and the file system say into what people are told. Everything unknown is a
 * bug and passes through.
 */
export const translateFailure = (error: unknown, path: string): unknown => {
  const code = codeOf(error);
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT')
    return Refusal.of('disk.full', { path });
  if (
    code.startsWith('SQLITE_READONLY') ||
    code === 'EROFS' ||
    code === 'EACCES' ||
    code === 'EPERM'
  )
    return Refusal.of('store.readonly', { path });
  if (code.startsWith('SQLITE_BUSY')) return Refusal.of('store.busy');
  if (code === 'EFBIG') return Refusal.of('file.unwritable', { path, why: tooBig });
  // SQLite keeps the system's own word for it to itself; a full disk it calls by many names.
  if (code.startsWith('SQLITE_IOERR'))
    return isFull(path)
      ? Refusal.of('disk.full', { path })
      : Refusal.of('file.unwritable', { path, why: ioError });
  if (code === 'SQLITE_NOTADB') return Refusal.of('store.damaged', { what: '文件头或密钥不符' });
  if (code.startsWith('SQLITE_CORRUPT')) return Refusal.of('store.damaged', { what: '数据页损坏' });
  return error;
};

/** Runs `work` with its failures translated. */
export const translated = <T>(path: string, work: () => T): T => {
  try {
    return work();
  } catch (error) {
    throw translateFailure(error, path);
  }
};
