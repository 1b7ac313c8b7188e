import { zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '#shared/errors.ts';
import { decodePart, encodePart, PART_MAX_ROWS } from './snapshot-part.ts';

const cell = fc.oneof(
  fc.constant(null),
  fc.string({ unit: 'binary' }).map((text) => text.toWellFormed()),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (Object.is(n, -0) ? 0 : n)),
);

test('P2: rows come back as they went, and the same rows give the same bytes', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }).chain((width) =>
        fc.record({
          columns: fc.constant(['id', 'a', 'b', 'c', 'd'].slice(0, width)),
          rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1 }),
        }),
      ),
      ({ columns, rows }) => {
        const part = { table: 'visit', columns, rows };
        const bytes = encodePart(part);
        expect(decodePart(bytes)).toEqual(part);
        expect(Buffer.from(encodePart(part)).equals(bytes)).toBe(true);
      },
    ),
  );
});

const packed = (text: string | Uint8Array): Uint8Array => zstdCompressSync(text);

describe('what is no part is refused', () => {
  const deep = `["visit","id"]\n${'['.repeat(100_000)}\n`;
  const hostile: [string, Uint8Array][] = [
    ['nothing', new Uint8Array()],
    ['no frame', Buffer.from('["visit","id"]\n["1"]\n')],
    ['an empty frame', packed('')],
    ['a header only (P3)', packed('["visit","id"]\n')],
    ['no columns', packed('["visit"]\n[]\n')],
    ['a column twice', packed('["visit","id","id"]\n["1","2"]\n')],
    ['a table that is no name', packed('["visit; drop","id"]\n["1"]\n')],
    [
      '54 columns',
      packed(`${JSON.stringify(['visit', ...Array.from({ length: 54 }, (_, i) => `c${i}`)])}\n`),
    ],
    ['a row too short', packed('["visit","id","a"]\n["1"]\n')],
    ['a row that is none', packed('["visit","id"]\n{"id":1}\n')],
    ['a list as a cell', packed('["visit","id"]\n[["1"]]\n')],
    ['true as a cell', packed('["visit","id"]\n[true]\n')],
    ['half a surrogate pair', packed('["visit","id"]\n["\\ud800"]\n')],
    ['a number without end', packed('["visit","id"]\n[1e999]\n')],
    ['no last line feed', packed('["visit","id"]\n["1"]')],
    ['bytes that are no text', packed(Buffer.from([0x5b, 0xff, 0x5d, 0x0a]))],
    ['100,000 brackets', packed(deep)],
    ['8 MiB and a byte', packed(Buffer.alloc(8 * 1_048_576 + 1, 0x20))],
    ['a second frame', Buffer.concat([packed('["visit","id"]\n["1"]\n'), packed('x')])],
    ['too many rows', packed(`["visit","id"]\n${'[1]\n'.repeat(PART_MAX_ROWS + 1)}`)],
  ];
  test.each(hostile)('%s', (_, bytes) => {
    expect(() => decodePart(bytes)).toThrow(Refusal);
  });
});

test('our own mistakes do not leave the house', () => {
  const part = { table: 'visit', columns: ['id'], rows: [['1']] };
  expect(() => encodePart({ ...part, rows: [] })).toThrow('malformed');
  expect(() => encodePart({ ...part, columns: [] })).toThrow('malformed');
  expect(() => encodePart({ ...part, rows: [['x'.repeat(8 * 1_048_576)]] })).toThrow('raw bytes');
});
