import { z } from 'zod';
import type { RecordState } from '#shared/exchange.ts';
import type { TemplateFormat } from '#shared/registers/document-template.ts';
import { recordId, requiredText } from '#shared/words.ts';
import type { TagCheck } from './template-check.ts';

/** Templates of papers as the screen and the local process speak of them. */

const paperKind = z.string().min(1).max(64);
const ticket = z.string().min(1).max(100);

export const checkTemplateInput = z.object({ ticket, paper: paperKind });
export type CheckTemplateInput = z.infer<typeof checkTemplateInput>;

export const saveTemplateInput = checkTemplateInput.extend({
  name: requiredText('模板名称', 100),
  /** The template this one takes the place of; null for a new one. */
  follows: recordId.nullable(),
});
export type SaveTemplate = z.infer<typeof saveTemplateInput>;

export const templateInput = z.object({ id: recordId });
export const stopTemplateInput = templateInput.extend({ stopped: z.boolean() });

/** A file on the shelf, or a template that is kept, filled with the newest record there is. */
export const previewTemplateInput = z.object({
  paper: paperKind,
  ticket: ticket.nullable(),
  id: recordId.nullable(),
});
export type PreviewTemplate = z.infer<typeof previewTemplateInput>;

export const sampleTemplateInput = z.object({
  paper: paperKind,
  format: z.enum(['docx', 'xlsx']),
});

export const chosenTemplateInput = z.object({ paper: paperKind, template: recordId.nullable() });

/** What the check found in a file, and whether there is a record to try it with. */
export type TemplateCheckView = TagCheck & {
  readonly format: TemplateFormat;
  readonly fileName: string;
};

export type TemplateLine = {
  readonly id: string;
  readonly name: string;
  /** Of `papers`; a newer program may have others. */
  readonly paper: string;
  readonly format: TemplateFormat;
  readonly office: string;
  /** Made by this office, or by one above it: may be used here. */
  readonly usable: boolean;
  readonly stopped: boolean;
  /** Another template has taken its place. */
  readonly superseded: boolean;
  /** False while the row is here and the file is not (附件待补). */
  readonly present: boolean;
  readonly bytes: number;
  readonly fileName: string;
  readonly state: RecordState;
};

/** Templates a paper can be made with now, and the one used last; null is the standard form. */
export type TemplateChoice = {
  readonly templates: readonly Pick<TemplateLine, 'id' | 'name' | 'format' | 'office'>[];
  readonly chosen: string | null;
};

/** Rows no other live row follows. Two that follow the same one both stand. */
export const unfollowed = <Row extends { readonly id: string; readonly follows: string | null }>(
  rows: readonly Row[],
): ReadonlySet<string> => {
  const followed = new Set(rows.flatMap(({ id, follows }) => (follows === id ? [] : [follows])));
  return new Set(rows.filter(({ id }) => !followed.has(id)).map(({ id }) => id));
};
