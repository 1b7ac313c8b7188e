import type { SyncedName } from '#db/schema/index.ts';
import type { JobName, Self } from '#services/desk.ts';
import type { secretsToStored } from '#services/secrets.ts';
import type { RefusalData } from '#shared/errors.ts';

/** What crosses between the desk's thread and a job's: plain data both ways. */

export type JobOrder = {
  readonly name: JobName;
  readonly input: unknown;
  readonly storeDir: string;
  readonly backupDir: string;
  readonly self: Self;
  readonly secrets: ReturnType<typeof secretsToStored>;
};

export type JobMessage =
  | {
      readonly type: 'progress';
      readonly label: string;
      readonly done: number;
      readonly total: number;
    }
  | {
      readonly type: 'changed';
      readonly tables: readonly (SyncedName | 'exchange' | 'local')[];
    }
  | { readonly type: 'done'; readonly result: unknown }
  | { readonly type: 'refused'; readonly refusal: RefusalData }
  | { readonly type: 'failed'; readonly message: string };
