import { z } from 'zod';

/** How many origins one vector may name (V1). A county with 40 laptops uses about 40. */
export const VECTOR_MAX_ORIGINS = 4_096;

/** Lower-case UUID of any version, the only spelling the exchange knows. */
export const uuidSchema = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);

/** A sequence number or another count: 0 … 2^53−1. */
export const countSchema = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

/** What a replica has: origin → highest sequence number, everything below it included. */
export type VersionVector = Readonly<Record<string, number>>;

export const vectorSchema = z
  .record(uuidSchema, countSchema)
  .refine((vector) => Object.keys(vector).length <= VECTOR_MAX_ORIGINS, 'too many origins');

/** Highest sequence number of `origin` in the vector; 0 when it has nothing of it. */
export const seqOf = (vector: VersionVector, origin: string): number =>
  // `hasOwn`: an origin comes from a file, and `toString` is not a sequence number.
  Object.hasOwn(vector, origin) ? (vector[origin] ?? 0) : 0;

export const covers = (vector: VersionVector, origin: string, seq: number): boolean =>
  seq <= seqOf(vector, origin);

const originsOf = (...vectors: VersionVector[]): string[] =>
  [...new Set(vectors.flatMap((vector) => Object.keys(vector)))].sort();

/** The least vector that covers both; origins in ascending order. */
export const join = (a: VersionVector, b: VersionVector): VersionVector =>
  Object.fromEntries(
    originsOf(a, b).map((origin) => [origin, Math.max(seqOf(a, origin), seqOf(b, origin))]),
  );

/** A closed range of sequence numbers of one origin. */
export type Gap = { readonly origin: string; readonly from: number; readonly to: number };

/** What `have` lacks of `want`, one range per origin, origins in ascending order. */
export const missing = (have: VersionVector, want: VersionVector): Gap[] =>
  originsOf(want)
    .filter((origin) => !covers(have, origin, seqOf(want, origin)))
    .map((origin) => ({ origin, from: seqOf(have, origin) + 1, to: seqOf(want, origin) }));
