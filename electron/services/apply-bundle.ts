import { translated, translateFailure } from '#db/failures.ts';
import { openPictureShelf } from '#db/media.ts';
import type { Store } from '#db/open.ts';
import { getSetting, putSetting } from '#db/queries/local.ts';
import { closeGaps, dropParked } from '#db/queries/parked.ts';
import {
  ackMedia,
  addBundle,
  addUpperMedia,
  getOffice,
  listBundlesTo,
  markBundleAnswered,
  putOffice,
  raiseAcks,
  raiseUpperAcks,
  replaceAcks,
  unackMedia,
} from '#db/queries/peers.ts';
import { countQuarantined } from '#db/queries/quarantine.ts';
import { openMergeDoor, openRegisters, type Registers } from '#db/queries/registers.ts';
import { addSegment, countByTable, putCheckpoint, putOriginDevice } from '#db/queries/segments.ts';
import { dropHeld, putHeld } from '#db/queries/trust.ts';
import { Refusal } from '#shared/errors.ts';
import { mediaKindOf } from '#shared/media-kind.ts';
import { readBundle } from '#sync/bundle-read.ts';
import { FRAME_MAX_RAW_BYTES, toldBytes } from '#sync/frame.ts';
import type { Manifest, Receipt, SegmentEntry } from '#sync/manifest.ts';
import type { Segment } from '#sync/segment.ts';
import { covers, type VersionVector } from '#sync/vector.ts';
import { applySegments } from './apply.ts';
import type { Work } from './desk.ts';
import type { Bench } from './export.ts';
import { countOpenConflicts } from './open-conflicts.ts';
import { isHere, type ReadPlan, readingOptions } from './read-plan.ts';
import { replayQuarantine } from './replay.ts';
import { beginFrom, takePart } from './snapshot.ts';
import { isAbove } from './states.ts';
import { takeTrust } from './trust.ts';

const learnAuthors = (desk: Bench, manifest: Manifest): void => {
  for (const { deviceId, origins, signPublic, officeName, person, role } of manifest.devices) {
    for (const origin of origins) putOriginDevice(desk.store, origin, deviceId);
    if (deviceId === desk.self.deviceId || getOffice(desk.store.reader, deviceId)) continue;
    putOffice(desk.store, {
      deviceId,
      officeId: manifest.from.officeId,
      officeName,
      role,
      division: manifest.from.division,
      person,
      signPublic,
      ageRecipient: null,
      vouchedBy: manifest.from.deviceId,
      trustedAt: desk.store.clock.now().toISOString(),
    });
  }
};

/** Keeps a segment of a retired device for a person; it is not applied and not passed on (D9). */
const keepBack = (
  desk: Bench,
  manifest: Manifest,
  { origin, seq, sha256: hash }: SegmentEntry,
  body: Uint8Array,
): void =>
  putHeld(desk.store, {
    hash,
    origin,
    seq0: seq[0],
    seq1: seq[1],
    deviceId: manifest.devices.find((d) => d.origins.includes(origin))?.deviceId ?? '',
    bundleId: manifest.id,
    peerName: manifest.from.officeName,
    body,
    at: desk.store.clock.now().toISOString(),
  });

/**
 * Whether a peer has said nothing later yet. Only its own clock is compared with itself, and a wrong
 * answer costs no more than sending something twice or being asked for it.
 */
const isNewest = (store: Store, peer: string, at: string): boolean => {
  const key = `statement:${peer}`;
  if (at < (getSetting(store.reader, key) ?? '')) return false;
  putSetting(store, key, at);
  return true;
};

/** Takes a peer's signed statement of what it holds, and marks our bundles it answers. */
const takeStatement = (desk: Bench, manifest: Manifest, ack: Receipt): void => {
  const { store } = desk;
  const peer = manifest.from.deviceId;
  if (isNewest(store, peer, ack.at)) {
    replaceAcks(store, peer, ack.have);
    unackMedia(store, peer, ack.mediaMissing);
  } else raiseAcks(store, peer, ack.have);
  ackMedia(store, peer, ack.mediaHeld);
  // Receipts come down the chain: only an office above us can know of one further up.
  if (isAbove(manifest.from.role, desk.self.role))
    for (const upper of ack.upper)
      if (isAbove(upper.role, manifest.from.role)) {
        raiseUpperAcks(store, upper);
        addUpperMedia(store, upper);
      }
  const lines = new Map(ack.bundles.map((line) => [line.id, line]));
  for (const sent of listBundlesTo(store.reader, peer)) {
    const provides = JSON.parse(sent.provides) as VersionVector;
    const held = Object.entries(provides).every(([origin, seq]) => covers(ack.have, origin, seq));
    const line = lines.get(sent.id);
    if ((held && sent.kind === 'delta' && sent.answeredAt === null) || line)
      markBundleAnswered(store, sent.id, ack.at, line ? JSON.stringify(line) : null);
  }
};

/** Bytes of changes, as JSON, that are carried into the tables together. */
const togetherBytes = 8_388_608;

/** Segments that have come and wait to be applied with those that follow; all in one transaction. */
const openArrivals = (store: Store, registers: Registers) => {
  const segments: Segment[] = [];
  let held = 0;
  const apply = (): void => {
    applySegments(store, registers, segments);
    segments.length = 0;
    held = 0;
  };
  /** @param bytes of the segment when opened */
  const add = (segment: Segment, bytes: number): void => {
    segments.push(segment);
    held += bytes;
    if (held >= togetherBytes) apply();
  };
  return { add, apply };
};

/**
 * Writes one verified bundle into the store, and lets go of it where it was parked: all or nothing.
 *
 * @param fileName what people call the file
 * @returns the bundle's line in a receipt
 * @throws Refusal as `readBundle`; `disk.full`, `store.readonly`, `job.cancelled`
 */
export const applyBundle = async (
  desk: Bench,
  plan: ReadPlan,
  { path, fileName }: { readonly path: string; readonly fileName: string },
  work: Work,
): Promise<Receipt['bundles'][number]> => {
  const { store } = desk;
  const { manifest, manifestHash } = plan.reading;
  // Deriving every question costs a look at every hidden row; without a new change there is no new one.
  const questions = (): number => (plan.fresh > 0 ? countOpenConflicts(store) : 0);
  const conflictsBefore = questions();
  const quarantinedBefore = countQuarantined(store);
  const door = translated(store.dir, () => openMergeDoor(store));
  try {
    const registers = openRegisters(store);
    const arrived = openArrivals(store, registers);
    let applied = 0;
    let parts = 0;
    const pictures = openPictureShelf(store.media);
    learnAuthors(desk, manifest);
    takeTrust(desk, manifest);
    // The first reading has verified every byte; what holds nothing new need not be read again.
    if (plan.fresh + plan.kept + plan.freshMedia > 0)
      await readBundle({
        ...readingOptions(desk, path, work, '并入'),
        expect: manifestHash,
        onCheckpoint: (checkpoint) => putCheckpoint(store, checkpoint),
        isKnown: (entry) => isHere(store, entry),
        onSegment: (entry, body, segment) => {
          if (plan.limits.held.has(entry.origin)) {
            keepBack(desk, manifest, entry, body);
            return;
          }
          applied += segment.ops.length;
          arrived.add(segment, toldBytes(body) ?? FRAME_MAX_RAW_BYTES);
          const { origin, seq, sha256: hash } = entry;
          addSegment(
            store,
            { origin, seq0: seq[0], seq1: seq[1], prev: segment.header.prev, hash, body },
            countByTable(segment.ops),
          );
          dropHeld(store, origin, seq[1]);
        },
        onPart: (entry, body, part) => {
          parts += 1;
          takePart(store, parts, entry, body, part);
          if (!entry.table.startsWith('sync_')) applied += entry.rows;
        },
        // Pictures lie in their own file, by content; one kept for a merge that fails does no harm.
        onMedia: ({ sha256 }, bytes) => {
          arrived.apply();
          pictures.add({ sha256, mime: mediaKindOf(bytes), bytes });
        },
      });
    arrived.apply();
    pictures.empty();
    if (parts > 0) beginFrom(store, manifest);
    // What a retired device says of others' holdings is not believed, even where its changes are.
    if (manifest.ack && plan.limits.senderInService) takeStatement(desk, manifest, manifest.ack);
    // What the sender provides it holds; its pictures too.
    raiseAcks(store, manifest.from.deviceId, pointsToVector(manifest.provides));
    ackMedia(
      store,
      manifest.from.deviceId,
      manifest.media.map((m) => m.sha256),
    );
    if (plan.fresh > 0 && countQuarantined(store) > 0) replayQuarantine(store, registers, 'base');
    closeGaps(store);
    dropParked(store, manifest.id);
    const line = {
      id: manifest.id,
      number: manifest.number,
      applied,
      alreadyHad: plan.known,
      conflicts: Math.max(0, questions() - conflictsBefore),
      quarantined: Math.max(0, countQuarantined(store) - quarantinedBefore) + plan.kept,
    };
    addBundle(store, bundleRow(desk, plan, fileName, line));
    if (work.signal?.aborted) throw Refusal.of('job.cancelled');
    door.commit();
    return line;
  } catch (error) {
    door.rollback();
    throw translateFailure(error, store.dir);
  }
};

const pointsToVector = (points: Manifest['provides']): VersionVector =>
  Object.fromEntries(Object.entries(points).map(([origin, { seq }]) => [origin, seq]));

const bundleRow = (
  desk: Bench,
  { reading, fresh, known, kept }: ReadPlan,
  fileName: string,
  line: object,
) => ({
  id: reading.manifest.id,
  direction: 'in',
  kind: reading.manifest.kind,
  number: reading.manifest.number,
  peerDevice: reading.manifest.from.deviceId,
  peerName: reading.manifest.from.officeName,
  at: desk.store.clock.now().toISOString(),
  fileName,
  bytes: reading.bytes,
  sha256: reading.sha256,
  manifestSha256: reading.manifestHash,
  changes: fresh + known + kept,
  media: reading.manifest.media.length,
  provides: JSON.stringify(pointsToVector(reading.manifest.provides)),
  result: JSON.stringify(line),
  answeredAt: null,
});
