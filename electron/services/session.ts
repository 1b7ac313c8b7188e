import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { finishRestore, listBackups, makeBackup, restoreBackup, sweepBackups } from '#db/backup.ts';
import { translated } from '#db/failures.ts';
import {
  hasStore,
  mediaFile,
  openStore,
  type Store,
  setAside,
  storeFile,
  whileClosed,
} from '#db/open.ts';
import { createSelf, getSelf, renewOrigin, setIncarnation } from '#db/queries/self.ts';
import type { Clock } from '#shared/clock.ts';
import { divisionName } from '#shared/divisions.ts';
import { Refusal } from '#shared/errors.ts';
import type { AppEvent } from '#shared/events.ts';
import type { Role } from '#shared/exchange.ts';
import type { BackupLine, SessionState, SetUp } from '#shared/settings.ts';
import { quickCheck } from './check.ts';
import type { Desk, FileShelf, Jobs, Self } from './desk.ts';
import { replayAfterUpgrade } from './replay.ts';
import { roomsTouched } from './rooms-touched.ts';
import { createSecrets, type Secrets, secretsToStored, storedToSecrets } from './secrets.ts';
import { backUpIfChanged } from './start-look.ts';

/** The passphrase file; its cryptography is the host's. */
export type Vault = {
  readonly exists: (path: string) => boolean;
  readonly create: (path: string, secrets: unknown, passphrase: string) => Promise<void>;
  readonly open: (path: string, passphrase: string) => Promise<unknown>;
};

/** The token outside the store; see `electron/host/incarnation.ts`. */
export type IncarnationToken = {
  readonly accepted: readonly string[];
  readonly next: string;
  readonly confirm: () => void;
};

export type SessionOptions = {
  readonly storeDir: string;
  readonly clock: Clock;
  readonly shelf: FileShelf;
  readonly vault: Vault;
  /** Announces the token of this opening. */
  readonly incarnation: () => IncarnationToken;
  readonly startJobs: (desk: Omit<Desk, 'jobs'>, secrets: Secrets) => Jobs;
  readonly onEvent: (event: AppEvent) => void;
  /** A store of so many bytes is looked over after it is open, not before; never without. */
  readonly lookLaterFrom?: number;
  readonly pdfProgram?: Desk['pdfProgram'];
  readonly fileOpener?: Desk['fileOpener'];
};

export type Session = {
  readonly state: () => SessionState;
  /** Undefined while locked. */
  readonly desk: () => Desk | undefined;
  readonly setUp: (input: SetUp) => Promise<SessionState>;
  readonly unlock: (passphrase: string) => Promise<SessionState>;
  readonly lock: () => SessionState;
  /** Copies that can be restored, newest first; known without the passphrase. */
  readonly backups: () => BackupLine[];
  /** Puts a copy, by name or path, in the store's place; works on a store too damaged to open. */
  readonly restore: (nameOrPath: string, passphrase: string) => Promise<SessionState>;
  readonly close: () => void;
};

export const keystorePath = (storeDir: string): string => join(storeDir, 'keystore.json');
export const backupPath = (storeDir: string): string => join(storeDir, 'backups');

/**
 * The session of one running door: locked or open. The composition root makes one; there is no
 * other state in the process.
 */
export const createSession = (options: SessionOptions): Session => {
  const { storeDir, clock, vault, shelf, onEvent } = options;
  const keystore = keystorePath(storeDir);
  const backupDir = backupPath(storeDir);
  let open: { desk: Desk; notices: string[] } | undefined;
  /** What a look at the open store found: until a copy is restored it stays closed. */
  let damage: string | undefined;

  const openWith = (secrets: Secrets): Store =>
    openStore({
      dir: storeDir,
      key: secrets.storeKey,
      clock,
      onChange: (tables) => onEvent({ type: 'changed', rooms: roomsTouched(tables) }),
      beforeMigration: (store) =>
        void makeBackup(store, {
          dir: backupDir,
          key: secrets.storeKey,
          keystore,
          reason: 'migration',
        }),
    });

  /** New origin for a copy or a restored store, before anything can be written. */
  const settleIdentity = (store: Store): string[] => {
    const self = getSelf(store.reader);
    if (!self) throw Refusal.of('store.damaged', { what: '缺少本机身份' });
    const token = options.incarnation();
    const known = token.accepted.includes(self.incarnation);
    if (known) setIncarnation(store, token.next);
    else renewOrigin(store, clock.uuid(), token.next);
    token.confirm();
    return known
      ? []
      : ['这份数据是恢复或拷贝来的，本机已启用新的记录编号。原有记录都在，交换照常进行。'];
  };

  /** Looks a large store over while people work; a damaged one is closed before it gets worse. */
  const lookLater = (desk: Desk): void => {
    desk.jobs.run('look', clock.uuid(), { keystore }).then(
      ({ fault }) => {
        if (fault === null || open?.desk !== desk) return;
        damage = fault;
        close();
        onEvent({ type: 'session' });
      },
      (error: unknown) => {
        // Left before it was done, or no room for a copy: the next start looks again.
        if (!(error instanceof Refusal)) throw error;
      },
    );
  };

  /** Why the copy of this start was not made, in words; empty where it was. */
  const whyNoCopy = (copy: () => void): readonly string[] => {
    try {
      copy();
      return [];
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return [`启动时的备份没有做成：${error.message}`];
    }
  };

  const sitDown = (secrets: Secrets): void => {
    if (damage !== undefined) throw Refusal.of('store.damaged', { what: damage });
    whileClosed(storeDir, () => finishRestore(storeDir));
    // Opening would make an empty one, and hide that the real one is gone.
    if (!hasStore(storeDir)) throw Refusal.of('store.damaged', { what: '数据文件 qice.db 不见了' });
    const store = openWith(secrets);
    try {
      const later =
        statSync(storeFile(storeDir)).size >= (options.lookLaterFrom ?? Number.POSITIVE_INFINITY);
      const fault = later ? undefined : quickCheck(store);
      if (fault) throw Refusal.of('store.damaged', { what: fault });
      const { notices, understood } = translated(storeDir, () => ({
        notices: settleIdentity(store),
        understood: replayAfterUpgrade(store),
      }));
      if (understood > 0) notices.push(`升级后，先前隔离的 ${understood} 条改动已并入。`);
      const row = getSelf(store.reader);
      if (!row) throw new Error('unreachable: settleIdentity needs the owner');
      const self: Self = { ...row, role: row.role as Role };
      const base = {
        store,
        self,
        keys: secrets.keys,
        storeKey: secrets.storeKey,
        shelf,
        backupDir,
        ...(options.pdfProgram ? { pdfProgram: options.pdfProgram } : {}),
        ...(options.fileOpener ? { fileOpener: options.fileOpener } : {}),
      };
      sweepBackups(backupDir);
      // No room for a copy is said, and keeps nobody from the work.
      if (!later) notices.push(...whyNoCopy(() => backUpIfChanged(base, keystore)));
      const desk = { ...base, jobs: options.startJobs(base, secrets) };
      open = { desk, notices };
      if (later) lookLater(desk);
    } catch (error) {
      store.close();
      throw error;
    }
    onEvent({ type: 'session' });
  };

  const state = (): SessionState => {
    if (!vault.exists(keystore)) return { phase: 'new', storeDir };
    if (!open) return { phase: 'locked', storeDir };
    const { self } = open.desk;
    return {
      phase: 'open',
      storeDir,
      notices: open.notices,
      self: {
        deviceId: self.deviceId,
        officeId: self.officeId,
        officeName: self.officeName,
        role: self.role,
        division: self.division,
        divisionName: divisionName(self.division),
        person: self.person,
      },
    };
  };

  const assertNew = (): void => {
    if (vault.exists(keystore)) throw Refusal.of('store.exists', { dir: storeDir });
  };

  /** A copy taken while the store was open must not pass for it at the next opening. */
  const rotateToken = (store: Store): void => {
    const token = options.incarnation();
    setIncarnation(store, token.next);
    token.confirm();
  };

  const close = (): void => {
    if (!open) return;
    const { jobs, store } = open.desk;
    open = undefined;
    jobs.close();
    try {
      rotateToken(store);
    } catch {
      // A full or pulled disk: the old token stays good, and leaving must always be possible.
    } finally {
      store.close();
    }
  };

  return {
    state,
    desk: () => open?.desk,
    setUp: async (input) => {
      assertNew();
      translated(storeDir, () => mkdirSync(storeDir, { recursive: true }));
      whileClosed(storeDir, () => {
        // Another wizard may have ended while this one waited.
        assertNew();
        // One that was cut short left files nobody has the key of.
        for (const orphan of [storeFile(storeDir), mediaFile(storeDir)])
          setAside(orphan, `unfinished-${clock.now().getTime()}`);
      });
      const secrets = await createSecrets();
      const store = openWith(secrets);
      try {
        const token = options.incarnation();
        createSelf(store, {
          origin: clock.uuid(),
          incarnation: token.next,
          deviceId: clock.uuid(),
          officeId: clock.uuid(),
          officeName: input.officeName,
          role: input.role,
          division: input.division,
          person: input.person,
          madeAt: clock.now().toISOString(),
        });
        token.confirm();
        // Last, and before anybody else may have the store: from here on it counts as set up.
        await vault.create(keystore, secretsToStored(secrets), input.passphrase);
      } finally {
        store.close();
      }
      sitDown(secrets);
      return state();
    },
    unlock: async (passphrase) => {
      if (open) return state();
      if (!vault.exists(keystore)) throw Refusal.of('store.missing', { dir: storeDir });
      sitDown(storedToSecrets(await vault.open(keystore, passphrase)));
      return state();
    },
    lock: () => {
      close();
      onEvent({ type: 'session' });
      return state();
    },
    backups: () => listBackups(backupDir),
    restore: async (nameOrPath, passphrase) => {
      const secrets = storedToSecrets(await vault.open(keystore, passphrase));
      const file = /[\\/]/.test(nameOrPath) ? nameOrPath : join(backupDir, nameOrPath);
      const wasOpen = open !== undefined;
      close();
      damage = undefined;
      try {
        // Another program would write on into the file that is put aside.
        whileClosed(storeDir, () => {
          finishRestore(storeDir);
          restoreBackup({ storeDir, file, key: secrets.storeKey, now: clock.now() });
        });
      } catch (error) {
        // A copy that cannot be used leaves the person where they were.
        if (wasOpen) sitDown(secrets);
        throw error;
      }
      sitDown(secrets);
      return state();
    },
    close,
  };
};
