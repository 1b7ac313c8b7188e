import { beforeAll, describe, expect, test } from 'vitest';
import { Refusal } from '#shared/errors.ts';
import { bundleOf, makeParcel, type Parcel } from '#tests/support/sample-bundle.ts';
import { type Manifest, manifestBytes, mediaPath, readManifest } from './manifest.ts';

let parcel: Parcel;
let manifest: Manifest;
beforeAll(async () => {
  parcel = await makeParcel();
  manifest = bundleOf(parcel).manifest;
});

const bytesOf = (value: unknown) => Buffer.from(`${JSON.stringify(value)}\n`);
const expectCode = (bytes: Uint8Array, code: string) => {
  let refusal: unknown;
  try {
    readManifest(bytes);
  } catch (error) {
    refusal = error;
  }
  expect(refusal).toBeInstanceOf(Refusal);
  expect(refusal).toMatchObject({ code });
};
const expectDamaged = (change: object) =>
  expectCode(bytesOf({ ...manifest, ...change }), 'bundle.damaged');

const receipt = {
  officeName: '衢州市局',
  role: 'city' as const,
  at: '2026-03-02T08:00:00Z',
  have: {},
  bundles: [],
  mediaHeld: [],
  mediaMissing: ['a'.repeat(64)],
  upper: [],
};

test('M1: bytes and manifest are each other, whatever the order of members was', () => {
  const bytes = manifestBytes(manifest);
  expect(readManifest(bytes)).toEqual(manifest);
  const shuffled = Object.fromEntries(Object.entries(manifest).reverse()) as Manifest;
  expect(Buffer.from(manifestBytes(shuffled)).equals(bytes)).toBe(true);
});

test('M1: another spelling of the same manifest is refused', () => {
  const text = Buffer.from(manifestBytes(manifest)).toString();
  for (const changed of [
    text.trimEnd(),
    `${text}\n`,
    ` ${text}`,
    `\ufeff${text}`,
    text.replace('"v":1', '"v":1.0'),
    text.replace('"v":1', '"v":2,"v":1'),
    text.replace('"v":1,"minReader":1', '"minReader":1,"v":1'),
    text.replace('qice-bundle', 'qice\\u002dbundle'),
  ]) {
    expect(changed).not.toBe(text);
    expect(() => readManifest(Buffer.from(changed))).toThrow(Refusal);
  }
});

test('M1: size, depth and encoding are bounded before anything is parsed', () => {
  expectCode(Buffer.alloc(8 * 1_048_576 + 1, 0x20), 'bundle.damaged');
  expectCode(Buffer.from('['.repeat(4_000_000)), 'bundle.damaged');
  expectCode(Buffer.from('[\n'.repeat(4_000_000)), 'bundle.damaged');
  expectCode(Buffer.from([0xff, 0xfe]), 'bundle.foreign');
});

test('M3: what is not a Qice manifest is foreign, what needs a later reader is newer', () => {
  expectCode(bytesOf({ format: 'zip' }), 'bundle.foreign');
  expectCode(bytesOf(null), 'bundle.foreign');
  expectCode(bytesOf({ format: 'qice-bundle', minReader: 6, future: true }), 'bundle.newer');
  expectDamaged({ minReader: '2' });
  expectDamaged({ v: 2 });
  expectDamaged({ v: 2, minReader: 2 });
  expectDamaged({ trust: { recovery: null, records: [] } });
});

describe('M12: pictures held further up', () => {
  const upper = {
    officeName: '澜江市局',
    role: 'city' as const,
    at: '2026-03-02T08:00:00.000Z',
    have: {},
    mediaHeld: ['b'.repeat(64)],
  };
  const ack = {
    officeName: '县局',
    role: 'county' as const,
    at: '2026-03-02T08:00:00.000Z',
    have: {},
    bundles: [],
    mediaHeld: [],
    mediaMissing: [],
    upper: [upper],
  };
  const version = (v: 1 | 2 | 3 | 4) => ({ v, minReader: v });

  test('B10: are read back as written, in version 4 and in no other', () => {
    const whole = { ...manifest, ...version(4), ack } as Manifest;
    expect(readManifest(manifestBytes(whole))).toEqual(whole);
    for (const v of [1, 2, 3] as const) expectDamaged({ ...version(v), ack });
    expectDamaged({ ...version(4), ack: { ...ack, upper: [{ ...upper, mediaHeld: undefined }] } });
    expectDamaged({ ...version(4), ack: { ...ack, upper: [{ ...upper, mediaHeld: [] }] } });
  });

  test('are 10,000 at most', () => {
    const many = Array.from({ length: 10_001 }, (_, i) => i.toString(16).padStart(64, '0'));
    expectDamaged({ ...version(4), ack: { ...ack, upper: [{ ...upper, mediaHeld: many }] } });
    const whole = {
      ...version(4),
      ack: { ...ack, upper: [{ ...upper, mediaHeld: many.slice(1) }] },
    };
    expect(manifestBytes({ ...manifest, ...whole } as Manifest).length).toBeGreaterThan(600_000);
  });
});

describe('M15: a snapshot', () => {
  const part = {
    path: 'snap/visit-1.jsonl.zst',
    bytes: 9,
    sha256: 'a'.repeat(64),
    table: 'visit',
    rows: 1,
  };
  const snapshot = {
    v: 3,
    minReader: 3,
    kind: 'snapshot',
    prereq: {},
    segments: [],
    media: [],
    snapshot: [part, { ...part, path: 'snap/visit-2.jsonl.zst' }],
  };

  test('is read back as it was written', () => {
    const whole = { ...manifest, ...snapshot } as Manifest;
    expect(readManifest(manifestBytes(whole))).toEqual(whole);
  });

  test('is of its kind and version, and has parts and nothing of the logs', () => {
    for (const change of [
      { v: 2, minReader: 2 },
      { v: 1, minReader: 1 },
      { kind: 'delta' },
      { kind: 'receipt' },
      { snapshot: [] },
      { snapshot: undefined },
      { segments: manifest.segments },
      { prereq: manifest.provides },
      { devices: [] },
    ])
      expectDamaged({ ...snapshot, ...change });
    expectDamaged({ kind: 'snapshot' });
  });

  test('counts the parts of each table from 1', () => {
    for (const path of ['snap/visit-2.jsonl.zst', 'snap/issue-1.jsonl.zst', '../visit-1.jsonl.zst'])
      expectDamaged({ ...snapshot, snapshot: [{ ...part, path }] });
    expectDamaged({ ...snapshot, snapshot: [part, part] });
    expectDamaged({ ...snapshot, snapshot: [{ ...part, rows: 0 }] });
    expectDamaged({ ...snapshot, snapshot: [{ ...part, table: 'visit;' }] });
  });
});

test('M2: every member is required, none may be added', () => {
  for (const name of Object.keys(manifest).filter((key) => key !== 'format')) {
    expectDamaged({ [name]: undefined });
  }
  expectDamaged({ more: 1 });
});

test('M2–M5: values out of range', () => {
  for (const change of [
    { id: 'x' },
    { kind: 'other' },
    { number: 0 },
    { prev: '' },
    { madeAt: '昨天' },
    { schema: 1.5 },
    { to: [] },
    { to: [manifest.to[0], manifest.to[0]] },
    { from: { ...manifest.from, role: 'king' } },
    { from: { ...manifest.from, officeName: '局\u202e' } },
    { counts: { 'visits;': 1 } },
    { counts: { visits: -1 } },
  ]) {
    expectDamaged(change);
  }
});

describe('M6–M8: authors and chains', () => {
  test('a device twice, an origin with two authors, the sender with two keys', () => {
    const [first, second] = manifest.devices;
    expectDamaged({ devices: [first, first] });
    expectDamaged({ devices: [first, { ...second, origins: first?.origins }] });
    const signPublic = first?.signPublic;
    expectDamaged({ devices: manifest.devices.map((device) => ({ ...device, signPublic })) });
  });

  test('an origin without an author', () => {
    expectDamaged({ devices: manifest.devices.slice(0, 1) });
  });

  test('segments with a hole, a wrong name, in wrong order, or that end elsewhere', () => {
    const [one, two, three] = manifest.segments;
    expectDamaged({ segments: [two, three] });
    expectDamaged({ segments: [one, three] });
    expectDamaged({ segments: [two, one, three] });
    expectDamaged({ segments: [one, one, two, three] });
    expectDamaged({ segments: [{ ...one, path: 'seg/../x' }, two, three] });
    expectDamaged({ segments: [one, { ...two, sha256: 'b'.repeat(64) }, three] });
    expectDamaged({ segments: [one, { ...two, seq: [3, 9_000] }, three] });
    expectDamaged({ segments: [] });
    expectDamaged({ provides: {} });
    expectDamaged({ provides: { ...manifest.provides, [manifest.id]: { seq: 1, head: 'a' } } });
  });

  test('what must be there before shifts where the chain begins', () => {
    const origin = manifest.segments[0]?.origin ?? '';
    expectDamaged({ prereq: { [origin]: { seq: 5, head: 'c'.repeat(64) } } });
    expectDamaged({ prereq: { [origin]: { seq: 0, head: 'c'.repeat(64) } } });
  });
});

test('M9: photos by their hash, each once, of bounded size', () => {
  const [photo] = manifest.media;
  expectDamaged({ media: [photo, photo] });
  expectDamaged({ media: [{ ...photo, path: 'media/../../x' }] });
  expectDamaged({ media: [{ ...photo, path: mediaPath('d'.repeat(64)) }] });
  expectDamaged({ media: [{ ...photo, bytes: 64 * 1_048_576 + 1 }] });
  expectDamaged({ media: Array(100_001).fill(photo) });
});

test('M10: a receipt carries a receipt and nothing else', () => {
  expectDamaged({ kind: 'receipt', ack: receipt });
  const bare = { segments: [], media: [], provides: {}, devices: [], counts: {} };
  expectDamaged({ kind: 'receipt', ...bare });
  const whole = { ...manifest, ...bare, kind: 'receipt' as const, ack: receipt };
  expect(readManifest(manifestBytes(whole))).toEqual(whole);
});

test('M12: a receipt is as strict as the rest', () => {
  expect(readManifest(manifestBytes({ ...manifest, ack: receipt })).ack).toEqual(receipt);
  for (const part of [
    { at: '' },
    { have: { x: 1 } },
    { bundles: [{}] },
    { mediaHeld: ['x'] },
    { more: 1 },
  ]) {
    expectDamaged({ ack: { ...receipt, ...part } });
  }
});

test('a manifest that contradicts itself is our mistake when we write it', () => {
  expect(() => manifestBytes({ ...manifest, media: [], kind: 'receipt' })).toThrow('回执');
  expect(() => manifestBytes({ ...manifest, number: 0 })).toThrow();
});
