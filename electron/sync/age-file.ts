/**
 * age v1 files (age-encryption.org/v1): the envelope of a bundle (docs/bundle-format.md, B1, B3).
 *
 * The header, its recipients and its authentication are those of the age-encryption library. The
 * payload is written here over `aead.ts`: the library's own is plain JavaScript, and most of what
 * reading a bundle costs.
 */
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { Decrypter, Encrypter } from 'age-encryption';
import { type Aead, fastestAead, type KeyedAead, TAG_BYTES } from './aead.ts';
import { type Bytes, type CipherStream, Front, inBlocks } from './blocks.ts';
import type { Redacted } from './redacted.ts';
import { randomBytes } from './seal.ts';

/** Plain bytes of one piece of the payload; only the last one may be shorter. */
const CHUNK = 65_536;
const NONCE_BYTES = 16;
/** No header is looked for beyond this many bytes (B1). */
export const AGE_HEADER_MAX_BYTES = 65_536;

/** age's STREAM: the nonce of a piece is its number, big-endian in 11 bytes, and 1 if it is the last. */
const pieceNonce = (index: number, last: boolean): Uint8Array => {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(index, 5, 6);
  nonce[11] = last ? 1 : 0;
  return nonce;
};

const payloadKey = (fileKey: Uint8Array, nonce: Uint8Array): Uint8Array =>
  hkdf(sha256, fileKey, nonce, new TextEncoder().encode('payload'), 32);

/** The header of a new file for these recipients, and the key it wraps. */
const newHeader = async (
  recipients: readonly string[],
): Promise<{ header: Uint8Array; fileKey: Uint8Array }> => {
  const encrypter = new Encrypter();
  for (const recipient of new Set(recipients)) encrypter.addRecipient(recipient);
  let fileKey = new Uint8Array();
  // A recipient of nobody, who is only told the key.
  encrypter.addRecipient({
    wrapFileKey(key) {
      fileKey = key.slice();
      return [];
    },
  });
  // A whole file with nothing in it; its payload (a nonce and one tag) is thrown away.
  const empty = await encrypter.encrypt(new Uint8Array());
  return { header: empty.subarray(0, empty.length - NONCE_BYTES - TAG_BYTES), fileKey };
};

/**
 * Encrypts a stream into an age file readable by every recipient (`age1…`), and by nobody else.
 *
 * @param aead for tests: both implementations must write files that both read
 */
export const encryptFor = async (
  recipients: readonly string[],
  plaintext: Bytes,
  aead?: Aead,
): Promise<CipherStream> => {
  // age itself accepts an empty list and makes a file that nobody can ever open.
  if (recipients.length === 0) throw new Error('a bundle needs at least one recipient');
  const { keyed } = aead ?? (await fastestAead());
  const { header, fileKey } = await newHeader(recipients);
  const nonce = randomBytes(NONCE_BYTES);
  const { seal } = keyed(payloadKey(fileKey, nonce));
  async function* file(): AsyncGenerator<Uint8Array, void> {
    yield Buffer.concat([header, nonce]);
    for await (const { block, index, last } of inBlocks(plaintext, CHUNK)) {
      yield seal(pieceNonce(index, last), block);
    }
  }
  const size = (plaintextBytes: number): number =>
    header.length +
    NONCE_BYTES +
    plaintextBytes +
    TAG_BYTES * Math.max(1, Math.ceil(plaintextBytes / CHUNK));
  return Object.assign(file(), { size });
};

/** Up to and with the end of the line that begins with `---`: all of an age header. */
const ageHeader = (front: Front): Promise<Uint8Array> =>
  front.until((held) => {
    const line = held.indexOf('\n---');
    const end = line < 0 ? -1 : held.indexOf('\n', line + 1);
    return end < 0 ? undefined : end + 1;
  }, AGE_HEADER_MAX_BYTES);

async function* openPieces(payload: Bytes, { open }: KeyedAead): AsyncGenerator<Uint8Array, void> {
  for await (const { block, index, last } of inBlocks(payload, CHUNK + TAG_BYTES)) {
    const plain = open(pieceNonce(index, last), block);
    if (!plain) throw new Error('a piece of the payload is not authentic');
    if (last && index > 0 && plain.length === 0) throw new Error('an empty last piece');
    yield plain;
  }
}

/**
 * Opens an age file. The header is read before the promise resolves; undefined means that the file
 * is not encrypted to this identity. A broken header rejects; a changed, shortened or lengthened
 * payload makes the stream fail, at the latest at its end: only a reader that has seen the stream's
 * end has seen the whole file.
 */
export const decryptWith = async (
  identity: Redacted,
  ciphertext: Bytes,
  aead?: Aead,
): Promise<AsyncGenerator<Uint8Array, void> | undefined> => {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity.reveal());
  const front = new Front(ciphertext);
  try {
    const fileKey = await decrypter.decryptHeader(await ageHeader(front));
    const key = payloadKey(fileKey, await front.exactly(NONCE_BYTES));
    const { keyed } = aead ?? (await fastestAead());
    return openPieces(front.rest(), keyed(key));
  } catch (error) {
    // The library has no error classes; age-file.test.ts holds this sentence fast.
    if (error instanceof Error && error.message.startsWith('no identity matched')) return undefined;
    throw error;
  }
};
