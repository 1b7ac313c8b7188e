/**
 * Packing a bundle: envelope( tar( manifest, its signature, checkpoints, segments, media ) ), in one pass
 * and with one photo in memory at a time (docs/bundle-format.md, B1–B11).
 *
 * Before a byte is written the manifest and the checkpoints are verified as the receiver will verify
 * them: a bundle that would be refused in the next town must not leave this one.
 */
import { isDeepStrictEqual } from 'node:util';
import { Refusal } from '#shared/errors.ts';
import type { EnvelopeName } from '#shared/exchange.ts';
import { writeAtomically } from './atomic-file.ts';
import {
  checkpointBytes,
  checkpointPath,
  type SignedCheckpoint,
  verifyCheckpoint,
} from './checkpoint.ts';
import { envelopes } from './envelope.ts';
import {
  type Manifest,
  type MediaEntry,
  manifestBytes,
  type PartEntry,
  type SegmentEntry,
} from './manifest.ts';
import { type DeviceKeys, sha256, signDetached } from './seal.ts';
import { signSm2, sm2Public, sm2SecretsOf } from './sm2.ts';
import { TAR_END, tarHeader, tarPadding, tarSize } from './tar.ts';

export const MANIFEST_PATH = 'manifest.json';
/** Behind the path of what is signed. */
export const SIGNATURE_SUFFIX = '.minisig';
/** The sender's SM2 signature, where it has such keys (N10). */
export const SM2_PATH = `${MANIFEST_PATH}.sm2`;

/** Bytes of one piece on their way to the cipher. */
const PIECE = 262_144;

/** What a bundle carries: how the manifest lists it, and how to get its bytes when they are due. */
export type Cargo<Entry> = { readonly entry: Entry; read(): Uint8Array | Promise<Uint8Array> };

export type BundleToWrite = {
  readonly path: string;
  readonly manifest: Manifest;
  /** As listed in the manifest, in the same order. */
  readonly segments: readonly Cargo<SegmentEntry>[];
  /** Of a snapshot; the bytes are asked for once, when they are due. */
  readonly parts?: readonly Cargo<PartEntry>[];
  readonly media: readonly Cargo<MediaEntry>[];
  /** One for each origin in `manifest.provides`, in any order. */
  readonly checkpoints: readonly SignedCheckpoint[];
  readonly keys: DeviceKeys;
  /** By default age. */
  readonly envelope?: EnvelopeName | undefined;
  /** Of the envelope's kind: the receiving devices, the sender itself, the recovery keys. */
  readonly recipients: readonly string[];
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((doneBytes: number, totalBytes: number) => void) | undefined;
};

export const manifestComment = ({ id, number }: Manifest): string => `qice-bundle ${id} ${number}`;

type File = { readonly name: string; readonly bytes: Uint8Array };
const file = (name: string, content: Uint8Array | string): File => ({
  name,
  bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
});

/** The checkpoints as files, by origin; verified against the manifest (C2–C4). */
const checkpointFiles = ({ manifest, checkpoints }: BundleToWrite): File[] => {
  const byOrigin = new Map(checkpoints.map((checkpoint) => [checkpoint.origin, checkpoint]));
  const origins = Object.keys(manifest.provides).sort();
  if (byOrigin.size !== origins.length) throw new Error('one checkpoint per origin provided');
  return origins.flatMap((origin) => {
    const checkpoint = byOrigin.get(origin);
    const end = manifest.provides[origin];
    if (!checkpoint || checkpoint.seq !== end?.seq || checkpoint.head !== end.head) {
      throw new Error(`the checkpoint of ${origin} is not where the bundle ends`);
    }
    const author = manifest.devices.find((device) => device.origins.includes(origin));
    const verdict = verifyCheckpoint(checkpoint, author?.signPublic ?? '');
    if (!verdict.ok) throw new Error(`checkpoint of ${origin}: ${verdict.why}`);
    const path = checkpointPath(origin);
    return [
      file(path, checkpointBytes(checkpoint)),
      file(path + SIGNATURE_SUFFIX, checkpoint.minisig),
    ];
  });
};

type Entry = SegmentEntry | PartEntry | MediaEntry;
const cargoOf = ({ segments, parts = [], media }: BundleToWrite): readonly Cargo<Entry>[] => [
  ...segments,
  ...parts,
  ...media,
];
const listedIn = ({ segments, snapshot = [], media }: Manifest): readonly Entry[] => [
  ...segments,
  ...snapshot,
  ...media,
];

/** The SM2 signature over the manifest, of a sender who has SM2 keys (N10). */
const nationalFiles = ({ manifest, keys, envelope }: BundleToWrite, bytes: Uint8Array): File[] => {
  const { sm2Sign } = manifest.from;
  if (sm2Sign === undefined) {
    if (envelope === 'sm') throw new Error('the national envelope needs an SM2 signature');
    return [];
  }
  const { sign } = sm2SecretsOf(keys);
  if (sm2Public(sign) !== sm2Sign) throw new Error('`from` names another SM2 key');
  return [file(SM2_PATH, signSm2(bytes, sign))];
};

/** Everything small, in its order: manifest, signatures, checkpoints. */
const headFiles = (bundle: BundleToWrite): File[] => {
  const { manifest, keys } = bundle;
  if (manifest.from.signPublic !== keys.signPublic) throw new Error('`from` is not the signer');
  const listed = listedIn(manifest);
  if (
    !isDeepStrictEqual(
      cargoOf(bundle).map(({ entry }) => entry),
      listed,
    )
  ) {
    throw new Error('the cargo must be that of the manifest, in its order');
  }
  const bytes = manifestBytes(manifest);
  const signature = signDetached(bytes, manifestComment(manifest), keys);
  return [
    file(MANIFEST_PATH, bytes),
    file(MANIFEST_PATH + SIGNATURE_SUFFIX, signature),
    ...nationalFiles(bundle, bytes),
    ...checkpointFiles(bundle),
  ];
};

/** Gets the bytes of a listed entry. Bytes that rotted on our own disk must not travel. */
const load = async ({ entry, read }: Cargo<Entry>): Promise<File> => {
  const bytes = await read();
  if (bytes.length !== entry.bytes || sha256(bytes) !== entry.sha256) {
    throw Refusal.of('store.damaged', { what: entry.path });
  }
  return { name: entry.path, bytes };
};

async function* tarOf(bundle: BundleToWrite, head: readonly File[]): AsyncGenerator<Uint8Array> {
  async function* pack({ name, bytes }: File): AsyncGenerator<Uint8Array> {
    yield tarHeader({ name, size: bytes.length });
    for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
    yield tarPadding(bytes.length);
  }
  for (const small of head) yield* pack(small);
  for (const cargo of cargoOf(bundle)) yield* pack(await load(cargo));
  yield TAR_END;
}

/**
 * Writes the bundle file: whole under its final name, or not at all.
 *
 * @returns size in bytes and SHA-256 of the file
 * @throws Refusal `disk.full`, `store.readonly`, `file.unwritable`, `job.cancelled`;
 *   `store.damaged` when a segment or photo is no longer what the manifest says
 * @throws Error when the bundle contradicts itself (our own mistake); nothing is written
 */
export const writeBundle = async (
  bundle: BundleToWrite,
): Promise<{ bytes: number; sha256: string }> => {
  const { path, manifest, recipients, envelope = 'age', signal, onProgress } = bundle;
  const head = headFiles(bundle);
  const sizes = [
    ...head.map(({ bytes }) => bytes.length),
    ...listedIn(manifest).map(({ bytes }) => bytes),
  ];
  const cipher = await envelopes[envelope].encryptFor(recipients, tarOf(bundle, head));
  const total = cipher.size(tarSize(sizes));
  const checkCancelled = () => {
    if (signal?.aborted) throw Refusal.of('job.cancelled');
  };
  checkCancelled();
  return writeAtomically(path, cipher, (done) => {
    checkCancelled();
    onProgress?.(done, total);
  });
};
