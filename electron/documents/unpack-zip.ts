/**
 * Unpacks the zip around a workbook before the workbook reader sees it. The reader's own inflate
 * never returns from damaged data, and a stick pulled too early makes damaged data.
 *
 * Format: PKWARE APPNOTE.TXT 6.3, clauses 4.3.7, 4.3.12, 4.3.16 and 4.5.3.
 */
import { crc32, inflateRawSync } from 'node:zlib';
import { Refusal } from '#shared/errors.ts';

type Entry = {
  readonly name: Uint8Array;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly offset: number;
};

const signatures = { local: 0x04034b50, entry: 0x02014b50, end: 0x06054b50 } as const;
const lengths = { local: 30, entry: 46, end: 22, longestComment: 65_535 } as const;
const inZip64 = 0xffffffff;

const damaged = (): Refusal => Refusal.of('table.unreadable', { why: '文件不完整或已损坏' });

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const findEnd = (view: DataView): number => {
  const last = view.byteLength - lengths.end;
  for (let at = last; at >= 0 && at >= last - lengths.longestComment; at -= 1) {
    if (view.getUint32(at, true) === signatures.end) return at;
  }
  throw damaged();
};

/** The 64-bit values that replace sizes too large for, or not kept in, their 32-bit fields. */
const zip64Values = (extra: DataView): number[] => {
  for (let at = 0; at + 4 <= extra.byteLength; ) {
    const size = extra.getUint16(at + 2, true);
    if (extra.getUint16(at, true) === 1) {
      return Array.from({ length: Math.floor(size / 8) }, (_, i) =>
        Number(extra.getBigUint64(at + 4 + i * 8, true)),
      );
    }
    at += 4 + size;
  }
  return [];
};

const readEntries = (bytes: Uint8Array): Entry[] => {
  const view = viewOf(bytes);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  const entries: Entry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < count; i += 1) {
    if (view.getUint32(at, true) !== signatures.entry) throw damaged();
    if (view.getUint16(at + 8, true) & 1) throw Refusal.of('table.password');
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const nameEnd = at + lengths.entry + nameLength;
    const wide = zip64Values(viewOf(bytes.subarray(nameEnd, nameEnd + extraLength)));
    const field = (position: number): number => {
      const value = view.getUint32(at + position, true);
      return value === inZip64 ? (wide.shift() ?? value) : value;
    };
    // Zip64 keeps its values in this order, so they must be taken in it.
    const size = field(24);
    const packedSize = field(20);
    const offset = field(42);
    entries.push({
      name: bytes.subarray(at + lengths.entry, nameEnd),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packedSize,
      size,
      offset,
    });
    at = nameEnd + extraLength + view.getUint16(at + 32, true);
  }
  return entries;
};

const unpackEntry = (bytes: Uint8Array, entry: Entry): Uint8Array => {
  const view = viewOf(bytes);
  if (view.getUint32(entry.offset, true) !== signatures.local) throw damaged();
  const start =
    entry.offset +
    lengths.local +
    view.getUint16(entry.offset + 26, true) +
    view.getUint16(entry.offset + 28, true);
  const packed = bytes.subarray(start, start + entry.packedSize);
  // Never more than the directory declares: that is what the limit was checked against.
  const content =
    entry.method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: entry.size + 1 });
  if (content.length !== entry.size || crc32(content) !== entry.crc) throw damaged();
  return content;
};

/** The local header and directory entry of one stored file. */
const storedHeaders = (entry: Entry, offset: number): { local: Uint8Array; listed: Uint8Array } => {
  const local = new Uint8Array(lengths.local + entry.name.length);
  const listed = new Uint8Array(lengths.entry + entry.name.length);
  const write = (bytes: Uint8Array, signature: number, at: number): void => {
    const view = viewOf(bytes);
    view.setUint32(0, signature, true);
    view.setUint32(at + 8, entry.crc, true);
    view.setUint32(at + 12, entry.size, true);
    view.setUint32(at + 16, entry.size, true);
    view.setUint16(at + 20, entry.name.length, true);
    bytes.set(entry.name, bytes.length - entry.name.length);
  };
  write(local, signatures.local, 6);
  write(listed, signatures.entry, 8);
  viewOf(listed).setUint32(42, offset, true);
  return { local, listed };
};

const storedZip = (files: readonly (readonly [Entry, Uint8Array])[]): Uint8Array => {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const [entry, content] of files) {
    const { local, listed } = storedHeaders(entry, offset);
    parts.push(local, content);
    directory.push(listed);
    offset += local.length + content.length;
  }
  const end = new Uint8Array(lengths.end);
  const view = viewOf(end);
  view.setUint32(0, signatures.end, true);
  view.setUint16(8, files.length, true);
  view.setUint16(10, files.length, true);
  view.setUint32(
    12,
    directory.reduce((sum, { length }) => sum + length, 0),
    true,
  );
  view.setUint32(16, offset, true);
  return Buffer.concat([...parts, ...directory, end]);
};

/**
 * The same zip with every entry stored uncompressed, checked against its size and CRC-32.
 *
 * @throws Refusal `table.tooLarge` beyond `maxBytes` unpacked, `table.password` for an encrypted
 * entry, `table.unreadable` for damage or another compression.
 */
export const unpackZip = (bytes: Uint8Array, maxBytes: number): Uint8Array => {
  try {
    const entries = readEntries(bytes);
    const unpacked = entries.reduce((sum, { size }) => sum + size, 0);
    if (unpacked > maxBytes) {
      throw Refusal.of('table.tooLarge', { what: `解开后超过 ${maxBytes / 1024 / 1024} MB` });
    }
    if (entries.some(({ method }) => method !== 0 && method !== 8)) throw damaged();
    return storedZip(entries.map((entry) => [entry, unpackEntry(bytes, entry)] as const));
  } catch (error) {
    // Offsets that point outside the file and broken deflate streams end here.
    throw error instanceof Refusal ? error : damaged();
  }
};
