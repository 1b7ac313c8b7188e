/** The words of a segment and the rules they keep (docs/bundle-format.md, S2–S11). No bytes here. */
import { z } from 'zod';
import { FRAME_MAX_BYTES, FRAME_MAX_RAW_BYTES } from './frame.ts';
import { countSchema, uuidSchema, type VersionVector, vectorSchema } from './vector.ts';

/** What one SQLite cell holds. Numbers are finite; text has no lone surrogates. */
export type SqlValue = string | number | null;

/**
 * One change of one row. `mask` 0 is an insert: `values` are all columns in their permanent order.
 * Otherwise bit i set means that column number i changed, and `values` are the changed columns in
 * ascending order. Up to 53 columns (mask ≤ 2^53−1).
 */
export type Op = {
  readonly seq: number;
  readonly table: string;
  readonly row: string;
  readonly mask: number;
  readonly values: readonly SqlValue[];
};

/**
 * Who made the changes from `seq` on, when and why. A transaction longer than a segment goes on in
 * the next one under a `Tx` of its own, with the same clock, actor and purpose.
 */
export type Tx = {
  /** Sequence number of its first change in this segment. */
  readonly seq: number;
  /** Hybrid clock: milliseconds since 1970 × 1,024 + counter. */
  readonly hlc: number;
  readonly actor: string;
  readonly purpose: string;
};

export type SegmentHeader = {
  readonly v: 1;
  readonly origin: string;
  /** First and last sequence number, both included. */
  readonly seq: readonly [number, number];
  /** SHA-256 of the bytes of this origin's previous segment file; `NO_SEGMENT` for the first. */
  readonly prev: string;
  /** What the origin had applied from others when it made these changes; never itself. */
  readonly ctx: VersionVector;
  /** Schema version the changes were made under. */
  readonly schema: number;
};

export type Segment = {
  readonly header: SegmentHeader;
  readonly txs: readonly Tx[];
  readonly ops: readonly Op[];
};

export const SEGMENT_MAX_OPS = 4_096;
export const SEGMENT_MAX_RAW_BYTES = FRAME_MAX_RAW_BYTES;
export const SEGMENT_MAX_BYTES = FRAME_MAX_BYTES;
/** The `prev` of an origin's first segment: 64 zeros. */
export const NO_SEGMENT = '0'.repeat(64);

const MAX_COLUMNS = 53;
const MAX_ROW_LENGTH = 200;
const MAX_NOTE_LENGTH = 1_000;
const TABLE = /^[a-z][a-z0-9_]{0,62}$/;

export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);
/** A sequence number that exists: they start at 1. */
export const seqSchema = countSchema.min(1);
export const tableSchema = z.string().regex(TABLE);

export const segmentHeaderSchema = z
  .strictObject({
    v: z.literal(1),
    origin: uuidSchema,
    seq: z.tuple([seqSchema, seqSchema]),
    prev: hashSchema,
    ctx: vectorSchema,
    schema: seqSchema,
  })
  .refine(({ origin, ctx }) => !Object.hasOwn(ctx, origin), 'ctx names its own origin')
  .refine(({ seq: [a], prev }) => (a === 1) === (prev === NO_SEGMENT), 'prev does not fit seq');

const isSeq = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0;

const isText = (value: unknown, max: number): value is string =>
  typeof value === 'string' && value.length <= max && value.isWellFormed();

/** Whether a JSON value can be a cell. */
export const isSqlValue = (value: unknown): value is SqlValue =>
  value === null ||
  (typeof value === 'number' && Number.isFinite(value)) ||
  // SQLite keeps text as UTF-8, where a lone surrogate cannot be: it would come out changed.
  isText(value, SEGMENT_MAX_RAW_BYTES);

/** How many columns a mask names. Split, because JavaScript's bit operators see 32 bits. */
export const columnsIn = (mask: number): number => {
  let count = 0;
  for (let half of [mask % 2 ** 27, Math.floor(mask / 2 ** 27)]) {
    for (; half !== 0; half &= half - 1) count += 1;
  }
  return count;
};

/** Checks the five parts of an op as they stand in a line; undefined if they are not one. */
export const opOf = (parts: readonly unknown[]): Op | undefined => {
  const [seq, table, row, mask, values] = parts;
  if (parts.length !== 5 || !isSeq(seq) || !Array.isArray(values)) return;
  if (typeof table !== 'string' || !TABLE.test(table)) return;
  if (!isText(row, MAX_ROW_LENGTH) || row === '') return;
  if (typeof mask !== 'number' || !Number.isSafeInteger(mask) || mask < 0) return;
  const fits =
    mask === 0
      ? values.length > 0 && values.length <= MAX_COLUMNS
      : values.length === columnsIn(mask);
  return fits && values.every(isSqlValue) ? { seq, table, row, mask, values } : undefined;
};

/** Checks the four parts of a transaction after its `"t"`; undefined if they are not one. */
export const txOf = (parts: readonly unknown[]): Tx | undefined => {
  const [seq, hlc, actor, purpose] = parts;
  if (parts.length !== 4 || !isSeq(seq)) return;
  if (typeof hlc !== 'number' || !Number.isSafeInteger(hlc) || hlc < 0) return;
  if (!isText(actor, MAX_NOTE_LENGTH) || !isText(purpose, MAX_NOTE_LENGTH)) return;
  return { seq, hlc, actor, purpose };
};

/** What keeps a segment of well-formed parts from being whole (S6–S8), in Chinese; undefined if nothing. */
export const problemOfSegment = ({ header, txs, ops }: Segment): string | undefined => {
  const [first, last] = header.seq;
  if (ops.length > SEGMENT_MAX_OPS) return '记录段的条数超过上限';
  if (ops.length !== last - first + 1) return '记录段的条数与序号不符';
  if (ops.some((op, i) => op.seq !== first + i)) return '记录段的序号不连续';
  if (txs[0]?.seq !== first) return '记录段里有不属于任何一次操作的记录';
  if (txs.some((tx, i) => tx.seq > last || tx.seq <= (txs[i - 1]?.seq ?? 0))) {
    return '记录段里的操作次序不对';
  }
  return undefined;
};
