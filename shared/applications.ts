import { z } from 'zod';
import type { Funnel } from './funnel.ts';
import type { StepStage } from './pipeline.ts';
import { steps } from './pipeline.ts';
import { awardObjects } from './registers/award.ts';
import { isoDate, optionalText, requiredText } from './words.ts';

/** What the screen asks about applications (申报), and what it gets. */

const rowId = z.string().min(1).max(200);
const year = z.number().int().min(1990).max(2199);
/** The day figures are told for (截至); today where nothing is said. */
export const onDay = isoDate('截至日期').nullable().default(null);

export const listApplicationsInput = z.object({
  year: year.nullable().default(null),
  award: z.string().max(200).nullable().default(null),
  search: z.string().max(200).default(''),
  on: onDay,
});
export type ListApplications = z.infer<typeof listApplicationsInput>;

export const newApplicationInput = z.object({
  enterpriseId: rowId,
  award: requiredText('申报奖项', 200),
  year,
  object: z.enum(awardObjects).nullable(),
  product: optionalText(200),
  productId: rowId.nullable().default(null),
  handler: optionalText(100),
  dueOn: isoDate('材料截止').nullable(),
});
export type NewApplication = z.infer<typeof newApplicationInput>;

export const recordStepInput = z.object({
  id: rowId,
  /** The step the person saw as the last one; null where there was none. */
  afterId: rowId.nullable(),
  stage: z.enum(steps, '请选择环节'),
  onDate: isoDate('日期'),
  person: optionalText(100),
  docNo: optionalText(100),
  reason: optionalText(200),
  note: optionalText(4000),
});
export type RecordStep = z.infer<typeof recordStepInput>;

export const applicationStepInput = z.object({ id: rowId, stepId: rowId });

export type Papers = {
  readonly total: number;
  readonly done: number;
  /** Not there and past their day. */
  readonly overdue: number;
};

export type ApplicationRow = {
  readonly id: string;
  readonly firm: { readonly id: string; readonly name: string };
  readonly township: string | null;
  readonly award: string;
  readonly year: number;
  readonly object: string | null;
  readonly product: string | null;
  /** One for one product of its firm, however it is written: what 个 is counted by. */
  readonly productKey: string | null;
  readonly handler: string | null;
  readonly dueOn: string | null;
  /** Where it stands; null before the first step. */
  readonly stage: StepStage | null;
  /** While it is sent back: from where. */
  readonly from: string | null;
  readonly lastStepId: string | null;
  /** Day of the last step. */
  readonly since: string | null;
  readonly reason: string | null;
  readonly next: readonly StepStage[];
  /** Ends that say something else, in words; empty where nobody disagrees. */
  readonly contested: readonly string[];
  readonly papers: Papers;
};

export type ApplicationBoard = {
  /** The day it is told for. */
  readonly on: string;
  readonly years: readonly number[];
  readonly awards: readonly string[];
  readonly rows: readonly ApplicationRow[];
  readonly funnel: Funnel;
  /** Applications that are one and the same, one of them among the rows: two devices turned them into each other. Ids. */
  readonly doubles: readonly (readonly string[])[];
};

export type ApplicationStep = {
  readonly id: string;
  readonly stage: string;
  readonly onDate: string;
  readonly person: string | null;
  readonly docNo: string | null;
  readonly reason: string | null;
  readonly unit: string | null;
  readonly note: string | null;
  /** On the way shown, beside it (another office says otherwise), or following from nothing. */
  readonly standing: 'path' | 'contested' | 'beside' | 'aside';
};

export const mergeApplicationsInput = z.object({ ids: z.array(rowId).min(2).max(50) });
export const splitApplicationsInput = z.object({ ids: z.array(rowId).min(1).max(50) });

export type MergedApplications = {
  /** The one all are kept under. */
  readonly keptId: string;
  readonly mergedIds: readonly string[];
};

export type ApplicationFile = ApplicationRow & {
  /** Oldest first: the way shown, then what stands beside it. */
  readonly steps: readonly ApplicationStep[];
  readonly note: string | null;
  /** Applications kept under this one; it holds their steps too. Ids. */
  readonly mergedIds: readonly string[];
};
