import type { Store } from '#db/open.ts';
import type { Role } from '#shared/exchange.ts';
import type { DeviceKeys } from '#sync/seal.ts';

/** Who this store is, in the words of the exchange. */
export type Self = {
  readonly deviceId: string;
  readonly officeId: string;
  readonly officeName: string;
  readonly role: Role;
  /** GB/T 2260 code. */
  readonly division: string;
  readonly person: string;
};

/**
 * Files on their way between the screen and the local process, each known by a ticket. The desktop
 * door lends paths the person chose; the browser door keeps what was uploaded.
 */
export type FileShelf = {
  /** @throws Refusal `file.missing` for a ticket that was never given or has been cleared. */
  readonly path: (ticket: string) => string;
  readonly name: (ticket: string) => string;
  /** A place for a file to be made under this name, offered to the screen once it is there. */
  readonly reserve: (fileName: string) => { readonly ticket: string; readonly path: string };
};

/** Long work beside the desk; one at a time a name, cancellable, with progress events. */
export type Jobs = {
  // biome-ignore lint/suspicious/noExplicitAny: results are typed by the job table in jobs/.
  readonly run: (name: JobName, job: string, input: Record<string, string>) => Promise<any>;
  readonly cancel: (job: string) => void;
};
export type JobName = 'export' | 'inspect' | 'merge';

/** An unlocked store with its owner sitting at it: the first argument of every service. */
export type Desk = {
  readonly store: Store;
  readonly self: Self;
  readonly keys: DeviceKeys;
  readonly shelf: FileShelf;
  readonly jobs: Jobs;
  /** Where backups go. */
  readonly backupDir: string;
};
