/**
 * The envelopes a bundle may come in: age (B1), and the one of the national algorithms (N). Which of
 * them a file is follows from its first bytes; what is inside is the same.
 */
import type { EnvelopeName } from '#shared/exchange.ts';
import { AGE_HEADER_MAX_BYTES, decryptWith, encryptFor } from './age-file.ts';
import type { Bytes, CipherStream } from './blocks.ts';
import type { Redacted } from './redacted.ts';
import { decryptSm, encryptSm, SM_MAGIC } from './sm-file.ts';

export type Envelope = {
  readonly name: EnvelopeName;
  /** Whether a file with these first bytes (up to `HEAD_BYTES`) is one of this kind. */
  begins(head: Buffer): boolean;
  /** @param recipients `age1…`, or SM2 public keys (K1) */
  encryptFor(recipients: readonly string[], plaintext: Bytes): Promise<CipherStream>;
  /**
   * @param identity of age; the SM2 key is derived from it (K7)
   * @returns undefined where the file is not for this identity
   */
  decryptWith(
    identity: Redacted,
    ciphertext: Bytes,
  ): Promise<AsyncGenerator<Uint8Array, void> | undefined>;
};

/** So many bytes of a file tell what it is. */
export const HEAD_BYTES = AGE_HEADER_MAX_BYTES;

const AGE_MAGIC = 'age-encryption.org/v1\n';

export const envelopes: { readonly [N in EnvelopeName]: Envelope } = {
  age: {
    name: 'age',
    /** A whole header, short enough to hand to the library. */
    begins: (head) => {
      const text = head.toString('latin1');
      return text.startsWith(AGE_MAGIC) && /\n--- .*\n/.test(text);
    },
    encryptFor,
    decryptWith,
  },
  sm: {
    name: 'sm',
    begins: (head) => head.toString('latin1').startsWith(SM_MAGIC),
    encryptFor: encryptSm,
    decryptWith: decryptSm,
  },
};

/** The envelope that begins with these bytes; undefined where no bundle does. */
export const envelopeOf = (head: Buffer): Envelope | undefined =>
  Object.values(envelopes).find(({ begins }) => begins(head));
