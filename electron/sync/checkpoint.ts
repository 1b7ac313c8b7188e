/**
 * A checkpoint: an origin's own signature over the end of its chain of segments (C1–C4). Whoever
 * forwards the segments can neither change nor add one: the hashes would no longer lead to the head.
 */
import { type DeviceKeys, signDetached, type Verdict, verifyDetached } from './seal.ts';

export type Checkpoint = {
  readonly origin: string;
  /** Last sequence number covered. */
  readonly seq: number;
  /** Hash of the segment that ends with `seq`. */
  readonly head: string;
};

/** A checkpoint with the `.minisig` text its origin made. */
export type SignedCheckpoint = Checkpoint & { readonly minisig: string };

export const checkpointPath = (origin: string): string => `chk/${origin}.json`;

/** The only bytes of a checkpoint: one JSON object and LF (C1). */
export const checkpointBytes = ({ origin, seq, head }: Checkpoint): Uint8Array =>
  new TextEncoder().encode(`${JSON.stringify({ origin, seq, head })}\n`);

export const signCheckpoint = (checkpoint: Checkpoint, keys: DeviceKeys): string =>
  signDetached(
    checkpointBytes(checkpoint),
    `qice-checkpoint ${checkpoint.origin} ${checkpoint.seq}`,
    keys,
  );

export const verifyCheckpoint = (checkpoint: SignedCheckpoint, signPublic: string): Verdict =>
  verifyDetached(checkpointBytes(checkpoint), checkpoint.minisig, signPublic);
