/**
 * The little of JPEG (ITU-T T.81, JFIF) that is needed to know a picture's size and to drop what a
 * camera writes beside it: application segments (EXIF with place and owner, XMP, maker notes) and
 * comments. The picture itself is not touched.
 */
export type CleanJpeg = {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  readonly bytes: Uint8Array;
};

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const COM = 0xfe;
/** APP0 (JFIF) and APP14 (Adobe colour transform) say how to read the pixels; the rest are metadata. */
const isMetadata = (marker: number): boolean =>
  marker === COM || (marker >= 0xe1 && marker <= 0xef && marker !== 0xee);
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** @returns undefined for anything that is not a whole JPEG with a size */
export const jpegWithoutMetadata = (bytes: Uint8Array): CleanJpeg | undefined => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.length;
  if (end < 4 || view.getUint16(0) !== 0xff00 + SOI || view.getUint16(end - 2) !== 0xff00 + EOI)
    return undefined;
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let size: { width: number; height: number } | undefined;
  for (let at = 2; at + 4 <= end; ) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    const next = at + 2 + view.getUint16(at + 2);
    if (next > end) return undefined;
    if (isFrame(marker) && at + 9 <= end)
      size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    if (marker === SOS) {
      if (!size?.width || !size.height) return undefined;
      kept.push(bytes.subarray(at));
      return { ...size, bytes: joined(kept) };
    }
    if (!isMetadata(marker)) kept.push(bytes.subarray(at, next));
    at = next;
  }
  return undefined;
};

const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
};
