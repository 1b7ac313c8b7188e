import { z } from 'zod';
import { industryWords } from './industries.ts';
import type { Field } from './registers/ledger.ts';
import { showValue } from './registers/values.ts';

/** Facts of a firm's file put right by a visit or by the firm's own answers: what both sides say of them. */

export const storedValue = z.union([z.string().max(8_000), z.number(), z.null()]);

/** One fact of the firm's file as it was found. */
export const factCorrectionInput = z.object({
  /** Names the fact in the words of who corrects it: `correctableFacts` and `staff` of a visit. */
  key: z.string().min(1).max(64),
  /** What stood there when the officer looked, as stored. */
  before: storedValue,
  /** As typed; empty to say that there is none. */
  text: z.string().max(8_000),
  /** It is as it stands; `text` says nothing. */
  holds: z.boolean().default(false),
});
export type FactCorrection = z.infer<typeof factCorrectionInput>;

/** What became of a correction. Values as stored. */
export type CorrectedFact = {
  readonly key: string;
  readonly label: string;
  readonly before: string | number | null;
  /** What stood there when it was saved. */
  readonly now: string | number | null;
  readonly nowText: string;
  /** What was found. */
  readonly value: string | number | null;
};

/** Corrections to be taken back, as saving them told. */
export const correctedInput = z
  .array(z.object({ key: z.string().min(1).max(64), now: storedValue, value: storedValue }))
  .max(300)
  .readonly();
export type Corrected = z.infer<typeof correctedInput>;

/** Labels of the facts that are as before, and of those somebody changed since. */
export type TakenBack = { readonly restored: readonly string[]; readonly kept: readonly string[] };

/** A value of the file as people read it, with its unit; the industry with its name. */
export const factInWords = (field: Field, value: string | number): string => {
  if (field.key === 'industry') return industryWords(String(value)) ?? String(value);
  const unit = 'unit' in field && field.unit !== undefined ? ` ${field.unit}` : '';
  return `${showValue(field, value)}${unit}`;
};
