import type { Store } from '#db/open.ts';
import { originDevices, type StoredSegment, segmentBody } from '#db/queries/segments.ts';
import { basePoints } from '#db/queries/snapshot.ts';
import { scanHeader } from '#sync/segment-scan.ts';
import { covers, seqOf, type VersionVector } from '#sync/vector.ts';
import { isSigned } from './volumes.ts';

/**
 * What of a log a peer can take, where a part of it is no longer here: a bundle cut from what was
 * receipted must never leave a gap, also when the peer went back to a backup.
 */

/** Segments the peer, holding `have`, can apply in this order; the others wait. */
const applicable = (
  store: Store,
  segments: readonly StoredSegment[],
  have: VersionVector,
  limits: ReadonlyMap<string, number>,
): StoredSegment[] => {
  const reached = new Map(Object.entries(have));
  return segments.filter(({ arrival, origin, seq0, seq1 }) => {
    if (seq1 > (limits.get(origin) ?? Number.POSITIVE_INFINITY)) return false;
    const known = Object.fromEntries(reached);
    const { ctx } = scanHeader(segmentBody(store, arrival));
    const grounded =
      covers(known, origin, seq0 - 1) && Object.entries(ctx).every(([o, s]) => covers(known, o, s));
    if (grounded) reached.set(origin, seq1);
    return grounded;
  });
};

/** Where logs in a selection end without a signature of their author: the last end that has one. */
const unsignedEnds = (
  store: Store,
  deviceId: string,
  segments: readonly StoredSegment[],
): ReadonlyMap<string, number> => {
  const devices = originDevices(store);
  const limits = new Map<string, number>();
  for (const [origin, own] of Map.groupBy(segments, (s) => s.origin)) {
    const last = own.findLast((s) => isSigned(store, deviceId, devices, s));
    if (last !== own.at(-1)) limits.set(origin, last?.seq1 ?? 0);
  }
  return limits;
};

/**
 * The segments among these that a peer holding `have` can apply. All of them where nothing it lacks
 * was let go of here, which is nearly always.
 */
export const groundedFor = (
  { store, deviceId }: { readonly store: Store; readonly deviceId: string },
  segments: readonly StoredSegment[],
  have: VersionVector,
): readonly StoredSegment[] => {
  const lacking = [...basePoints(store)].some(([origin, { seq }]) => seq > seqOf(have, origin));
  if (!lacking) return segments;
  const limits = new Map<string, number>();
  for (;;) {
    const chosen = applicable(store, segments, have, limits);
    const ends = unsignedEnds(store, deviceId, chosen);
    if (ends.size === 0) return chosen;
    for (const [origin, seq] of ends) limits.set(origin, seq);
  }
};
