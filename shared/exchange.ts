import { z } from 'zod';

export const roles = ['officer', 'county', 'city'] as const;
export type Role = (typeof roles)[number];

/** What each role is called on screen. */
export const roleLabels: Record<Role, string> = {
  officer: '工作人员',
  county: '县局办公室',
  city: '市局办公室',
};

/**
 * Where a record is; whether an office has returned it is told apart (`remarks.ts`).
 * `foreign` is a record that came from another device and holds no change of ours.
 */
export type RecordState = 'here' | 'exported' | 'county' | 'city' | 'foreign';

export const recordStateLabels: Record<RecordState, string> = {
  here: '未离开本机',
  exported: '已导出未回执',
  county: '县局已并入',
  city: '市局已并入',
  foreign: '来自他人',
};

/** A trusted (or offered) card as people compare it. */
export type CardView = {
  readonly deviceId: string;
  readonly officeId: string;
  readonly officeName: string;
  readonly role: Role;
  readonly division: string;
  readonly person: string;
  /** Five groups of five digits, read out on the phone. */
  readonly fingerprint: string;
  /** Whether it has SM2 keys; the fingerprint covers them. */
  readonly national: boolean;
};

export type OfferedCard = CardView & {
  /**
   * `changed`: the same device was trusted with other keys. `extended`: with the same keys, and now
   * it has SM2 keys as well.
   */
  readonly known: 'new' | 'same' | 'extended' | 'changed' | 'self';
};

export type Peer = CardView & {
  readonly trustedAt: string;
  /** Own changes this peer does not yet hold by its own signed word. */
  readonly waiting: number;
};

/** What a bundle to one peer would carry. */
export type ExportPreview = {
  readonly to: CardView;
  readonly number: number;
  /** Whether it can go in the national envelope: both have SM2 keys. */
  readonly national: boolean;
  readonly changes: number;
  readonly media: number;
  readonly mediaBytes: number;
  /** Changes by table label (企业, 一企一策, 走访 …). */
  readonly counts: readonly { readonly label: string; readonly changes: number }[];
  /** Changes the peer lacks and could not use yet: what they build on is gone here and comes from others. */
  readonly withheld: number;
};

/** One file of an export: a bundle by itself. */
export type ExportedVolume = {
  readonly bundle: string;
  readonly number: number;
  readonly changes: number;
  readonly media: number;
  readonly bytes: number;
  readonly fileName: string;
};

/** Figures of all files together; `bundle`, `number` and `fileName` of the first. */
export type ExportResult = ExportedVolume & { readonly volumes: readonly ExportedVolume[] };

/** How a bundle is encrypted: age, or the national algorithms SM2, SM3 and SM4. */
export const envelopeNames = ['age', 'sm'] as const;
export type EnvelopeName = (typeof envelopeNames)[number];

export const envelopeLabels: Record<EnvelopeName, string> = {
  age: '普通信封（age）',
  sm: '国密信封（SM2/SM3/SM4）',
};

/** The largest a file may be, in bytes: what a mail and what a stick formatted with FAT32 takes. */
export const fileLimits = { mail: 20_000_000, fat32: 4_294_967_295 } as const;
/** No limit below this, in bytes: a single photograph must fit. */
export const leastFileLimit = 1_000_000;

/** Changes; what is held; or all tables as they stand, for a device that has nothing yet. */
export type BundleKind = 'delta' | 'receipt' | 'snapshot';

export const bundleKindLabels: Record<BundleKind, string> = {
  delta: '数据包',
  receipt: '回执',
  snapshot: '快照',
};

/** A bundle opened and verified, nothing written. */
export type BundlePreview = {
  readonly id: string;
  readonly kind: BundleKind;
  readonly number: number;
  readonly from: CardView;
  readonly madeAt: string;
  readonly bytes: number;
  readonly envelope: EnvelopeName;
  readonly changes: number;
  readonly alreadyHad: number;
  readonly media: number;
  readonly counts: readonly { readonly label: string; readonly changes: number }[];
  /** In words, with whom to ask. Empty when it can be merged now. */
  readonly missing: readonly string[];
  /** The sender's clock minus ours, in minutes, at reading. */
  readonly clockSkewMinutes: number;
  readonly receipt: ReceiptView | null;
  readonly signature: 'valid';
  readonly hashes: 'valid';
};

export type ReceiptView = {
  readonly officeName: string;
  readonly role: Role;
  readonly at: string;
  readonly bundles: readonly {
    readonly number: number;
    readonly applied: number;
    readonly alreadyHad: number;
    readonly conflicts: number;
    readonly quarantined: number;
  }[];
  readonly mediaHeld: number;
  readonly mediaMissing: number;
  /** Offices further up that hold our work, by their own receipts. */
  readonly upper: readonly {
    readonly officeName: string;
    readonly role: Role;
    readonly at: string;
  }[];
};

export type MergeResult = {
  readonly kind: BundleKind;
  readonly from: string;
  readonly number: number;
  readonly applied: number;
  readonly alreadyHad: number;
  readonly conflicts: number;
  readonly quarantined: number;
  readonly media: number;
  readonly receipt: ReceiptView | null;
  /** Its ground is missing: it is kept, and merged by itself once that has come. */
  readonly parked: boolean;
  /** In words, with whom to ask. */
  readonly missing: readonly string[];
  /** Bundles parked earlier that this one let in, in the order they were merged. */
  readonly unparked: readonly {
    readonly from: string;
    readonly number: number;
    readonly applied: number;
  }[];
};

/** A bundle that waits here for what it builds on. */
export type ParkedLine = {
  readonly id: string;
  readonly from: string;
  readonly number: number;
  /** When it was parked. */
  readonly at: string;
  readonly fileName: string;
  readonly bytes: number;
  readonly changes: number;
  readonly media: number;
  /** In words, with whom to ask; null where nothing is missing any more. */
  readonly missing: string | null;
  /** Why it could not be merged though nothing is missing, in words. */
  readonly problem: string | null;
};

/** A change this program could not apply, kept until it can. */
export type QuarantineLine = {
  readonly id: string;
  /** Kind of record: 走访 …, or the name of a table this program does not know. */
  readonly what: string;
  readonly reason: string;
  /** Who wrote it, and on which office's device. */
  readonly author: string;
  readonly device: string;
  /** By the writer's clock. */
  readonly writtenAt: string | null;
  /** When it came here. */
  readonly at: string;
};

export type BundleLine = {
  readonly id: string;
  readonly direction: 'out' | 'in';
  readonly kind: BundleKind;
  readonly number: number;
  readonly peerName: string;
  readonly at: string;
  readonly fileName: string;
  readonly bytes: number;
  readonly changes: number;
  readonly media: number;
  /** 已导出未回执 / 县局已并入 …, in words. */
  readonly stateLabel: string;
};

export type PendingCounts = Readonly<Record<'here' | 'exported' | 'county' | 'city', number>>;

/** Everything the exchange room's first screen shows. */
export type ExchangeOverview = {
  readonly self: CardView;
  /** Records holding own work, by where that work is. */
  readonly pending: PendingCounts;
  readonly waitingByTable: readonly { readonly label: string; readonly records: number }[];
  readonly peers: readonly Peer[];
  readonly bundles: readonly BundleLine[];
  /** What to ask for and whom, one sentence for each parked bundle that waits. */
  readonly gaps: readonly string[];
  readonly parked: readonly ParkedLine[];
  readonly conflicts: number;
  readonly quarantined: number;
  /** Returns it is for this desk to act on. Counting unit: returns (件). */
  readonly returns: number;
};

export const toPeerInput = z.object({ to: z.string().min(1).max(200) });
export const exportInput = toPeerInput.extend({
  maxBytes: z.number().int().min(leastFileLimit).optional(),
  envelope: z.enum(envelopeNames).optional(),
});
export const bundleInput = z.object({ bundle: z.uuid() });
/** A file handed over to the local process earlier; see `FileShelf`. */
export const ticketInput = z.object({ ticket: z.uuid() });
/** The caller names the job, so that it can watch and cancel it. */
export const jobInput = z.object({ job: z.uuid() });
