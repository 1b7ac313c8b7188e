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
