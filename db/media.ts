import type { Database } from 'better-sqlite3';

/** A page of the file of pictures: large, because a picture fills many, and half of the last stays empty. */
export const mediaPageBytes = 16_384;

export type Picture = {
  readonly sha256: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
};

/** Photos and scans by content address, in a second encrypted file. Bytes are written before the row that names them. */
export type MediaStore = {
  readonly has: (sha256: string) => boolean;
  /** Those of some hashes whose bytes are here, in one look at the file. */
  readonly among: (hashes: readonly string[]) => ReadonlySet<string>;
  readonly get: (sha256: string) => { readonly mime: string; readonly bytes: Buffer } | undefined;
  /** Keeps the first copy; a second one of the same content is the same content. */
  readonly put: (sha256: string, mime: string, bytes: Uint8Array) => void;
  /** Like `put` for each, with one wait for the disk. All are kept, or none. */
  readonly putAll: (pictures: readonly Picture[]) => void;
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
  const some = handle
    .prepare('SELECT sha256 FROM media WHERE sha256 IN (SELECT value FROM json_each(?))')
    .pluck();
  const add = handle.prepare(
    'INSERT INTO media (sha256, mime, bytes) VALUES (?, ?, ?) ON CONFLICT (sha256) DO NOTHING',
  );
  return {
    handle,
    has: (sha256) => size.get(sha256) !== undefined,
    among: (hashes) => new Set(some.all(JSON.stringify(hashes)) as string[]),
    size: (sha256) => size.get(sha256) as number | undefined,
    get: (sha256) => one.get(sha256) as { mime: string; bytes: Buffer } | undefined,
    put: (sha256, mime, bytes) => {
      add.run(sha256, mime, bytes);
    },
    putAll: handle.transaction((pictures: readonly Picture[]) => {
      for (const { sha256, mime, bytes } of pictures) add.run(sha256, mime, bytes);
    }).immediate,
  };
};

/** Pictures on their way into the store: bytes held before they are written together. */
const shelfBytes = 16_777_216;

/**
 * Collects pictures and writes them a shelf at a time: forcing each to the disk by itself would take
 * longer than writing it. The caller empties the shelf before it commits rows that name them.
 */
export const openPictureShelf = ({ putAll }: Pick<MediaStore, 'putAll'>) => {
  const shelf: Picture[] = [];
  let held = 0;
  const empty = (): void => {
    if (shelf.length > 0) putAll(shelf);
    shelf.length = 0;
    held = 0;
  };
  const add = (picture: Picture): void => {
    shelf.push(picture);
    held += picture.bytes.length;
    if (held >= shelfBytes) empty();
  };
  return { add, empty };
};
