/**
 * The recovery key of an office: an age identity whose secret exists only as three shares on paper,
 * any two of which restore it (docs/bundle-format.md, R1–R6).
 */
import { Refusal } from '#shared/errors.ts';
import type { Redacted } from './redacted.ts';
import {
  createRecoveryIdentity,
  identityOfSecret,
  randomBytes,
  recipientOf,
  secretOfIdentity,
  sha256,
} from './seal.ts';
import { joinSecret, splitSecret } from './shamir.ts';
import { sm2RecipientOf } from './sm2.ts';

export const SHARES = { threshold: 2, count: 3 } as const;

const PREFIX = 'QICE1';
const SET_BYTES = 4;
const SECRET_BYTES = 32;
const CHECK_BYTES = 4;
/** Crockford's base 32: no I, L, O, U, so that nothing copied by hand has two readings. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** One of the three: its number, which key it belongs to, its share of the secret. */
export type Share = { readonly index: number; readonly set: string; readonly bytes: Uint8Array };

const toBase32 = (bytes: Uint8Array): string => {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  const groups = bits.padEnd(Math.ceil(bits.length / 5) * 5, '0').match(/.{5}/g) ?? [];
  return groups.map((group) => DIGITS[Number.parseInt(group, 2)]).join('');
};

const fromBase32 = (text: string): Uint8Array | undefined => {
  const values = [...text].map((digit) => DIGITS.indexOf(digit));
  if (values.includes(-1)) return undefined;
  const bits = values.map((value) => value.toString(2).padStart(5, '0')).join('');
  const bytes = bits.match(/.{8}/g) ?? [];
  return /^0*$/.test(bits.slice(bytes.length * 8))
    ? Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 2))
    : undefined;
};

const hexBytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));

const checkOf = (body: Uint8Array): Uint8Array => hexBytes(sha256(body).slice(0, 2 * CHECK_BYTES));

/** Which key a share belongs to: the start of SHA-256 of the recipient. Tells nothing of the secret. */
export const setOf = (recipient: string): string => sha256(recipient).slice(0, 2 * SET_BYTES);

/** A share in one line: `QICE1-1-XXXX-…`, with its checksum (R3). */
export const shareLine = ({ index, set, bytes }: Share): string => {
  const body = new Uint8Array([index, ...hexBytes(set), ...bytes]);
  const digits = toBase32(new Uint8Array([...body, ...checkOf(body)]));
  return [PREFIX, String(index), ...(digits.match(/.{1,4}/g) ?? [])].join('-');
};

/** Finds the one share in a text typed by hand, scanned, or read from a share's page. */
const lineIn = (text: string): string | undefined =>
  /QICE1[\s-]*[1-3](?:[\s-]*[0-9A-Z]){66}/i.exec(text)?.[0];

const EXACT_DIGITS = Math.ceil(((1 + SET_BYTES + SECRET_BYTES + CHECK_BYTES) * 8) / 5);

/**
 * Reads a share. Case, spaces and hyphens do not matter, nor whether O was typed for 0 or I for 1.
 *
 * @throws Refusal `share.unreadable` where a digit is wrong or missing
 */
export const readShare = (text: string): Share => {
  const line = lineIn(text)?.toUpperCase().replace(/[\s-]/g, '').slice(PREFIX.length) ?? '';
  const digits = line.slice(1).replace(/O/g, '0').replace(/[IL]/g, '1');
  const bytes = digits.length === EXACT_DIGITS ? fromBase32(digits) : undefined;
  if (!bytes) throw Refusal.of('share.unreadable');
  const body = bytes.subarray(0, -CHECK_BYTES);
  const sound = Buffer.from(checkOf(body)).equals(bytes.subarray(-CHECK_BYTES));
  if (!sound || String(body[0]) !== line[0]) throw Refusal.of('share.unreadable');
  return {
    index: body[0] ?? 0,
    set: Buffer.from(body.subarray(1, 1 + SET_BYTES)).toString('hex'),
    bytes: body.slice(1 + SET_BYTES),
  };
};

/** A new recovery key. Its secret is in the shares and nowhere else once this returns. */
export const createRecovery = async (): Promise<{
  readonly recipient: string;
  /** The SM2 public key of the same secret (R7). */
  readonly sm2Recipient: string;
  readonly shares: readonly Share[];
}> => {
  const { identity, recipient } = await createRecoveryIdentity();
  const points = splitSecret(secretOfIdentity(identity), SHARES, randomBytes);
  const set = setOf(recipient);
  const sm2Recipient = sm2RecipientOf(identity);
  return {
    recipient,
    sm2Recipient,
    shares: points.map(({ x, y }) => ({ index: x, set, bytes: y })),
  };
};

/**
 * Restores the recovery key from two shares.
 *
 * @throws Refusal `share.mismatch` where they are the same share twice, of different keys, or do not
 *   give the key they name
 */
export const joinRecovery = async (
  shares: readonly Share[],
): Promise<{ readonly identity: Redacted; readonly recipient: string }> => {
  const [first] = shares;
  const points = shares.map(({ index, bytes }) => ({ x: index, y: bytes }));
  const different = new Set(shares.map(({ index }) => index)).size === shares.length;
  const together = shares.every(({ set }) => set === first?.set);
  if (!first || shares.length < SHARES.threshold || !different || !together)
    throw Refusal.of('share.mismatch');
  const identity = identityOfSecret(joinSecret(points));
  const recipient = await recipientOf(identity);
  if (setOf(recipient) !== first.set) throw Refusal.of('share.mismatch');
  return { identity, recipient };
};
