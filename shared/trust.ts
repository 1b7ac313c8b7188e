import { z } from 'zod';
import type { Role } from './exchange.ts';

/** What the exchange room says about keys and devices. */

export type RecoveryState = {
  /** False on an officer's device: its office keeps the key. */
  readonly applies: boolean;
  /** age recipient; null where there is no key yet. */
  readonly recipient: string | null;
  readonly madeAt: string | null;
  readonly drilledAt: string | null;
  /** One sentence; null where nothing is to be done. */
  readonly warning: string | null;
};

/** One device this store knows of. */
export type DeviceLine = {
  readonly deviceId: string;
  readonly officeName: string;
  readonly person: string;
  readonly role: Role;
  /** Empty for a device known only by word of another. */
  readonly fingerprint: string;
  readonly state: 'self' | 'active' | 'retired';
  /** `compared` by a person here, `certified` by an office above it, `vouched` for by its sender. */
  readonly known: 'self' | 'compared' | 'certified' | 'vouched';
  /** Who signed its certificate, and when. */
  readonly certificate: { readonly by: string; readonly from: string } | null;
  /** When a bundle of it was last read here, or else when it last wrote by its own clock. */
  readonly lastSeen: string | null;
  /** Its last change merged here, of its newest log. */
  readonly lastSeq: number;
  readonly retirement: {
    readonly by: string;
    readonly from: string;
    readonly reason: string;
    readonly lastSeq: number;
  } | null;
  /** Changes beyond its retirement, kept for a person. */
  readonly held: number;
  /** Whether this office may retire it. */
  readonly mayRetire: boolean;
};

/** One change of a retired device that is kept for a person: what letting it in would write. */
export type HeldChange = {
  readonly key: string;
  readonly tableLabel: string;
  /** Empty where the firm is not here. */
  readonly firm: string;
  readonly title: string;
  readonly what: 'added' | 'changed' | 'deleted' | 'restored';
  readonly actor: string;
  readonly purpose: string;
  /** ISO; what the author's clock said. */
  readonly claimedAt: string;
  readonly cells: readonly {
    readonly label: string;
    /** What stands here; null where the record is not here. */
    readonly now: string | null;
    readonly theirs: string;
    readonly same: boolean;
  }[];
};

/** What is kept of one retired device, beyond what its retirement lets in. */
export type HeldDevice = {
  readonly deviceId: string;
  readonly name: string;
  readonly retirement: DeviceLine['retirement'];
  /** Counting unit: changes (条). */
  readonly changes: number;
  readonly counts: readonly { readonly label: string; readonly changes: number }[];
  /** ISO; when the first and the last were written, by the device's clock. */
  readonly claimedFrom: string;
  readonly claimedTo: string;
  /** Whose bundles brought them, and when. */
  readonly came: readonly { readonly from: string; readonly at: string }[];
  /** The limit lets them in already; they wait for a word here. */
  readonly allowed: boolean;
  /** Whether this office may let them in. */
  readonly mayLetIn: boolean;
  /** The first of the changes. */
  readonly shown: readonly HeldChange[];
};

/** Counting unit: changes (条). What is left builds on what is not here. */
export type LetIn = { readonly applied: number; readonly left: number };

export const letInInput = z.object({ deviceId: z.uuid() });

/** Whether this computer can be handed over or set up anew without loss. */
export type HandOver = {
  readonly safe: boolean;
  /** What is missing, in words. Empty where it is safe. */
  readonly missing: readonly string[];
};

export type DevicesOverview = {
  readonly devices: readonly DeviceLine[];
  readonly handOver: HandOver;
};

export const retireInput = z.object({
  device: z.string().min(1).max(200),
  reason: z.string().trim().min(1, '请写明停用原因').max(100),
  at: z.number().int().nonnegative().optional(),
});

export const sharesInput = z.object({ shares: z.array(z.string().max(2_000)).length(2) });
