/**
 * ChaCha20-Poly1305 (RFC 8439) without additional data: the cipher of age's payload.
 *
 * node:crypto is three times as fast as WebAssembly, and Electron's (BoringSSL) does not have this
 * cipher. So it is asked for, tried on a known answer, and libsodium (WebAssembly) takes its place
 * where it is missing or wrong. Both write the same bytes (docs/decisions/0012-aead.md).
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';

export const TAG_BYTES = 16;

/** Keys have 32 bytes, nonces 12; a nonce must never serve twice with one key. */
export type Aead = {
  readonly name: 'node' | 'libsodium';
  /** The ciphertext and its tag: 16 bytes more than `plain`. */
  seal(key: Uint8Array, nonce: Uint8Array, plain: Uint8Array): Uint8Array;
  /** The plaintext, or undefined where key, nonce, bytes or tag are not those of one sealing. */
  open(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array): Uint8Array | undefined;
};

const cipher = 'chacha20-poly1305';
const tagged = { authTagLength: TAG_BYTES } as const;

/** By node:crypto. @throws where the runtime's library has no such cipher (Electron) */
export const nodeAead: Aead = {
  name: 'node',
  seal(key, nonce, plain) {
    const sealing = createCipheriv(cipher, key, nonce, tagged);
    const sealed = new Uint8Array(plain.length + TAG_BYTES);
    sealed.set(sealing.update(plain));
    sealing.final();
    sealed.set(sealing.getAuthTag(), plain.length);
    return sealed;
  },
  open(key, nonce, sealed) {
    if (sealed.length < TAG_BYTES) return undefined;
    const opening = createDecipheriv(cipher, key, nonce, tagged);
    opening.setAuthTag(sealed.subarray(-TAG_BYTES));
    const plain = opening.update(sealed.subarray(0, -TAG_BYTES));
    try {
      opening.final();
    } catch {
      return undefined;
    }
    return plain;
  },
};

/** By libsodium, on every runtime. Its 300 KB of WebAssembly are loaded when it is first asked for. */
export const sodiumAead = async (): Promise<Aead> => {
  const { default: sodium } = await import('libsodium-wrappers');
  await sodium.ready;
  return {
    name: 'libsodium',
    seal: (key, nonce, plain) =>
      sodium.crypto_aead_chacha20poly1305_ietf_encrypt(plain, null, null, nonce, key),
    open(key, nonce, sealed) {
      if (sealed.length < TAG_BYTES) return undefined;
      try {
        return sodium.crypto_aead_chacha20poly1305_ietf_decrypt(null, sealed, null, nonce, key);
      } catch {
        return undefined;
      }
    },
  };
};

/**
 * The first 16 bytes of the example of RFC 8439 §2.8.2, with the tag they have without the
 * example's additional data.
 */
const knownAnswer = {
  key: Buffer.from('808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f', 'hex'),
  nonce: Buffer.from('070000004041424344454647', 'hex'),
  plain: Buffer.from('Ladies and Gentl'),
  sealed: 'd31a8d34648e60db7b86afbc53ef7ec2f0050f4cdbfd3d0516891fac84845941',
};

/** Whether this cipher gives the known answer, takes it back, and refuses it with one bit turned. */
export const proves = (aead: Aead): boolean => {
  const { key, nonce, plain, sealed } = knownAnswer;
  try {
    const own = aead.seal(key, nonce, plain);
    if (Buffer.from(own).toString('hex') !== sealed) return false;
    const back = aead.open(key, nonce, own);
    own[0] = (own[0] ?? 0) ^ 1;
    return back !== undefined && plain.equals(back) && aead.open(key, nonce, own) === undefined;
  } catch {
    return false;
  }
};

let chosen: Promise<Aead> | undefined;

/** The fastest implementation that proves itself in this process. */
export const fastestAead = (): Promise<Aead> => {
  chosen ??= proves(nodeAead) ? Promise.resolve(nodeAead) : sodiumAead();
  return chosen;
};
