import type { Database } from 'better-sqlite3';

/** Photos and scans by content address, in a second encrypted file. Bytes are written before the row that names them. */
export type MediaStore = {
  readonly has: (sha256: string) => boolean;
  readonly get: (sha256: string) => { readonly mime: string; readonly bytes: Buffer } | undefined;
  /** Keeps the first copy; a second one of the same content is the same content. */
  readonly put: (sha256: string, mime: string, bytes: Uint8Array) => void;
  readonly size: (sha256: string) => number | undefined;
  readonly handle: Database;
};

const schema = `
CREATE TABLE IF NOT EXISTS media (
  sha256 TEXT PRIMARY KEY NOT NULL,
  mime TEXT NOT NULL,
  bytes BLOB NOT NULL
) STRICT`;

export const createMediaStore = (handle: Database): MediaStore => {
  handle.exec(schema);
  const one = handle.prepare('SELECT mime, bytes FROM media WHERE sha256 = ?');
  const size = handle.prepare('SELECT length(bytes) AS n FROM media WHERE sha256 = ?').pluck();
  const add = handle.prepare('INSERT OR IGNORE INTO media (sha256, mime, bytes) VALUES (?, ?, ?)');
  return {
    handle,
    has: (sha256) => size.get(sha256) !== undefined,
    size: (sha256) => size.get(sha256) as number | undefined,
    get: (sha256) => one.get(sha256) as { mime: string; bytes: Buffer } | undefined,
    put: (sha256, mime, bytes) => {
      add.run(sha256, mime, bytes);
    },
  };
};
