/** The shape of a manifest and of the receipt inside it (docs/bundle-format.md, M2–M12). */
import { z } from 'zod';
import { recordSchema } from './certificate.ts';
import { FRAME_MAX_BYTES } from './frame.ts';
import {
  ageRecipientSchema,
  instantSchema,
  labelSchema,
  partySchema,
  roleSchema,
  signPublicSchema,
  sm2PublicSchema,
} from './party.ts';
import { hashSchema, SEGMENT_MAX_BYTES, seqSchema, tableSchema } from './segment-rules.ts';
import { PART_MAX_ROWS } from './snapshot-part.ts';
import { countSchema, uuidSchema, VECTOR_MAX_ORIGINS, vectorSchema } from './vector.ts';

export const MANIFEST_MAX_BYTES = 8 * 1_048_576;
export const MANIFEST_MAX_ENTRIES = 100_000;
/** Largest photo or scan a bundle carries; one is held in memory at a time. */
export const MEDIA_MAX_BYTES = 64 * 1_048_576;
const MAX_RECEIVERS = 256;
const MAX_TABLES = 1_000;
const MAX_RECEIPTED_BUNDLES = 10_000;
const MAX_UPPER = 1_000;
/** Hashes of pictures one office further up is said to hold: in a receipt, the newest count. */
export const UPPER_MEDIA_MAX = 10_000;
const MAX_RECORDS = 4_096;

const fewerThan = (limit: number) => (value: object) => Object.keys(value).length <= limit;

/** A point in an origin's chain: its sequence number and the hash of the segment that ends there. */
const pointSchema = z.strictObject({ seq: seqSchema, head: hashSchema });
const pointsSchema = z
  .record(uuidSchema, pointSchema)
  .refine(fewerThan(VECTOR_MAX_ORIGINS), 'too many origins');

const whoSchema = { officeName: labelSchema.min(1), role: roleSchema, at: instantSchema };

/** What an office has of what it was sent, and what became of it. `at` is that office's clock. */
export const receiptSchema = z.strictObject({
  ...whoSchema,
  have: vectorSchema,
  bundles: z
    .array(
      z.strictObject({
        id: uuidSchema,
        number: seqSchema,
        applied: countSchema,
        alreadyHad: countSchema,
        conflicts: countSchema,
        quarantined: countSchema,
      }),
    )
    .max(MAX_RECEIPTED_BUNDLES),
  mediaHeld: z.array(hashSchema).max(MANIFEST_MAX_ENTRIES),
  mediaMissing: z.array(hashSchema).max(MANIFEST_MAX_ENTRIES),
  /** Receipts of the offices above, passed on: how the officer learns 「市局已收」. */
  upper: z
    .array(
      z.strictObject({
        ...whoSchema,
        have: vectorSchema,
        /** Pictures of the receiver that this office holds (version 4). */
        mediaHeld: z.array(hashSchema).min(1).max(UPPER_MEDIA_MAX).optional(),
      }),
    )
    .max(MAX_UPPER),
});
export type Receipt = z.infer<typeof receiptSchema>;

export const segmentEntrySchema = z.strictObject({
  path: z.string(),
  bytes: seqSchema.max(SEGMENT_MAX_BYTES),
  sha256: hashSchema,
  origin: uuidSchema,
  seq: z.tuple([seqSchema, seqSchema]),
});
export type SegmentEntry = z.infer<typeof segmentEntrySchema>;

export const mediaEntrySchema = z.strictObject({
  path: z.string(),
  bytes: countSchema.max(MEDIA_MAX_BYTES),
  sha256: hashSchema,
});
export type MediaEntry = z.infer<typeof mediaEntrySchema>;

/** Rows of one table in a snapshot (P). */
export const partEntrySchema = z.strictObject({
  path: z.string(),
  bytes: seqSchema.max(FRAME_MAX_BYTES),
  sha256: hashSchema,
  table: tableSchema,
  rows: seqSchema.max(PART_MAX_ROWS),
});
export type PartEntry = z.infer<typeof partEntrySchema>;

const deviceSchema = z.strictObject({
  deviceId: uuidSchema,
  origins: z.array(uuidSchema).max(VECTOR_MAX_ORIGINS),
  signPublic: signPublicSchema,
  officeName: labelSchema.min(1),
  person: labelSchema,
  role: roleSchema,
});

/** What the sender passes on about keys and devices (M13). */
export const trustSchema = z.strictObject({
  /** The age recipient of the sender's office's recovery key. */
  recovery: ageRecipientSchema.nullable(),
  /** The SM2 key of the same recovery key (version 5). */
  recoverySm2: sm2PublicSchema.optional(),
  records: z.array(recordSchema).max(MAX_RECORDS),
});
export type Trust = z.infer<typeof trustSchema>;

const versionSchema = z.union([
  z.literal(1),
  z.literal(2),
  z.literal(3),
  z.literal(4),
  z.literal(5),
]);

export const manifestSchema = z.strictObject({
  format: z.literal('qice-bundle'),
  /** 5 where SM2 keys are named, else 4 where pictures held further up are named, else 3 for a snapshot, 2 with `trust`, 1 (B10). */
  v: versionSchema,
  /** The oldest reader that may apply this bundle (B10). */
  minReader: versionSchema,
  id: uuidSchema,
  kind: z.enum(['delta', 'receipt', 'snapshot']),
  /** Counts the bundles of this sender to this receiver, from 1. */
  number: seqSchema,
  /** SHA-256 of the manifest of the bundle before, as the sender remembers it. */
  prev: hashSchema.nullable(),
  from: partySchema,
  to: z
    .array(
      z.strictObject({
        officeId: uuidSchema,
        officeName: labelSchema.min(1),
        deviceId: uuidSchema,
      }),
    )
    .min(1)
    .max(MAX_RECEIVERS),
  madeAt: instantSchema,
  schema: seqSchema,
  /** What the receiver must have before it can apply this bundle. */
  prereq: pointsSchema,
  /** What the receiver has of each origin afterwards. */
  provides: pointsSchema,
  /** The devices whose logs are forwarded: the sender vouches for their keys. */
  devices: z.array(deviceSchema).max(VECTOR_MAX_ORIGINS),
  segments: z.array(segmentEntrySchema).max(MANIFEST_MAX_ENTRIES),
  media: z.array(mediaEntrySchema).max(MANIFEST_MAX_ENTRIES),
  /** Changes per table, for the preview. */
  counts: z.record(tableSchema, countSchema).refine(fewerThan(MAX_TABLES), 'too many tables'),
  ack: receiptSchema.nullable(),
  trust: trustSchema.optional(),
  /** The tables as they stand at `provides`, in parts (version 3). */
  snapshot: z.array(partEntrySchema).min(1).max(MANIFEST_MAX_ENTRIES).optional(),
});
export type Manifest = z.infer<typeof manifestSchema>;
