/**
 * Reading a bundle in one pass: every byte is listed, in order, of the listed size and hash, and
 * signed by someone this device trusts, before anything learns of it (docs/bundle-format.md, B1–B11).
 *
 * Without callbacks this is the whole verification, for a preview. What it cannot know — whether the
 * receiver already has what the bundle needs — it leaves to the caller, who is told by the manifest.
 */
import { Refusal } from '#shared/errors.ts';
import { type BundleToOpen, type OpenedBundle, openBundle } from './bundle-open.ts';
import { MANIFEST_PATH, manifestComment, SIGNATURE_SUFFIX, SM2_PATH } from './bundle-write.ts';
import { checkpointBytes, checkpointPath, type SignedCheckpoint } from './checkpoint.ts';
import {
  MANIFEST_MAX_BYTES,
  type Manifest,
  type MediaEntry,
  type PartEntry,
  readManifest,
  type SegmentEntry,
} from './manifest.ts';
import { UNTRUSTED_COMMENT } from './minisign.ts';
import { fingerprint, type PublicKeys, sha256, sha256Stream, verifyDetached } from './seal.ts';
import { decodeVerified, NO_SEGMENT, type Segment, segmentHash, verifySegment } from './segment.ts';
import { verifySm2 } from './sm2.ts';
import { decodePart, type SnapshotPart } from './snapshot-part.ts';
import { readTar, type TarReader } from './tar.ts';

const SIGNATURE_MAX_BYTES = 4_096;
const SM2_SIGNATURE_MAX_BYTES = 72;

/** A device whose card was read and whose fingerprint was compared. */
export type TrustedSender = PublicKeys & { readonly officeId: string; readonly deviceId: string };

/** Callbacks are awaited; what one throws ends the reading and reaches the caller unchanged. */
export type BundleToRead = BundleToOpen & {
  findSender(signPublic: string): TrustedSender | undefined;
  readonly ourDeviceId: string;
  /** `manifestHash` of an earlier reading: refuses if the file has been exchanged since (B9). */
  readonly expect?: string | undefined;
  /**
   * Whether a segment of this hash was verified and kept here before: its bytes are then only hashed,
   * and `onSegment` does not learn of it.
   */
  isKnown?(entry: SegmentEntry): boolean;
  onManifest?(manifest: Manifest): unknown;
  onCheckpoint?(checkpoint: SignedCheckpoint): unknown;
  onSegment?(entry: SegmentEntry, bytes: Uint8Array, segment: Segment): unknown;
  onPart?(entry: PartEntry, bytes: Uint8Array, part: SnapshotPart): unknown;
  onMedia?(entry: MediaEntry, bytes: Uint8Array): unknown;
};

export type BundleReading = {
  readonly manifest: Manifest;
  /** SHA-256 of `manifest.json`: the `prev` of the sender's next bundle, and `expect` of a second reading. */
  readonly manifestHash: string;
  readonly sender: TrustedSender;
  readonly envelope: OpenedBundle['envelope'];
  /** Size and SHA-256 of the bundle file; a second reading does not hash it again, and says ''. */
  readonly bytes: number;
  readonly sha256: string;
};

const damaged = (why: string): Refusal => Refusal.of('bundle.damaged', { why });

type Size = { readonly is: number } | { readonly max: number };

/** Finds the file that must come now (B5). `size` is exact, or a limit for what the manifest cannot list. */
const find = async (tar: TarReader, name: string, size: Size): Promise<void> => {
  const entry = await tar.next();
  if (entry?.name !== name) throw damaged(entry ? '内层文件次序与清单不符' : '缺少清单所列内容');
  const fits = 'is' in size ? entry.size === size.is : entry.size <= size.max;
  if (!fits) throw damaged('内层文件大小与清单不符');
};

const take = async (tar: TarReader, name: string, size: Size): Promise<Uint8Array> => {
  await find(tar, name, size);
  return tar.body();
};

/** A signature as text, in the one spelling Qice writes (B7). */
const takeSignature = async (tar: TarReader, signedPath: string): Promise<string> => {
  const bytes = await take(tar, signedPath + SIGNATURE_SUFFIX, { max: SIGNATURE_MAX_BYTES });
  const text = Buffer.from(bytes).toString('utf8');
  if (!text.startsWith(`${UNTRUSTED_COMMENT}\n`)) throw damaged('签名格式不对');
  return text;
};

/**
 * SM2 keys that are not those of the card are another's. A sender may have got them since its card was
 * read, and the other signature vouches for them, but the national envelope rests on them (N11).
 */
const sameSm2 = (known: PublicKeys, from: PublicKeys, envelope: OpenedBundle['envelope']) => {
  if (!from.sm2Sign || (!known.sm2Sign && envelope === 'age')) return true;
  return known.sm2Sign === from.sm2Sign && known.sm2Recipient === from.sm2Recipient;
};

/** The sender, if the key that signed is trusted and belongs to who the manifest says it is from. */
const trustedSender = (
  { from }: Manifest,
  find: BundleToRead['findSender'],
  envelope: OpenedBundle['envelope'],
): TrustedSender => {
  const known = find(from.signPublic);
  const same =
    known?.signPublic === from.signPublic &&
    known.ageRecipient === from.ageRecipient &&
    known.officeId === from.officeId &&
    known.deviceId === from.deviceId &&
    sameSm2(known, from, envelope);
  if (known && same) return known;
  throw Refusal.of('bundle.untrusted', { name: from.officeName, fingerprint: fingerprint(from) });
};

/** The sender's SM2 signature, where it has such keys: always in the national envelope (N10). */
const takeNational = async (
  tar: TarReader,
  bytes: Uint8Array,
  { from }: Manifest,
  envelope: OpenedBundle['envelope'],
) => {
  if (from.sm2Sign === undefined) {
    if (envelope === 'sm') throw damaged('国密信封内没有国密签名');
    return;
  }
  const signature = await take(tar, SM2_PATH, { max: SM2_SIGNATURE_MAX_BYTES });
  if (!verifySm2(bytes, signature, from.sm2Sign)) throw damaged('国密签名与内容不符');
};

const takeManifest = async (
  tar: TarReader,
  options: BundleToRead,
  envelope: OpenedBundle['envelope'],
) => {
  const first = await tar.next();
  if (first?.name !== MANIFEST_PATH) throw Refusal.of('bundle.foreign');
  if (first.size > MANIFEST_MAX_BYTES) throw damaged('清单过大');
  const bytes = await tar.body();
  const signature = await takeSignature(tar, MANIFEST_PATH);
  const manifest = readManifest(bytes);
  const verdict = verifyDetached(bytes, signature, manifest.from.signPublic);
  if (!verdict.ok) throw damaged(verdict.why);
  if (verdict.trustedComment !== manifestComment(manifest)) throw damaged('签名与清单不符');
  await takeNational(tar, bytes, manifest, envelope);
  const sender = trustedSender(manifest, options.findSender, envelope);
  if (!manifest.to.some(({ deviceId }) => deviceId === options.ourDeviceId)) {
    throw Refusal.of('bundle.notForUs');
  }
  const manifestHash = sha256(bytes);
  if (options.expect !== undefined && options.expect !== manifestHash) {
    throw damaged('文件在预览之后被换过');
  }
  return { manifest, manifestHash, sender };
};

const takeCheckpoints = async (tar: TarReader, manifest: Manifest, options: BundleToRead) => {
  const author = new Map(
    manifest.devices.flatMap(({ origins, signPublic }) =>
      origins.map((origin) => [origin, signPublic] as const),
    ),
  );
  for (const [origin, end] of Object.entries(manifest.provides).sort(([a], [b]) =>
    a < b ? -1 : 1,
  )) {
    const path = checkpointPath(origin);
    const expected = checkpointBytes({ origin, ...end });
    const bytes = await take(tar, path, { is: expected.length });
    if (!Buffer.from(bytes).equals(expected)) throw damaged('作者签名点与清单不符');
    const minisig = await takeSignature(tar, path);
    const verdict = verifyDetached(bytes, minisig, author.get(origin) ?? '');
    if (!verdict.ok) throw damaged(`作者${verdict.why}`);
    await options.onCheckpoint?.({ origin, ...end, minisig });
  }
};

const takeListed = async (
  tar: TarReader,
  entry: SegmentEntry | PartEntry | MediaEntry,
): Promise<Uint8Array> => {
  const bytes = await take(tar, entry.path, { is: entry.bytes });
  if (sha256(bytes) !== entry.sha256) throw damaged('内层文件与清单所列摘要不符');
  return bytes;
};

/** Verifies a listed file that nobody asks for, without holding it. */
const passListed = async (tar: TarReader, entry: MediaEntry): Promise<void> => {
  await find(tar, entry.path, { is: entry.bytes });
  const hash = sha256Stream();
  for await (const part of tar.parts()) hash.update(part);
  if (hash.hex() !== entry.sha256) throw damaged('内层文件与清单所列摘要不符');
};

/** Segments in order, each hooked to the one before it of its origin (C4). */
const takeSegments = async (tar: TarReader, manifest: Manifest, options: BundleToRead) => {
  const heads = new Map(
    Object.entries(manifest.prereq).map(([origin, { head }]) => [origin, head]),
  );
  for (const entry of manifest.segments) {
    const bytes = await takeListed(tar, entry);
    if (options.isKnown?.(entry)) {
      heads.set(entry.origin, entry.sha256);
      continue;
    }
    // The manifest of an earlier reading pins every byte that was checked then (B9).
    const segment = options.expect === undefined ? verifySegment(bytes) : decodeVerified(bytes);
    const { origin, seq, prev } = segment.header;
    if (origin !== entry.origin || seq[0] !== entry.seq[0] || seq[1] !== entry.seq[1]) {
      throw damaged('记录段与清单不符');
    }
    if (prev !== (heads.get(origin) ?? NO_SEGMENT)) throw damaged('记录段前后不相接');
    heads.set(origin, segmentHash(bytes));
    await options.onSegment?.(entry, bytes, segment);
  }
};

/**
 * Reads a bundle front to back.
 *
 * A first reading without callbacks verifies everything; give its `manifestHash` as `expect` to the
 * second, which applies: every hash the first has verified is then the one the second insists on.
 *
 * @throws Refusal `file.missing`, `bundle.foreign`, `bundle.notForUs`, `bundle.damaged`,
 *   `bundle.untrusted`, `bundle.newer`, `job.cancelled`; what a callback throws, unchanged
 */
export const readBundle = async (options: BundleToRead): Promise<BundleReading> => {
  const opened = await openBundle({ ...options, hashed: options.expect === undefined });
  try {
    const tar = readTar(opened.plain);
    const { manifest, manifestHash, sender } = await takeManifest(tar, options, opened.envelope);
    await options.onManifest?.(manifest);
    await takeCheckpoints(tar, manifest, options);
    await takeSegments(tar, manifest, options);
    for (const entry of manifest.snapshot ?? []) {
      const bytes = await takeListed(tar, entry);
      const part = decodePart(bytes);
      if (part.table !== entry.table || part.rows.length !== entry.rows) {
        throw damaged('快照与清单不符');
      }
      await options.onPart?.(entry, bytes, part);
    }
    for (const entry of manifest.media) {
      if (options.onMedia) await options.onMedia(entry, await takeListed(tar, entry));
      else await passListed(tar, entry);
    }
    // Only the true end of the file proves that none of it was cut off (B3).
    if (await tar.next()) throw damaged('有清单之外的内容');
    return {
      manifest,
      manifestHash,
      sender,
      envelope: opened.envelope,
      bytes: opened.size,
      sha256: opened.fileHash(),
    };
  } finally {
    await opened.close();
  }
};
