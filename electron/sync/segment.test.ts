import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Refusal } from '#shared/errors.ts';
import { sha256 } from './seal.ts';
import {
  decodeSegment,
  decodeVerified,
  encodeSegment,
  NO_SEGMENT,
  type Op,
  SEGMENT_MAX_OPS,
  SEGMENT_MAX_RAW_BYTES,
  type Segment,
  segmentHash,
  verifySegment,
} from './segment.ts';
import { columnsIn } from './segment-rules.ts';

const origin = '0b6c3f52-7d1e-4a37-9a44-6f0d5d0c9a01';
const peer = '0b6c3f52-7d1e-4a37-9a44-6f0d5d0c9a02';

const sample: Segment = {
  header: { v: 1, origin, seq: [1, 3], prev: NO_SEGMENT, ctx: { [peer]: 40 }, schema: 1 },
  txs: [
    { seq: 1, hlc: 1_790_000_000_000 * 1_024, actor: '张三', purpose: '新建企业' },
    { seq: 3, hlc: 1_790_000_000_001 * 1_024, actor: '张三', purpose: '修改企业' },
  ],
  ops: [
    { seq: 1, table: 'enterprises', row: 'e1', mask: 0, values: ['龙游纸业', 3.5, null] },
    { seq: 2, table: 'visits', row: 'v1', mask: 0, values: ['', -1, 'a\u0000"\\\n'] },
    { seq: 3, table: 'enterprises', row: 'e1', mask: 0b101, values: ['龙游特种纸', null] },
  ],
};

const lines = [
  JSON.stringify(sample.header),
  ...['["t",1,9,"a","p"]', '[1,"t","r",0,[1]]', '["t",2,9,"a","p"]'],
  ...['[2,"t","r",1,[1]]', '[3,"t","r",2,[null]]'],
];
const pack = (text: string | Uint8Array) => new Uint8Array(zstdCompressSync(text));
const packLines = (changed: string[]) => pack(`${changed.join('\n')}\n`);
const withLine = (at: number, line: string) => packLines(lines.with(at, line));
const withHeader = (part: object) => withLine(0, JSON.stringify({ ...sample.header, ...part }));

/** As `decodeSegment` gives it: values that are read when they are asked for, read. */
const spelledOut = (segment: Segment) => JSON.parse(JSON.stringify(segment)) as Segment;
const spaced = (line: string, i: number) =>
  i === 0 ? line : line.replaceAll(',', ' , ').replace('[', '[ ').replace('"r"', '"\\u0072"');

const expectRefused = (bytes: Uint8Array, why?: string) => {
  const read = () => decodeSegment(bytes);
  expect(read).toThrow(Refusal);
  expect(read).toThrow(why ? new RegExp(`未通过校验（${why}`) : /未通过校验/);
};

test('S1–S11: what was written is read back, equal in every value', () => {
  expect(decodeSegment(encodeSegment(sample))).toEqual(sample);
  expect(decodeSegment(packLines(lines)).ops).toHaveLength(3);
  for (const readLater of [verifySegment, decodeVerified]) {
    expect(spelledOut(readLater(encodeSegment(sample)))).toEqual(sample);
    // Whoever writes the lines may put spaces between, and escape what need not be.
    for (const bytes of [packLines(lines), packLines(lines.map(spaced))])
      expect(spelledOut(readLater(bytes))).toEqual(decodeSegment(bytes));
  }
});

test('S2: the raw form is one JSON text a line, a transaction before its first change', () => {
  const raw = zstdDecompressSync(encodeSegment(sample)).toString();
  expect(raw.split('\n').map((line) => line.slice(0, 6))).toEqual([
    '{"v":1',
    '["t",1',
    '[1,"en',
    '[2,"vi',
    '["t",3',
    '[3,"en',
    '',
  ]);
});

test('S12: the hash of a segment is SHA-256 of its file; the bytes are always the same', () => {
  const bytes = encodeSegment(sample);
  expect(segmentHash(bytes)).toBe(sha256(bytes));
  expect(segmentHash(encodeSegment(sample))).toBe(segmentHash(bytes));
});

describe('S1: one bounded zstd frame', () => {
  const bytes = encodeSegment(sample);

  test('anything behind the frame is refused', () => {
    for (const tail of [Buffer.of(0), bytes, Buffer.from('502a4d180400000001020304', 'hex')]) {
      expectRefused(Buffer.concat([bytes, tail]), '记录段后有多余内容');
    }
  });

  test('every shorter file is refused', () => {
    for (let length = 0; length < bytes.length; length += 1) {
      expectRefused(bytes.subarray(0, length), '记录段无法解压');
    }
  });

  test('a frame that opens to more than 8 MiB, or wants a larger window, is refused', () => {
    expectRefused(pack(Buffer.alloc(SEGMENT_MAX_RAW_BYTES + 1)), '记录段无法解压');
    const bomb = zstdCompressSync(Buffer.alloc(200 << 20), {
      params: { [constants.ZSTD_c_windowLog]: 27 },
    });
    expect(bomb.length).toBeLessThan(20_000);
    expectRefused(bomb, '记录段无法解压');
    // Honest content, but a frame header that asks the reader for 128 MiB of history.
    // Magic 4 bytes, descriptor 1, size 2; rewritten to a header with a window and without a size.
    const honest = zstdCompressSync(`${lines.join('\n')}\n`);
    const window = Buffer.of(0, (27 - 10) << 3);
    const greedy = Buffer.concat([honest.subarray(0, 4), window, honest.subarray(7)]);
    expect(zstdDecompressSync(greedy).toString()).toContain(origin);
    expectRefused(greedy, '记录段无法解压');
  });

  test('a file longer than any honest one is not even opened', () => {
    expectRefused(Buffer.alloc(SEGMENT_MAX_RAW_BYTES + 65_537), '记录段过大');
  });
});

describe('S2: bounded JSON lines', () => {
  test('nesting of a million brackets is refused before it is parsed', () => {
    expectRefused(withLine(2, `[1,"t","r",0,[${'['.repeat(1_000_000)}`), '记录段嵌套过深');
    expectRefused(withLine(0, '{"a":'.repeat(1_000_000)), '记录段嵌套过深');
  });

  test('brackets inside text are text', () => {
    const op = JSON.stringify([1, 't', 'r', 0, [`${'['.repeat(99)}\\"${'{'.repeat(99)}`]]);
    expect(decodeSegment(withLine(2, op)).ops).toHaveLength(3);
  });

  test('more lines than a segment can have are refused', () => {
    expectRefused(pack('\n'.repeat(8_000_000)), '记录段行数超过上限');
  });

  test('an unfinished last line, a byte order mark, other encodings, empty lines', () => {
    expectRefused(pack(lines.join('\n')), '记录段最后一行不完整');
    expectRefused(pack(`\ufeff${lines.join('\n')}\n`), '记录段开头不合规定');
    expectRefused(pack(Buffer.from(`${lines.join('\n')}\n`, 'utf16le')));
    expectRefused(pack(Buffer.from([...Buffer.from('{"a":"'), 0xff, 10])), '记录段不是 UTF-8');
    expectRefused(withLine(3, ''), '记录段里有读不懂的一行');
    expectRefused(pack(''), '记录段开头不合规定');
  });
});

test('S3–S5: a header with anything missing, odd or added is refused', () => {
  const odd: object[] = [
    ...[{ v: 2 }, { origin: 'laptop' }, { seq: [3, 1] }, { seq: [0, 2] }, { seq: [1, 3, 5] }],
    ...[{ prev: 'f'.repeat(64) }, { prev: 'F'.repeat(64) }, { prev: 0 }, { ctx: { x: 1 } }],
    ...[{ ctx: { [origin]: 1 } }, { ctx: undefined }, { schema: 0 }, { schema: '1' }, { more: 1 }],
    { seq: [2, 4], prev: NO_SEGMENT },
  ];
  for (const part of odd) expectRefused(withHeader(part));
  const [header = ''] = lines;
  for (const line of [
    'null',
    ` ${header}`,
    header.replace('"v":1', '"v":1,"v":1'),
    header.replace('"ctx":{', '"ctx":{"__proto__":1,'),
  ]) {
    expect(line).not.toBe(header);
    expectRefused(withLine(0, line), '记录段开头不合规定');
  }
});

test('S6–S8: numbers run without hole or repeat, every change inside a transaction', () => {
  expectRefused(packLines(lines.slice(0, -1)), '记录段的条数与序号不符');
  expectRefused(packLines([...lines, '[4,"t","r",1,[1]]']), '记录段的条数与序号不符');
  expectRefused(withLine(5, '[2,"t","r",1,[1]]'), '记录段的序号不连续');
  expectRefused(withLine(1, '["t",2,9,"a","p"]'), '记录段里的操作次序不对');
  expectRefused(packLines(lines.toSpliced(1, 1)), '记录段里有不属于任何一次操作的记录');
  expectRefused(packLines(lines.toSpliced(1, 0, '["t",1,9,"a","p"]')), '记录段里的操作次序不对');
  expectRefused(packLines([...lines, '["t",4,9,"a","p"]']), '记录段里的操作次序不对');
  expectRefused(withHeader({ seq: [1, Number.MAX_SAFE_INTEGER] }), '记录段的条数与序号不符');
});

test('S7–S11: a line of any other shape is refused', () => {
  const odd = [
    ...['[1,"t","r",0,[]]', '[1,"t","r",1,[1,2]]', '[1,"t","r",3,[1]]', '[1,"t","r",0,1]'],
    ...['[1,"t","r",-1,[1]]', '[1,"t","r",1.5,[1]]', '[1,"t","r",9007199254740992,[1]]'],
    ...['[1,"T","r",0,[1]]', '[1,"a b","r",0,[1]]', '[1,"","r",0,[1]]', '[1,"t;--","r",0,[1]]'],
    ...['[1,"t","",0,[1]]', '[1,"t",7,0,[1]]', `[1,"t","${'x'.repeat(201)}",0,[1]]`],
    ...[
      '[1,"t","r",0,[true]]',
      '[1,"t","r",0,[[1]]]',
      '[1,"t","r",0,[{}]]',
      '[1,"t","r",0,[1e999]]',
    ],
    ...['["1","t","r",0,[1]]', '[1,"t","r",0,[1],0]', '[1,"t","r",0]', '{"seq":1}', '1', 'null'],
    `[1,"t","r",0,[${'1,'.repeat(53)}1]]`,
  ];
  for (const line of odd) expectRefused(withLine(2, line), '记录段');
  for (const line of [
    '["t",1,-1,"a","p"]',
    '["t",1,9,"a"]',
    '["t",1,9,1,"p"]',
    '["t",1,1.5,"a","p"]',
  ]) {
    expectRefused(withLine(1, line), '记录段');
  }
});

test('S11: a lone surrogate is refused both ways, whole pairs pass', () => {
  expectRefused(withLine(2, '[1,"t","r",0,["\\ud83d"]]'), '记录段里有不合规定的记录');
  expect(decodeSegment(withLine(2, '[1,"t","r",0,["\\ud83d\\ude00"]]')).ops[0]?.values).toEqual([
    '😀',
  ]);
  const lone = sample.ops.with(1, { seq: 2, table: 't', row: 'r', mask: 0, values: ['\ude00'] });
  expect(() => encodeSegment({ ...sample, ops: lone })).toThrow('seq 2');
});

test('S6: 4,096 changes fit, 4,097 are our mistake', () => {
  const many = (count: number): Segment => ({
    header: { ...sample.header, seq: [1, count] },
    txs: sample.txs.slice(0, 1),
    ops: Array.from(
      { length: count },
      (_, i): Op => ({ seq: i + 1, table: 't', row: `r${i}`, mask: 0, values: [i] }),
    ),
  });
  expect(decodeSegment(encodeSegment(many(SEGMENT_MAX_OPS))).ops).toHaveLength(SEGMENT_MAX_OPS);
  expect(() => encodeSegment(many(SEGMENT_MAX_OPS + 1))).toThrow('上限');
});

test('S1: what would not fit in 8 MiB is our mistake', () => {
  const big: Op = { seq: 1, table: 't', row: 'r', mask: 0, values: ['纸'.repeat(3_000_000)] };
  const segment = { ...sample, header: { ...sample.header, seq: [1, 1] as const } };
  const txs = sample.txs.slice(0, 1);
  expect(() => encodeSegment({ ...segment, txs, ops: [big] })).toThrow('raw bytes');
});

test('S10: a mask names up to 53 columns', () => {
  expect([0, 1, 0b101, 2 ** 31, 2 ** 52, 2 ** 53 - 1].map(columnsIn)).toEqual([0, 1, 2, 1, 1, 53]);
  const wide: Op = { seq: 1, table: 't', row: 'r', mask: 2 ** 52 + 1, values: [1, 2] };
  const segment = { ...sample, header: { ...sample.header, seq: [1, 1] as const } };
  const bytes = encodeSegment({ ...segment, txs: sample.txs.slice(0, 1), ops: [wide] });
  expect(decodeSegment(bytes).ops).toEqual([wide]);
});
