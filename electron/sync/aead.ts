/**
 * ChaCha20-Poly1305 (RFC 8439) without additional data: the cipher of age's payload.
 *
 * node:crypto is three times as fast as WebAssembly, and Electron's (BoringSSL) does not have this
 * cipher. So it is asked for, tried on a known answer, and libsodium (WebAssembly) takes its place
 * where it is missing or wrong. Both write the same bytes (docs/decisions/0012-aead.md).
 */
import { createCipheriv, createDecipheriv, createSecretKey } from 'node:crypto';

export const TAG_BYTES = 16;

/** Under one key. Nonces have 12 bytes, and one must never serve twice. */
export type KeyedAead = {
  /** The ciphertext and its tag: 16 bytes more than `plain`. */
  seal(nonce: Uint8Array, plain: Uint8Array): Uint8Array;
  /** The plaintext, or undefined where key, nonce, bytes or tag are not those of one sealing. */
  open(nonce: Uint8Array, sealed: Uint8Array): Uint8Array | undefined;
};

export type Aead = {
  readonly name: 'node' | 'libsodium';
  /** Made ready for a key of 32 bytes, once for all pieces of a file. */
  keyed(key: Uint8Array): KeyedAead;
};

const cipher = 'chacha20-poly1305';
const tagged = { authTagLength: TAG_BYTES } as const;

/** By node:crypto. */
export const nodeAead: Aead = {
  name: 'node',
  keyed(bytes) {
    const key = createSecretKey(bytes);
    return {
      /** @throws where the runtime's library has no such cipher (Electron) */
      seal(nonce, plain) {
        const sealing = createCipheriv(cipher, key, nonce, tagged);
        const sealed = Buffer.allocUnsafeSlow(plain.length + TAG_BYTES);
        sealed.set(sealing.update(plain));
        sealing.final();
        sealed.set(sealing.getAuthTag(), plain.length);
        return sealed;
      },
      open(nonce, sealed) {
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
  },
};

/** By libsodium, on every runtime. Its 300 KB of WebAssembly are loaded when it is first asked for. */
export const sodiumAead = async (): Promise<Aead> => {
  const { default: sodium } = await import('libsodium-wrappers');
  await sodium.ready;
  return {
    name: 'libsodium',
    keyed: (key) => ({
      seal: (nonce, plain) =>
        sodium.crypto_aead_chacha20poly1305_ietf_encrypt(plain, null, null, nonce, key),
      open(nonce, sealed) {
        if (sealed.length < TAG_BYTES) return undefined;
        try {
          return sodium.crypto_aead_chacha20poly1305_ietf_decrypt(null, sealed, null, nonce, key);
        } catch {
          return undefined;
        }
      },
    }),
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
    const { seal, open } = aead.keyed(key);
    const own = seal(nonce, plain);
    if (Buffer.from(own).toString('hex') !== sealed) return false;
    const back = open(nonce, own);
    own[0] = (own[0] ?? 0) ^ 1;
    return back !== undefined && plain.equals(back) && open(nonce, own) === undefined;
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
