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
