/**
 * Hashes, device keys and minisign signatures. Cryptography of the exchange lives here, in
 * `age-file.ts` (the envelope) and in `aead.ts` (its cipher), and in `sm*.ts` (the same of the
 * national algorithms), and nowhere else.
 *
 * Electron's `node:crypto` is BoringSSL: it has Ed25519 and SHA-2, but neither BLAKE2b nor
 * ChaCha20-Poly1305. BLAKE2b comes from plain JavaScript (@noble/hashes), so that the desktop and
 * the terminal write the same bytes.
 */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  type KeyObject,
  randomBytes as nodeRandomBytes,
  sign as nodeSign,
  verify as nodeVerify,
  randomUUID,
} from 'node:crypto';
import { blake2b } from '@noble/hashes/blake2.js';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import {
  fromBase64,
  type PublicKeyParts,
  publicKeyLine,
  readPublicKeyLine,
  readSignatureText,
  secretKeyFile,
  signatureText,
  toBase64,
  trustedCommentFits,
} from './minisign.ts';
import { Redacted } from './redacted.ts';

// ───── hashes, randomness, identifiers

/** SHA-256 of bytes, or of text as UTF-8: 64 lower-case hex digits. */
export const sha256 = (data: Uint8Array | string): string =>
  createHash('sha256').update(data).digest('hex');

export type Sha256Stream = { update(bytes: Uint8Array): void; hex(): string };

/** SHA-256 of bytes that arrive in pieces. `hex()` ends it and may be called once. */
export const sha256Stream = (): Sha256Stream => {
  const hash = createHash('sha256');
  return {
    update: (bytes) => void hash.update(bytes),
    hex: () => hash.digest('hex'),
  };
};

export const randomBytes = (length: number): Uint8Array => new Uint8Array(nodeRandomBytes(length));

/** A random UUID (version 4). */
export const uuid = (): string => randomUUID();

/**
 * The same name always gives the same UUID (version 8), on every laptop: two officers who create the
 * enterprise of one credit code create one file. Namespace and name cannot run into each other.
 *
 * @example deriveId('enterprise', '91330825MA2DGXXX0A')
 */
export const deriveId = (namespace: string, name: string): string => {
  const hex = hash('sha256', `qice-id-v1\n${JSON.stringify([namespace, name])}`, 'hex');
  // Version 8 and the variant of RFC 9562 in the places of their bits.
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) & 3);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

// ───── device keys

/**
 * What others may know of a device: minisign's public key line `RW…`, age's `age1…`, and where the
 * device uses the national algorithms its two SM2 keys (K7).
 */
export type PublicKeys = {
  readonly signPublic: string;
  readonly ageRecipient: string;
  readonly sm2Sign?: string | null | undefined;
  readonly sm2Recipient?: string | null | undefined;
};

/** The keys of one device. `signSecret` is the Ed25519 seed (32 bytes) in base64. */
export type DeviceKeys = PublicKeys & {
  readonly signSecret: Redacted;
  readonly ageIdentity: Redacted;
};

const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI_ED25519 = Buffer.from('302a300506032b6570032100', 'hex');

const rawPublicKey = (key: KeyObject): Uint8Array =>
  new Uint8Array(key.export({ format: 'der', type: 'spki' }).subarray(SPKI_ED25519.length));

/** The 32 secret bytes of the signing key. */
export const seedOf = (keys: DeviceKeys): Uint8Array => {
  const seed = fromBase64(keys.signSecret.reveal(), 32);
  if (!seed) throw new Error('signSecret must be the base64 of a 32-byte Ed25519 seed');
  return seed;
};

const publicPartsOf = (keys: DeviceKeys): PublicKeyParts => {
  const parts = readPublicKeyLine(keys.signPublic);
  if (!parts) throw new Error('signPublic must be a minisign public key line');
  return parts;
};

/** New random keys for one device. The minisign key id is the start of SHA-256 of the public key. */
export const createDeviceKeys = async (): Promise<DeviceKeys> => {
  const pair = generateKeyPairSync('ed25519');
  const seed = pair.privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32);
  const key = rawPublicKey(pair.publicKey);
  const keyId = createHash('sha256').update(key).digest().subarray(0, 8);
  const identity = await generateX25519Identity();
  return {
    signSecret: new Redacted(toBase64(seed)),
    signPublic: publicKeyLine({ keyId, key }),
    ageIdentity: new Redacted(identity),
    ageRecipient: await identityToRecipient(identity),
  };
};

/**
 * What two people compare on the telephone: 25 decimal digits in 5 groups, from SHA-256 over the
 * public keys and nothing else, so that a renamed office keeps its fingerprint (K5).
 */
export const fingerprint = (keys: PublicKeys): string => {
  const { signPublic, ageRecipient, sm2Sign, sm2Recipient } = keys;
  const lines =
    sm2Sign && sm2Recipient
      ? ['qice-fingerprint-v2', signPublic, ageRecipient, sm2Sign, sm2Recipient]
      : ['qice-fingerprint-v1', signPublic, ageRecipient];
  const digest = sha256(lines.map((line) => `${line}\n`).join(''));
  const digits = (BigInt(`0x${digest.slice(0, 32)}`) % 10n ** 25n).toString().padStart(25, '0');
  return [0, 5, 10, 15, 20].map((at) => digits.slice(at, at + 5)).join(' ');
};

/** The signing key as a file for stock `minisign -S -s`, unencrypted: for audits, on request only. */
export const minisignSecretFile = (keys: DeviceKeys): Redacted =>
  new Redacted(secretKeyFile(publicPartsOf(keys), seedOf(keys)));

// ───── recovery keys

const AGE_SECRET = 'AGE-SECRET-KEY-1';
const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';

/** The checksum step of bech32 (BIP 173) over 5-bit values. */
const bech32Polymod = (values: readonly number[]): number =>
  values.reduce((sum, value) => {
    const top = sum >>> 25;
    const next = ((sum & 0x1ffffff) << 5) ^ value;
    return [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3].reduce(
      (mixed, generator, bit) => ((top >> bit) & 1 ? mixed ^ generator : mixed),
      next,
    );
  }, 1);

/** The 32 bytes inside an age X25519 identity (`AGE-SECRET-KEY-1…`, bech32). */
export const secretOfIdentity = (identity: Redacted): Uint8Array => {
  const data = identity.reveal().slice(AGE_SECRET.length, -6).toLowerCase();
  const bits = [...data].map((c) => BECH32.indexOf(c).toString(2).padStart(5, '0')).join('');
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
};

/** The age identity of 32 secret bytes: the inverse of `secretOfIdentity`. */
export const identityOfSecret = (secret: Uint8Array): Redacted => {
  const bits = [...secret].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const data = (bits.padEnd(260, '0').match(/.{5}/g) ?? []).map((five) => Number.parseInt(five, 2));
  const human = [...AGE_SECRET.slice(0, -1).toLowerCase()].map((c) => c.charCodeAt(0));
  const expanded = [...human.map((c) => c >> 5), 0, ...human.map((c) => c & 31)];
  const sum = bech32Polymod([...expanded, ...data, 0, 0, 0, 0, 0, 0]) ^ 1;
  const check = [25, 20, 15, 10, 5, 0].map((shift) => (sum >> shift) & 31);
  const digits = [...data, ...check].map((value) => BECH32[value]).join('');
  return new Redacted(AGE_SECRET + digits.toUpperCase());
};

/** The public half of an age identity. */
export const recipientOf = (identity: Redacted): Promise<string> =>
  identityToRecipient(identity.reveal());

/** An age identity that belongs to no device. */
export const createRecoveryIdentity = async (): Promise<{
  readonly identity: Redacted;
  readonly recipient: string;
}> => {
  const identity = new Redacted(await generateX25519Identity());
  return { identity, recipient: await recipientOf(identity) };
};

// ───── minisign

/**
 * Signs bytes: the text of a `.minisig` file that `minisign -V` accepts.
 *
 * @param trustedComment one line, at most 1,024 bytes, covered by the second signature
 */
export const signDetached = (
  bytes: Uint8Array,
  trustedComment: string,
  keys: DeviceKeys,
): string => {
  if (!trustedCommentFits(trustedComment))
    throw new Error('trusted comment must be one short line');
  const secret = createPrivateKey({
    key: Buffer.concat([PKCS8_ED25519, seedOf(keys)]),
    format: 'der',
    type: 'pkcs8',
  });
  const { keyId, key } = publicPartsOf(keys);
  if (!Buffer.from(rawPublicKey(createPublicKey(secret))).equals(key)) {
    throw new Error('signSecret and signPublic are not one pair');
  }
  const signature = nodeSign(null, blake2b(bytes, { dkLen: 64 }), secret);
  const covered = Buffer.concat([signature, Buffer.from(trustedComment)]);
  return signatureText({
    keyId,
    signature,
    trustedComment,
    globalSignature: nodeSign(null, covered, secret),
  });
};

export type Verdict =
  | { readonly ok: true; readonly trustedComment: string }
  | { readonly ok: false; readonly why: string };

/** Verifies a `.minisig` text, from Qice or stock minisign. Never throws; `why` is Chinese. */
export const verifyDetached = (
  bytes: Uint8Array,
  minisigText: string,
  signPublic: string,
): Verdict => {
  const parts = readSignatureText(minisigText);
  const known = readPublicKeyLine(signPublic);
  if (!parts) return { ok: false, why: '签名格式不对' };
  if (!known) return { ok: false, why: '签名公钥格式不对' };
  if (!Buffer.from(parts.keyId).equals(known.keyId)) {
    return { ok: false, why: '签名出自另一把密钥' };
  }
  const key = createPublicKey({
    key: Buffer.concat([SPKI_ED25519, known.key]),
    format: 'der',
    type: 'spki',
  });
  const covered = Buffer.concat([parts.signature, Buffer.from(parts.trustedComment)]);
  const ok =
    nodeVerify(null, blake2b(bytes, { dkLen: 64 }), key, parts.signature) &&
    nodeVerify(null, covered, key, parts.globalSignature);
  return ok ? { ok, trustedComment: parts.trustedComment } : { ok, why: '签名与内容不符' };
};
