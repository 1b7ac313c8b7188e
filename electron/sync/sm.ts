/**
 * SM4 in counter mode (GB/T 32907, GB/T 17964) and HMAC with SM3 (GB/T 32905, GB/T 15852.2): what
 * the payload of the national-crypto envelope is made of (docs/bundle-format.md, N).
 *
 * node:crypto has both where its library is OpenSSL; Electron's (BoringSSL) has neither. So it is
 * asked for, tried on known answers, and sm-crypto-v2 (JavaScript) takes its place where it is
 * missing or wrong. Both write the same bytes (docs/decisions/0016-national-crypto.md).
 */
import { createCipheriv, createHmac } from 'node:crypto';
import { sm3, sm4 } from 'sm-crypto-v2';

export const SM4_KEY_BYTES = 16;
const BLOCK_BYTES = 16;
export const SM3_BYTES = 32;

/** Keys of SM4 and counters have 16 bytes; a counter must never serve twice with one key. */
export type SmCiphers = {
  readonly name: 'node' | 'javascript';
  /** SM4-CTR from this counter (big-endian, 128 bits): encrypts and decrypts. */
  ctr(key: Uint8Array, counter: Uint8Array, bytes: Uint8Array): Uint8Array;
  /** HMAC-SM3 over the parts, one after the other: 32 bytes. */
  mac(key: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array;
};

/** By node:crypto. @throws where the runtime's library has no such cipher (Electron) */
export const nodeSm: SmCiphers = {
  name: 'node',
  ctr(key, counter, bytes) {
    const cipher = createCipheriv('sm4-ctr', key, counter);
    const done = cipher.update(bytes);
    cipher.final();
    return done;
  },
  mac(key, ...parts) {
    const mac = createHmac('sm3', key);
    for (const part of parts) mac.update(part);
    return mac.digest();
  },
};

/** Counters one after the other, beginning with this one. */
const countersFrom = (counter: Uint8Array, count: number): Uint8Array => {
  const blocks = new Uint8Array(count * BLOCK_BYTES);
  const next = Uint8Array.from(counter);
  for (let at = 0; at < blocks.length; at += BLOCK_BYTES) {
    blocks.set(next, at);
    for (let i = BLOCK_BYTES - 1; i >= 0; i -= 1) {
      next[i] = ((next[i] ?? 0) + 1) & 255;
      if (next[i] !== 0) break;
    }
  }
  return blocks;
};

/** By sm-crypto-v2, on every runtime. It has no counter mode, so the counters are encrypted (ECB). */
export const javascriptSm: SmCiphers = {
  name: 'javascript',
  ctr(key, counter, bytes) {
    const done = new Uint8Array(bytes.length);
    if (bytes.length === 0) return done;
    const counters = countersFrom(counter, Math.ceil(bytes.length / BLOCK_BYTES));
    const stream = sm4.encrypt(counters, key, { mode: 'ecb', padding: 'none', output: 'array' });
    for (let i = 0; i < done.length; i += 1) done[i] = (bytes[i] ?? 0) ^ (stream[i] ?? 0);
    return done;
  },
  mac: (key, ...parts) =>
    Buffer.from(sm3(new Uint8Array(Buffer.concat(parts)), { key: Uint8Array.from(key) }), 'hex'),
};

const hex = (text: string): Buffer => Buffer.from(text, 'hex');

/**
 * SM4-CTR: example 1 of A.2.5 of draft-ribose-cfrg-sm4-10. HMAC-SM3: example 1 of GM/T 0042, Annex D.
 */
const knownAnswers = {
  key: hex('0123456789abcdeffedcba9876543210'),
  counter: hex('000102030405060708090a0b0c0d0e0f'),
  plain: hex(['a', 'b', 'c', 'd', 'e', 'f', 'a', 'b'].map((digit) => digit.repeat(16)).join('')),
  sealed:
    'ac3236cb970cc20791364c395a1342d1a3cbc1878c6f30cd074cce385cdd70c7' +
    'f234bc0e24c11980fd1286310ce37b926e02fcd0faa0baf38b2933851d824514',
  macKey: hex('0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20'),
  macOf: Buffer.from('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq'.repeat(2)),
  mac: 'ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a',
};

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Whether these ciphers give the known answers. */
export const provesSm = ({ ctr, mac }: SmCiphers): boolean => {
  const { key, counter, plain, sealed, macKey, macOf } = knownAnswers;
  try {
    return (
      text(ctr(key, counter, plain)) === sealed &&
      text(mac(macKey, macOf.subarray(0, 9), macOf.subarray(9))) === knownAnswers.mac
    );
  } catch {
    return false;
  }
};

/** The fastest implementation that proves itself in this process. */
export const fastestSm = (): SmCiphers => (provesSm(nodeSm) ? nodeSm : javascriptSm);
