import { crc32, deflateRawSync } from 'node:zlib';
import { CFB } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { Refusal } from '#shared/errors.ts';
import { rosterFixture } from '#tests/support/roster-fixtures.ts';
import { unpackZip } from './unpack-zip.ts';

const megabyte = 1024 * 1024;

const refusalOf = (bytes: Uint8Array, maxBytes = megabyte): string => {
  try {
    unpackZip(bytes, maxBytes);
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return 'unpacked';
};

/** A zip of one deflated file `a.txt`, its sizes in a zip64 field when asked. */
const zipOf = (
  content: Buffer,
  { zip64 = false, flags = 0, method = 8, declared = content.length } = {},
): Buffer => {
  const packed = deflateRawSync(content);
  const name = Buffer.from('a.txt');
  const extra = zip64 ? Buffer.alloc(20) : Buffer.alloc(0);
  if (zip64) {
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(16, 2);
    extra.writeBigUInt64LE(BigInt(declared), 4);
    extra.writeBigUInt64LE(BigInt(packed.length), 12);
  }
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(flags, 8);
  entry.writeUInt16LE(method, 10);
  entry.writeUInt32LE(crc32(content), 16);
  entry.writeUInt32LE(zip64 ? 0xffffffff : packed.length, 20);
  entry.writeUInt32LE(zip64 ? 0xffffffff : declared, 24);
  entry.writeUInt16LE(name.length, 28);
  entry.writeUInt16LE(extra.length, 30);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return Buffer.concat([local, name, packed, entry, name, extra, end, Buffer.from('comment')]);
};

const contentOf = (bytes: Uint8Array): string => {
  const file = CFB.read(bytes, { type: 'array' });
  return Buffer.from(CFB.find(file, 'a.txt').content as Uint8Array).toString();
};

describe('unpacking the zip around a workbook', () => {
  const text = Buffer.from('澜溪县 '.repeat(1000));

  test.each([false, true])('gives the same content, stored (zip64: %s)', (zip64) => {
    const stored = unpackZip(zipOf(text, { zip64 }), megabyte);
    expect(stored.length).toBeGreaterThan(text.length);
    expect(contentOf(stored)).toBe(text.toString());
    // The compound-file reader hangs its own fields on the buffer; only the bytes count here.
    expect(Buffer.compare(unpackZip(stored, megabyte), stored)).toBe(0);
  });

  test('refuses more than the limit, declared or not', () => {
    expect(refusalOf(zipOf(text), 100)).toBe('table.tooLarge');
    expect(refusalOf(zipOf(text, { declared: 10 }))).toBe('table.unreadable');
    expect(refusalOf(zipOf(text, { zip64: true, declared: 2 ** 40 }))).toBe('table.tooLarge');
  });

  test('refuses encryption and unknown compression', () => {
    expect(refusalOf(zipOf(text, { flags: 1 }))).toBe('table.password');
    expect(refusalOf(zipOf(text, { method: 99 }))).toBe('table.unreadable');
  });

  test('every lost end is refused, and returns at once', () => {
    const { bytes } = rosterFixture('xlsx', 12);
    for (let length = 0; length < bytes.length; length += 97) {
      expect(refusalOf(bytes.slice(0, length))).toBe('table.unreadable');
    }
  });

  test('a broken stream behind an intact directory is refused', () => {
    const bytes = zipOf(text);
    for (let at = 35; at < 60; at += 1) {
      const broken = Buffer.from(bytes);
      broken[at] = (broken[at] ?? 0) ^ 0x55;
      expect(refusalOf(broken)).toBe('table.unreadable');
    }
  });
});
