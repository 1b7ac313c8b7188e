import { z } from 'zod';
import { tiers } from './enterprises.ts';
import type { Move, TierMonth } from './tier-movement.ts';
import { isoDate, optionalText, requiredText } from './words.ts';

/** What the screen asks about the cultivation list (培育梯队), and what it gets. */

const rowId = z.string().min(1).max(200);
/** Plan year; null for this year's plan or, where there is none, the newest. */
const planYear = z.number().int().min(1990).max(2199).nullable().default(null);

export const listTiersInput = z.object({
  year: planYear,
  tier: z.enum(tiers).nullable().default(null),
  search: z.string().max(200).default(''),
});
export type ListTiers = z.infer<typeof listTiersInput>;

export const movementInput = z.object({
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '月份应写成 2026-03'),
});

export const matrixInput = z.object({ year: planYear });
export type MatrixInput = z.infer<typeof matrixInput>;

export const moveTierInput = z.object({
  enterpriseId: rowId,
  /** Null takes the firm out of the library. */
  tier: z.enum(tiers).nullable(),
  on: isoDate('变动日期'),
  /** 分 × 10. */
  score: z.number().int().min(0).max(1_000_000).nullable(),
  reason: requiredText('变动原因', 200),
  docNo: optionalText(100),
});
export type MoveTier = z.infer<typeof moveTierInput>;

export const undoTierInput = z.object({
  enterpriseId: rowId,
  before: z.string().max(20).nullable(),
  after: z.string().max(20).nullable(),
  on: isoDate('变动日期'),
  since: z.string().max(10).nullable(),
});
export type UndoTier = z.infer<typeof undoTierInput>;

export type TierRow = {
  readonly firm: { readonly id: string; readonly name: string };
  readonly township: string | null;
  readonly block: string | null;
  readonly tier: string;
  /** Entry into the tier: day, and score (分 × 10). */
  readonly since: string | null;
  readonly score: number | null;
  readonly reason: string | null;
  readonly goals: readonly string[];
  readonly plannedYear: number | null;
  readonly mentor: string | null;
  readonly intention: string | null;
  readonly barriers: readonly string[];
};

/** The year whose plan is told, and all there are to choose from, the newest first. */
export type PlanYears = { readonly year: number; readonly years: readonly number[] };

export type TierList = PlanYears & {
  readonly rows: readonly TierRow[];
  /** Firms (家) by tier, whatever is filtered. */
  readonly counts: Readonly<Record<string, number>>;
};

export type Movement = {
  readonly month: string;
  readonly lines: readonly TierMonth[];
  readonly moves: readonly (Move & { readonly name: string })[];
};

export type Matrix = PlanYears & {
  readonly intentions: readonly string[];
  readonly barriers: readonly string[];
  readonly cells: readonly {
    readonly intention: string;
    readonly barrier: string;
    /** Firms (家); one with two barriers stands in two cells, and once in each margin. */
    readonly firms: readonly { readonly id: string; readonly name: string }[];
  }[];
  /** Distinct firms (家). */
  readonly byIntention: Readonly<Record<string, number>>;
  readonly byBarrier: Readonly<Record<string, number>>;
  readonly firms: number;
};
