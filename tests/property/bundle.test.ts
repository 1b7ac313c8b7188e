/** Whatever is written comes back; whatever was changed is refused, and only ever with a Refusal. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Refusal } from '#shared/errors.ts';
import { readBundle } from '#sync/bundle-read.ts';
import { readCard, writeCard } from '#sync/card.ts';
import { type Manifest, manifestBytes, readManifest, versionOf } from '#sync/manifest.ts';
import { labelSchema } from '#sync/party.ts';
import { decodeSegment, encodeSegment, type Segment, type SqlValue } from '#sync/segment.ts';
import { sm2PublicsOf } from '#sync/sm2.ts';
import { covers, join as joinVectors, missing, type VersionVector } from '#sync/vector.ts';
import {
  bundleOf,
  type Change,
  makeParcel,
  nationalParcel,
  type Parcel,
  partyOf,
  readerOf,
  receiverOf,
  sealLog,
  writeParcel,
} from '#tests/support/sample-bundle.ts';
import { filesOf, plainOf, tarOf, writePlain } from '#tests/support/tampering.ts';

const dir = mkdtempSync(join(tmpdir(), 'qice-property-'));
const changed = join(dir, 'changed.qice');

let parcel: Parcel;
beforeAll(async () => {
  parcel = await makeParcel();
});
afterAll(() => rmSync(dir, { recursive: true }));

const refusalOf = async (read: () => unknown): Promise<string> => {
  try {
    await read();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return 'accepted';
};

const sqlValue: fc.Arbitrary<SqlValue> = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }).filter((text) => text.isWellFormed()),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => (x === 0 ? 0 : x)),
  fc.constant(null),
);
const change: fc.Arbitrary<Change> = fc
  .tuple(fc.uniqueArray(fc.nat({ max: 52 }), { maxLength: 8 }), fc.uuid())
  .chain(([columns, row]) =>
    fc
      .array(sqlValue, { minLength: columns.length || 1, maxLength: columns.length || 53 })
      .map((values) => {
        const mask = columns.reduce((sum, column) => sum + 2 ** column, 0);
        return { table: 'enterprises', row, mask, values };
      }),
  );
const uuid = fc.uuid();
const vector: fc.Arbitrary<VersionVector> = fc.dictionary(uuid, fc.maxSafeNat(), { maxKeys: 9 });

describe('S1–S11: segments', () => {
  const segment: fc.Arbitrary<Segment> = fc
    .record({
      changes: fc.array(change, { minLength: 1, maxLength: 30 }),
      starts: fc.array(fc.nat({ max: 29 })),
      after: fc.integer({ min: 1, max: 2 ** 50 }),
      ctx: vector,
      hlc: fc.maxSafeNat(),
      words: fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' })),
    })
    .map(({ changes, starts, after, ctx, hlc, words: [actor, purpose] }) => {
      const first = after + 1;
      const begins = [...new Set([0, ...starts])].filter((i) => i < changes.length);
      return {
        header: {
          v: 1,
          origin: '0b6c3f52-7d1e-4a37-9a44-6f0d5d0c9a01',
          seq: [first, after + changes.length],
          prev: 'a'.repeat(64),
          ctx,
          schema: 1,
        },
        txs: begins.sort((a, b) => a - b).map((i) => ({ seq: first + i, hlc, actor, purpose })),
        ops: changes.map((part, i) => ({ seq: first + i, ...part })),
      };
    });

  test('any segment comes back equal', () => {
    fc.assert(
      fc.property(segment, (whole) => {
        expect(decodeSegment(encodeSegment(whole))).toEqual(whole);
      }),
      { numRuns: 300 },
    );
  });

  test('any bytes, and any text in a frame, give a segment or a Refusal', async () => {
    const someBytes = fc.uint8Array({ maxLength: 400 });
    const someLines = fc
      .array(fc.oneof(fc.json({ maxDepth: 3 }), fc.string()), { maxLength: 6 })
      .map((lines) => zstdCompressSync(`${lines.join('\n')}\n`));
    await fc.assert(
      fc.asyncProperty(fc.oneof(someBytes, someLines), async (bytes) => {
        expect(await refusalOf(() => decodeSegment(bytes))).toBe('bundle.damaged');
      }),
      { numRuns: 500 },
    );
  });

  test('a changed byte beneath the frame gives a Refusal or another whole segment', async () => {
    const honest = sealLog((await makeParcel()).from, [
      [{ table: 'visits', row: 'v1', mask: 0, values: ['首访', 1.5, null] }],
    ]).segments[0];
    const raw = zstdDecompressSync(honest?.bytes ?? Buffer.of());
    const params = { [constants.ZSTD_c_checksumFlag]: 1 };
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: raw.length - 1 }), fc.nat({ max: 255 }), async (at, byte) => {
        const bytes = zstdCompressSync(
          raw.map((old, i) => (i === at ? byte : old)),
          { params },
        );
        const said = await refusalOf(() => decodeSegment(encodeSegment(decodeSegment(bytes))));
        expect(['accepted', 'bundle.damaged']).toContain(said);
      }),
      { numRuns: 500 },
    );
  });
});

describe('V1: vectors', () => {
  test('join covers both and nothing else; what is missing is what join adds', () => {
    fc.assert(
      fc.property(vector, vector, (a, b) => {
        const both = joinVectors(a, b);
        expect(joinVectors(b, a)).toEqual(both);
        expect(joinVectors(both, a)).toEqual(both);
        const gaps = missing(a, b);
        const filled = Object.fromEntries(gaps.map(({ origin, to }) => [origin, to]));
        expect(missing(joinVectors(a, filled), b)).toEqual([]);
        for (const { origin, from, to } of gaps) {
          expect([covers(a, origin, from), covers(a, origin, from - 1)]).toEqual([false, true]);
          expect([covers(b, origin, to), covers(b, origin, to + 1)]).toEqual([true, false]);
        }
      }),
    );
  });
});

describe('M1: manifests', () => {
  const instant = fc
    .date({ min: new Date(0), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString());
  const label = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 10 })
    .filter((text) => labelSchema.safeParse(text).success);
  const hash = fc.stringMatching(/^[0-9a-f]{64}$/);
  const ack = fc.record({
    officeName: label,
    role: fc.constantFrom('officer' as const, 'county' as const, 'city' as const),
    at: instant,
    have: vector,
    bundles: fc.array(
      fc.record({
        id: uuid,
        number: fc.integer({ min: 1 }),
        applied: fc.nat(),
        alreadyHad: fc.nat(),
        conflicts: fc.nat(),
        quarantined: fc.nat(),
      }),
    ),
    mediaHeld: fc.array(hash),
    mediaMissing: fc.array(hash),
    upper: fc.array(
      fc.record({
        officeName: label,
        role: fc.constant('city' as const),
        at: instant,
        have: vector,
        mediaHeld: fc.option(fc.array(hash, { minLength: 1, maxLength: 3 }), { nil: undefined }),
      }),
    ),
  });
  const parts = fc.record({
    id: uuid,
    number: fc.integer({ min: 1 }),
    prev: fc.option(hash),
    madeAt: instant,
    counts: fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9_]{0,9}$/), fc.nat()),
    ack: fc.option(ack),
  });

  test('any manifest comes back equal, from the same bytes', () => {
    const { manifest } = bundleOf(parcel);
    fc.assert(
      fc.property(parts, (some) => {
        // JSON has no undefined: a member is there or it is not.
        const whole = JSON.parse(JSON.stringify({ ...manifest, ...some })) as Manifest;
        const made: Manifest = { ...whole, v: versionOf(whole), minReader: versionOf(whole) };
        const bytes = manifestBytes(made);
        const read = readManifest(bytes);
        expect(read).toEqual(made);
        expect(Buffer.from(manifestBytes(read)).equals(bytes)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('any JSON gives a Refusal', async () => {
    const { manifest } = bundleOf(parcel);
    const member = fc.constantFrom(...Object.keys(manifest));
    await fc.assert(
      fc.asyncProperty(member, fc.jsonValue({ maxDepth: 3 }), async (name, value) => {
        const odd = { ...manifest, [name]: value };
        const bytes = Buffer.from(`${JSON.stringify(odd)}\n`);
        const said = await refusalOf(() => manifestBytes(readManifest(bytes)));
        expect(['accepted', 'bundle.damaged', 'bundle.foreign', 'bundle.newer']).toContain(said);
      }),
      { numRuns: 500 },
    );
  });
});

test.each([1, 3] as const)(
  'K3: a card of version %i changed in any character is refused',
  async (v) => {
    const { from } = parcel;
    const madeAt = '2026-03-01T08:00:00.000Z';
    const party = { format: 'qice-card' as const, ...partyOf(from), madeAt };
    const national = { ...sm2PublicsOf(from.keys), recovery: null, recoverySm2: null };
    const text = writeCard(v === 1 ? { ...party, v } : { ...party, v, ...national }, from.keys);
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: text.length - 2 }),
        fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 1 }),
        async (at, char) => {
          fc.pre(text[at] !== char);
          const odd = text.slice(0, at) + char + text.slice(at + 1);
          expect(await refusalOf(() => readCard(odd))).toBe('card.unreadable');
        },
      ),
      { numRuns: 500 },
    );
  },
);

describe.each([
  ['age', makeParcel],
  ['sm', nationalParcel],
] as const)('B3, B5, N4, N7, N8: a changed bundle, in the envelope %s', (envelope, make) => {
  const path = join(dir, `honest-${envelope}.qice`);
  let parcel: Parcel;
  let whole: Buffer;
  let plain: Buffer;
  beforeAll(async () => {
    // Small on purpose: a flip should land in a header, a signature or a number, not in a photo.
    parcel = { ...(await make()), media: [Buffer.from('photo')] };
    await writeParcel(path, parcel);
    whole = readFileSync(path);
    plain = await plainOf(path, parcel.to.keys.ageIdentity);
  });
  const offer = async (bytes: Uint8Array): Promise<string> => {
    writeFileSync(changed, bytes);
    return refusalOf(() => readBundle(readerOf(changed, parcel)));
  };
  /** The same, with an attacker who encrypts the changed inside correctly. */
  const offerInside = async (bytes: Uint8Array): Promise<string> => {
    await writePlain(changed, bytes, receiverOf(parcel), envelope);
    return refusalOf(() => readBundle(readerOf(changed, parcel)));
  };
  const flipped = (bytes: Buffer, bit: number): Buffer => {
    const odd = Buffer.from(bytes);
    const at = Math.floor(bit / 8);
    odd[at] = (odd[at] ?? 0) ^ (1 << (bit % 8));
    return odd;
  };
  const refused = ['bundle.damaged', 'bundle.foreign', 'bundle.notForUs'];
  /** A place within some bytes that exist only once the test runs. */
  const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  const within = (share: number, length: number): number => Math.floor(share * length);

  test('unchanged, it is accepted both ways', async () => {
    expect([await offer(whole), await offerInside(plain)]).toEqual(['accepted', 'accepted']);
  });

  test('one flipped bit of the file', async () => {
    await fc.assert(
      fc.asyncProperty(place, async (share) => {
        expect(refused).toContain(await offer(flipped(whole, within(share, whole.length * 8))));
      }),
      { numRuns: 300 },
    );
  });

  test('every bit of the header', async () => {
    // Of the national envelope: count, two wrapped keys, salt and MAC.
    const second = 13 + (whole[12] ?? 0);
    const header =
      envelope === 'age'
        ? whole.indexOf('\n--- ') + 50
        : second + 1 + (whole[second] ?? 0) + 16 + 32;
    for (let bit = 0; bit < header * 8; bit += 1) {
      expect(refused, `bit ${bit}`).toContain(await offer(flipped(whole, bit)));
    }
  });

  test('one flipped bit of the inside', async () => {
    await fc.assert(
      fc.asyncProperty(place, async (share) => {
        expect(refused).toContain(
          await offerInside(flipped(plain, within(share, plain.length * 8))),
        );
      }),
      { numRuns: 300 },
    );
  });

  test('shortened, lengthened, a piece cut out or doubled, outside and inside', async () => {
    await fc.assert(
      fc.asyncProperty(place, place, fc.boolean(), async (from, length, outside) => {
        const bytes = outside ? whole : plain;
        const a = within(from, bytes.length);
        const b = a + 1 + within(length, bytes.length - a);
        const odd = [
          bytes.subarray(0, a),
          Buffer.concat([bytes, bytes.subarray(a, b)]),
          Buffer.concat([bytes.subarray(0, a), bytes.subarray(b)]),
          Buffer.concat([bytes.subarray(0, b), bytes.subarray(a)]),
        ];
        for (const each of odd) {
          expect(refused).toContain(await (outside ? offer(each) : offerInside(each)));
        }
      }),
      { numRuns: 75 },
    );
  });

  test('its files in any other order, or any of them from another bundle', async () => {
    const other = join(dir, 'other.qice');
    await writeParcel(other, { ...parcel, logs: parcel.logs.slice(1), media: [Buffer.of(1)] });
    const files = filesOf(plain);
    const theirs = filesOf(await plainOf(other, parcel.to.keys.ageIdentity));
    const honest = tarOf(files);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...files, ...theirs]), async (some) => {
        const odd = tarOf(some);
        fc.pre(!odd.equals(honest) && !odd.equals(tarOf(theirs)));
        expect(refused).toContain(await offerInside(odd));
      }),
      { numRuns: 200 },
    );
    const spliced = fc.tuple(fc.nat({ max: files.length - 1 }), fc.nat({ max: theirs.length - 1 }));
    await fc.assert(
      fc.asyncProperty(spliced, async ([at, from]) => {
        const [old, taken] = [files[at], theirs[from]];
        if (!old || !taken) throw new Error('indexes lie within');
        const odd = files.with(at, { name: old.name, bytes: taken.bytes });
        fc.pre(!tarOf(odd).equals(honest));
        expect(refused).toContain(await offerInside(tarOf(odd)));
      }),
      { numRuns: 200 },
    );
  });
});
