/**
 * SM2 (GB/T 32918, GM/T 0003): keys, signatures, and a key wrapped for a receiver.
 *
 * The curve is sm-crypto-v2's. Signatures and wrapped keys are laid out here as DER (GM/T 0009),
 * which is what openssl and other programs read, and read back strictly: another spelling of the
 * same numbers is refused. Node's own `crypto.sign('sm3')` is not used: without the signer's
 * identifier in the hash it is not the signature of the standard.
 */
import { hkdf, sm2 } from 'sm-crypto-v2';
import { Redacted } from './redacted.ts';
import { type DeviceKeys, secretOfIdentity, seedOf } from './seal.ts';

/** The identifier that enters a signature where two parties agreed on no other (GM/T 0009, 10). */
export const SM2_ID = '1234567812345678';

/** 33 bytes of a compressed point in base64: what a public key looks like on a card. */
const POINT_BYTES = 33;
const NUMBER_BYTES = 32;
/** Order of the group (GB/T 32918.5). */
const ORDER = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const bytesOf = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));

// ───── DER

const INTEGER = 0x02;
const OCTETS = 0x04;
const SEQUENCE = 0x30;

const der = (tag: number, ...parts: readonly Uint8Array[]): Uint8Array => {
  const body = Buffer.concat(parts);
  // Nothing of SM2 that Qice writes is longer than 255 bytes.
  const length = body.length < 128 ? [body.length] : [0x81, body.length];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
};

/** A non-negative number of at most 32 bytes. */
const derNumber = (number: Uint8Array): Uint8Array => {
  const first = number.findIndex((byte) => byte !== 0);
  const short = first < 0 ? Buffer.of(0) : number.subarray(first);
  return der(INTEGER, (short[0] ?? 0) > 127 ? Buffer.concat([Buffer.of(0), short]) : short);
};

/** The members of one sequence, by their tags; undefined where these bytes are anything else. */
const membersOf = (bytes: Uint8Array, tags: readonly number[]): Uint8Array[] | undefined => {
  let at = 0;
  const open = (tag: number): number | undefined => {
    if (bytes[at] !== tag) return undefined;
    const long = bytes[at + 1] === 0x81;
    const length = bytes[at + (long ? 2 : 1)];
    at += long ? 3 : 2;
    return length;
  };
  open(SEQUENCE);
  const members: Uint8Array[] = [];
  for (const tag of tags) {
    const length = open(tag);
    if (length === undefined || at + length > bytes.length) return undefined;
    members.push(bytes.subarray(at, at + length));
    at += length;
  }
  return members;
};

/** 32 bytes of a DER integer; undefined where it is longer. */
const numberOf = (member: Uint8Array | undefined): Uint8Array | undefined => {
  if (!member) return undefined;
  const short = member[0] === 0 ? member.subarray(1) : member;
  if (short.length > NUMBER_BYTES) return undefined;
  return Buffer.concat([Buffer.alloc(NUMBER_BYTES - short.length), short]);
};

const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.from(a).equals(b);

// ───── keys

/** What the SM2 key of a device is for; it has one for each (K7). */
export type Sm2Use = 'sign' | 'receive';

/**
 * The SM2 secret that belongs to a secret of 32 bytes, in hex: HKDF (RFC 5869) with SM3, no salt,
 * information `qice-sm2-<use>-v1`, 48 bytes as a big-endian number, modulo n−2, plus 1 (K7).
 */
export const sm2Secret = (secret: Uint8Array, use: Sm2Use): Redacted => {
  const wide = hkdf(Uint8Array.from(secret), new Uint8Array(), `qice-sm2-${use}-v1`, 48);
  const number = (BigInt(`0x${hexOf(wide)}`) % (ORDER - 2n)) + 1n;
  return new Redacted(number.toString(16).padStart(2 * NUMBER_BYTES, '0'));
};

/** The public key of a secret: a compressed point in base64, 44 characters. */
export const sm2Public = (secret: Redacted): string => {
  const point = sm2.compressPublicKeyHex(sm2.getPublicKeyFromPrivateKey(secret.reveal()));
  return Buffer.from(point, 'hex').toString('base64');
};

const pointOf = (publicKey: string): string | undefined => {
  const bytes = Buffer.from(publicKey, 'base64');
  const canonical = bytes.length === POINT_BYTES && bytes.toString('base64') === publicKey;
  return canonical ? bytes.toString('hex') : undefined;
};

/** Whether this names a point of the curve. */
export const isSm2Public = (publicKey: string): boolean => {
  const point = pointOf(publicKey);
  try {
    return point !== undefined && sm2.verifyPublicKey(point);
  } catch {
    return false;
  }
};

const pem = (label: string, bytes: Uint8Array): string => {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
};

/** The secret as openssl reads it (SEC1): for audits, on request only. */
export const sm2SecretPem = (secret: Redacted): Redacted =>
  new Redacted(
    pem('EC PRIVATE KEY', bytesOf(`30310201010420${secret.reveal()}a00a06082a811ccf5501822d`)),
  );

/** The public key as openssl reads it (SubjectPublicKeyInfo). */
export const sm2PublicPem = (publicKey: string): string =>
  pem(
    'PUBLIC KEY',
    bytesOf(`3039301306072a8648ce3d020106082a811ccf5501822d032200${pointOf(publicKey) ?? ''}`),
  );

// ───── signatures

/** Signs bytes (SM3, identifier `SM2_ID`): the DER of r and s, at most 72 bytes. */
export const signSm2 = (bytes: Uint8Array, secret: Redacted): Uint8Array => {
  const both = sm2.doSignature(Uint8Array.from(bytes), secret.reveal(), {
    hash: true,
    userId: SM2_ID,
  });
  const [r, s] = [bytesOf(both.slice(0, 64)), bytesOf(both.slice(64))];
  return der(SEQUENCE, derNumber(r), derNumber(s));
};

const within = (number: Uint8Array): boolean => {
  const value = BigInt(`0x${hexOf(number)}`);
  return value > 0n && value < ORDER;
};

/** Verifies a signature, ours or openssl's, in its one spelling. Never throws. */
export const verifySm2 = (bytes: Uint8Array, signature: Uint8Array, publicKey: string): boolean => {
  const point = pointOf(publicKey);
  const [r, s] = (membersOf(signature, [INTEGER, INTEGER]) ?? []).map(numberOf);
  if (!point || !r || !s || !within(r) || !within(s)) return false;
  if (!same(der(SEQUENCE, derNumber(r), derNumber(s)), signature)) return false;
  try {
    const both = hexOf(r) + hexOf(s);
    return sm2.doVerifySignature(Uint8Array.from(bytes), both, point, {
      hash: true,
      userId: SM2_ID,
    });
  } catch {
    // r and s that lead to the point at infinity.
    return false;
  }
};

// ───── wrapped keys

/** Encrypts a key of 32 bytes for one receiver: the DER of x, y, C3 and C2, at most 141 bytes. */
export const wrapSm2 = (key: Uint8Array, publicKey: string): Uint8Array => {
  const point = pointOf(publicKey);
  if (!point) throw new Error('an SM2 public key is 33 bytes in base64');
  const c1c3c2 = bytesOf(sm2.doEncrypt(Uint8Array.from(key), point));
  const [x, y] = [c1c3c2.subarray(0, 32), c1c3c2.subarray(32, 64)];
  const [c3, c2] = [c1c3c2.subarray(64, 96), c1c3c2.subarray(96)];
  return der(SEQUENCE, derNumber(x), derNumber(y), der(OCTETS, c3), der(OCTETS, c2));
};

export const isWrapped = (wrapped: Uint8Array): boolean => partsOf(wrapped) !== undefined;

/** x, y, C3 and C2 of a wrapped key in its one spelling. */
const partsOf = (wrapped: Uint8Array): readonly Uint8Array[] | undefined => {
  const members = membersOf(wrapped, [INTEGER, INTEGER, OCTETS, OCTETS]);
  const [x, y, c3, c2] = [
    numberOf(members?.[0]),
    numberOf(members?.[1]),
    members?.[2],
    members?.[3],
  ];
  if (!x || !y || c3?.length !== NUMBER_BYTES || c2?.length !== NUMBER_BYTES) return undefined;
  const again = der(SEQUENCE, derNumber(x), derNumber(y), der(OCTETS, c3), der(OCTETS, c2));
  return same(again, wrapped) ? [x, y, c3, c2] : undefined;
};

/** The key inside; undefined where it is not wrapped for this secret. Never throws. */
export const unwrapSm2 = (wrapped: Uint8Array, secret: Redacted): Uint8Array | undefined => {
  const parts = partsOf(wrapped);
  if (!parts) return undefined;
  try {
    // The library refuses a point that is not on the curve before it multiplies.
    const key = sm2.doDecrypt(parts.map(hexOf).join(''), secret.reveal(), 1, { output: 'array' });
    return key.length === NUMBER_BYTES ? Uint8Array.from(key) : undefined;
  } catch {
    return undefined;
  }
};

// ───── the keys of a device (K7)

/** The SM2 public key that opens what is encrypted to an age identity's holder. */
export const sm2RecipientOf = (identity: Redacted): string =>
  sm2Public(sm2Secret(secretOfIdentity(identity), 'receive'));

/** The SM2 secrets of a device: nothing more to keep than its other secrets. */
export const sm2SecretsOf = (keys: DeviceKeys): Readonly<Record<Sm2Use, Redacted>> => ({
  sign: sm2Secret(seedOf(keys), 'sign'),
  receive: sm2Secret(secretOfIdentity(keys.ageIdentity), 'receive'),
});

/** Their public halves, as a card names them. */
export const sm2PublicsOf = (
  keys: DeviceKeys,
): { readonly sm2Sign: string; readonly sm2Recipient: string } => {
  const { sign, receive } = sm2SecretsOf(keys);
  return { sm2Sign: sm2Public(sign), sm2Recipient: sm2Public(receive) };
};
