/** One zstd frame, as segments and parts of a snapshot are kept and sent (docs/bundle-format.md, S1). */
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { Refusal } from '#shared/errors.ts';

/** 2^23 bytes: no frame may make the reader keep more history than a segment is long. */
const WINDOW_LOG = 23;
/** Two Chinese characters: what is shorter costs more to point at than it saves. */
const MIN_MATCH = 6;
/** Bytes of JSON lines before compression. */
export const FRAME_MAX_RAW_BYTES = 8 * 1_048_576;
/** Bytes of the compressed file: what cannot be compressed grows by less than this margin. */
export const FRAME_MAX_BYTES = FRAME_MAX_RAW_BYTES + 65_536;

/** Compresses; the same bytes every time. */
export const packFrame = (raw: Uint8Array): Uint8Array =>
  new Uint8Array(
    zstdCompressSync(raw, {
      params: {
        [constants.ZSTD_c_compressionLevel]: 3,
        [constants.ZSTD_c_minMatch]: MIN_MATCH,
        [constants.ZSTD_c_checksumFlag]: 1,
        [constants.ZSTD_c_windowLog]: WINDOW_LOG,
      },
    }),
  );

const damaged = (why: string): Refusal => Refusal.of('bundle.damaged', { why });

/**
 * How long a frame says it is when opened, in bytes (RFC 8878, 3.1.1.1); nothing where it does not say.
 * Not believed, only used to open what is as long as it says without joining pieces.
 */
export const toldBytes = (frame: Uint8Array): number | undefined => {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const descriptor = frame[4];
  if (descriptor === undefined) return undefined;
  const single = (descriptor >> 5) & 1;
  const at = 5 + (1 - single) + ([0, 1, 2, 4][descriptor & 3] ?? 0);
  const width = [single, 2, 4, 8][descriptor >> 6] ?? 0;
  if (width === 0 || frame.length < at + width) return undefined;
  if (width === 1) return view.getUint8(at);
  if (width === 2) return view.getUint16(at, true) + 256;
  return width === 4 ? view.getUint32(at, true) : Number(view.getBigUint64(at, true));
};

/**
 * One whole frame and nothing behind it, at most 8 MiB when opened.
 *
 * @throws Refusal `bundle.damaged`
 */
export const openFrame = (bytes: Uint8Array): Uint8Array => {
  if (bytes.length > FRAME_MAX_BYTES) throw damaged('记录段过大');
  try {
    // `info` adds the engine, which knows how much of the input it used; the types leave that out.
    const { buffer, engine } = zstdDecompressSync(bytes, {
      info: true,
      // Room for all of it and a little, by which zlib sees the end: one piece instead of many joined.
      chunkSize: Math.min(toldBytes(bytes) ?? 65_536, FRAME_MAX_RAW_BYTES) + 64,
      maxOutputLength: FRAME_MAX_RAW_BYTES,
      params: { [constants.ZSTD_d_windowLogMax]: WINDOW_LOG },
    }) as unknown as { buffer: Uint8Array; engine: { bytesWritten: number } };
    if (engine.bytesWritten !== bytes.length) throw damaged('记录段后有多余内容');
    return buffer;
  } catch (error) {
    throw error instanceof Refusal ? error : damaged('记录段无法解压');
  }
};
