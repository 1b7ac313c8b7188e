/** Streams cut into blocks, as the envelopes of a bundle want them (docs/bundle-format.md, B1, N). */

export type Bytes = AsyncIterable<Uint8Array>;

/** An encrypted file on its way, and how many bytes it has for a plaintext of so many. */
export type CipherStream = AsyncGenerator<Uint8Array, void> & {
  size(plaintextBytes: number): number;
};

/**
 * The same bytes in blocks of `size`, the last one marked: it may be shorter, and is empty only if
 * there was nothing at all. A block is overwritten when the next one is asked for.
 */
export async function* inBlocks(
  bytes: Bytes,
  size: number,
): AsyncGenerator<{ block: Uint8Array; index: number; last: boolean }> {
  const block = new Uint8Array(size);
  let used = 0;
  let index = 0;
  for await (const piece of bytes) {
    for (let at = 0; at < piece.length; ) {
      if (used === size) {
        yield { block, index, last: false };
        index += 1;
        used = 0;
      }
      const part = piece.subarray(at, at + size - used);
      block.set(part, used);
      used += part.length;
      at += part.length;
    }
  }
  yield { block: block.subarray(0, used), index, last: true };
}

/** Takes bytes off the front of a stream. What was read too much comes again. */
export class Front {
  #source: AsyncIterator<Uint8Array>;
  #held = Buffer.alloc(0);

  constructor(bytes: Bytes) {
    this.#source = bytes[Symbol.asyncIterator]();
  }

  async #more(): Promise<boolean> {
    const next = await this.#source.next();
    if (next.done) return false;
    this.#held = Buffer.concat([this.#held, next.value]);
    return true;
  }

  #take(bytes: number): Buffer {
    const taken = this.#held.subarray(0, bytes);
    this.#held = this.#held.subarray(bytes);
    return taken;
  }

  /** Everything up to what `endOf` finds, which is asked again whenever more was read. */
  async until(endOf: (held: Buffer) => number | undefined, limit: number): Promise<Uint8Array> {
    for (;;) {
      const end = endOf(this.#held);
      if (end !== undefined && end <= limit) return this.#take(end);
      if (this.#held.length > limit || !(await this.#more())) {
        throw new Error('no whole header');
      }
    }
  }

  async exactly(bytes: number): Promise<Uint8Array> {
    while (this.#held.length < bytes) {
      if (!(await this.#more())) throw new Error('the file ends too early');
    }
    return this.#take(bytes);
  }

  async *rest(): AsyncGenerator<Uint8Array, void> {
    try {
      yield this.#take(this.#held.length);
      for (let next = await this.#source.next(); !next.done; next = await this.#source.next()) {
        yield next.value;
      }
    } finally {
      await this.#source.return?.();
    }
  }
}
