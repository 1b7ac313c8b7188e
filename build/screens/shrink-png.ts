import { crc32, deflateSync, inflateSync } from 'node:zlib';

/**
 * A screenshot of an interface has few colours: as a picture with a palette of 256 it is a third of
 * the size and looks the same. Takes what Chromium writes (8-bit RGB, not interlaced), nothing else.
 */

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

const chunksOf = (png: Buffer): { readonly type: string; readonly body: Buffer }[] => {
  const chunks = [];
  for (let at = signature.length; at < png.length; ) {
    const size = png.readUInt32BE(at);
    chunks.push({
      type: png.toString('latin1', at + 4, at + 8),
      body: png.subarray(at + 8, at + 8 + size),
    });
    at += size + 12;
  }
  return chunks;
};

const chunk = (type: string, body: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(body.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([size, named, sum]);
};

const paeth = (left: number, up: number, corner: number): number => {
  const guess = left + up - corner;
  const a = Math.abs(guess - left);
  const b = Math.abs(guess - up);
  const c = Math.abs(guess - corner);
  return a <= b && a <= c ? left : b <= c ? up : corner;
};

/** What filter `kind` expected a byte to be. */
const guessOf = (kind: number, left: number, up: number, corner: number): number => {
  if (kind === 1) return left;
  if (kind === 2) return up;
  if (kind === 3) return (left + up) >> 1;
  return kind === 4 ? paeth(left, up, corner) : 0;
};

/** Undoes the filters of PNG (ISO/IEC 15948, 9.2), in place. @returns rows without filter bytes */
const pixelRows = (raw: Buffer, rowBytes: number): Buffer[] => {
  const rows: Buffer[] = [];
  let above: Buffer = Buffer.alloc(rowBytes);
  for (let at = 0; at < raw.length; at += rowBytes + 1) {
    const kind = raw[at] ?? 0;
    const row = raw.subarray(at + 1, at + 1 + rowBytes);
    for (let x = 0; x < rowBytes; x += 1) {
      const left = x < 3 ? 0 : (row[x - 3] ?? 0);
      const up = above[x] ?? 0;
      const corner = x < 3 ? 0 : (above[x - 3] ?? 0);
      row[x] = ((row[x] ?? 0) + guessOf(kind, left, up, corner)) & 255;
    }
    rows.push(row);
    above = row;
  }
  return rows;
};

const coloursOf = (row: Buffer): number[] =>
  Array.from({ length: row.length / 3 }, (_, x) => row.readUIntBE(x * 3, 3));

const distance = (a: number, b: number): number =>
  ((a >> 16) - (b >> 16)) ** 2 +
  (((a >> 8) & 255) - ((b >> 8) & 255)) ** 2 +
  ((a & 255) - (b & 255)) ** 2;

const nearest = (palette: readonly number[], colour: number): number =>
  palette.reduce(
    (best, candidate, place) =>
      distance(candidate, colour) < distance(palette[best] ?? 0, colour) ? place : best,
    0,
  );

/**
 * Half of the places go to what is used most, half to what would be missed most: the red of a single
 * overdue measure is rare and must stay red.
 */
const paletteOf = (uses: ReadonlyMap<number, number>): readonly number[] => {
  const byUse = [...uses].toSorted(([, a], [, b]) => b - a).map(([colour]) => colour);
  const palette = byUse.slice(0, 128);
  const rest = byUse
    .slice(128)
    .map((colour) => ({ colour, far: Math.min(...palette.map((p) => distance(p, colour))) }));
  while (palette.length < 256 && rest.length > 0) {
    const next = rest.reduce((worst, each) => (each.far > worst.far ? each : worst));
    palette.push(next.colour);
    for (const each of rest) each.far = Math.min(each.far, distance(next.colour, each.colour));
  }
  return palette;
};

export const shrinkPng = (png: Buffer): Buffer => {
  const chunks = chunksOf(png);
  const head = Buffer.from(chunks[0]?.body ?? []);
  if (head.readUInt16BE(8) !== 0x0802 || head[12] !== 0) throw new Error('not an 8-bit RGB PNG');
  const data = chunks.filter(({ type }) => type === 'IDAT').map(({ body }) => body);
  const rows = pixelRows(inflateSync(Buffer.concat(data)), head.readUInt32BE(0) * 3).map(coloursOf);

  const uses = new Map<number, number>();
  for (const row of rows) for (const c of row) uses.set(c, (uses.get(c) ?? 0) + 1);
  const palette = paletteOf(uses);
  const places = new Map([...uses.keys()].map((c) => [c, nearest(palette, c)]));

  // Filter byte 0, then one byte a pixel.
  const packed = rows.map((row) => Buffer.from([0, ...row.map((c) => places.get(c) ?? 0)]));
  const table = Buffer.alloc(palette.length * 3);
  for (const [place, colour] of palette.entries()) table.writeUIntBE(colour, place * 3, 3);
  head[9] = 3;
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('PLTE', table),
    chunk('IDAT', deflateSync(Buffer.concat(packed), { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};
