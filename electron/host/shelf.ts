import { createWriteStream, existsSync, mkdirSync, rmdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { translateFailure } from '#db/failures.ts';
import type { FileShelf } from '#services/desk.ts';
import { Refusal } from '#shared/errors.ts';
import { safeFileName } from '#shared/file-name.ts';

/** What a door does with the shelf, beyond what services may. */
export type Shelf = FileShelf & {
  /** A ticket for a file that stays where it is. @throws Refusal `file.missing` */
  readonly lend: (path: string, name?: string) => string;
  /**
   * Keeps bytes that have no path, under a clean name.
   * @throws Refusal `disk.full`, `file.unwritable`, `store.readonly`; half a file is never kept
   */
  readonly keep: (
    name: string,
    bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  ) => Promise<string>;
  /** Forgets every ticket and deletes what this shelf made room for; lent files stay. */
  readonly clear: () => void;
  /**
   * `clear`, and deletes what programs that died left behind. Only the holder of the store's lock
   * may: the folder is shared by every program started on this store.
   */
  readonly sweep: () => void;
};

const GiB = 1024 ** 3;
/** A year of photographs in one bundle is under a tenth of this. */
export const maxKeptBytes = 2 * GiB;

const counted = (name: string, limit: number): Transform => {
  let seen = 0;
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      seen += chunk.byteLength;
      if (seen <= limit) return done(null, chunk);
      const why = `文件超过 ${limit / GiB} GiB`;
      return done(Refusal.of('file.unwritable', { path: name, why }));
    },
  });
};

/**
 * The shelf of one running door. What is kept lies unencrypted under `dir` until `clear`.
 *
 * @param uuid makes tickets; they are not guessable, but they are no permission either
 */
export const createShelf = (dir: string, uuid: () => string, limit = maxKeptBytes): Shelf => {
  const folders = new Set<string>();
  const files = new Map<string, { readonly path: string; readonly name: string }>();
  const drop = (folder: string): void => {
    folders.delete(folder);
    rmSync(folder, { recursive: true, force: true });
  };

  const put = (path: string, name: string): string => {
    const ticket = uuid();
    files.set(ticket, { path, name });
    return ticket;
  };
  const find = (ticket: string) => {
    const file = files.get(ticket);
    if (!file) throw Refusal.of('file.missing', { path: ticket });
    return file;
  };
  /** A folder each, so that two files of one name lie side by side and keep it. */
  const place = (name: string): { folder: string; path: string; name: string } => {
    const folder = join(dir, uuid());
    const safe = safeFileName(name);
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
    } catch (error) {
      throw translateFailure(error, dir);
    }
    folders.add(folder);
    return { folder, path: join(folder, safe), name: safe };
  };

  /** Windows keeps what is open in another program; the sweep of the next start takes it. */
  const takeAway = (folder: string): void => {
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // A paper that is still being printed keeps nobody from closing the store.
    }
  };

  const clear = (): void => {
    files.clear();
    for (const folder of folders) takeAway(folder);
    folders.clear();
    try {
      rmdirSync(dir);
    } catch {
      // Another program's files are in it, or it was never made.
    }
  };

  return {
    path: (ticket) => find(ticket).path,
    name: (ticket) => find(ticket).name,
    lend: (path, name) => {
      if (!existsSync(path)) throw Refusal.of('file.missing', { path });
      return put(path, safeFileName(name ?? basename(path)));
    },
    release: (ticket) => {
      const folder = dirname(find(ticket).path);
      files.delete(ticket);
      if (folders.has(folder)) drop(folder);
    },
    reserve: (fileName) => {
      const { path, name } = place(fileName);
      return { ticket: put(path, name), path };
    },
    keep: async (fileName, bytes) => {
      const { folder, path, name } = place(fileName);
      try {
        const source = Readable.from(bytes, { objectMode: false });
        await pipeline(source, counted(name, limit), createWriteStream(path, { mode: 0o600 }));
      } catch (error) {
        drop(folder);
        throw translateFailure(error, path);
      }
      return put(path, name);
    },
    clear,
    sweep: () => {
      clear();
      takeAway(dir);
    },
  };
};
