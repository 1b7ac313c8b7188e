import { createReadStream, createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { constants, createZstdCompress, createZstdDecompress, zstdDecompress } from 'node:zlib';

/** What a library says to another replica, through zstd level 3 as in a bundle. */

/** @returns bytes before compression */
export const writePacked = async (
  file: string,
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<number> => {
  let raw = 0;
  const counted = async function* () {
    for await (const piece of pieces) {
      raw += piece.length;
      yield piece;
    }
  };
  await pipeline(
    Readable.from(counted(), { objectMode: false }),
    createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 3 } }),
    createWriteStream(file),
  );
  return raw;
};

/** The whole of a file made by `writePacked`. */
export const readPacked = async (file: string): Promise<Uint8Array> =>
  promisify(zstdDecompress)(await readFile(file));

/** The next values of an iterator that is read on afterwards, as `take` would not let it. */
export const takeSome = <T>(from: Iterator<T>, atMost: number): T[] => {
  const taken: T[] = [];
  while (taken.length < atMost) {
    const { done, value } = from.next();
    if (done) break;
    taken.push(value);
  }
  return taken;
};

/** A piece with its length before it, for `frames` to find again. */
export const framed = (bytes: Uint8Array): Uint8Array => {
  const frame = Buffer.allocUnsafe(4 + bytes.length);
  frame.writeUInt32BE(bytes.length);
  frame.set(bytes, 4);
  return frame;
};

/**
 * The pieces of a file made by `writePacked` of `framed` pieces.
 *
 * @throws where the file ends within a piece
 */
export async function* frames(file: string): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let length = 0;
  const join = (): Buffer => {
    const whole = Buffer.concat(held);
    held = [whole];
    return whole;
  };
  const headOf = (): number => {
    if (length < 4) return Number.POSITIVE_INFINITY;
    const first = held[0];
    return Buffer.from(first !== undefined && first.length >= 4 ? first : join()).readUInt32BE();
  };
  for await (const chunk of createReadStream(file).pipe(createZstdDecompress())) {
    held.push(chunk as Uint8Array);
    length += (chunk as Uint8Array).length;
    for (let size = headOf(); length >= 4 + size; size = headOf()) {
      const whole = join();
      yield whole.subarray(4, 4 + size);
      held = [whole.subarray(4 + size)];
      length -= 4 + size;
    }
  }
  if (length > 0) throw new Error(`${file} ends within a piece`);
}
