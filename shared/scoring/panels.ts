import { z } from 'zod';
import { recordId } from '#shared/words.ts';
import type { Points } from './points.ts';
import { runScope } from './run.ts';

/** What the screen asks of expert panels, and what it gets. */

export const drawPanelInput = z.object({
  title: z.string().trim().min(1).max(100),
  versionId: recordId,
  year: z.number().int().min(1990).max(2199),
  seats: z.number().int().min(1).max(99),
  scope: runScope.default({}),
});
export type DrawPanel = z.infer<typeof drawPanelInput>;

export const giveScoresInput = z.object({
  seatId: recordId,
  scores: z
    .array(
      z.object({ firmId: recordId, code: z.string().min(1).max(40), points: z.number().int() }),
    )
    .min(1)
    .max(5_000),
});
export type GiveScores = z.infer<typeof giveScoresInput>;

export type PanelLine = {
  readonly id: string;
  readonly title: string;
  readonly year: number | null;
  readonly seats: number;
  readonly drawnOn: string | null;
  readonly closedOn: string | null;
  /** The version its experts score by. */
  readonly versionId: string | null;
};

export type PanelView = {
  readonly id: string;
  readonly title: string;
  readonly year: number | null;
  readonly seed: number;
  readonly drawnOn: string | null;
  readonly drawnBy: string | null;
  readonly closedOn: string | null;
  /** Experts in the pool when it was drawn. Counting unit: 人. */
  readonly pool: number;
  readonly excluded: readonly { readonly name: string; readonly why: string }[];
  readonly reserve: readonly string[];
  readonly firms: number;
  readonly seats: readonly {
    readonly id: string;
    readonly alias: string;
    readonly name: string;
    /** Scores given, and how many are wanted. */
    readonly given: number;
    readonly wanted: number;
  }[];
};

export type PanelSheet = {
  readonly seatId: string;
  readonly alias: string;
  readonly closed: boolean;
  readonly items: readonly {
    readonly code: string;
    readonly title: string;
    readonly cap: Points;
  }[];
  readonly firms: readonly {
    readonly id: string;
    /** Firms are numbered: the sheet is blind. */
    readonly alias: string;
    readonly scores: Readonly<Record<string, Points>>;
  }[];
};
