import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import { Refusal, type RefusalCode } from '#shared/errors.ts';
import { readBundle } from '#sync/bundle-read.ts';
import { writeBundle } from '#sync/bundle-write.ts';
import { signCertificate } from '#sync/certificate.ts';
import { type Manifest, manifestBytes } from '#sync/manifest.ts';
import { sha256, signDetached } from '#sync/seal.ts';
import { signSm2, sm2SecretsOf } from '#sync/sm2.ts';
import { encodePart, partPath } from '#sync/snapshot-part.ts';
import { type Random, randomFrom } from '#tests/support/roster-fixtures.ts';
import {
  bundleOf,
  makeParcel,
  nationalParcel,
  type Parcel,
  partyOf,
  readerOf,
  receiverOf,
} from '#tests/support/sample-bundle.ts';
import { filesOf, type PlainFile, plainOf, tarOf, writePlain } from '#tests/support/tampering.ts';

/**
 * Bundles of every version, damaged and forged in every way we can think of, one after the other
 * through the reader. None may be believed, and nothing may be handed over that was not in the
 * honest file.
 */

/** An honest bundle and what is inside it. */
type Honest = {
  readonly name: string;
  readonly parcel: Parcel;
  readonly file: Buffer;
  readonly plain: Buffer;
  readonly files: readonly PlainFile[];
  readonly manifest: Manifest;
  /** SHA-256 of everything a reader may hand over. */
  readonly content: ReadonlySet<string>;
};

const honest = async (
  dir: string,
  name: string,
  parcel: Parcel,
  bundle: ReturnType<typeof bundleOf> & Partial<Parameters<typeof writeBundle>[0]>,
): Promise<Honest> => {
  const path = join(dir, `${name}.qice`);
  await writeBundle({ path, ...bundle });
  const plain = await plainOf(path, parcel.to.keys.ageIdentity);
  const files = filesOf(plain);
  return {
    name,
    parcel,
    file: readFileSync(path),
    plain,
    files,
    manifest: bundle.manifest,
    content: new Set(files.map(({ bytes }) => sha256(bytes))),
  };
};

/** Version 1, version 2 with a certificate, version 3 with a snapshot, 4 with pictures held further up, 5 in the national envelope. */
const makeHonest = async (dir: string): Promise<Honest[]> => {
  const parcel = { ...(await makeParcel()), media: [Buffer.from('photo')] };
  const { from, officer } = parcel;
  const certificate = signCertificate(
    {
      format: 'qice-certificate',
      v: 1,
      serial: 1,
      issuer: {
        deviceId: from.deviceId,
        officeName: from.officeName,
        role: from.role,
        signPublic: from.signPublic,
      },
      device: partyOf(officer),
      from: '2026-03-01T08:00:00.000Z',
    },
    from.keys,
  );
  const trust = { recovery: null, records: [certificate] };
  const withTrust = { ...parcel, change: { v: 2, minReader: 2, trust } as const };
  const said = { at: '2026-03-02T08:00:00.000Z', have: {} };
  const mediaHeld = ['c'.repeat(64)];
  const upper = [{ officeName: '省局', role: 'city' as const, ...said, mediaHeld }];
  const ack = {
    officeName: from.officeName,
    role: from.role,
    ...said,
    bundles: [],
    mediaHeld: [],
    mediaMissing: [],
    upper,
  };
  const withUpper = {
    ...parcel,
    change: { v: 4, minReader: 4, ack } as const,
  };
  const bodies = ['甲厂', '乙厂'].map((firm) =>
    encodePart({ table: 'enterprise', columns: ['id', 'name'], rows: [[firm, firm]] }),
  );
  const parts = bodies.map((bytes, i) => ({
    entry: {
      path: partPath('enterprise', i + 1),
      bytes: bytes.length,
      sha256: sha256(bytes),
      table: 'enterprise',
      rows: 1,
    },
    read: () => bytes,
  }));
  const national = { ...(await nationalParcel()), media: [Buffer.from('photo')] };
  const plain = bundleOf(parcel);
  const snapshot = {
    ...plain,
    segments: [],
    parts,
    manifest: {
      ...plain.manifest,
      v: 3 as const,
      minReader: 3 as const,
      kind: 'snapshot' as const,
      prereq: {},
      segments: [],
      snapshot: parts.map(({ entry }) => entry),
    },
  };
  return [
    await honest(dir, 'v1', parcel, plain),
    await honest(dir, 'v2', withTrust, bundleOf(withTrust)),
    await honest(dir, 'v3', parcel, snapshot),
    await honest(dir, 'v4', withUpper, bundleOf(withUpper)),
    await honest(dir, 'v5', national, bundleOf(national)),
  ];
};

const below = (random: Random, limit: number): number => Math.floor(random() * limit);
const some = <T>(random: Random, items: readonly T[]): T => {
  const item = items[below(random, items.length)];
  if (item === undefined) throw new Error('nothing to choose from');
  return item;
};

/** Changes bytes somehow, and never into what they were. */
const garble = (random: Random, bytes: Buffer, other: Buffer): Buffer => {
  const at = below(random, bytes.length);
  const flip = (place: number, mask: number): Buffer => {
    const copy = Buffer.from(bytes);
    copy[place] = (copy[place] ?? 0) ^ mask;
    return copy;
  };
  const ways: (() => Buffer)[] = [
    () => flip(at, 1 << below(random, 8)),
    () => flip(at, 1 + below(random, 255)),
    () => bytes.subarray(0, at),
    () => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + below(random, 40))]),
    () =>
      Buffer.concat([
        bytes.subarray(0, at),
        Buffer.alloc(1 + below(random, 600), at),
        bytes.subarray(at),
      ]),
    () => Buffer.concat([bytes, Buffer.alloc(1 + below(random, 2_000))]),
    () => Buffer.concat([bytes.subarray(0, at), other.subarray(below(random, other.length))]),
    () => Buffer.concat([bytes.subarray(0, at), Buffer.alloc(bytes.length - at)]),
  ];
  const changed = some(random, ways)();
  return changed.equals(bytes) ? flip(at, 1) : changed;
};

/** The files of the tar in another order, other names, other content, some missing, some twice. */
const reshuffle = (
  random: Random,
  { files }: Honest,
  others: readonly PlainFile[],
): PlainFile[] => {
  const i = below(random, files.length);
  const j = (i + 1 + below(random, files.length - 1)) % files.length;
  const [one, two, stranger] = [files[i], files[j], some(random, others)];
  if (!one || !two) throw new Error('a bundle has several files');
  const put = (file: PlainFile): PlainFile[] => files.map((f, n) => (n === i ? file : f));
  const ways: (() => PlainFile[])[] = [
    () => files.map((f, n) => (n === i ? two : n === j ? one : f)),
    () => files.filter((_, n) => n !== i),
    () => [...files.slice(0, i), one, ...files.slice(i)],
    () =>
      put({
        name: some(random, ['x', 'a'.repeat(100), 'seg/x', `${one.name}x`, two.name]),
        bytes: one.bytes,
      }),
    () =>
      put({
        name: one.name,
        bytes: garble(random, Buffer.from(one.bytes), Buffer.from(two.bytes)),
      }),
    () => put({ name: one.name, bytes: two.bytes }),
    () => [...files, { name: 'media/extra', bytes: Buffer.from('unlisted') }],
    () =>
      sha256(stranger.bytes) === sha256(one.bytes)
        ? files.slice(1)
        : put({ name: one.name, bytes: stranger.bytes }),
  ];
  return some(random, ways)();
};

/** Small files that open to a great deal, or nest without end. */
const bombs = [
  zstdCompressSync(Buffer.alloc(64 * 1_048_576)),
  zstdCompressSync(Buffer.from('['.repeat(4_000_000))),
  zstdCompressSync(Buffer.from('\n'.repeat(4_000_000))),
  zstdCompressSync(Buffer.from(`["enterprise","id"]\n${'["x"]\n'.repeat(200_000)}`)),
  Buffer.concat([zstdCompressSync(Buffer.from('x')), zstdCompressSync(Buffer.from('y'))]),
];

/**
 * A sender who is trusted and lies: the log of another altered, listed and signed anew. The author's
 * own signature and the chain must tell (C3, C4); of a snapshot, what no reader may open (P1–P3).
 */
const relist = (random: Random, { files, manifest, parcel }: Honest): PlainFile[] => {
  const listed: readonly { readonly path: string; readonly sha256: string }[] =
    manifest.snapshot ?? manifest.segments;
  const victim = some(random, listed);
  const whole = files.find(({ name }) => name === victim.path);
  if (!whole) throw new Error('listed and not there');
  const altered = manifest.snapshot
    ? some(random, bombs)
    : some(random, [...bombs, garble(random, Buffer.from(whole.bytes), bombs[0] ?? Buffer.of(1))]);
  const hash = sha256(altered);
  const swap = <E extends { path: string; bytes: number; sha256: string }>(
    entries: readonly E[],
  ): E[] =>
    entries.map((e) =>
      e.path === victim.path ? { ...e, bytes: altered.length, sha256: hash } : e,
    );
  const provides = Object.fromEntries(
    Object.entries(manifest.provides).map(([origin, point]) => [
      origin,
      !manifest.snapshot && point.head === victim.sha256 ? { ...point, head: hash } : point,
    ]),
  );
  const lying: Manifest = {
    ...manifest,
    provides,
    segments: swap(manifest.segments),
    ...(manifest.snapshot ? { snapshot: swap(manifest.snapshot) } : {}),
  };
  // An empty file cannot be listed; then the old list stands, and the file is not the listed one.
  const bytes = altered.length === 0 ? manifestBytes(manifest) : manifestBytes(lying);
  const minisig = signDetached(
    bytes,
    `qice-bundle ${manifest.id} ${manifest.number}`,
    parcel.from.keys,
  );
  return files.map((file) => {
    if (file.name === 'manifest.json') return { ...file, bytes };
    if (file.name === 'manifest.json.minisig') return { ...file, bytes: Buffer.from(minisig) };
    if (file.name === 'manifest.json.sm2')
      return { ...file, bytes: signSm2(bytes, sm2SecretsOf(parcel.from.keys).sign) };
    return file.name === victim.path ? { ...file, bytes: altered } : file;
  });
};

/** Changes one member of the manifest and keeps the signature: somebody without the sender's key. */
const reword = (random: Random, { files, manifest }: Honest): PlainFile[] => {
  const name = some(random, Object.keys(manifest)) as keyof Manifest;
  const odd = [
    null,
    -1,
    1.5,
    2 ** 53,
    '',
    '\u202e',
    [],
    {},
    true,
    'x'.repeat(5_000),
    [[[[[[[]]]]]]],
  ];
  let value: unknown = some(random, odd);
  if (JSON.stringify(value) === JSON.stringify(manifest[name])) value = 'another';
  const bytes = Buffer.from(`${JSON.stringify({ ...manifest, [name]: value })}\n`);
  return files.map((file) => (file.name === 'manifest.json' ? { ...file, bytes } : file));
};

type Attack = { readonly kind: string; readonly write: (path: string) => Promise<void> };

const attackOn = (random: Random, victim: Honest, all: readonly Honest[]): Attack => {
  const other = some(random, all);
  const { envelope } = victim.parcel;
  const to = receiverOf(victim.parcel);
  const inside = (kind: string, plain: Buffer): Attack => ({
    kind,
    write: (path) => writePlain(path, plain, to, envelope),
  });
  const draw = random();
  if (draw < 0.6)
    return {
      kind: 'the file',
      write: async (path) => writeFileSync(path, garble(random, victim.file, other.file)),
    };
  if (draw < 0.75) return inside('the tar', garble(random, victim.plain, other.plain));
  if (draw < 0.87) return inside('its files', tarOf(reshuffle(random, victim, other.files)));
  if (draw < 0.92) return inside('the manifest, unsigned', tarOf(reword(random, victim)));
  return inside('the content, signed by a liar', tarOf(relist(random, victim)));
};

export type Corruptions = {
  readonly tried: number;
  readonly kinds: Record<string, number>;
  readonly codes: Record<string, number>;
  readonly slowestMs: number;
  readonly grownMB: number;
};

/**
 * @throws with the first file that was believed, that handed over something else than the honest
 *   content, that failed otherwise than by a Refusal, or that took too much
 */
export const corrupt = async (options: {
  readonly dir: string;
  readonly count: number;
  readonly seed: number;
  readonly onRound?: (round: number) => void;
}): Promise<Corruptions> => {
  const random = randomFrom(options.seed);
  const all = await makeHonest(options.dir);
  const path = join(options.dir, 'corrupt.qice');
  for (const { file, parcel, name } of all) {
    writeFileSync(path, file);
    if ((await readBundle(readerOf(path, parcel))).manifest.v !== Number(name.slice(1)))
      throw new Error(`the honest ${name} is not read`);
  }
  const kinds = new Map<string, number>();
  const codes = new Map<RefusalCode, number>();
  let slowestMs = 0;
  let start = 0;
  let peak = 0;
  for (let round = 0; round < options.count; round++) {
    options.onRound?.(round);
    const victim = some(random, all);
    const { kind, write } = attackOn(random, victim, all);
    const what = `seed ${options.seed} round ${round}: ${kind} of ${victim.name}`;
    await write(path);
    const honestOnly = (bytes: Uint8Array): void => {
      // A liar's own list is his word; that it is refused in the end is what counts.
      if (!kind.includes('liar') && !victim.content.has(sha256(bytes)))
        throw new Error(`${what}: handed over what was never signed`);
    };
    const began = performance.now();
    const said = await readBundle({
      ...readerOf(path, victim.parcel),
      onSegment: (_, bytes) => honestOnly(bytes),
      onPart: (_, bytes) => honestOnly(bytes),
      onMedia: (_, bytes) => honestOnly(bytes),
    }).catch((error: unknown) => {
      if (error instanceof Refusal) return error;
      throw new Error(`${what}: not a refusal`, { cause: error });
    });
    slowestMs = Math.max(slowestMs, performance.now() - began);
    if (!(said instanceof Refusal)) throw new Error(`${what}: was believed`);
    codes.set(said.code, (codes.get(said.code) ?? 0) + 1);
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    // What the first rounds take is the program itself.
    const rss = process.memoryUsage.rss();
    if (round === Math.min(500, options.count >> 1)) start = rss;
    if (start > 0) peak = Math.max(peak, rss);
  }
  return {
    tried: options.count,
    kinds: Object.fromEntries(kinds),
    codes: Object.fromEntries(codes),
    slowestMs: Math.round(slowestMs),
    grownMB: Math.round((peak - start) / 1_048_576),
  };
};
