/**
 * The one shape of POSIX ustar that a bundle uses (docs/bundle-format.md, T1–T5): regular files,
 * mode 0644, no owner, no time. Stock `tar` opens it. The reader takes nothing else, because every
 * freedom of tar (links, long names, sparse files, two headers for one name) is somebody's way in.
 */
import { Refusal } from '#shared/errors.ts';

const BLOCK = 512;
const NAME = /^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/;
const NAME_MAX_BYTES = 100;
/** Eleven octal digits. */
const SIZE_MAX = 8 ** 11 - 1;

export type TarEntry = { readonly name: string; readonly size: number };

/** The 1,024 zero bytes that end an archive (T4). */
export const TAR_END: Uint8Array = new Uint8Array(2 * BLOCK);

const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, '0');

/** The header block of a file (T1, T2). */
export const tarHeader = ({ name, size }: TarEntry): Uint8Array => {
  if (!NAME.test(name) || name.length > NAME_MAX_BYTES) throw new Error(`tar name: ${name}`);
  if (!Number.isSafeInteger(size) || size < 0 || size > SIZE_MAX) throw new Error('tar size');
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0, 'ascii');
  block.write('0000644\x000000000\x000000000\0', 100, 'ascii');
  block.write(`${octal(size, 11)}\0${octal(0, 11)}\0`, 124, 'ascii');
  block.write('        0', 148, 'ascii');
  block.write('ustar\x0000', 257, 'ascii');
  block.write('0000000\x000000000\0', 329, 'ascii');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${octal(sum, 6)}\0 `, 148, 'ascii');
  return new Uint8Array(block);
};

const paddingOf = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK;

/** Zero bytes that fill a file of `size` bytes up to a whole block (T3). */
export const tarPadding = (size: number): Uint8Array => new Uint8Array(paddingOf(size));

/** Bytes of an archive of files of these sizes. */
export const tarSize = (sizes: readonly number[]): number =>
  sizes.reduce((total, size) => total + BLOCK + size + paddingOf(size), TAR_END.length);

const damaged = (why: string): Refusal => Refusal.of('bundle.damaged', { why });

/** Takes exact lengths from bytes that come in pieces of any length. */
const takeFrom = (source: AsyncIterable<Uint8Array>) => {
  const pieces = source[Symbol.asyncIterator]();
  let rest: Uint8Array = new Uint8Array();

  const more = async (): Promise<boolean> => {
    while (rest.length === 0) {
      const next = await pieces.next();
      if (next.done) return false;
      rest = next.value;
    }
    return true;
  };

  /** As they come, cut where they end. */
  async function* parts(length: number): AsyncGenerator<Uint8Array, void> {
    for (let left = length; left > 0; ) {
      if (!(await more())) throw damaged('内容不完整');
      const part = rest.subarray(0, left);
      rest = rest.subarray(part.length);
      left -= part.length;
      yield part;
    }
  }

  const take = async (length: number): Promise<Uint8Array> => {
    const taken = new Uint8Array(length);
    let at = 0;
    for await (const part of parts(length)) {
      taken.set(part, at);
      at += part.length;
    }
    return taken;
  };

  return { take, parts, more };
};

const isZero = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0);

const entryOf = (block: Uint8Array): TarEntry => {
  const text = Buffer.from(block).toString('latin1');
  const name = text.slice(0, NAME_MAX_BYTES).replace(/\0.*$/s, '');
  const size = text.slice(124, 135);
  if (!NAME.test(name) || !/^[0-7]{11}$/.test(size)) throw damaged('内层文件头不合规定');
  const entry = { name, size: Number.parseInt(size, 8) };
  // Only the header we would have written ourselves: every other field has one possible value.
  if (!Buffer.from(tarHeader(entry)).equals(block)) throw damaged('内层文件头不合规定');
  return entry;
};

export type TarReader = {
  /** The next file, or undefined at the end, once it is certain that nothing follows. */
  next(): Promise<TarEntry | undefined>;
  /** The bytes of the file `next` gave. Look at its size first: they are held in memory. */
  body(): Promise<Uint8Array>;
  /** The same in parts, each to be looked at before the next; none of them is kept. */
  parts(): AsyncGenerator<Uint8Array, void>;
};

/**
 * Reads an archive front to back. Ask `next`, then `body`, in turn.
 *
 * @throws Refusal `bundle.damaged` at the first byte that breaks T1–T5
 */
export const readTar = (source: AsyncIterable<Uint8Array>): TarReader => {
  const { take, parts: partsOf, more } = takeFrom(source);
  let open: TarEntry | undefined;

  const next = async (): Promise<TarEntry | undefined> => {
    if (open) throw new Error(`the body of ${open.name} was not taken`);
    const block = await take(BLOCK);
    if (!isZero(block)) {
      open = entryOf(block);
      return open;
    }
    if (!isZero(await take(BLOCK)) || (await more())) throw damaged('结尾后有多余内容');
    return undefined;
  };

  const opened = (): number => {
    if (!open) throw new Error('ask next() for a file first');
    return open.size;
  };
  const endBody = async (size: number): Promise<void> => {
    if (!isZero(await take(paddingOf(size)))) throw damaged('内层文件之间有多余内容');
    open = undefined;
  };

  const body = async (): Promise<Uint8Array> => {
    const size = opened();
    const bytes = await take(size);
    await endBody(size);
    return bytes;
  };

  async function* parts(): AsyncGenerator<Uint8Array, void> {
    const size = opened();
    yield* partsOf(size);
    await endBody(size);
  }

  return { next, body, parts };
};
