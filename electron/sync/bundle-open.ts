/**
 * From a file on a stick to the plain bytes inside: bounded before it is believed (B1, B3).
 */
import { type FileHandle, open } from 'node:fs/promises';
import { Refusal } from '#shared/errors.ts';
import type { EnvelopeName } from '#shared/exchange.ts';
import { type Envelope, envelopeOf, HEAD_BYTES } from './envelope.ts';
import type { Redacted } from './redacted.ts';
import { sha256Stream } from './seal.ts';

const PIECE = 262_144;

const damaged = (why: string): Refusal => Refusal.of('bundle.damaged', { why });

const refusalOfReading = (error: unknown, path: string): unknown => {
  if (error instanceof Refusal || !(error instanceof Error) || !('code' in error)) return error;
  switch (error.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return Refusal.of('file.missing', { path });
    case 'EISDIR':
      return Refusal.of('bundle.foreign');
    case 'EACCES':
    case 'EPERM':
      return damaged('没有读取权限');
    case 'EIO':
    case 'ENODEV':
    case 'ENXIO':
    case 'ESTALE':
      return damaged('读取出错，U盘可能已拔出');
    default:
      return error;
  }
};

export type OpenedBundle = {
  readonly envelope: EnvelopeName;
  /** Size of the file in bytes. */
  readonly size: number;
  /** The plain bytes. Ends only after the last of the file was read and found authentic. */
  readonly plain: AsyncGenerator<Uint8Array, void>;
  /** SHA-256 of the file, once `plain` has ended; empty where it was not asked for. */
  fileHash(): string;
  close(): Promise<void>;
};

export type BundleToOpen = {
  readonly path: string;
  readonly identity: Redacted;
  /** False where nobody asks for the hash of the file. */
  readonly hashed?: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((doneBytes: number, totalBytes: number) => void) | undefined;
};

/** The envelope this file begins with. */
const envelopeIn = async (file: FileHandle): Promise<Envelope | undefined> => {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), { position: 0 });
  return envelopeOf(buffer.subarray(0, bytesRead));
};

/**
 * A file front to back; the next piece is on its way while this one is worked on. Two buffers serve
 * the whole file, so that a piece is overwritten when the next but one is asked for.
 */
async function* readAhead(file: FileHandle): AsyncGenerator<Uint8Array, void> {
  const buffers = [Buffer.alloc(PIECE), Buffer.alloc(PIECE)] as const;
  let position = 0;
  const read = (turn: number) =>
    file.read(buffers[turn % 2] as Buffer, { position }).then(
      ({ buffer, bytesRead }) => ({ piece: buffer.subarray(0, bytesRead) }),
      (error: unknown) => ({ error }),
    );
  let coming = read(0);
  try {
    for (let turn = 1; ; turn++) {
      const came = await coming;
      if ('error' in came) throw came.error;
      if (came.piece.length === 0) return;
      position += came.piece.length;
      coming = read(turn);
      yield came.piece;
    }
  } finally {
    // Whoever stops early closes the file next: not under a reading.
    await coming;
  }
}

/** `blame` says why the stream failed: the file beneath it, or else the cipher. */
async function* piecesOf(
  stream: AsyncGenerator<Uint8Array>,
  blame: (why: string) => unknown,
): AsyncGenerator<Uint8Array, void> {
  try {
    yield* stream;
  } catch {
    throw blame('密文不完整或被改动');
  }
}

/**
 * Opens a bundle file for one pass.
 *
 * @throws Refusal `file.missing`, `bundle.foreign` (no envelope of a bundle), `bundle.notForUs` (not encrypted
 *   to this identity), `bundle.damaged`; `plain` throws `bundle.damaged` and `job.cancelled`
 */
export const openBundle = async (options: BundleToOpen): Promise<OpenedBundle> => {
  const { path, identity, signal, onProgress } = options;
  let file: FileHandle | undefined;
  try {
    const handle = await open(path, 'r');
    file = handle;
    const stat = await handle.stat();
    const envelope = stat.isFile() ? await envelopeIn(handle) : undefined;
    if (!envelope) throw Refusal.of('bundle.foreign');

    const hash = options.hashed === false ? undefined : sha256Stream();
    let done = 0;
    let failure: { readonly error: unknown } | undefined;
    const blame = (why: string): unknown => (failure ? failure.error : damaged(why));
    async function* ciphertext(): AsyncGenerator<Uint8Array, void> {
      try {
        for await (const piece of readAhead(handle)) {
          if (signal?.aborted) throw Refusal.of('job.cancelled');
          hash?.update(piece);
          done += piece.length;
          onProgress?.(done, stat.size);
          yield piece;
        }
      } catch (error) {
        failure = { error: refusalOfReading(error, path) };
        throw error;
      }
    }
    const plain = await envelope.decryptWith(identity, ciphertext()).catch(() => {
      throw blame('文件头不完整或被改动');
    });
    if (!plain) throw Refusal.of('bundle.notForUs');
    const pieces = piecesOf(plain, blame);
    const close = async () => {
      await pieces.return();
      await handle.close();
    };
    return {
      envelope: envelope.name,
      size: stat.size,
      plain: pieces,
      fileHash: () => hash?.hex() ?? '',
      close,
    };
  } catch (error) {
    await file?.close();
    throw refusalOfReading(error, path);
  }
};
