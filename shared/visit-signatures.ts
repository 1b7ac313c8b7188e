import { z } from 'zod';
import {
  type SignatureSide,
  type SignatureWay,
  signatureSides,
  signatureWays,
} from './registers/visit-signature.ts';
import type { VisitPhoto } from './visits.ts';
import { isoDate, optionalText, recordId, requiredText } from './words.ts';

/** Signatures under the record of a visit. */

export const signVisitInput = z.object({
  /** Of the signature. */
  id: recordId,
  visitId: recordId,
  side: z.enum(signatureSides),
  way: z.enum(signatureWays),
  person: requiredText('签字人', 100),
  title: optionalText(100),
  onDate: isoDate('签字日期'),
  /** SHA-256 of a picture or scan whose bytes are kept already. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Name of the file, of a scanned page. */
  name: optionalText(200),
});
export type SignVisit = z.infer<typeof signVisitInput>;

export const visitSignatureInput = z.object({ id: recordId });

export type VisitSignature = {
  readonly id: string;
  readonly side: SignatureSide;
  readonly way: SignatureWay;
  readonly person: string;
  readonly title: string | null;
  readonly onDate: string;
  /** The drawn name or the signed page; null where its row has not come yet. */
  readonly picture: VisitPhoto | null;
  /** The record was changed after this was signed. */
  readonly outdated: boolean;
};
