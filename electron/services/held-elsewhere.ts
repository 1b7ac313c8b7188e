import { ackedBy, listOffices, listTrusted, listUpperAcks } from '#db/queries/peers.ts';
import {
  appliedVector,
  listSegments,
  originDevices,
  type StoredSegment,
} from '#db/queries/segments.ts';
import { covers, seqOf, type VersionVector } from '#sync/vector.ts';
import type { Bench } from './export.ts';
import { isAbove } from './states.ts';
import { retirementsHere } from './trust.ts';

/**
 * Which segments at least two others hold, by signed word. A laptop never counts on fewer: an office
 * that goes back to a backup gets everything again from the authors, the city, or from here.
 */

type Peer = {
  readonly deviceId: string;
  readonly name: string;
  readonly above: boolean;
  readonly office: string;
  readonly have: VersionVector;
};

const officeOf = ({ role, officeName }: { role: string; officeName: string }): string =>
  `${role}\n${officeName}`;

/** Everyone in service who has ever said what they hold. */
const speakingPeers = (desk: Bench): Peer[] => {
  const { store, self } = desk;
  const retired = retirementsHere(desk);
  return listTrusted(store.reader)
    .filter(({ deviceId }) => !retired.has(deviceId))
    .map((row) => ({
      deviceId: row.deviceId,
      name: [row.officeName, row.person].filter(Boolean).join(' '),
      above: isAbove(row.role, self.role),
      office: officeOf(row),
      have: ackedBy(store.reader, row.deviceId),
    }))
    .filter(({ have }) => Object.keys(have).length > 0);
};

/** What offices further up hold, as told in receipts; none that also speaks to us itself. */
const furtherUp = (
  { store }: Bench,
  peers: readonly Peer[],
): ReadonlyMap<string, VersionVector> => {
  const direct = new Set(peers.map(({ office }) => office));
  return new Map(
    [...Map.groupBy(listUpperAcks(store.reader), officeOf)]
      .filter(([office]) => !direct.has(office))
      .map(([office, acks]) => [office, Object.fromEntries(acks.map((a) => [a.origin, a.seq]))]),
  );
};

/**
 * Segments this laptop need not keep: written by others, receipted by everyone it exchanges with, of
 * whom at least one is above it, and held by two places at least — offices, or the author's own
 * device in service, which never lets go of its own.
 */
export const heldElsewhere = (desk: Bench): StoredSegment[] => {
  const { store, self } = desk;
  const peers = speakingPeers(desk);
  if (!peers.some(({ above }) => above)) return [];
  const upper = furtherUp(desk, peers);
  const devices = originDevices(store);
  const offices = new Map(listOffices(store.reader).map((o) => [o.deviceId, o]));
  const retired = retirementsHere(desk);
  /** Whether the author counts beside those who have spoken. */
  const authorCounts = (deviceId: string): boolean => {
    const row = offices.get(deviceId);
    if (!row || retired.has(deviceId)) return false;
    return !peers.some((p) => p.deviceId === deviceId) && !upper.has(officeOf(row));
  };
  return listSegments(store).filter(({ origin, seq1 }) => {
    const author = devices.get(origin);
    if (author === undefined || author === self.deviceId) return false;
    if (!peers.every(({ have }) => covers(have, origin, seq1))) return false;
    const others = [...upper.values()].filter((have) => covers(have, origin, seq1)).length;
    return peers.length + others + (authorCounts(author) ? 1 : 0) >= 2;
  });
};

/** Whom the compaction waits for: everyone it heeds, and how many changes of others each lacks. */
export const waitsFor = (
  desk: Bench,
): { readonly name: string; readonly above: boolean; readonly lacks: number }[] => {
  const vector = appliedVector(desk.store);
  const devices = originDevices(desk.store);
  const foreign = Object.entries(vector).filter(
    ([origin]) => devices.get(origin) !== desk.self.deviceId,
  );
  return speakingPeers(desk).map(({ name, above, have }) => ({
    name,
    above,
    lacks: foreign.reduce((sum, [origin, seq]) => sum + Math.max(0, seq - seqOf(have, origin)), 0),
  }));
};
