import { z } from 'zod';
import { type Role, roles } from './exchange.ts';
import { requiredText } from './words.ts';

export const minPassphrase = 8;

/** The first-run wizard, whole. */
export const setUpInput = z.object({
  role: z.enum(roles),
  officeName: requiredText('单位名称', 100),
  /** GB/T 2260: six digits for a county, four for a city. */
  division: z.string().regex(/^\d{4}(\d{2})?$/, '请选择行政区划'),
  person: requiredText('姓名', 50),
  passphrase: z.string().min(minPassphrase, `口令至少 ${minPassphrase} 个字符`).max(1000),
});
export type SetUp = z.infer<typeof setUpInput>;

export const unlockInput = z.object({ passphrase: z.string().max(1000) });

/** `name` is a copy in the backup folder. */
export const restoreInput = unlockInput.extend({ name: z.string().regex(/^[\w.-]+$/) });

/** Months after which a value nobody confirmed looks stale. */
export const staleMonthsInput = z.object({ months: z.number().int().min(1).max(120) });

export type SelfView = {
  readonly deviceId: string;
  readonly officeId: string;
  readonly officeName: string;
  readonly role: Role;
  readonly division: string;
  readonly divisionName: string;
  readonly person: string;
};

export type SessionState =
  | { readonly phase: 'new'; readonly storeDir: string }
  | { readonly phase: 'locked'; readonly storeDir: string }
  | {
      readonly phase: 'open';
      readonly storeDir: string;
      readonly self: SelfView;
      /** Sentences to show once: a restored copy got a new identity, capture was repaired … */
      readonly notices: readonly string[];
    };

export type BackupLine = {
  readonly name: string;
  readonly at: string;
  readonly bytes: number;
  readonly reason: string;
};

/** What one compaction of the log let go of. */
export type Compaction = {
  readonly at: string;
  readonly segments: number;
  readonly changes: number;
  /** Bytes by which log and base became smaller. */
  readonly freed: number;
};

/** How much the log of changes takes, and what of it is no longer here. Bytes as compressed. */
export type LogOverview = {
  readonly changes: number;
  readonly bytes: number;
  readonly baseBytes: number;
  /** Changes whose log others keep. */
  readonly past: number;
  readonly last: Compaction | null;
  /** Offices keep the whole log. */
  readonly keepsAll: boolean;
  /** Whose receipts compaction heeds, and how many changes of others each has not receipted. */
  readonly waitsFor: readonly {
    readonly name: string;
    readonly above: boolean;
    readonly lacks: number;
  }[];
};

export type StoreOverview = {
  readonly dir: string;
  readonly backupDir: string;
  readonly bytes: number;
  readonly mediaBytes: number;
  readonly schema: number;
  readonly program: string;
  readonly backups: readonly BackupLine[];
  readonly lastCheck: CheckResult | null;
};

export type CheckResult = {
  readonly ok: boolean;
  readonly at: string;
  readonly lines: readonly {
    readonly what: string;
    readonly ok: boolean;
    readonly detail: string;
  }[];
};
