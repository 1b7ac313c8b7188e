import { z } from 'zod';
import { tiers } from './enterprises.ts';
import { firmChoice } from './firm-list.ts';
import { type Quarter, quarterInput } from './quarters.ts';
import type { PlanLine } from './visit-plans.ts';
import { isoDate, optionalText, recordId, requiredText } from './words.ts';

/** What the screen asks of plans of visits, and what it gets. */

export type PlanBoard = {
  readonly quarter: Quarter;
  /** `YYYY-MM-DD`: what standings are worked out for. */
  readonly today: string;
  /** A firm each, by township and name. */
  readonly lines: readonly PlanLine[];
  /** Our people as the plans and the list of contact persons name them. */
  readonly people: readonly string[];
};

/** Where the firms of a plan come from. */
export const planSource = z.discriminatedUnion('kind', [
  /** Ticked in the list of firms, or all a filter leaves. */
  z.object({ kind: z.literal('firms'), choice: firmChoice }),
  /** Firms somebody is the contact of; of one person where named. */
  z.object({ kind: z.literal('liaison'), person: optionalText(50).default(null) }),
  z.object({ kind: z.literal('tiers'), tiers: z.array(z.enum(tiers)).min(1, '请选择层级') }),
  /** Firms with a brand honour in force. */
  z.object({ kind: z.literal('brands') }),
  /** Firms of the year's plan of cultivation. */
  z.object({ kind: z.literal('cultivation') }),
  /** What the plan of another quarter left unvisited, or all of it. */
  z.object({
    kind: z.literal('quarter'),
    from: quarterInput,
    what: z.enum(['unvisited', 'all']).default('unvisited'),
    /** Those put off go along too. */
    deferred: z.boolean().default(false),
  }),
]);
export type PlanSource = z.infer<typeof planSource>;

/** Whose each firm becomes. */
export const planAssignment = z.discriminatedUnion('by', [
  z.object({ by: z.literal('nobody') }),
  z.object({ by: z.literal('person'), person: requiredText('走访人', 200) }),
  /** Its contact person on the quarter's first day, or today where that is later. */
  z.object({ by: z.literal('liaison') }),
  /** Shared out evenly, townships together. */
  z.object({
    by: z.literal('evenly'),
    people: z.array(requiredText('走访人', 50)).min(1, '请填写走访人').max(100),
  }),
  /** Who the other quarter's plan names. */
  z.object({ by: z.literal('before') }),
]);
export type PlanAssignment = z.infer<typeof planAssignment>;

export const fillPlanInput = quarterInput.extend({
  source: planSource,
  assign: planAssignment,
  times: z.number().int().min(1).max(90).default(1),
  /** By the quarter's end, or evenly over the weeks that are left of it. */
  spread: z.enum(['end', 'weeks']).default('end'),
  purpose: optionalText(400).default(null),
});
export type FillPlan = z.infer<typeof fillPlanInput>;

/** What filling would do. Counting unit: 家. */
export type FillPreview = {
  readonly found: number;
  /** Of them in the quarter's plan already; they stay as they are. */
  readonly already: number;
  /** Of them no longer there (`isGone`); they are left out. */
  readonly gone: number;
  readonly added: number;
  /** How many each gets; null for firms that get nobody. */
  readonly shares: readonly { readonly person: string | null; readonly firms: number }[];
  /** Weeks (周) they are spread over; 0 where they are due by the quarter's end. */
  readonly weeks: number;
};

/** What is done to chosen firms of a plan. */
export const planChange = z.discriminatedUnion('do', [
  /** Given to people: to one (or several together), or shared out evenly. */
  z.object({
    do: z.literal('assign'),
    people: z.array(requiredText('走访人', 50)).min(1, '请填写走访人').max(100),
    how: z.enum(['together', 'evenly']).default('together'),
  }),
  z.object({
    do: z.literal('set'),
    times: z.number().int().min(1).max(90).optional(),
    /** Null: by the quarter's end. */
    dueOn: isoDate('完成期限').nullable().optional(),
    purpose: optionalText(400).optional(),
  }),
  /** Evenly over the weeks that are left. */
  z.object({ do: z.literal('spread') }),
  z.object({ do: z.literal('defer'), reason: requiredText('暂缓原因', 400) }),
  z.object({ do: z.literal('resume') }),
  /** Into the plan of another quarter. */
  z.object({ do: z.literal('move'), to: quarterInput }),
  z.object({ do: z.literal('remove') }),
]);
export type PlanChange = z.infer<typeof planChange>;

export const changePlanInput = quarterInput.extend({
  firms: z.array(recordId).min(1, '请先选择企业').max(20_000),
  change: planChange,
});
export type ChangePlan = z.infer<typeof changePlanInput>;

/** What a step over a plan did. */
export type PlanStep = {
  /** Firms (家) that changed. */
  readonly firms: number;
  /** For taking it back; null where nothing was written. */
  readonly run: string | null;
};
