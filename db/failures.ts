import { Refusal } from '#shared/errors.ts';

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

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
