/**
 * What offices sign about devices (docs/bundle-format.md, D1–D9): certificates, by which the city
 * answers for its counties and a county for its officers' devices, and retirements, after which a
 * device is no longer believed. Both are JSON signed by minisign over one spelling.
 *
 * A record proves that the holder of the issuer's key said so. Whether that key is to be believed is
 * for the reader of the record to know.
 */
import { z } from 'zod';
import { UNTRUSTED_COMMENT } from './minisign.ts';
import { instantSchema, labelSchema, partySchema, roleSchema, signPublicSchema } from './party.ts';
import { type DeviceKeys, signDetached, verifyDetached } from './seal.ts';
import { seqSchema } from './segment-rules.ts';
import { uuidSchema, vectorSchema } from './vector.ts';

const issuerSchema = z.strictObject({
  deviceId: uuidSchema,
  officeName: labelSchema.min(1),
  role: roleSchema,
  signPublic: signPublicSchema,
});

const signatureSchema = z.string().max(1_024);

/** A device, its office, role and keys, by the word of the office above. */
export const certificateSchema = z
  .strictObject({
    format: z.literal('qice-certificate'),
    /** 2 where the device has SM2 keys (D1). */
    v: z.union([z.literal(1), z.literal(2)]),
    /** Counts the issuer's records about this device; the highest counts. */
    serial: seqSchema,
    issuer: issuerSchema,
    device: partySchema,
    from: instantSchema,
    signature: signatureSchema,
  })
  .refine(({ v, device }) => (v === 2) === (device.sm2Sign !== undefined), 'another version');
export type Certificate = z.infer<typeof certificateSchema>;

/** A device that is no longer to be believed beyond `last`. */
export const retirementSchema = z.strictObject({
  format: z.literal('qice-retirement'),
  v: z.literal(1),
  serial: seqSchema,
  issuer: issuerSchema,
  device: z.strictObject({
    deviceId: uuidSchema,
    officeName: labelSchema.min(1),
    person: labelSchema,
    role: roleSchema,
    signPublic: signPublicSchema,
  }),
  /** Its last change that counts, by origin; an origin not named counts as 0. */
  last: vectorSchema,
  reason: labelSchema.min(1),
  from: instantSchema,
  signature: signatureSchema,
});
export type Retirement = z.infer<typeof retirementSchema>;

export const recordSchema = z.discriminatedUnion('format', [certificateSchema, retirementSchema]);
export type SignedRecord = z.infer<typeof recordSchema>;

/** The bytes a signature covers: the record without it, members in order of the schema (D2). */
const canonicalBytes = ({ signature: _, ...record }: SignedRecord): Uint8Array =>
  new TextEncoder().encode(JSON.stringify(record));

const commentOf = ({ format, device, serial }: SignedRecord): string =>
  `${format} ${device.deviceId} ${serial}`;

const signed = <R extends SignedRecord>(
  schema: z.ZodType<R>,
  record: Omit<R, 'signature'>,
  keys: DeviceKeys,
): R => {
  const ordered = schema.parse({ ...record, signature: '' });
  if (ordered.issuer.signPublic !== keys.signPublic)
    throw new Error('a record names the key of the office that signs it');
  const signature = signDetached(canonicalBytes(ordered), commentOf(ordered), keys);
  return { ...ordered, signature };
};

/** @throws Error when the record is malformed or names another issuer (our own mistake) */
export const signCertificate = (
  record: Omit<Certificate, 'signature'>,
  keys: DeviceKeys,
): Certificate => signed(certificateSchema, record, keys);

/** @throws Error when the record is malformed or names another issuer (our own mistake) */
export const signRetirement = (
  record: Omit<Retirement, 'signature'>,
  keys: DeviceKeys,
): Retirement => signed(retirementSchema, record, keys);

/** Whether the issuer named in the record signed it, in the one spelling of signatures (B7). */
export const verifyRecord = (record: SignedRecord): boolean => {
  const ordered = recordSchema.safeParse(record);
  if (!ordered.success) return false;
  const { signature, issuer } = ordered.data;
  if (!signature.startsWith(`${UNTRUSTED_COMMENT}\n`)) return false;
  const verdict = verifyDetached(canonicalBytes(ordered.data), signature, issuer.signPublic);
  return verdict.ok && verdict.trustedComment === commentOf(record);
};
