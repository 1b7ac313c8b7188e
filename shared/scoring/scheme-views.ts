import { z } from 'zod';
import { isoDate, recordId } from '#shared/words.ts';
import type { Verdict } from './item-points.ts';
import type { Points } from './points.ts';
import { type SchemeForm, schemeForm } from './scheme-form.ts';

/** What the editor of a scheme asks, and what it gets. */

export const saveSchemeInput = z.object({ id: recordId, form: schemeForm });

export const trySchemeInput = saveSchemeInput.extend({
  firmId: recordId,
  /** Year of the figures. */
  year: z.number().int().min(1990).max(2199),
  /** Day certificates and honours must hold on. */
  day: isoDate('数据截止'),
});
export type TryScheme = z.infer<typeof trySchemeInput>;

export type SchemeDraft = {
  /** The version's. */
  readonly id: string;
  readonly schemeName: string;
  /** Only a 草稿 can be edited. */
  readonly state: string;
  readonly copiedFromId: string | null;
  readonly form: SchemeForm;
};

/** One firm by the form as it stands. */
export type SchemeTrial = {
  readonly firmName: string;
  /** Null where groups stand in a ring. */
  readonly total: Points | null;
  /** By the version the draft was copied from; null where there is none that can be used. */
  readonly before: Points | null;
  readonly lines: readonly {
    /** Row of the form. */
    readonly id: string;
    /** Null where the row cannot be read yet. */
    readonly points: Points | null;
    readonly before: Points | null;
    /** What is known of the firm, in words. */
    readonly raw: string;
    readonly source: string;
    readonly verdict: Verdict | null;
  }[];
};
