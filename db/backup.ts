import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { Refusal } from '#shared/errors.ts';
import { translated, translateFailure } from './failures.ts';
import { mediaPageBytes } from './media.ts';
import { knownVersion, schemaVersion } from './migrate.ts';
import { mediaFile, openEncrypted, openMedia, type Store, setAside, storeFile } from './open.ts';

/**
 * Verified copies of the store in a second folder. A copy is made by VACUUM INTO (the live file is
 * never copied raw), opened and checked before it counts, and carries no incarnation token, so that
 * a store made from it gets a new origin. Pictures are kept once, in one growing file beside them.
 */

export type BackupFile = {
  readonly name: string;
  /** ISO time. */
  readonly at: string;
  readonly bytes: number;
  readonly reason: string;
};

/** Why a copy was made; part of its file name. */
export type BackupReason = 'start' | 'manual' | 'migration' | 'merge' | 'import' | 'compact';

const pattern = /^qice-(\d{8}T\d{9}Z)-(start|manual|migration|merge|import|compact)\.db$/;
const unfinished = /^qice-\d{8}T\d{9}Z-[a-z]+\.db\.part(-[a-z]+)?$/;
/** How many copies are kept of each reason; a person's own are kept longer. */
const kept: Record<BackupReason, number> = {
  start: 7,
  manual: 30,
  migration: 5,
  merge: 7,
  import: 5,
  compact: 2,
};

const stampOf = (date: Date): string => date.toISOString().replace(/[-:.]/g, '');

const isoOfStamp = (stamp: string): string =>
  stamp.replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(\d{3})Z$/, '$1-$2-$3T$4:$5:$6.$7Z');

/** Newest first. */
export const listBackups = (dir: string): BackupFile[] =>
  existsSync(dir)
    ? readdirSync(dir)
        .map((name) => ({ name, match: pattern.exec(name) }))
        .filter(({ match }) => match !== null)
        .map(({ name, match }) => ({
          name,
          at: isoOfStamp(match?.[1] ?? ''),
          bytes: statSync(join(dir, name)).size,
          reason: match?.[2] ?? '',
        }))
        .sort((a, b) => b.at.localeCompare(a.at))
    : [];

const hasOwner = (db: Database): boolean =>
  db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'sync_self'").get() !== undefined &&
  db.prepare('SELECT 1 FROM sync_self').get() !== undefined;

/** @returns what is wrong with an opened copy, or undefined. */
const faultIn = (db: Database, known: number): string | undefined => {
  const verdict = db.pragma('quick_check', { simple: true }) as string;
  if (verdict !== 'ok') return '备份文件未通过完整性检查';
  if (schemaVersion(db) > known) return '备份由更新版本的企策制作';
  return hasOwner(db) ? undefined : '这不是企策的数据备份';
};

/** @returns what is wrong with a copy, or undefined. */
export const backupFault = (
  file: string,
  key: Uint8Array,
  known: number = knownVersion(),
): string | undefined => {
  try {
    const db = openEncrypted(file, key, true);
    try {
      return faultIn(db, known);
    } finally {
      db.close();
    }
  } catch {
    return '文件损坏，或不是用这份数据的密钥加密的';
  }
};

/** Marks a fresh copy as one and looks it through, all on one connection: opening reads a large schema. */
const finishCopy = (file: string, key: Uint8Array, known: number): string | undefined => {
  const copy = openEncrypted(file, key);
  try {
    copy.pragma('journal_mode = DELETE');
    copy.exec("UPDATE sync_self SET incarnation = 'backup' WHERE k = 1");
    return faultIn(copy, known);
  } finally {
    copy.close();
  }
};

const flush = (path: string): void => {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
};

/** Appends pictures that one of two media files has and the other has not; they never change. */
const copyMedia = (handle: Database, other: string, from: 'main' | 'other'): void => {
  const to = from === 'main' ? 'other' : 'main';
  // Attached with the same key: the cipher takes the main file's where none is named.
  handle.prepare('ATTACH DATABASE ? AS other').run(other);
  try {
    handle.pragma(`other.page_size = ${mediaPageBytes}`);
    handle.exec(
      `CREATE TABLE IF NOT EXISTS ${to}.media (
         sha256 TEXT PRIMARY KEY NOT NULL, mime TEXT NOT NULL, bytes BLOB NOT NULL) STRICT;
       INSERT OR IGNORE INTO ${to}.media
         SELECT sha256, mime, bytes FROM ${from}.media
         WHERE sha256 NOT IN (SELECT sha256 FROM ${to}.media);`,
    );
  } finally {
    handle.exec('DETACH DATABASE other');
  }
};

/** Whether the file itself is to blame, not the disk it lies on. */
const isDamage = (error: unknown): boolean =>
  /^SQLITE_(NOTADB|CORRUPT|ERROR)/.test((error as { code?: string }).code ?? '');

/** Keeps the pictures of a store; a collection that is damaged is put aside and begun again. */
const backUpMedia = (store: Store, dir: string, label: string): void => {
  const target = mediaFile(dir);
  try {
    copyMedia(store.media.handle, target, 'main');
  } catch (error) {
    if (!isDamage(error)) throw error;
    setAside(target, label);
    copyMedia(store.media.handle, target, 'main');
  }
};

const assertSound = (file: string, key: Uint8Array): void => {
  const db = openMedia(file, key);
  try {
    const verdict = db.pragma('quick_check(1)', { simple: true });
    if (verdict !== 'ok')
      throw Object.assign(new Error(String(verdict)), { code: 'SQLITE_CORRUPT' });
  } finally {
    db.close();
  }
};

/** Brings back pictures that the store lacks; a file of pictures that is damaged is put aside. */
const restoreMedia = (live: string, copy: string, key: Uint8Array, label: string): void => {
  try {
    assertSound(live, key);
  } catch (error) {
    if (!isDamage(error)) throw error;
    setAside(live, label);
  }
  if (!existsSync(copy)) return;
  const db = openMedia(live, key);
  try {
    copyMedia(db, copy, 'other');
  } catch (error) {
    // Rows without their pictures are still rows; the check says which are missing.
    if (!isDamage(error)) throw error;
  } finally {
    db.close();
  }
};

/** Copies so that the old copy stands until the new one is whole: a disk may be full in between. */
const copyWhole = (from: string, to: string): void => {
  const part = `${to}.part`;
  try {
    copyFileSync(from, part);
    flush(part);
    renameSync(part, to);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
};

/**
 * Makes and verifies one copy, then drops copies beyond the kept number.
 *
 * @param keystore path of the keystore file; copied along, because the copy is useless without it
 * @throws Refusal `disk.full`, `store.readonly`, `backup.unusable`
 */
export const makeBackup = (
  store: Store,
  options: {
    readonly dir: string;
    readonly key: Uint8Array;
    readonly keystore: string;
    readonly reason: BackupReason;
  },
): BackupFile =>
  translated(options.dir, () => {
    mkdirSync(options.dir, { recursive: true });
    const name = `qice-${stampOf(store.clock.now())}-${options.reason}.db`;
    const target = join(options.dir, name);
    const part = `${target}.part`;
    rmSync(part, { force: true });
    try {
      store.handle.prepare('VACUUM INTO ?').run(part);
      const fault = finishCopy(part, options.key, knownVersion(store.schema.migrations));
      if (fault) throw Refusal.of('backup.unusable', { why: fault });
      flush(part);
      renameSync(part, target);
    } catch (error) {
      // Told before the half copy gives its room back: a full disk is known by the room it has.
      const said = translateFailure(error, options.dir);
      for (const end of ['', '-journal', '-wal', '-shm']) rmSync(part + end, { force: true });
      throw said;
    }
    backUpMedia(store, options.dir, `damaged-${stampOf(store.clock.now())}`);
    if (existsSync(options.keystore))
      copyWhole(options.keystore, join(options.dir, 'keystore.json'));
    // Where the clock went back, the copy just made bears the oldest date; it is the one to keep.
    for (const old of listBackups(options.dir)
      .filter((b) => b.reason === options.reason && b.name !== name)
      .slice(kept[options.reason] - 1))
      rmSync(join(options.dir, old.name), { force: true });
    return {
      name,
      at: store.clock.now().toISOString(),
      bytes: statSync(target).size,
      reason: options.reason,
    };
  });

/**
 * Puts a copy in the place of a closed store. The store that was there is kept under another name,
 * with its journal; nothing is deleted.
 *
 * @throws Refusal `file.missing`, `backup.unusable`, `disk.full`, `store.readonly`
 */
export const restoreBackup = (options: {
  readonly storeDir: string;
  readonly file: string;
  readonly key: Uint8Array;
  readonly now: Date;
}): void =>
  translated(options.storeDir, () => {
    if (!existsSync(options.file)) throw Refusal.of('file.missing', { path: options.file });
    const fault = backupFault(options.file, options.key);
    if (fault) throw Refusal.of('backup.unusable', { why: fault });
    const live = storeFile(options.storeDir);
    const part = restoringFile(live);
    copyFileSync(options.file, part);
    flush(part);
    const label = `${asideLabel}${stampOf(options.now)}`;
    const copy = mediaFile(dirname(options.file));
    restoreMedia(mediaFile(options.storeDir), copy, options.key, label);
    // A journal left beside the restored file would be replayed into it.
    setAside(live, label);
    renameSync(part, live);
  });

const asideLabel = 'before-restore-';
const restoringFile = (live: string): string => `${live}.restoring`;

/**
 * Ends a restore whose program was killed between putting the old file aside and the new one in its
 * place: the copy is whole then, and the old file's journal may still lie where it must not.
 */
export const finishRestore = (storeDir: string): void =>
  translated(storeDir, () => {
    const live = storeFile(storeDir);
    const part = restoringFile(live);
    if (existsSync(live) || !existsSync(part)) return;
    const [aside] = readdirSync(storeDir)
      .filter((name) => name.startsWith(`${basename(live)}.${asideLabel}`) && name.endsWith('Z'))
      .sort()
      .reverse();
    setAside(live, aside?.slice(basename(live).length + 1) ?? `${asideLabel}unknown`);
    renameSync(part, live);
  });

/** Deletes copies that were never finished. Only before this program makes one of its own. */
export const sweepBackups = (dir: string): void =>
  translated(dir, () => {
    if (!existsSync(dir)) return;
    for (const name of readdirSync(dir))
      if (unfinished.test(name)) rmSync(join(dir, name), { force: true });
  });
