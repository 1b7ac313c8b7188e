/**
 * The text of minisign's files (jedisct1/minisign, format of 0.11), without any cryptography:
 * seal.ts signs and verifies, this file only lays bytes out and reads them back.
 *
 * Reading is strict: exact line count, canonical base64, exact lengths. Two texts that mean the same
 * signature would let a bundle change without its signature changing.
 */

/** The unauthenticated first line of every signature Qice makes. Bundles allow no other (B7). */
export const UNTRUSTED_COMMENT = 'untrusted comment: signature from qice';

const TRUSTED = 'trusted comment: ';
const PUBLIC_ALGORITHM = 'Ed';
/** `ED`: Ed25519 over BLAKE2b-512 of the message. The older `Ed` (no prehash) is not accepted. */
const PREHASHED = 'ED';
/** minisign itself refuses trusted comments of more than 8,192 bytes. */
const TRUSTED_COMMENT_MAX = 1_024;

export type PublicKeyParts = { readonly keyId: Uint8Array; readonly key: Uint8Array };
export type SignatureParts = {
  readonly keyId: Uint8Array;
  readonly signature: Uint8Array;
  readonly trustedComment: string;
  readonly globalSignature: Uint8Array;
};

/** Canonical base64 of exactly `length` bytes, or undefined. */
export const fromBase64 = (text: string, length: number): Uint8Array | undefined => {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === length && bytes.toString('base64') === text
    ? new Uint8Array(bytes)
    : undefined;
};

export const toBase64 = (...parts: Uint8Array[]): string => Buffer.concat(parts).toString('base64');

/** The one line that names a public key: base64 of `Ed`, 8 bytes of key id, 32 bytes of key. */
export const publicKeyLine = ({ keyId, key }: PublicKeyParts): string =>
  toBase64(Buffer.from(PUBLIC_ALGORITHM), keyId, key);

/** Reads the line made by `publicKeyLine`; undefined if it is anything else. */
export const readPublicKeyLine = (line: string): PublicKeyParts | undefined => {
  const bytes = fromBase64(line, 42);
  if (!bytes || Buffer.from(bytes.subarray(0, 2)).toString('latin1') !== PUBLIC_ALGORITHM) return;
  return { keyId: bytes.subarray(2, 10), key: bytes.subarray(10) };
};

/** A public-key file that `minisign -V -p` accepts. */
export const publicKeyFile = (line: string): string => {
  const parts = readPublicKeyLine(line);
  // minisign prints the key id as a little-endian number.
  const id = Buffer.from(parts?.keyId ?? [])
    .reverse()
    .toString('hex')
    .toUpperCase();
  return `untrusted comment: minisign public key ${id}\n${line}\n`;
};

/**
 * A secret-key file in minisign's unencrypted form (`minisign -G -W`): key derivation 0 0, checksum
 * `B2`, no salt, no limits, then key id, seed, public key and a checksum that this form leaves zero.
 */
export const secretKeyFile = (parts: PublicKeyParts, seed: Uint8Array): string => {
  const head = Buffer.from([...Buffer.from(PUBLIC_ALGORITHM), 0, 0, ...Buffer.from('B2')]);
  const body = toBase64(
    head,
    Buffer.alloc(32 + 8 + 8),
    parts.keyId,
    seed,
    parts.key,
    Buffer.alloc(32),
  );
  return `untrusted comment: minisign encrypted secret key\n${body}\n`;
};

/** Whether minisign and one line of text can carry this comment. */
export const trustedCommentFits = (comment: string): boolean =>
  Buffer.byteLength(comment) <= TRUSTED_COMMENT_MAX &&
  comment.isWellFormed() &&
  !/\p{Cc}/u.test(comment);

/** The text of a `.minisig` file: four lines, each ended by LF. */
export const signatureText = (parts: SignatureParts): string =>
  [
    UNTRUSTED_COMMENT,
    toBase64(Buffer.from(PREHASHED), parts.keyId, parts.signature),
    TRUSTED + parts.trustedComment,
    toBase64(parts.globalSignature),
    '',
  ].join('\n');

/** Reads the text of a `.minisig` file, ours or stock minisign's; undefined if it is not one. */
export const readSignatureText = (text: string): SignatureParts | undefined => {
  const lines = text.split('\n', 6);
  const [untrusted = '', head = '', trusted = '', global = '', end] = lines;
  if (lines.length !== 5 || end !== '') return;
  if (!untrusted.startsWith('untrusted comment: ') || !trusted.startsWith(TRUSTED)) return;
  const trustedComment = trusted.slice(TRUSTED.length);
  const bytes = fromBase64(head, 74);
  const globalSignature = fromBase64(global, 64);
  if (!bytes || !globalSignature || Buffer.byteLength(trustedComment) > TRUSTED_COMMENT_MAX) return;
  if (Buffer.from(bytes.subarray(0, 2)).toString('latin1') !== PREHASHED) return;
  return {
    keyId: bytes.subarray(2, 10),
    signature: bytes.subarray(10),
    trustedComment,
    globalSignature,
  };
};
