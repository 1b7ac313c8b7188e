import { deflateSync } from 'node:zlib';

/**
 * A small baseline JPEG of one grey, built segment by segment (ITU-T T.81), with whatever a camera
 * would write beside the picture. `width` and `height` in pixels, at most 8 × 8 decode; larger sizes
 * only claim to be so.
 */
export const tinyJpeg = (
  options: {
    readonly width?: number;
    readonly height?: number;
    readonly exif?: string;
    readonly tone?: number;
  } = {},
): Uint8Array => {
  const { width = 8, height = 8, exif, tone = 0 } = options;
  const segment = (marker: number, body: readonly number[]): number[] => [
    0xff,
    marker,
    ((body.length + 2) >> 8) & 255,
    (body.length + 2) & 255,
    ...body,
  ];
  const exifBody = exif === undefined ? [] : [...Buffer.from(`Exif\0\0${exif}`)];
  return Uint8Array.from([
    0xff,
    0xd8,
    ...segment(0xe0, [0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    ...(exif === undefined ? [] : segment(0xe1, exifBody)),
    ...segment(0xfe, [...Buffer.from('a comment')]),
    // The quantisation step makes two tones two different files.
    ...segment(0xdb, [0, ...Array.from({ length: 64 }, () => 1 + (tone % 255))]),
    ...segment(0xc0, [8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0]),
    ...segment(0xc4, [0x00, 1, ...Array(15).fill(0), 0]),
    ...segment(0xc4, [0x10, 1, ...Array(15).fill(0), 0]),
    ...segment(0xda, [1, 1, 0, 0, 63, 0]),
    0b00111111,
    0xff,
    0xd9,
  ]);
};

/** Bytes that are no picture at all. */
export const notAPicture = (): Uint8Array => deflateSync(Buffer.from('not a picture'));

/** The same picture grown to the size of a photograph by noise in its scan; no reader looks there. */
export const bigJpeg = (tone: number, kilobytes: number): Uint8Array => {
  const small = tinyJpeg({ tone });
  // 0xFF would begin a marker.
  const noise = Uint8Array.from({ length: kilobytes * 1024 }, (_, i) => (i * 31 + tone * 7) % 255);
  return Uint8Array.from([...small.slice(0, -2), ...noise, ...small.slice(-2)]);
};
