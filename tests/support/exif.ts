/**
 * An Exif segment (JEITA CP-3451 4.5, TIFF 6.0) as a telephone writes it: which way it was held, when, and where.
 */

/** One IFD of entries `[tag, type, count, value]`; what is longer than four bytes lies in `data` behind it. */
type Entry = readonly [tag: number, type: number, count: number, value: number | Buffer];

const directory = (entries: readonly Entry[], at: number): Buffer => {
  const head = Buffer.alloc(2 + entries.length * 12 + 4);
  head.writeUInt16BE(entries.length, 0);
  const data: Buffer[] = [];
  let free = at + head.length;
  for (const [i, [tag, type, count, value]] of entries.entries()) {
    const to = 2 + i * 12;
    head.writeUInt16BE(tag, to);
    head.writeUInt16BE(type, to + 2);
    head.writeUInt32BE(count, to + 4);
    if (typeof value === 'number') {
      // A short stands in the first half of its four bytes.
      if (type === 3) head.writeUInt16BE(value, to + 8);
      else head.writeUInt32BE(value, to + 8);
    } else if (value.length <= 4) value.copy(head, to + 8);
    else {
      head.writeUInt32BE(free, to + 8);
      data.push(value);
      free += value.length;
    }
  }
  return Buffer.concat([head, ...data]);
};

const degrees = (whole: number): Buffer => {
  const out = Buffer.alloc(24);
  for (const [i, n] of [whole, 1, 30, 1, 0, 1].entries()) out.writeUInt32BE(n, i * 4);
  return out;
};

/**
 * The JPEG with an Exif segment behind its first marker.
 *
 * @param orientation 1–8; 6: the camera was turned a quarter, what it saw stands upright when turned clockwise
 * @param takenAt `2026:05:05 14:03:22`
 */
export const withExif = (jpeg: Uint8Array, orientation: number, takenAt: string): Buffer => {
  const places = { exif: 8 + 2 + 3 * 12 + 4 };
  const exif = directory([[0x9003, 2, 20, Buffer.from(`${takenAt}\0`)]], places.exif);
  const gpsAt = places.exif + exif.length;
  const gps = directory(
    [
      [1, 2, 2, Buffer.from('N\0')],
      [2, 5, 3, degrees(29)],
      [3, 2, 2, Buffer.from('E\0')],
      [4, 5, 3, degrees(119)],
    ],
    gpsAt,
  );
  const first = directory(
    [
      [0x0112, 3, 1, orientation],
      [0x8769, 4, 1, places.exif],
      [0x8825, 4, 1, gpsAt],
    ],
    8,
  );
  const tiff = Buffer.concat([Buffer.from('MM\0*\0\0\0\x08', 'latin1'), first, exif, gps]);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const marker = Buffer.from([0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 255]);
  return Buffer.concat([jpeg.subarray(0, 2), marker, body, jpeg.subarray(2)]);
};
