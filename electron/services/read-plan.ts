import type { Store } from '#db/open.ts';
import { getOffice, listOffices, type OfficeRow } from '#db/queries/peers.ts';
import { appliedHeads, type Head, originDevices, segmentAt } from '#db/queries/segments.ts';
import { Refusal } from '#shared/errors.ts';
import { type BundleReading, readBundle, type TrustedSender } from '#sync/bundle-read.ts';
import type { Manifest, SegmentEntry } from '#sync/manifest.ts';
import type { Segment } from '#sync/segment.ts';
import { type Gap, missing } from '#sync/vector.ts';
import type { Work } from './desk.ts';
import type { Bench } from './export.ts';
import { assertTakeable, rowsIn } from './snapshot.ts';
import { assertCertificates, type Limits, limitsFor } from './trust.ts';

/**
 * The first reading of a bundle: everything verified, nothing written. Says what is new, what is
 * known already and what is missing; refuses what contradicts what this store has.
 */

export type ReadPlan = {
  readonly reading: BundleReading;
  /** Changes (of a snapshot: rows) this store does not have yet, and those it has. */
  readonly fresh: number;
  readonly known: number;
  /** Pictures that are not in this store. */
  readonly freshMedia: number;
  /** Changes of retired devices beyond their limit: kept for a person, not applied. */
  readonly kept: number;
  readonly limits: Limits;
  readonly gaps: readonly Gap[];
};

const trusted =
  (store: Store) =>
  (signPublic: string): TrustedSender | undefined => {
    const row = listOffices(store.reader).find(
      (o) => o.signPublic === signPublic && o.vouchedBy === null,
    );
    return row?.ageRecipient ? { ...row, ageRecipient: row.ageRecipient } : undefined;
  };

/** What every reading of a bundle by this device is told. */
export const readingOptions = (desk: Bench, path: string, work: Work, label: string) => ({
  path,
  identity: desk.keys.ageIdentity,
  ourDeviceId: desk.self.deviceId,
  findSender: trusted(desk.store),
  ...(work.signal ? { signal: work.signal } : {}),
  onProgress: (done: number, total: number) => work.progress?.(label, done, total),
});

const forked = (store: Store, deviceId: string | undefined, manifest: Manifest): Refusal => {
  const row: OfficeRow | undefined = deviceId ? getOffice(store.reader, deviceId) : undefined;
  const said = manifest.devices.find((d) => d.deviceId === deviceId);
  const name = [row?.officeName ?? said?.officeName, row?.person ?? said?.person];
  return Refusal.of('bundle.forked', { device: name.filter(Boolean).join(' ') || '未知设备' });
};

/** An author must be the one this store already knows under that origin and key. */
const assertAuthors = (store: Store, manifest: Manifest): void => {
  const devices = originDevices(store);
  for (const { deviceId, origins, signPublic } of manifest.devices) {
    const known = getOffice(store.reader, deviceId);
    const stranger = origins.some((o) => (devices.get(o) ?? deviceId) !== deviceId);
    if (stranger || (known && known.signPublic !== signPublic))
      throw forked(store, deviceId, manifest);
  }
};

/** A segment that is news; throws where it is another version of something already here. */
const assertFresh = (
  store: Store,
  entry: SegmentEntry,
  segment: Segment,
  head: Head | undefined,
  manifest: Manifest,
): void => {
  const { origin, seq } = entry;
  const have = head?.seq ?? 0;
  const author = manifest.devices.find((d) => d.origins.includes(origin))?.deviceId;
  // One that is here was not handed over at all, so this is another version of it.
  if (seq[1] <= have) throw forked(store, author, manifest);
  const joins = seq[0] > have + 1 || segment.header.prev === (head?.head ?? segment.header.prev);
  if (seq[0] <= have || !joins) throw forked(store, author, manifest);
};

/** One gap an origin, the widest that is asked for. */
const merged = (gaps: readonly Gap[]): Gap[] =>
  [...Map.groupBy(gaps, (g) => g.origin).values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    return [
      {
        origin: first.origin,
        from: Math.min(...same.map((g) => g.from)),
        to: Math.max(...same.map((g) => g.to)),
      },
    ];
  });

/** What a retired device wrote beyond its limit is nobody's ground: others' changes do not wait for it. */
const withinLimits = (gaps: readonly Gap[], limits: Limits | undefined): Gap[] =>
  gaps.flatMap((gap) => {
    const limit = limits?.of(gap.origin) ?? Number.POSITIVE_INFINITY;
    return gap.from > limit ? [] : [{ ...gap, to: Math.min(gap.to, limit) }];
  });

const sizeOf = ({ seq: [first, last] }: SegmentEntry): number => last - first + 1;

/** Whether this very segment was applied here, and verified then. */
export const isHere = (store: Store, { origin, seq, sha256: hash }: SegmentEntry): boolean => {
  const stored = segmentAt(store, origin, seq[0]);
  return stored?.hash === hash && stored.seq1 === seq[1];
};

/**
 * Reads and verifies a whole bundle without writing.
 *
 * @throws Refusal as `readBundle`, and `bundle.forked`, `bundle.retired`, `bundle.certificate`,
 *   `snapshot.sender`, `snapshot.notEmpty`
 */
export const planReading = async (desk: Bench, path: string, work: Work): Promise<ReadPlan> => {
  const { store } = desk;
  const heads = new Map(appliedHeads(store));
  /** Like `heads`, and on through what is only kept: the chain must hold there too. */
  const chain = new Map(heads);
  const gaps: Gap[] = [];
  let manifest: Manifest | undefined;
  let limits: Limits | undefined;
  let kept = 0;
  let fresh = 0;
  let known = 0;
  const reading = await readBundle({
    ...readingOptions(desk, path, work, '核对数据包'),
    onManifest: (m) => {
      manifest = m;
      limits = limitsFor(desk, m);
      assertAuthors(store, m);
      if (m.snapshot) {
        if (assertTakeable(desk, m)) fresh = rowsIn(m);
        else known = rowsIn(m);
      }
      assertCertificates(desk, m);
    },
    isKnown: (entry) => {
      const here = isHere(store, entry);
      if (here) known += sizeOf(entry);
      return here;
    },
    onSegment: (entry, _, segment) => {
      if (!manifest) throw new Error('a segment before its manifest');
      const size = sizeOf(entry);
      assertFresh(store, entry, segment, chain.get(entry.origin), manifest);
      chain.set(entry.origin, { seq: entry.seq[1], head: entry.sha256 });
      if (limits?.held.has(entry.origin)) {
        kept += size;
        return;
      }
      fresh += size;
      const have = Object.fromEntries([...heads].map(([o, { seq }]) => [o, seq]));
      const before = { ...segment.header.ctx, [entry.origin]: entry.seq[0] - 1 };
      gaps.push(...missing(have, before));
      heads.set(entry.origin, { seq: entry.seq[1], head: entry.sha256 });
    },
  });
  if (!limits) throw new Error('a reading without a manifest');
  const freshMedia = reading.manifest.media.filter((m) => !store.media.has(m.sha256)).length;
  return {
    reading,
    fresh,
    known,
    freshMedia,
    kept,
    limits,
    gaps: merged(withinLimits(gaps, limits)),
  };
};
