/** Bundles for tests: a county sends its officer's log and its own to the city. */
import type { EnvelopeName } from '#shared/exchange.ts';
import { type BundleToWrite, writeBundle } from '#sync/bundle-write.ts';
import { type Checkpoint, signCheckpoint } from '#sync/checkpoint.ts';
import { type Manifest, mediaPath, type SegmentEntry, segmentPath } from '#sync/manifest.ts';
import type { Party, Role } from '#sync/party.ts';
import { createDeviceKeys, type DeviceKeys, deriveId, sha256 } from '#sync/seal.ts';
import { encodeSegment, NO_SEGMENT, type Op, type Segment, segmentHash } from '#sync/segment.ts';
import { sm2PublicsOf } from '#sync/sm2.ts';

export type Device = Party & { readonly keys: DeviceKeys; readonly origin: string };

export const makeDevice = async (role: Role, officeName: string): Promise<Device> => {
  const keys = await createDeviceKeys();
  return {
    officeId: deriveId('test office', officeName),
    officeName,
    role,
    division: '330825',
    deviceId: deriveId('test device', officeName),
    person: '张三',
    signPublic: keys.signPublic,
    ageRecipient: keys.ageRecipient,
    keys,
    origin: deriveId('test origin', officeName),
  };
};

export const partyOf = ({ keys: _keys, origin: _origin, ...party }: Device): Party => party;

/** The changes of one segment: one transaction, one op per value. */
export type Change = Pick<Op, 'table' | 'row' | 'mask' | 'values'>;

/** One origin's log as it is forwarded: sealed segments and the author's checkpoint. */
export type Log = {
  readonly author: Device;
  readonly segments: { readonly bytes: Uint8Array; readonly segment: Segment }[];
  readonly checkpoint: Checkpoint & { readonly minisig: string };
  /** What the receiver must have before; undefined when the log starts at 1. */
  readonly before?: { readonly seq: number; readonly head: string } | undefined;
};

/** Seals groups of changes into a chain of segments, beginning behind `before`. */
export const sealLog = (
  author: Device,
  groups: readonly Change[][],
  before?: Log['before'],
): Log => {
  let seq = before?.seq ?? 0;
  let prev = before?.head ?? NO_SEGMENT;
  const segments = groups.map((changes) => {
    const first = seq + 1;
    const ops = changes.map((change, i): Op => ({ seq: first + i, ...change }));
    seq += ops.length;
    const segment: Segment = {
      header: { v: 1, origin: author.origin, seq: [first, seq], prev, ctx: {}, schema: 1 },
      txs: [{ seq: first, hlc: 1_790_000_000_000 * 1_024 + first, actor: '张三', purpose: '走访' }],
      ops,
    };
    const bytes = encodeSegment(segment);
    prev = segmentHash(bytes);
    return { bytes, segment };
  });
  const checkpoint = { origin: author.origin, seq, head: prev };
  const minisig = signCheckpoint(checkpoint, author.keys);
  return { author, segments, checkpoint: { ...checkpoint, minisig }, before };
};

export type Parcel = {
  /** By default age. */
  readonly envelope?: EnvelopeName;
  readonly from: Device;
  readonly to: Device;
  readonly logs: readonly Log[];
  readonly media?: readonly Uint8Array[];
  /** Replaces members of the finished manifest. */
  readonly change?: Partial<Manifest>;
};

/** Everything `writeBundle` wants except the path. */
export const bundleOf = (parcel: Parcel): Omit<BundleToWrite, 'path'> => {
  const { from, to, logs, media = [], change, envelope } = parcel;
  const v = from.sm2Sign ? 5 : 1;
  const segments = logs.flatMap((log) =>
    log.segments.map(({ bytes, segment: { header } }) => {
      const { origin } = header;
      const seq: [number, number] = [header.seq[0], header.seq[1]];
      const path = segmentPath(origin, seq);
      const entry: SegmentEntry = { path, bytes: bytes.length, sha256: sha256(bytes), origin, seq };
      return { entry, read: () => bytes };
    }),
  );
  const photos = media.map((bytes) => {
    const hash = sha256(bytes);
    return {
      entry: { path: mediaPath(hash), bytes: bytes.length, sha256: hash },
      read: () => bytes,
    };
  });
  const manifest: Manifest = {
    format: 'qice-bundle',
    v,
    minReader: v,
    id: deriveId('test bundle', from.officeName),
    kind: 'delta',
    number: 1,
    prev: null,
    from: partyOf(from),
    to: [{ officeId: to.officeId, officeName: to.officeName, deviceId: to.deviceId }],
    madeAt: '2026-03-01T08:00:00.000Z',
    schema: 1,
    prereq: Object.fromEntries(
      logs.flatMap(({ author, before }) => (before ? [[author.origin, { ...before }]] : [])),
    ),
    provides: Object.fromEntries(
      logs.map(({ checkpoint: { origin, seq, head } }) => [origin, { seq, head }]),
    ),
    devices: logs.map(({ author }) => ({
      deviceId: author.deviceId,
      origins: [author.origin],
      signPublic: author.signPublic,
      officeName: author.officeName,
      person: author.person,
      role: author.role,
    })),
    segments: segments.map(({ entry }) => entry),
    media: photos.map(({ entry }) => entry),
    counts: { visits: logs.length },
    ack: null,
    ...change,
  };
  return {
    manifest,
    segments,
    media: photos,
    checkpoints: logs.map(({ checkpoint }) => checkpoint),
    keys: from.keys,
    envelope,
    recipients:
      envelope === 'sm'
        ? [to, from].map(({ keys }) => sm2PublicsOf(keys).sm2Recipient)
        : [to.ageRecipient, from.ageRecipient],
  };
};

export const visit = (row: string, text: string): Change => ({
  table: 'visits',
  row,
  mask: 0,
  values: [text, 3.5, null],
});

/** The usual parcel: two segments of the officer, one of the county, two photos. */
export const makeParcel = async (): Promise<Parcel & { officer: Device }> => {
  const officer = await makeDevice('officer', '龙游县局走访一组');
  const county = await makeDevice('county', '龙游县局');
  const city = await makeDevice('city', '衢州市局');
  const logs = [
    sealLog(officer, [[visit('v1', '首访'), visit('v2', '复访')], [visit('v3', '回访')]]),
    sealLog(county, [[visit('v4', '审核')]]),
  ];
  const media = [Buffer.from('photo one'), Buffer.alloc(70_000, 7)];
  return { officer, from: county, to: city, logs, media };
};

/** The same in the national envelope, of a sender with SM2 keys. */
export const nationalParcel = async (): Promise<Parcel & { officer: Device }> => {
  const parcel = await makeParcel();
  const from = { ...parcel.from, ...sm2PublicsOf(parcel.from.keys) };
  return { ...parcel, from, envelope: 'sm' };
};

/** Where whoever wants to put something into the receiver's hands encrypts it to. */
export const receiverOf = ({ to, envelope }: Pick<Parcel, 'to' | 'envelope'>): string =>
  envelope === 'sm' ? sm2PublicsOf(to.keys).sm2Recipient : to.ageRecipient;

/** Writes the parcel to a file. */
export const writeParcel = async (path: string, parcel: Parcel) =>
  writeBundle({ path, ...bundleOf(parcel) });

/** How the receiver of a parcel reads it: it trusts the sender and nobody else. */
export const readerOf = (path: string, { from, to }: Pick<Parcel, 'from' | 'to'>) => ({
  path,
  identity: to.keys.ageIdentity,
  ourDeviceId: to.deviceId,
  findSender: (signPublic: string) => (signPublic === from.signPublic ? partyOf(from) : undefined),
});
