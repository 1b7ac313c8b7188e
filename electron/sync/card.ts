/**
 * The card of a device (`.qcard`): its names and public keys, signed by itself (K1–K5). The
 * signature shows only that whoever made the card holds the key. That the key belongs to the office
 * is shown by comparing fingerprints, once, by people.
 */
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { nestsWithin, parseJson } from './json.ts';
import { UNTRUSTED_COMMENT } from './minisign.ts';
import {
  ageRecipientSchema,
  instantSchema,
  partyShape,
  sm2PublicSchema,
  sm2Shape,
} from './party.ts';
import { type DeviceKeys, signDetached, verifyDetached } from './seal.ts';
import { isSm2Public } from './sm2.ts';

const CARD_MAX_BYTES = 16_384;
const TRUSTED_COMMENT = 'qice-card';

const plainSchema = z.strictObject({
  format: z.literal('qice-card'),
  v: z.literal(1),
  ...partyShape,
  madeAt: instantSchema,
});
/** Version 2 names the recovery key of the office as well. */
const recoverableSchema = z.strictObject({
  format: z.literal('qice-card'),
  v: z.literal(2),
  ...partyShape,
  recovery: ageRecipientSchema,
  madeAt: instantSchema,
});
/** Version 3 names the SM2 keys of the device, and of the recovery key. */
const nationalSchema = z.strictObject({
  format: z.literal('qice-card'),
  v: z.literal(3),
  ...partyShape,
  ...sm2Shape,
  recovery: ageRecipientSchema.nullable(),
  recoverySm2: sm2PublicSchema.nullable(),
  madeAt: instantSchema,
});
const signature = { signature: z.string() };
const cardSchema = z.discriminatedUnion('v', [plainSchema, recoverableSchema, nationalSchema]);
const signedCardSchema = z.discriminatedUnion('v', [
  plainSchema.extend(signature),
  recoverableSchema.extend(signature),
  nationalSchema.extend(signature),
]);

export type Card = z.infer<typeof cardSchema>;

/** The bytes the signature covers: the card without it, members in order of the schema, no spaces. */
const canonicalBytes = (card: Card): Uint8Array => new TextEncoder().encode(JSON.stringify(card));

/**
 * The text of a card for the holder of `keys`.
 *
 * @throws Error when the card is malformed or names other keys (our own mistake)
 */
export const writeCard = (card: Card, keys: DeviceKeys): string => {
  const ordered = cardSchema.parse(card);
  if (ordered.signPublic !== keys.signPublic || ordered.ageRecipient !== keys.ageRecipient) {
    throw new Error('a card names the keys of the device that signs it');
  }
  const signature = signDetached(canonicalBytes(ordered), TRUSTED_COMMENT, keys);
  return `${JSON.stringify({ ...ordered, signature })}\n`;
};

/**
 * Reads a card and verifies that it signed itself. Spaces and line ends around its members may
 * differ, as a card may have gone through mail or a QR code.
 *
 * @throws Refusal `card.unreadable` when it is anything but an unchanged card
 */
export const readCard = (text: string): Card => {
  const bytes = new TextEncoder().encode(text);
  const bounded = bytes.length <= CARD_MAX_BYTES && nestsWithin(bytes, 1);
  const parsed = signedCardSchema.safeParse(bounded ? parseJson(text) : undefined);
  if (!parsed.success) throw Refusal.of('card.unreadable');
  const { signature, ...card } = parsed.data;
  const verdict = verifyDetached(canonicalBytes(card), signature, card.signPublic);
  const ours = verdict.ok && verdict.trustedComment === TRUSTED_COMMENT;
  if (!ours || !signature.startsWith(`${UNTRUSTED_COMMENT}\n`)) throw Refusal.of('card.unreadable');
  const points = card.v === 3 ? [card.sm2Sign, card.sm2Recipient, card.recoverySm2] : [];
  if (points.some((point) => point !== null && !isSm2Public(point)))
    throw Refusal.of('card.unreadable');
  return card;
};
