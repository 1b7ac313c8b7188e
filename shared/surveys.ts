import { z } from 'zod';

/** Figures rolled up from the files of firms: the base of executed standards, the survey of a block. */

export const surveyInput = z.object({
  survey: z.enum(['standards', 'block']),
  /** The block industry; only for `block`. */
  block: z.string().max(50).optional(),
});
export type SurveyInput = z.infer<typeof surveyInput>;

export const surveyMembersInput = surveyInput.extend({ figure: z.string().min(1).max(100) });
export type SurveyMembersInput = z.infer<typeof surveyMembersInput>;

/** One row behind a figure. */
export type SurveyMember = {
  readonly firm: { readonly id: string; readonly name: string } | null;
  /** What the row is called, or what it adds to a sum. */
  readonly title: string;
};

export type SurveyFigure = {
  readonly key: string;
  readonly group: string;
  readonly label: string;
  readonly unit: string;
  /** Scaled by `scale`; null where nothing is known. */
  readonly value: number | null;
  readonly scale: number;
  /** How a rate is made. */
  readonly formula?: string;
};

export type Survey = {
  readonly figures: readonly SurveyFigure[];
  /** Firms whose files lack something the survey asks for: names of the groups. */
  readonly missing: readonly {
    readonly id: string;
    readonly name: string;
    readonly groups: readonly string[];
  }[];
};
