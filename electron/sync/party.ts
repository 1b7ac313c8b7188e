/** Who a device is: the part that a card and a manifest have in common (rules K2 and M4). */
import { z } from 'zod';
import { uuidSchema } from './vector.ts';

const MAX_NAME_LENGTH = 100;
/** Control characters and the marks that reverse the direction of text: a name must read as it is. */
const DECEPTIVE = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u;

/** A name shown to people: up to 100 UTF-16 units, no lone surrogates, nothing that hides or turns. */
export const labelSchema = z
  .string()
  .max(MAX_NAME_LENGTH)
  .refine((text) => text.isWellFormed() && !DECEPTIVE.test(text), 'unreadable characters');

export const roleSchema = z.enum(['officer', 'county', 'city']);
export type Role = z.infer<typeof roleSchema>;

/** minisign public key line: base64 of 42 bytes that begin with `Ed`. */
export const signPublicSchema = z.string().regex(/^RW[A-Za-z0-9+/]{54}$/);
/** age X25519 recipient, bech32. */
export const ageRecipientSchema = z.string().regex(/^age1[02-9ac-hj-np-z]{58}$/);

/** SM2 public key: base64 of a compressed point, 33 bytes that begin with 2 or 3. */
export const sm2PublicSchema = z.string().regex(/^A[g-z0-9+/][A-Za-z0-9+/]{42}$/);

/** An ISO 8601 instant in UTC, `2026-03-01T08:00:00.000Z`. */
export const instantSchema = z.iso.datetime();

export const partyShape = {
  officeId: uuidSchema,
  officeName: labelSchema.min(1),
  role: roleSchema,
  /** Code of the administrative division, as the office writes it; may be empty. */
  division: labelSchema,
  deviceId: uuidSchema,
  /** Who uses the device; empty for a shared one. */
  person: labelSchema,
  signPublic: signPublicSchema,
  ageRecipient: ageRecipientSchema,
};

/** Where the device uses the national algorithms: both, or neither (K7). */
export const sm2Shape = { sm2Sign: sm2PublicSchema, sm2Recipient: sm2PublicSchema };

export const partySchema = z
  .strictObject({
    ...partyShape,
    sm2Sign: sm2PublicSchema.optional(),
    sm2Recipient: sm2PublicSchema.optional(),
  })
  .refine(({ sm2Sign, sm2Recipient }) => !sm2Sign === !sm2Recipient, 'one SM2 key of two');
export type Party = z.infer<typeof partySchema>;
