import { translated } from '#db/failures.ts';
import { schemaVersion } from '#db/migrate.ts';
import type { Store } from '#db/open.ts';
import {
  ackedBy,
  addBundle,
  lastBundleTo,
  listOffices,
  listTrusted,
  listUpperAcks,
  mediaNamed,
  type OfficeRow,
} from '#db/queries/peers.ts';
import {
  appliedHeads,
  appliedVector,
  getCheckpoint,
  originDevices,
  putCheckpoint,
  type StoredSegment,
  segmentBody,
  segmentCounts,
} from '#db/queries/segments.ts';
import { Refusal } from '#shared/errors.ts';
import type { EnvelopeName, ExportedVolume, Role } from '#shared/exchange.ts';
import { writeBundle } from '#sync/bundle-write.ts';
import { type SignedCheckpoint, signCheckpoint } from '#sync/checkpoint.ts';
import {
  type Manifest,
  manifestBytes,
  mediaPath,
  type Receipt,
  segmentPath,
  versionOf,
} from '#sync/manifest.ts';
import { sha256 } from '#sync/seal.ts';
import { countTables } from '#sync/segment.ts';
import { ownParty } from './cards.ts';
import { sumCounts } from './change-counts.ts';
import type { Desk, Work } from './desk.ts';
import type { Bench } from './export.ts';
import { assertEnvelope } from './national.ts';
import { recipientsFor } from './own-recovery.ts';
import { picturesFurtherUp } from './pictures-further-up.ts';
import { sealOwn } from './seal-own.ts';
import { rowsIn, type SnapshotCargo } from './snapshot.ts';
import { isAbove } from './states.ts';
import { assertInService, trustFor } from './trust.ts';
import type { Cargo } from './volumes.ts';

/** Writing one bundle for a peer: manifest, signatures, and the note of what left. */

export const changesIn = (segments: readonly StoredSegment[]): number =>
  segments.reduce((sum, s) => sum + s.seq1 - s.seq0 + 1, 0);

export const countsOf = (
  store: Store,
  segments: readonly StoredSegment[],
): Record<string, number> =>
  sumCounts(
    segments.map(
      ({ arrival }) => segmentCounts(store, arrival) ?? countTables(segmentBody(store, arrival)),
    ),
  );

/** Pictures told of in one statement, held and missing each: together well below the manifest's 8 MiB. */
const mostPictures = 50_000;

/** The newest. What a receiver was told before it has noted; nothing takes that back. */
const newest = (hashes: readonly string[]): string[] => hashes.slice(-mostPictures).toSorted();

/**
 * What this store holds, signed with every bundle: the only thing that moves a peer's bookkeeping.
 *
 * @param peer who is told; of the pictures held further up only those of its own office are named
 */
export const statementOf = (
  desk: Pick<Desk, 'store' | 'self'>,
  bundles: Receipt['bundles'],
  peer: OfficeRow,
): Receipt => {
  const { store, self } = desk;
  const named = mediaNamed(store);
  const upper = Map.groupBy(listUpperAcks(store.reader), (a) => `${a.role}\n${a.officeName}`);
  const above = listTrusted(store.reader).filter((o) => isAbove(o.role, self.role));
  const at = store.clock.now().toISOString();
  const pictures = picturesFurtherUp(desk, peer);
  return {
    officeName: self.officeName,
    role: self.role,
    at,
    have: appliedVector(store),
    bundles,
    mediaHeld: newest(named.filter((hash) => store.media.has(hash))),
    mediaMissing: newest(named.filter((hash) => !store.media.has(hash))),
    upper: [
      ...above.map((o) => ({
        officeName: o.officeName,
        role: o.role as Role,
        at,
        have: ackedBy(store.reader, o.deviceId),
        ...pictures.heldBy(o.role, o.officeName),
      })),
      ...[...upper.values()].map((acks) => ({
        officeName: acks[0]?.officeName ?? '',
        role: (acks[0]?.role ?? 'city') as Role,
        at,
        have: Object.fromEntries(acks.map((a) => [a.origin, a.seq])),
        ...pictures.heldBy(acks[0]?.role ?? '', acks[0]?.officeName ?? ''),
      })),
    ].filter(({ role, have }) => isAbove(role, self.role) && Object.keys(have).length > 0),
  };
};

/** The author's signature over where each chain ends; our own are made now. */
const checkpointsFor = (desk: Bench, provides: Manifest['provides']): SignedCheckpoint[] => {
  const devices = originDevices(desk.store);
  return Object.entries(provides).map(([origin, { seq, head }]) => {
    const known = getCheckpoint(desk.store, origin, seq);
    if (known?.head === head) return known;
    if (devices.get(origin) !== desk.self.deviceId)
      throw Refusal.of('store.damaged', { what: `缺少作者签名点 ${origin}` });
    const minisig = signCheckpoint({ origin, seq, head }, desk.keys);
    const checkpoint = { origin, seq, head, minisig };
    translated(desk.store.dir, () => putCheckpoint(desk.store, checkpoint));
    return checkpoint;
  });
};

/** The devices behind the forwarded logs; for them the sender vouches with its signature. */
const authorsOf = (desk: Bench, origins: readonly string[]): Manifest['devices'] => {
  const devices = originDevices(desk.store);
  const offices = new Map(listOffices(desk.store.reader).map((o) => [o.deviceId, o]));
  const byDevice = Map.groupBy(origins, (origin) => devices.get(origin) ?? '');
  return [...byDevice].map(([deviceId, own]) => {
    const party = deviceId === desk.self.deviceId ? ownParty(desk) : offices.get(deviceId);
    if (!party) throw Refusal.of('store.damaged', { what: `缺少作者设备 ${deviceId}` });
    return {
      deviceId,
      origins: own,
      signPublic: party.signPublic,
      officeName: party.officeName,
      person: party.person,
      role: party.role as Role,
    };
  });
};

/** Where the logs in a bundle begin and end. */
const chainEnds = (segments: readonly StoredSegment[]) => {
  const prereq: Record<string, { seq: number; head: string }> = {};
  const provides: Record<string, { seq: number; head: string }> = {};
  for (const s of segments) {
    if (!provides[s.origin] && s.seq0 > 1) prereq[s.origin] = { seq: s.seq0 - 1, head: s.prev };
    provides[s.origin] = { seq: s.seq1, head: s.hash };
  }
  return { prereq, provides };
};

/** What is kept of a log must reach as far as it was applied. @throws Refusal `store.damaged` */
export const assertWhole = (store: Store, segments: readonly StoredSegment[]): void => {
  const applied = appliedHeads(store);
  for (const [origin, { seq }] of Object.entries(chainEnds(segments).provides))
    if (applied.get(origin)?.seq !== seq)
      throw Refusal.of('store.damaged', { what: `记录段不完整 ${origin}` });
};

/**
 * Writes a bundle file for a trusted peer and notes it. Sent is not received: the next bundle starts
 * again from what the peer has receipted.
 *
 * @param options.cargo nothing for a receipt, which carries only the statement of what is held here
 * @returns `changes` of a snapshot are its rows
 * @throws Refusal `office.unknown`, `office.ambiguous`, `device.retired`, `disk.full`,
 *   `store.readonly`, `file.unwritable`, `job.cancelled`
 */
export const writeBundleTo = async (
  desk: Bench,
  peer: OfficeRow,
  options: {
    readonly path: string;
    readonly fileName: string;
    readonly kind: Manifest['kind'];
    readonly bundles: Receipt['bundles'];
    readonly cargo: Cargo;
    /** The tables, of a snapshot. */
    readonly base?: SnapshotCargo;
    readonly envelope?: EnvelopeName | undefined;
  } & Work,
): Promise<ExportedVolume> => {
  const { store, keys } = desk;
  // A receipt carries no changes; the last bundle of a retired device may still be answered.
  if (options.kind !== 'receipt') assertInService(desk, peer.deviceId);
  assertEnvelope(desk, peer, options.envelope);
  sealOwn(store);
  const { segments, media } = options.cargo;
  const { base, envelope } = options;
  const ends = base ? { prereq: {}, provides: base.provides } : chainEnds(segments);
  const last = lastBundleTo(store.reader, peer.deviceId);
  const bodies = segments.map((s) => ({
    entry: {
      path: segmentPath(s.origin, [s.seq0, s.seq1]),
      bytes: s.bytes,
      sha256: s.hash,
      origin: s.origin,
      seq: [s.seq0, s.seq1] as [number, number],
    },
    read: () => segmentBody(store, s.arrival),
  }));
  const pictures = media.map((m) => ({
    entry: { path: mediaPath(m.sha256), bytes: m.bytes, sha256: m.sha256 },
    read: () => store.media.get(m.sha256)?.bytes ?? new Uint8Array(),
  }));
  const devices = authorsOf(desk, Object.keys(ends.provides));
  const trust = translated(store.dir, () =>
    trustFor(desk, [peer.deviceId, ...devices.map(({ deviceId }) => deviceId)]),
  );
  const from = ownParty(desk);
  const ack = statementOf(desk, options.bundles, peer);
  const snapshot = base?.parts.map((p) => p.entry);
  const version = versionOf({ from, ack, trust, snapshot });
  const manifest: Manifest = {
    format: 'qice-bundle',
    v: version,
    minReader: version,
    id: store.clock.uuid(),
    kind: options.kind,
    number: (last?.number ?? 0) + 1,
    prev: last?.manifestSha256 ?? null,
    from,
    to: [{ officeId: peer.officeId, officeName: peer.officeName, deviceId: peer.deviceId }],
    madeAt: store.clock.now().toISOString(),
    schema: schemaVersion(store.handle),
    ...ends,
    devices,
    segments: bodies.map((b) => b.entry),
    media: pictures.map((p) => p.entry),
    counts: base ? { ...base.counts } : countsOf(store, segments),
    ack,
    ...(trust ? { trust } : {}),
    ...(snapshot ? { snapshot } : {}),
  };
  const written = await writeBundle({
    path: options.path,
    manifest,
    segments: bodies,
    ...(base ? { parts: base.parts } : {}),
    media: pictures,
    checkpoints: checkpointsFor(desk, ends.provides),
    keys,
    envelope,
    recipients: recipientsFor(desk, peer, envelope),
    signal: options.signal,
    onProgress: (done, total) => options.progress?.('写数据包', done, total),
  });
  const changes = base ? rowsIn(manifest) : changesIn(segments);
  const row = {
    id: manifest.id,
    direction: 'out',
    kind: options.kind,
    number: manifest.number,
    peerDevice: peer.deviceId,
    peerName: peer.officeName,
    at: manifest.madeAt,
    fileName: options.fileName,
    bytes: written.bytes,
    sha256: written.sha256,
    manifestSha256: sha256(manifestBytes(manifest)),
    changes,
    media: media.length,
    provides: JSON.stringify(
      Object.fromEntries(Object.entries(ends.provides).map(([origin, { seq }]) => [origin, seq])),
    ),
    result: null,
    answeredAt: null,
  };
  translated(store.dir, () => addBundle(store, row));
  store.onChange(new Set(['exchange']));
  return {
    bundle: manifest.id,
    number: manifest.number,
    changes,
    media: media.length,
    bytes: written.bytes,
    fileName: options.fileName,
  };
};
