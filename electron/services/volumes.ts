import type { Store } from '#db/open.ts';
import { getCheckpoint, originDevices, type StoredSegment } from '#db/queries/segments.ts';
import { Refusal } from '#shared/errors.ts';

/** Cutting what a bundle would carry into several, none larger than a stick or a mail takes. */

export type Cargo = {
  readonly segments: readonly StoredSegment[];
  readonly media: readonly { readonly sha256: string; readonly bytes: number }[];
};

/** Upper bounds in bytes of what an entry costs in the manifest and in the tar besides its content. */
const segmentCost = 1_024;
const mediaCost = 1_024;
/** Checkpoint, its signature, and the origin's places in the manifest, with a certificate. */
const originCost = 8_192;
/** Envelope, signature, sender, receiver, certificates of the offices. */
const bundleCost = 32_768;

/** Padding to a block, and the envelope's bytes for each 64 KiB: 16 of age, 32 of the national one. */
const packed = (bytes: number): number => Math.ceil((bytes + 512) * (1 + 32 / 65_536)) + 32;

/** Whether the end of a segment can be signed for: by us, or as its author did (C2, C3). */
export const isSigned = (
  store: Store,
  deviceId: string,
  devices: ReadonlyMap<string, string>,
  { origin, seq1, hash }: StoredSegment,
): boolean => devices.get(origin) === deviceId || getCheckpoint(store, origin, seq1)?.head === hash;

/** Runs of segments that cannot be parted: each ends where every log in the bundle has a signature. */
const unitsOf = (
  store: Store,
  deviceId: string,
  segments: readonly StoredSegment[],
): StoredSegment[][] => {
  const devices = originDevices(store);
  const units: StoredSegment[][] = [];
  let unit: StoredSegment[] = [];
  const open = new Set<string>();
  for (const segment of segments) {
    unit.push(segment);
    if (isSigned(store, deviceId, devices, segment)) open.delete(segment.origin);
    else open.add(segment.origin);
    if (open.size > 0) continue;
    units.push(unit);
    unit = [];
  }
  return unit.length > 0 ? [...units, unit] : units;
};

/**
 * Cuts cargo into volumes, records first and in their order, then pictures. Each volume is a bundle by
 * itself; one with changes builds on those before it, one with pictures only builds on nothing.
 *
 * @param maxBytes of a bundle's file; undefined for one bundle of any size
 * @param statementBytes size of the statement that travels in each
 * @throws Refusal `export.tooSmall` where something that cannot be parted is larger
 */
export const planVolumes = (
  { store, deviceId }: { readonly store: Store; readonly deviceId: string },
  cargo: Cargo,
  maxBytes: number | undefined,
  statementBytes: number,
): Cargo[] => {
  if (maxBytes === undefined) return [cargo];
  const empty = packed(bundleCost + statementBytes);
  const volumes: { segments: StoredSegment[]; media: Cargo['media'][number][] }[] = [];
  let room = 0;
  const begin = (need: number): void => {
    if (need > maxBytes - empty) throw Refusal.of('export.tooSmall', { least: empty + need });
    volumes.push({ segments: [], media: [] });
    room = maxBytes - empty;
  };
  const put = (need: number): (typeof volumes)[number] => {
    if (volumes.length === 0 || need > room) begin(need);
    room -= need;
    return volumes.at(-1) ?? { segments: [], media: [] };
  };
  for (const unit of unitsOf(store, deviceId, cargo.segments)) {
    const need = unit.reduce((sum, s) => sum + packed(s.bytes) + segmentCost + originCost, 0);
    put(need).segments.push(...unit);
  }
  for (const picture of cargo.media) put(packed(picture.bytes) + mediaCost).media.push(picture);
  if (volumes.length === 0) begin(0);
  return volumes;
};
