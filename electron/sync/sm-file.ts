/**
 * The national-crypto envelope of a bundle: SM2, SM3 and SM4 in the place of age
 * (docs/bundle-format.md, N1–N9). openssl alone opens one.
 */
import { hkdf } from 'sm-crypto-v2';
import { type Bytes, type CipherStream, Front, inBlocks } from './blocks.ts';
import type { Redacted } from './redacted.ts';
import { randomBytes, secretOfIdentity } from './seal.ts';
import { fastestSm, SM3_BYTES, SM4_KEY_BYTES, type SmCiphers } from './sm.ts';
import { isWrapped, sm2Secret, unwrapSm2, wrapSm2 } from './sm2.ts';

/** The first bytes of a file, its version with them (N2). */
export const SM_MAGIC = 'qice-sm/v1\n';
/** Plain bytes of one piece of the payload; only the last one may be shorter. */
const CHUNK = 65_536;
const FILE_KEY_BYTES = 32;
const SALT_BYTES = 16;
const MAX_RECIPIENTS = 64;
const MAX_WRAPPED_BYTES = 141;

type Keys = { readonly cipher: Uint8Array; readonly mac: Uint8Array; readonly header: Uint8Array };

/** The three keys of a file (N5). */
const keysOf = (fileKey: Uint8Array, salt: Uint8Array): Keys => {
  const derive = (use: string, bytes: number): Uint8Array =>
    hkdf(Uint8Array.from(fileKey), Uint8Array.from(salt), `qice-sm/v1 ${use}`, bytes);
  return {
    cipher: derive('cipher', SM4_KEY_BYTES),
    mac: derive('mac', SM3_BYTES),
    header: derive('header', SM3_BYTES),
  };
};

const numberIn = (bytes: number, value: number): Buffer => {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, Math.max(0, bytes - 6), Math.min(6, bytes));
  return buffer;
};

/** The counter of a piece's first block: its number in 8 bytes, then 8 zeros (N6). */
const counterOf = (index: number): Uint8Array =>
  Buffer.concat([numberIn(8, index), Buffer.alloc(8)]);

/** What authenticates a piece: its number, whether it is the last, and its ciphertext (N7). */
const macOf = (
  { mac }: SmCiphers,
  keys: Keys,
  index: number,
  last: boolean,
  bytes: Uint8Array,
): Uint8Array => mac(keys.mac, numberIn(8, index), Buffer.of(last ? 1 : 0), bytes);

/** Whether two codes of one length are equal, in a time that does not tell where they differ. */
const sameMac = (a: Uint8Array, b: Uint8Array): boolean =>
  a.reduce((odd, byte, i) => odd | (byte ^ (b[i] ?? 0)), 0) === 0;

/**
 * Encrypts a stream into a file readable by every recipient (an SM2 public key), and by nobody else.
 *
 * @param ciphers for tests: both implementations must write files that both read
 */
export const encryptSm = async (
  recipients: readonly string[],
  plaintext: Bytes,
  ciphers: SmCiphers = fastestSm(),
): Promise<CipherStream> => {
  const receivers = [...new Set(recipients)];
  if (receivers.length === 0 || receivers.length > MAX_RECIPIENTS)
    throw new Error(`a bundle has 1 to ${MAX_RECIPIENTS} recipients`);
  const fileKey = randomBytes(FILE_KEY_BYTES);
  const salt = randomBytes(SALT_BYTES);
  const keys = keysOf(fileKey, salt);
  const head = Buffer.concat([
    Buffer.from(SM_MAGIC),
    Buffer.of(receivers.length),
    ...receivers.flatMap((receiver) => {
      const wrapped = wrapSm2(fileKey, receiver);
      return [Buffer.of(wrapped.length), wrapped];
    }),
    salt,
  ]);
  const header = Buffer.concat([head, ciphers.mac(keys.header, head)]);
  async function* file(): AsyncGenerator<Uint8Array, void> {
    yield header;
    for await (const { block, index, last } of inBlocks(plaintext, CHUNK)) {
      const sealed = ciphers.ctr(keys.cipher, counterOf(index), block);
      yield Buffer.concat([sealed, macOf(ciphers, keys, index, last, sealed)]);
    }
  }
  const size = (plaintextBytes: number): number =>
    header.length + plaintextBytes + SM3_BYTES * Math.max(1, Math.ceil(plaintextBytes / CHUNK));
  return Object.assign(file(), { size });
};

/** The header's bytes as they come, and the wrapped keys in them. */
const readHeader = async (front: Front) => {
  const parts: Uint8Array[] = [];
  const take = async (bytes: number): Promise<Uint8Array> => {
    const part = await front.exactly(bytes);
    parts.push(part);
    return part;
  };
  const number = async (max: number): Promise<number> => {
    const [value = 0] = await take(1);
    if (value === 0 || value > max) throw new Error('a number of the header is out of bounds');
    return value;
  };
  const magic = await take(SM_MAGIC.length);
  if (Buffer.from(magic).toString('latin1') !== SM_MAGIC) throw new Error('no such envelope');
  const wrapped: Uint8Array[] = [];
  for (let left = await number(MAX_RECIPIENTS); left > 0; left -= 1) {
    const one = await take(await number(MAX_WRAPPED_BYTES));
    if (!isWrapped(one)) throw new Error('a wrapped key is misspelt');
    wrapped.push(one);
  }
  const salt = await take(SALT_BYTES);
  const signed = Buffer.concat(parts);
  return { wrapped, salt, signed, mac: await front.exactly(SM3_BYTES) };
};

async function* openPieces(
  keys: Keys,
  payload: Bytes,
  ciphers: SmCiphers,
): AsyncGenerator<Uint8Array, void> {
  for await (const { block, index, last } of inBlocks(payload, CHUNK + SM3_BYTES)) {
    if (block.length < SM3_BYTES) throw new Error('the file ends too early');
    const sealed = block.subarray(0, -SM3_BYTES);
    if (!sameMac(macOf(ciphers, keys, index, last, sealed), block.subarray(-SM3_BYTES)))
      throw new Error('a piece of the payload is not authentic');
    if (last && index > 0 && sealed.length === 0) throw new Error('an empty last piece');
    yield ciphers.ctr(keys.cipher, counterOf(index), sealed);
  }
}

/**
 * Opens a file. The header is read before the promise resolves; undefined means that the file is not
 * encrypted to the SM2 key of this identity (K7). A broken header rejects; a changed, shortened or
 * lengthened payload makes the stream fail, at the latest at its end.
 */
export const decryptSm = async (
  identity: Redacted,
  ciphertext: Bytes,
  ciphers: SmCiphers = fastestSm(),
): Promise<AsyncGenerator<Uint8Array, void> | undefined> => {
  const front = new Front(ciphertext);
  const { wrapped, salt, signed, mac } = await readHeader(front);
  const secret = sm2Secret(secretOfIdentity(identity), 'receive');
  for (const one of wrapped) {
    const fileKey = unwrapSm2(one, secret);
    if (!fileKey) continue;
    const keys = keysOf(fileKey, salt);
    if (!sameMac(ciphers.mac(keys.header, signed), mac))
      throw new Error('the header is not authentic');
    return openPieces(keys, front.rest(), ciphers);
  }
  return undefined;
};
