import { existsSync, statSync } from 'node:fs';
import { type BackupReason, listBackups, makeBackup } from '#db/backup.ts';
import { schemaVersion } from '#db/migrate.ts';
import { mediaFile, storeFile } from '#db/open.ts';
import type { BackupLine, CheckResult, StoreOverview } from '#shared/settings.ts';
import type { Desk } from './desk.ts';
import { program } from './program.ts';
import { keystorePath } from './session.ts';

const bytesOf = (path: string): number => (existsSync(path) ? statSync(path).size : 0);

/** Facts about the store for the settings room. Sizes in bytes. */
export const storeOverview = (desk: Desk, lastCheck: CheckResult | null): StoreOverview => ({
  dir: desk.store.dir,
  backupDir: desk.backupDir,
  bytes: bytesOf(storeFile(desk.store.dir)),
  mediaBytes: bytesOf(mediaFile(desk.store.dir)),
  schema: schemaVersion(desk.store.handle),
  program,
  backups: listBackups(desk.backupDir),
  lastCheck,
});

/** Makes a verified copy now. @throws Refusal `disk.full`, `store.readonly`, `backup.unusable` */
export const backUp = (
  desk: Pick<Desk, 'store' | 'storeKey' | 'backupDir'>,
  reason: BackupReason,
): BackupLine =>
  makeBackup(desk.store, {
    dir: desk.backupDir,
    key: desk.storeKey,
    keystore: keystorePath(desk.store.dir),
    reason,
  });
