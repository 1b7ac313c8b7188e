import { translated, translateFailure } from '#db/failures.ts';
import type { Store } from '#db/open.ts';
import { getSetting, putSetting } from '#db/queries/local.ts';
import {
  ackMedia,
  addBundle,
  closeGaps,
  getOffice,
  listBundlesTo,
  markBundleAnswered,
  putGap,
  putOffice,
  raiseAcks,
  raiseUpperAcks,
  replaceAcks,
  unackMedia,
} from '#db/queries/peers.ts';
import {
  countConflicts,
  countQuarantined,
  openMergeDoor,
  openRegisters,
} from '#db/queries/registers.ts';
import { addSegment, appliedHeads, putCheckpoint, putOriginDevice } from '#db/queries/segments.ts';
import { Refusal } from '#shared/errors.ts';
import type { MergeResult } from '#shared/exchange.ts';
import { assertCanWrite } from '#sync/atomic-file.ts';
import { readBundle } from '#sync/bundle-read.ts';
import type { Manifest, Receipt } from '#sync/manifest.ts';
import { covers, type VersionVector } from '#sync/vector.ts';
import { applySegment } from './apply.ts';
import type { Work } from './desk.ts';
import { type Bench, writeBundleTo } from './export.ts';
import { receiptView } from './inspect.ts';
import { gapsInWords, planReading, type ReadPlan, readingOptions } from './read-plan.ts';
import { sealOwn } from './seal-own.ts';
import { backUp } from './settings.ts';

/** Notes what is missing so that people can ask for it; the store's data stays as it is. */
const noteGaps = (desk: Bench, { reading, gaps }: ReadPlan): Refusal => {
  const { manifest } = reading;
  translated(desk.store.dir, () => {
    for (const { origin, from, to } of gaps)
      putGap(desk.store, {
        origin,
        fromSeq: from,
        toSeq: to,
        bundleId: manifest.id,
        peerName: manifest.from.officeName,
        at: desk.store.clock.now().toISOString(),
      });
  });
  return Refusal.of('bundle.gap', { missing: gapsInWords(desk.store, manifest, gaps) });
};

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
  for (const upper of ack.upper) raiseUpperAcks(store, upper);
  const lines = new Map(ack.bundles.map((line) => [line.id, line]));
  for (const sent of listBundlesTo(store.reader, peer)) {
    const provides = JSON.parse(sent.provides) as VersionVector;
    const held = Object.entries(provides).every(([origin, seq]) => covers(ack.have, origin, seq));
    const line = lines.get(sent.id);
    if ((held && sent.kind === 'delta' && sent.answeredAt === null) || line)
      markBundleAnswered(store, sent.id, ack.at, line ? JSON.stringify(line) : null);
  }
};

/** Writes one verified bundle into the store: all of it or nothing. */
const apply = async (desk: Bench, plan: ReadPlan, path: string, work: Work) => {
  const { store } = desk;
  const { manifest, manifestHash } = plan.reading;
  const conflictsBefore = countConflicts(store);
  const quarantinedBefore = countQuarantined(store);
  const door = translated(store.dir, () => openMergeDoor(store));
  try {
    const registers = openRegisters(store);
    const heads = new Map(appliedHeads(store));
    let applied = 0;
    learnAuthors(desk, manifest);
    await readBundle({
      ...readingOptions(desk, path, work, '并入'),
      expect: manifestHash,
      onCheckpoint: (checkpoint) => putCheckpoint(store, checkpoint),
      onSegment: (entry, body, segment) => {
        if (entry.seq[1] <= (heads.get(entry.origin)?.seq ?? 0)) return;
        applied += applySegment(store, registers, segment).applied;
        const { origin, seq, sha256: hash } = entry;
        addSegment(store, {
          origin,
          seq0: seq[0],
          seq1: seq[1],
          prev: segment.header.prev,
          hash,
          body,
        });
        heads.set(origin, { seq: seq[1], head: hash });
      },
      // Pictures lie in their own file, by content; one kept for a merge that fails does no harm.
      onMedia: (entry, bytes) => store.media.put(entry.sha256, 'image/jpeg', bytes),
    });
    if (manifest.ack) takeStatement(desk, manifest, manifest.ack);
    // What the sender provides it holds; its pictures too.
    raiseAcks(store, manifest.from.deviceId, pointsToVector(manifest.provides));
    ackMedia(
      store,
      manifest.from.deviceId,
      manifest.media.map((m) => m.sha256),
    );
    closeGaps(store);
    const line = {
      id: manifest.id,
      number: manifest.number,
      applied,
      alreadyHad: plan.known,
      conflicts: Math.max(0, countConflicts(store) - conflictsBefore),
      quarantined: countQuarantined(store) - quarantinedBefore,
    };
    addBundle(store, bundleRow(desk, plan, path, line));
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
  { reading, fresh, known }: ReadPlan,
  path: string,
  line: object,
) => ({
  id: reading.manifest.id,
  direction: 'in',
  kind: reading.manifest.kind,
  number: reading.manifest.number,
  peerDevice: reading.manifest.from.deviceId,
  peerName: reading.manifest.from.officeName,
  at: desk.store.clock.now().toISOString(),
  fileName: path.replace(/^.*[\\/]/, ''),
  bytes: reading.bytes,
  sha256: reading.sha256,
  manifestSha256: reading.manifestHash,
  changes: fresh + known,
  media: reading.manifest.media.length,
  provides: JSON.stringify(pointsToVector(reading.manifest.provides)),
  result: JSON.stringify(line),
  answeredAt: null,
});

/** Answers a delta with a signed receipt; one line for the bundle just read. */
const writeReceipt = async (
  desk: Bench,
  manifest: Manifest,
  line: Receipt['bundles'][number],
  path: string,
): Promise<void> => {
  const sender = getOffice(desk.store.reader, manifest.from.deviceId);
  if (!sender) throw new Error('the sender was trusted a moment ago');
  await writeBundleTo(desk, sender, {
    path,
    fileName: path.replace(/^.*[\\/]/, ''),
    kind: 'receipt',
    bundles: [line],
  });
};

/**
 * Merges a bundle: verified whole first, then applied in one transaction. The same bundle again
 * changes nothing and is receipted again, so that a lost receipt costs nothing.
 *
 * @param input.receiptPath where to write the receipt of a delta
 * @param input.dryRun verify and count only
 * @throws Refusal as `planReading`; `bundle.gap` (the gap is noted), `disk.full`, `store.readonly`,
 *   `job.cancelled`; `receipt.unwritten` where all was merged but the receipt could not be written
 */
export const mergeBundle = async (
  desk: Bench,
  input: { readonly path: string; readonly receiptPath?: string; readonly dryRun?: boolean },
  work: Work = {},
): Promise<MergeResult> => {
  const plan = await planReading(desk, input.path, work);
  const { manifest } = plan.reading;
  const summary = (line: Omit<Receipt['bundles'][number], 'id'>): MergeResult => ({
    kind: manifest.kind,
    from: [manifest.from.officeName, manifest.from.person].filter(Boolean).join(' '),
    number: manifest.number,
    applied: line.applied,
    alreadyHad: line.alreadyHad,
    conflicts: line.conflicts,
    quarantined: line.quarantined,
    media: manifest.media.length,
    receipt: manifest.kind === 'receipt' ? receiptView(manifest.ack) : null,
  });
  if (input.dryRun)
    return summary({
      number: manifest.number,
      applied: plan.fresh,
      alreadyHad: plan.known,
      conflicts: 0,
      quarantined: 0,
    });
  if (plan.gaps.length > 0) throw noteGaps(desk, plan);
  const receiptPath = manifest.kind === 'delta' ? input.receiptPath : undefined;
  if (receiptPath) await assertCanWrite(receiptPath);
  // Own changes so far were made without knowing what comes now.
  sealOwn(desk.store);
  if (plan.fresh > 0) backUp(desk, 'merge');
  const line = await apply(desk, plan, input.path, work);
  desk.store.onChange(
    new Set([
      'enterprise',
      'sheet',
      'measure',
      'progress',
      'visit',
      'participant',
      'issue',
      'photo',
    ]),
  );
  if (receiptPath)
    await writeReceipt(desk, manifest, line, receiptPath).catch((error: unknown) => {
      // Only now: what a refusal says of untouched data would be wrong.
      if (error instanceof Refusal) throw Refusal.of('receipt.unwritten', { path: receiptPath });
      throw error;
    });
  return summary(line);
};
