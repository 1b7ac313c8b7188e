import { z } from 'zod';
import { recordId } from '#shared/words.ts';
import type { SummedItem } from './panel-summary.ts';
import type { Points } from './points.ts';

/** What the screen asks of expert panels, and what it gets. */

export const drawPanelInput = z.object({
  /** The run whose firms are judged, by its version; who failed a veto is not. */
  runId: recordId,
  title: z.string().trim().min(1).max(100),
  seats: z.number().int().min(1).max(99),
});
export type DrawPanel = z.infer<typeof drawPanelInput>;

export const giveScoresInput = z.object({
  seatId: recordId,
  scores: z
    .array(
      z.object({
        firmId: recordId,
        code: z.string().min(1).max(40),
        /** Null takes a score back. */
        points: z.number().int().nullable(),
      }),
    )
    .min(1)
    .max(5_000),
});
export type GiveScores = z.infer<typeof giveScoresInput>;

/** Who takes no part in a draw, and why. */
export type LeftOut = { readonly name: string; readonly unit: string | null; readonly why: string };

/** What a draw would choose from, before it is made. */
export type DrawCheck = {
  /** Experts in the pool, and how many of them may be drawn. Counting unit: 人. */
  readonly pool: number;
  readonly free: number;
  readonly excluded: readonly LeftOut[];
  /** Counting unit: 家. */
  readonly firms: number;
  /** Items experts score; none makes a panel useless. */
  readonly items: number;
};

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

/** A run a panel's scores can be counted in. */
export type PanelRun = { readonly id: string; readonly title: string; readonly dataDate: string };

export type PanelItem = {
  readonly code: string;
  readonly title: string;
  readonly cap: Points;
  readonly explain: string | null;
};

export type PanelView = {
  readonly id: string;
  readonly title: string;
  readonly year: number | null;
  readonly versionId: string | null;
  readonly schemeTitle: string;
  readonly seed: number;
  /** Whether the recorded seed draws the same experts again from the recorded pool. */
  readonly redrawn: boolean;
  readonly drawnOn: string | null;
  readonly drawnBy: string | null;
  readonly closedOn: string | null;
  /** Experts in the pool when it was drawn. Counting unit: 人. */
  readonly pool: number;
  readonly excluded: readonly LeftOut[];
  readonly reserve: readonly string[];
  /** Firms with the numbers that stand for them on the sheets. */
  readonly firms: readonly {
    readonly id: string;
    readonly alias: string;
    readonly name: string;
  }[];
  readonly items: readonly PanelItem[];
  readonly seats: readonly {
    readonly id: string;
    readonly alias: string;
    readonly name: string;
    /** Scores given, and how many are wanted. */
    readonly given: number;
    readonly wanted: number;
  }[];
  /** How several scores become one, in words. */
  readonly mean: string;
  /** By firm, then item in their order; null until the panel is closed. */
  readonly summary: readonly (readonly SummedItem[])[] | null;
};

export type PanelSheet = {
  readonly seatId: string;
  readonly alias: string;
  readonly panelId: string;
  readonly panelTitle: string;
  readonly closed: boolean;
  readonly items: readonly PanelItem[];
  readonly firms: readonly {
    readonly id: string;
    /** Firms are numbered: the sheet is blind. */
    readonly alias: string;
    readonly scores: Readonly<Record<string, Points>>;
  }[];
};
