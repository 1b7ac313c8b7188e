import { jpegWithoutMetadata } from './jpeg.ts';

/** What stored bytes are, told by the bytes and never by a name. */
export type MediaKind = 'image/jpeg' | 'application/pdf' | 'application/octet-stream';

const startsWith = (bytes: Uint8Array, text: string): boolean =>
  [...text].every((c, i) => bytes[i] === c.charCodeAt(0));

/** How far before its end a PDF may close (ISO 32000-1 H.3, note 18: the last 1,024 bytes). */
const tail = 1_024;

/** Whether bytes are a whole PDF: its header, and its end mark near the end. A cut one is none. */
export const isPdf = (bytes: Uint8Array): boolean =>
  startsWith(bytes, '%PDF-') &&
  String.fromCharCode(...bytes.subarray(Math.max(0, bytes.length - tail))).includes('%%EOF');

export const mediaKindOf = (bytes: Uint8Array): MediaKind => {
  if (startsWith(bytes, '\xff\xd8\xff')) return 'image/jpeg';
  return isPdf(bytes) ? 'application/pdf' : 'application/octet-stream';
};

export type Attachable = {
  readonly mime: 'image/jpeg' | 'application/pdf';
  /** Pixels; 0 for a document. */
  readonly width: number;
  /** Pixels; 0 for a document. */
  readonly height: number;
  /** As kept: a picture without what a camera writes beside it. */
  readonly bytes: Uint8Array;
};

/** What may be attached, as it is kept; undefined for anything but a whole JPEG or PDF. */
export const attachableOf = (bytes: Uint8Array): Attachable | undefined => {
  if (isPdf(bytes)) return { mime: 'application/pdf', width: 0, height: 0, bytes };
  const picture = jpegWithoutMetadata(bytes);
  return picture && { mime: 'image/jpeg', ...picture };
};
