import { z } from 'zod';
import type { RecordState } from './exchange.ts';
import { optionalText, recordId, requiredText } from './words.ts';

/** Photographs, scans and documents on a firm or on a row of one of its ledgers. */

/**
 * Largest document, in bytes: a scanned contract of some fifty pages, and a bundle that is to go by mail
 * (`fileLimits`) still takes it. Pictures are made small before.
 */
export const maxDocumentBytes = 16 * 1024 * 1024;

const owner = z.object({
  /** `enterprise`, or a ledger's name. */
  table: z.string().min(1).max(64),
  id: z.string().min(1).max(200),
});
export const attachmentOwnerInput = owner;
export type AttachmentOwner = z.infer<typeof owner>;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const attachInput = owner.extend({
  /** Files whose bytes are in the store already. */
  files: z
    .array(z.object({ sha256, name: requiredText('文件名', 200), takenAt: optionalText(40) }))
    .min(1)
    .max(100),
});
export type Attach = z.infer<typeof attachInput>;

export const attachmentInput = z.object({ id: recordId });
export const captionInput = attachmentInput.extend({ caption: optionalText(200) });
export type Caption = z.infer<typeof captionInput>;

/** A file whose bytes are in the store and which a record may now name. */
export type StoredFile = {
  readonly sha256: string;
  readonly mime: string;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
};

export type Attachment = StoredFile & {
  readonly id: string;
  /** The file's name; null for a photograph of a visit. */
  readonly name: string | null;
  readonly caption: string | null;
  /** Local wall time of the camera, where the file told it. */
  readonly takenAt: string | null;
  /** False while the row is here and the file is not (附件待补). */
  readonly present: boolean;
  /** Where the file itself is known to be; its row may have come further. */
  readonly state: RecordState;
};
