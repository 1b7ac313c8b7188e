import { z } from 'zod';
import { firmChoice } from '#shared/firm-list.ts';
import { recordId } from '#shared/words.ts';

/** What a person asks for who wants a paper of a record. */
export const makePaperInput = z.object({
  /** Of `papers`. */
  kind: z.string().min(1).max(64),
  /** The record the paper is about; what it is, the kind of paper says. */
  id: z.string().min(1).max(200),
  /** One of the office's templates; null for the standard form (标准格式). */
  template: recordId.nullable().default(null),
});
export type MakePaper = z.infer<typeof makePaperInput>;

/** Forms to take along: of the firms ticked, or the blank one. */
export const visitFormsInput = z.object({ firms: firmChoice.nullable() });
export type VisitForms = z.infer<typeof visitFormsInput>;

/** A file to save as it is (Word, Excel), the same laid out as PDF, or one opened here to be printed. */
export const paperOutputs = ['file', 'pdf', 'print'] as const;
export type PaperOutput = (typeof paperOutputs)[number];

/** What is to become of a paper; `job` tells how far it is, and cancels it. */
export const deliveryInput = z.object({
  as: z.enum(paperOutputs).default('file'),
  job: z.uuid(),
});
export type Delivery = z.infer<typeof deliveryInput>;

export type DeliveredPaper = {
  readonly ticket: string;
  readonly fileName: string;
  /** It stands open in another program of this computer, and is not to be saved. */
  readonly opened: boolean;
};

/** What this computer can do with a paper beside saving it. */
export type PaperMeans = {
  /** Lay it out as PDF. */
  readonly pdf: boolean;
  /** Open it in the program that belongs to its kind. */
  readonly print: boolean;
};
