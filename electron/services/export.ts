import {
  ackedBy,
  lastBundleTo,
  listTrusted,
  mediaUnacked,
  type OfficeRow,
  templatesUnacked,
} from '#db/queries/peers.ts';
import { listSegments } from '#db/queries/segments.ts';
import { Refusal } from '#shared/errors.ts';
import type {
  EnvelopeName,
  ExportedVolume,
  ExportPreview,
  ExportResult,
} from '#shared/exchange.ts';
import { fileNameOf } from '#shared/file-name.ts';
import { seqOf } from '#sync/vector.ts';
import { assertWhole, changesIn, countsOf, statementOf, writeBundleTo } from './bundle-out.ts';
import { officeView } from './cards.ts';
import { countByLabel } from './change-counts.ts';
import type { Desk, Work } from './desk.ts';
import { groundedFor } from './ground.ts';
import { assertEnvelope, takesNational } from './national.ts';
import { sealOwn } from './seal-own.ts';
import { isAbove } from './states.ts';
import { assertInService } from './trust.ts';
import { type Cargo, planVolumes } from './volumes.ts';

/** A desk without shelf and jobs: what works in a thread as well as at the window. */
export type Bench = Pick<Desk, 'store' | 'self' | 'keys' | 'storeKey' | 'backupDir'>;

/**
 * Finds a trusted office by device id, office id, name, or fingerprint; a name that an officer's
 * laptop shares with its office means the office.
 *
 * @throws Refusal `office.unknown`, `office.ambiguous`
 */
export const findPeer = (
  { store, self }: Pick<Desk, 'store' | 'self'>,
  name: string,
): OfficeRow => {
  const matches = listTrusted(store.reader).filter((o) =>
    [
      o.deviceId,
      o.officeId,
      o.officeName,
      officeView(o).fingerprint,
      `${o.officeName} ${o.person}`,
    ].includes(name),
  );
  const above = matches.filter((o) => isAbove(o.role, self.role));
  const [one, ...more] = above.length > 0 ? above : matches;
  if (!one) throw Refusal.of('office.unknown', { name });
  if (more.length > 0)
    throw Refusal.of('office.ambiguous', {
      name,
      matches: [one, ...more].map((o) => `${o.officeName} ${o.person}（${o.deviceId}）`),
    });
  return one;
};

/**
 * What the peer, by its own signed word, does not have: its own changes too, where it lost them by
 * going back to a backup. Pictures travel upwards only, templates of papers downwards too.
 */
const cargoFor = (
  { store, self }: Pick<Desk, 'store' | 'self'>,
  peer: OfficeRow,
): Cargo & { readonly withheld: number } => {
  const acked = ackedBy(store.reader, peer.deviceId);
  const all = listSegments(store).filter((s) => s.seq1 > seqOf(acked, s.origin));
  assertWhole(store, all);
  const segments = groundedFor({ store, deviceId: self.deviceId }, all, acked);
  const wanted = isAbove(peer.role, self.role)
    ? mediaUnacked(store, peer.deviceId)
    : templatesUnacked(store, peer.deviceId);
  const media = wanted
    .map(({ sha256: hash }) => ({ sha256: hash, bytes: store.media.size(hash) ?? -1 }))
    .filter(({ bytes }) => bytes >= 0);
  return { segments, media, withheld: changesIn(all) - changesIn(segments) };
};

/** What a bundle to a peer would carry. Seals own changes first. @throws Refusal as `findPeer` */
export const previewExport = (desk: Pick<Desk, 'store' | 'self'>, to: string): ExportPreview => {
  const peer = findPeer(desk, to);
  sealOwn(desk.store);
  const { segments, media, withheld } = cargoFor(desk, peer);
  return {
    to: officeView(peer),
    number: (lastBundleTo(desk.store.reader, peer.deviceId)?.number ?? 0) + 1,
    national: takesNational(desk, peer),
    changes: changesIn(segments),
    media: media.length,
    mediaBytes: media.reduce((sum, m) => sum + m.bytes, 0),
    counts: countByLabel(countsOf(desk.store, segments)),
    withheld,
  };
};

/** `企策-龙游县局-张三-第3号.qice`; a hint for people, nothing believes it. */
export const bundleFileName = (
  desk: Pick<Desk, 'store' | 'self'>,
  to: string,
  volume = 0,
): string => {
  const peer = findPeer(desk, to);
  const number = (lastBundleTo(desk.store.reader, peer.deviceId)?.number ?? 0) + 1 + volume;
  const { officeName, person } = desk.self;
  return fileNameOf(['企策', officeName, person, `第${number}号`], '.qice');
};

/** What would leave for a peer, in as many bundles as the limit asks for. Seals own changes first. */
const volumesFor = (
  desk: Pick<Desk, 'store' | 'self'>,
  peer: OfficeRow,
  maxBytes: number | undefined,
): Cargo[] => {
  const { store, self } = desk;
  sealOwn(store);
  const cargo = cargoFor(desk, peer);
  const statement =
    maxBytes === undefined ? 0 : Buffer.byteLength(JSON.stringify(statementOf(desk, [], peer)));
  return planVolumes({ store, deviceId: self.deviceId }, cargo, maxBytes, statement);
};

/** @throws Refusal as `findPeer`; `export.tooSmall` */
export const countVolumes = (
  desk: Pick<Desk, 'store' | 'self'>,
  to: string,
  maxBytes: number | undefined,
): number => volumesFor(desk, findPeer(desk, to), maxBytes).length;

/** `包.qice`, `包-2.qice`, `包-3.qice` … */
const volumePath = (path: string, volume: number): string =>
  volume === 0 ? path : path.replace(/(\.[^./\\]*)?$/, `-${volume + 1}$1`);

/**
 * Makes a bundle of everything the named office does not have yet, or several where one would be
 * larger than `maxBytes`: records first, then pictures. One that fails leaves those before it whole.
 *
 * @param input.more where the second and later ones go; what does not fit in these is left for the
 *   next time. Without it they are put beside the first.
 * @throws Refusal as `writeBundleTo`; `export.tooSmall`
 */
export const exportBundle = async (
  desk: Bench,
  input: {
    readonly to: string;
    readonly path: string;
    readonly maxBytes?: number | undefined;
    readonly more?: readonly string[];
    readonly envelope?: EnvelopeName | undefined;
  },
  work: Work = {},
): Promise<ExportResult> => {
  const peer = findPeer(desk, input.to);
  assertInService(desk, peer.deviceId);
  const { maxBytes, more, envelope } = input;
  assertEnvelope(desk, peer, envelope);
  const volumes: ExportedVolume[] = [];
  for (const [i, cargo] of volumesFor(desk, peer, maxBytes).entries()) {
    const path = more && i > 0 ? more[i - 1] : volumePath(input.path, i);
    if (path === undefined) break;
    const fileName = path.replace(/^.*[\\/]/, '');
    const made = await writeBundleTo(desk, peer, {
      path,
      fileName,
      kind: 'delta',
      bundles: [],
      cargo,
      envelope,
      ...work,
    });
    if (made.bytes > (maxBytes ?? made.bytes)) throw new Error(`${made.bytes} bytes are too many`);
    volumes.push(made);
  }
  const [first] = volumes;
  if (!first) throw new Error('an export makes at least one bundle');
  const sum = (of: 'changes' | 'media' | 'bytes') => volumes.reduce((all, v) => all + v[of], 0);
  return {
    ...first,
    changes: sum('changes'),
    media: sum('media'),
    bytes: sum('bytes'),
    volumes,
  };
};
