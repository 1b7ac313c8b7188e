/**
 * The manifest: what a bundle is, from whom, for whom, and the size and hash of everything in it
 * (docs/bundle-format.md, M1–M15). Its signature therefore covers the whole bundle.
 */
import { Refusal } from '#shared/errors.ts';
import { verifyRecord } from './certificate.ts';
import { nestsWithin, parseJson, textOf } from './json.ts';
import {
  MANIFEST_MAX_BYTES,
  type Manifest,
  manifestSchema,
  type SegmentEntry,
} from './manifest-schema.ts';
import { SEGMENT_MAX_OPS } from './segment-rules.ts';
import { partPath } from './snapshot-part.ts';

export {
  MANIFEST_MAX_BYTES,
  MANIFEST_MAX_ENTRIES,
  type Manifest,
  MEDIA_MAX_BYTES,
  type MediaEntry,
  type PartEntry,
  type Receipt,
  receiptSchema,
  type SegmentEntry,
  type Trust,
  UPPER_MEDIA_MAX,
} from './manifest-schema.ts';

/** The version of the format this program reads. */
const READER = 5;
const MAX_DEPTH = 6;

export const segmentPath = (origin: string, [a, b]: readonly [number, number]): string =>
  `seg/${origin}-${a}-${b}.jsonl.zst`;
export const mediaPath = (sha256: string): string => `media/${sha256}`;

const repeats = (values: readonly string[]): boolean => new Set(values).size !== values.length;

/** Whether the segments of one origin lead without a hole from `prereq` to `provides` (M8). */
const problemOfChain = (origin: string, segments: SegmentEntry[], m: Manifest) => {
  let next = (m.prereq[origin]?.seq ?? 0) + 1;
  for (const { seq, path } of segments) {
    const [a, b] = seq;
    if (path !== segmentPath(origin, seq)) return '清单中记录段的名称不对';
    if (a !== next || b < a || b - a >= SEGMENT_MAX_OPS) return '清单中记录段的序号不连续';
    next = b + 1;
  }
  const end = m.provides[origin];
  const last = segments.at(-1);
  return end?.seq === next - 1 && end.head === last?.sha256 ? undefined : '清单中记录段与终点不符';
};

/**
 * The version a manifest must have (B10): 5 names SM2 keys, 4 pictures held further up, 3 carries a snapshot, 2
 * `trust`, 1 none of these.
 */
export const versionOf = ({
  from,
  ack,
  trust,
  snapshot,
}: Pick<Manifest, 'from' | 'ack' | 'trust' | 'snapshot'>): Manifest['v'] => {
  const certified = trust?.records.some(({ v }) => v === 2) ?? false;
  if (from.sm2Sign !== undefined || trust?.recoverySm2 !== undefined || certified) return 5;
  if (ack?.upper.some(({ mediaHeld }) => mediaHeld)) return 4;
  if (snapshot) return 3;
  return trust ? 2 : 1;
};

/** Each record at most once and signed by its issuer (M13, M14). */
const problemOfTrust = (m: Manifest): string | undefined => {
  const { v, minReader, trust } = m;
  const version = versionOf(m);
  if (v !== version || minReader !== version) return '清单的版本与内容不符';
  const records = trust?.records ?? [];
  const slots = records.map(
    ({ format, issuer, device }) => `${format} ${issuer.signPublic} ${device.deviceId}`,
  );
  if (repeats(slots)) return '清单中证书重复';
  return records.every(verifyRecord) ? undefined : '清单中有签名无效的证书或停用通知';
};

/** A snapshot is all tables in parts and nothing of the logs but where they stand (M15). */
const problemOfSnapshot = ({ kind, snapshot, segments, prereq }: Manifest): string | undefined => {
  if ((kind === 'snapshot') !== (snapshot !== undefined)) return '清单的种类与内容不符';
  if (!snapshot) return undefined;
  if (segments.length > 0 || Object.keys(prereq).length > 0) return '快照的清单不合规定';
  const places = new Map<string, number>();
  for (const { table, path } of snapshot) {
    const place = (places.get(table) ?? 0) + 1;
    if (path !== partPath(table, place)) return '清单中快照的名称不对';
    places.set(table, place);
  }
  return undefined;
};

/** The segments lead from `prereq` to `provides`; a snapshot only says where the logs stand (M8, M15). */
const problemOfChains = (m: Manifest): string | undefined => {
  const known = new Set(m.devices.flatMap((device) => device.origins));
  const origins = Object.keys(m.provides);
  if (origins.some((origin) => !known.has(origin))) return '清单中有来历不明的记录段';
  if (m.snapshot) return undefined;
  const segmentsBy = Map.groupBy(m.segments, (segment) => segment.origin);
  if (origins.length !== segmentsBy.size) return '清单中记录段与终点不符';
  for (const origin of origins) {
    const problem = problemOfChain(origin, segmentsBy.get(origin) ?? [], m);
    if (problem) return problem;
  }
  return undefined;
};

/** What a manifest of the right shape contradicts itself in (M6–M14), in Chinese; undefined if nothing. */
const problemOf = (m: Manifest): string | undefined => {
  const ofTrust = problemOfTrust(m);
  if (ofTrust) return ofTrust;
  const authored = m.devices.flatMap((device) => device.origins);
  if (repeats(m.to.map((to) => to.deviceId))) return '清单中收件设备重复';
  if (repeats(m.devices.map((device) => device.deviceId)) || repeats(authored)) {
    return '清单中作者设备重复';
  }
  const self = m.devices.find((device) => device.deviceId === m.from.deviceId);
  if (self && self.signPublic !== m.from.signPublic) return '清单中发件设备有两把公钥';

  const ofChains = problemOfSnapshot(m) ?? problemOfChains(m);
  if (ofChains) return ofChains;
  if (m.media.some(({ path, sha256 }) => path !== mediaPath(sha256))) return '清单中附件的名称不对';
  if (repeats(m.media.map(({ path }) => path))) return '清单中附件重复';
  if (m.kind === 'receipt' && (!m.ack || m.segments.length + m.media.length > 0)) {
    return '回执的清单不合规定';
  }
  return undefined;
};

const canonical = (m: Manifest): string => `${JSON.stringify(m)}\n`;

/**
 * The bytes of `manifest.json`: the only ones for this manifest (M1).
 *
 * @throws Error (not a Refusal: our own mistake) when the manifest breaks one of M2–M12
 */
export const manifestBytes = (manifest: Manifest): Uint8Array => {
  // Parsing puts the members into the order of the schema.
  const ordered = manifestSchema.parse(manifest);
  const problem = problemOf(ordered);
  if (problem) throw new Error(problem);
  const bytes = new TextEncoder().encode(canonical(ordered));
  if (bytes.length > MANIFEST_MAX_BYTES) throw new Error(`manifest of ${bytes.length} bytes`);
  return bytes;
};

const damaged = (why: string): Refusal => Refusal.of('bundle.damaged', { why });

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;

/**
 * Reads the bytes of `manifest.json`. Says nothing about who signed it.
 *
 * @throws Refusal `bundle.foreign` when it is no Qice manifest, `bundle.newer` when it asks for a
 *   later reader, `bundle.damaged` when it breaks one of M1–M12
 */
export const readManifest = (bytes: Uint8Array): Manifest => {
  if (bytes.length > MANIFEST_MAX_BYTES) throw damaged('清单过大');
  if (!nestsWithin(bytes, MAX_DEPTH)) throw damaged('清单嵌套过深');
  const text = textOf(bytes);
  const value = text === undefined ? undefined : parseJson(text);
  if (member(value, 'format') !== 'qice-bundle') throw Refusal.of('bundle.foreign');
  // Before the shape: a later version may well have another one.
  const minReader = member(value, 'minReader');
  if (Number.isSafeInteger(minReader) && Number(minReader) > READER) {
    throw Refusal.of('bundle.newer');
  }
  const parsed = manifestSchema.safeParse(value);
  if (!parsed.success) throw damaged('清单不合规定');
  // One manifest, one spelling: no member twice, none in another order, no other number for 1.
  if (canonical(parsed.data) !== text) throw damaged('清单写法不合规定');
  const problem = problemOf(parsed.data);
  if (problem) throw damaged(problem);
  return parsed.data;
};
