import { closeSync, existsSync, mkdirSync, openSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import type { Clock } from '#shared/clock.ts';
import { Refusal } from '#shared/errors.ts';
import { textFolder } from '#shared/fold.ts';
import { ensureCapture } from './capture.ts';
import { translated, translateFailure } from './failures.ts';
import { createForcedLater, type ForcedLater } from './forced-later.ts';
import { notesIssues } from './issue-notes.ts';
import { createMediaStore, type MediaStore, mediaPageBytes } from './media.ts';
import { migrate } from './migrate.ts';
import { createRoll, type Roll } from './roll/roll.ts';
import { type StoreSchema, type SyncedName, shippedSchema } from './schema/index.ts';
import { createStatements, type Statements } from './statements.ts';
import { createWhileUnchanged, type WhileUnchanged } from './unchanged.ts';
import { createUnsealedRows, type UnsealedRows } from './unsealed.ts';

/** Reads with drizzle. A function that takes a `Reader` cannot write. */
export type Reader = Pick<BetterSQLite3Database, 'select' | 'selectDistinct' | '$count'>;

/** An open store. `handle` is for db/ alone; everybody else reads with `reader` and writes by `write`. */
export type Store = {
  readonly dir: string;
  readonly clock: Clock;
  readonly schema: StoreSchema;
  readonly handle: Database;
  readonly reader: Reader;
  readonly media: MediaStore;
  /** Names and facts of every firm in memory, for search and the list; read when first asked. */
  readonly roll: Roll;
  /** Which rows wait to be sealed. */
  readonly unsealed: UnsealedRows;
  /** For what is asked at every key typed. */
  readonly statement: Statements;
  /** For what every list asks and only an exchange changes. */
  readonly whileUnchanged: WhileUnchanged;
  /** Refuses as every write does. */
  readonly forcedLater: ForcedLater;
  /** Called after commit with the tables that changed. */
  readonly onChange: (tables: ReadonlySet<SyncedName | 'exchange' | 'local'>) => void;
  readonly close: () => void;
};

export type OpenOptions = {
  readonly dir: string;
  /** 32 random bytes; the file is never written without it. */
  readonly key: Uint8Array;
  readonly clock: Clock;
  readonly schema?: StoreSchema;
  /** Take the store's lock. A worker thread of the process that holds it passes false. */
  readonly exclusive?: boolean;
  readonly onChange?: Store['onChange'];
  /** Called before a migration touches an existing store: take a backup. */
  readonly beforeMigration?: (store: Store) => void;
};

const keepPages = ({ handle }: Pick<Store, 'handle'>, kib: number): (() => void) => {
  handle.pragma(`cache_size = -${kib}`);
  return () => handle.pragma(`cache_size = -${ofRows.cacheKiB}`);
};

/**
 * Keeps so many more pages decrypted in memory until the answer is called: a transaction that outgrows
 * its pages writes them out, and reads and decrypts them again for the next row and for the commit.
 */
const morePages = (store: Pick<Store, 'handle'>): (() => void) => keepPages(store, manyPagesKiB);

/**
 * The pages of a merge, until the answer is called. It goes through the rows in their order, so that
 * few pages are met twice, and has segments in memory beside them.
 */
export const pagesOfMerge = (store: Pick<Store, 'handle'>): (() => void) =>
  keepPages(store, mergePagesKiB);

/** `morePages` for as long as `work` takes. */
export const withMorePages = <T>(store: Pick<Store, 'handle'>, work: () => T): T => {
  const fewerPages = morePages(store);
  try {
    return work();
  } finally {
    fewerPages();
  }
};

export const storeFile = (dir: string): string => join(dir, 'qice.db');
export const mediaFile = (dir: string): string => join(dir, 'media.db');

/** How long a short write waits for a long one in another thread, in milliseconds. */
const busyTimeout = 15_000;

type FileSettings = {
  readonly cipher: 'chacha20' | 'aegis';
  readonly journal: 'WAL' | 'TRUNCATE';
  /** Of a new file; one that exists keeps its own. */
  readonly pageBytes: number;
  /** Pages kept decrypted in memory, per connection, in KiB. */
  readonly cacheKiB: number;
};

/** Rows: read while others write; a merge that comes back to a page should not decrypt it again. */
const ofRows: FileSettings = {
  cipher: 'chacha20',
  journal: 'WAL',
  pageBytes: 4_096,
  cacheKiB: 32_768,
};

/** For one transaction of some 200,000 rows of an import: most pages that are met again. */
const manyPagesKiB = 65_536;

/** For a merge of as many changes, which may take 120 MB altogether. */
const mergePagesKiB = 24_576;

/** Pictures: large, written once, seldom read twice (docs/decisions/0015-media-file.md). */
const ofMedia: FileSettings = {
  cipher: 'aegis',
  journal: 'TRUNCATE',
  pageBytes: mediaPageBytes,
  cacheKiB: 8_192,
};

const openFile = (
  file: string,
  key: Uint8Array,
  { cipher, journal, pageBytes, cacheKiB }: FileSettings,
  readonly = false,
): Database => {
  const db = new SqliteDatabase(file, { timeout: busyTimeout, readonly });
  try {
    db.pragma(`cipher = '${cipher}'`);
    db.pragma(`page_size = ${pageBytes}`);
    db.pragma(`key = "x'${Buffer.from(key).toString('hex')}'"`);
    if (!readonly) db.pragma(`journal_mode = ${journal}`);
    // An officer's evening must survive a pulled battery.
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma(`cache_size = -${cacheKiB}`);
    // What a statement may have to take back would else lie in a temporary file: in plain text, and
    // written again for every row that a trigger follows.
    db.pragma('temp_store = MEMORY');
    // The cipher asks for every page that empties to be overwritten, which enciphers it twice; in a
    // file that is enciphered anyway what is deleted need only go where its page is written.
    db.pragma('secure_delete = FAST');
    // Without this, INSERT OR REPLACE removes rows behind the triggers' back.
    db.pragma('recursive_triggers = ON');
    db.prepare('SELECT count(*) FROM sqlite_master').get();
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
};

/** Opens an encrypted file of rows with the settings every connection of ours needs. */
export const openEncrypted = (file: string, key: Uint8Array, readonly = false): Database =>
  openFile(file, key, ofRows, readonly);

/**
 * Opens an encrypted file of pictures. One that was made before pictures had a kind of file of their
 * own is one of rows and stays so: it holds the same table.
 */
export const openMedia = (file: string, key: Uint8Array): Database => {
  try {
    return openFile(file, key, ofMedia);
  } catch (error) {
    if ((error as { code?: string }).code !== 'SQLITE_NOTADB') throw error;
    return openFile(file, key, ofRows);
  }
};

/**
 * One program a store: an exclusive transaction on a small file beside it, which the operating
 * system lets go of however the program ends.
 */
const takeLock = (dir: string): Database => {
  const lock = new SqliteDatabase(join(dir, 'lock.db'), { timeout: 0 });
  try {
    lock.pragma('journal_mode = DELETE');
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY'))
      throw Refusal.of('store.busy');
    throw error;
  }
};

const assertWritable = (dir: string): void => {
  const probe = join(dir, 'lock.db');
  closeSync(openSync(probe, 'a'));
};

/**
 * Does something to the files of a store that nobody has open.
 *
 * @throws Refusal `store.busy`, `store.readonly`, `disk.full`
 */
export const whileClosed = <T>(dir: string, work: () => T): T =>
  translated(dir, () => {
    assertWritable(dir);
    const lock = takeLock(dir);
    try {
      return work();
    } finally {
      lock.close();
    }
  });

/** Gives a database another name, with its journal: what was committed may be nowhere else. */
export const setAside = (file: string, label: string): void => {
  for (const suffix of ['', '-wal', '-shm', '-journal'])
    if (existsSync(file + suffix)) renameSync(file + suffix, `${file}.${label}${suffix}`);
};

const registerFunctions = (db: Database): void => {
  const options = { deterministic: true, directOnly: false } as const;
  // A count asks it of thousands of names: each character is worked out once a connection.
  const fold = textFolder();
  db.function('qice_fold', options, (text: unknown) => fold(String(text ?? '')));
};

/**
 * Housekeeping that must not keep anybody out: on a full disk a store can still be opened and read,
 * and what is read from the tables passes over notes from before.
 */
const dropOldNotes = (handle: Database, schema: StoreSchema): void => {
  try {
    handle.exec('DELETE FROM roll_change');
    if (notesIssues(schema)) handle.exec('DELETE FROM issue_change');
  } catch (error) {
    const { code = '' } = error as { code?: string };
    if (code !== 'SQLITE_FULL' && !code.startsWith('SQLITE_IOERR')) throw error;
  }
};

/**
 * Opens (or creates) the store in a folder: lock, decrypt, migrate, capture triggers.
 *
 * @throws Refusal `store.busy`, `store.newer`, `store.readonly`, `disk.full`, `store.damaged`
 */
export const openStore = (options: OpenOptions): Store =>
  translated(options.dir, () => {
    mkdirSync(options.dir, { recursive: true });
    assertWritable(options.dir);
    const lock = options.exclusive === false ? undefined : takeLock(options.dir);
    const opened: Database[] = lock ? [lock] : [];
    try {
      const handle = openEncrypted(storeFile(options.dir), options.key);
      opened.push(handle);
      registerFunctions(handle);
      const mediaHandle = openMedia(mediaFile(options.dir), options.key);
      opened.push(mediaHandle);
      const schema = options.schema ?? shippedSchema;
      const later = createForcedLater(handle, `${storeFile(options.dir)}-wal`);
      const store: Store = {
        dir: options.dir,
        clock: options.clock,
        schema,
        handle,
        reader: drizzle(handle),
        media: createMediaStore(mediaHandle),
        roll: createRoll(handle, schema),
        unsealed: createUnsealedRows(handle),
        statement: createStatements(handle),
        whileUnchanged: createWhileUnchanged(handle),
        forcedLater: (work) =>
          later.forcedLater(work).catch((error: unknown) => {
            throw translateFailure(error, options.dir);
          }),
        onChange: options.onChange ?? (() => {}),
        close: () => {
          later.close();
          for (const db of opened.toReversed()) db.close();
        },
      };
      migrate(handle, {
        steps: schema.migrations,
        beforeFirst: () => options.beforeMigration?.(store),
      });
      handle.exec('INSERT OR IGNORE INTO sync_ctl (k, mode, hlc) VALUES (1, 0, 0)');
      ensureCapture(handle, schema);
      // Whoever holds the lock begins with an empty roll: what was noted before says nothing to it.
      if (lock) dropOldNotes(handle, schema);
      return store;
    } catch (error) {
      for (const db of opened.toReversed()) db.close();
      throw error;
    }
  });

/** An empty store of a schema as bytes. Whoever needs many opens them from it: making one takes forty times as long. */
export const emptyImage = (schema: StoreSchema): Buffer => {
  const handle = new SqliteDatabase(':memory:');
  registerFunctions(handle);
  migrate(handle, { steps: schema.migrations });
  handle.exec('INSERT INTO sync_ctl (k, mode, hlc) VALUES (1, 0, 0)');
  ensureCapture(handle, schema);
  const image = handle.serialize();
  handle.close();
  return image;
};

/** A store in memory with the same schema and triggers: to rebuild a log into, and for tests. */
export const openMemoryStore = (
  clock: Clock,
  schema: StoreSchema = shippedSchema,
  image: Buffer = emptyImage(schema),
): Store => {
  const handle = new SqliteDatabase(image);
  handle.pragma('recursive_triggers = ON');
  registerFunctions(handle);
  const mediaHandle = new SqliteDatabase(':memory:');
  return {
    dir: ':memory:',
    clock,
    schema,
    handle,
    reader: drizzle(handle),
    media: createMediaStore(mediaHandle),
    roll: createRoll(handle, schema),
    unsealed: createUnsealedRows(handle),
    statement: createStatements(handle),
    whileUnchanged: createWhileUnchanged(handle),
    forcedLater: async (work) => work(),
    onChange: () => {},
    close: () => {
      mediaHandle.close();
      handle.close();
    },
  };
};

/** Whether a folder holds a store at all. */
export const hasStore = (dir: string): boolean => existsSync(storeFile(dir));
