import { z } from 'zod';
import {
  closePanel,
  draw,
  giveScores,
  listPanels,
  panelSheet,
  viewPanel,
} from '#services/panels.ts';
import { compareRuns, explainScore, viewRun } from '#services/run-views.ts';
import { schemeTable } from '#services/schemes.ts';
import { listRuns, repeatRun, startRun } from '#services/score-runs.ts';
import type { Moved } from '#shared/scoring/moved.ts';
import {
  drawPanelInput,
  giveScoresInput,
  type PanelLine,
  type PanelSheet,
  type PanelView,
} from '#shared/scoring/panels.ts';
import {
  type Explanation,
  type RunItem,
  type RunLine,
  type RunView,
  startRunInput,
} from '#shared/scoring/run.ts';
import { recordId } from '#shared/words.ts';
import { atDesk, router } from './base.ts';

const one = z.object({ id: recordId });

/** Schemes as tables, runs of them, and the experts. */
export const scoringRouter = router({
  scheme: atDesk.input(one).query(
    ({
      ctx,
      input,
    }): {
      readonly title: string;
      readonly state: string | null;
      readonly full: number | null;
      readonly items: readonly RunItem[];
      readonly faults: readonly string[];
    } => schemeTable(ctx.desk, input.id),
  ),
  runs: atDesk.query(({ ctx }): readonly RunLine[] => listRuns(ctx.desk)),
  run: atDesk.input(one).query(({ ctx, input }): RunView => viewRun(ctx.desk, input.id)),
  start: atDesk
    .input(startRunInput)
    .mutation(({ ctx, input }): { readonly id: string } => startRun(ctx.desk, input)),
  repeat: atDesk
    .input(one.extend({ title: z.string().trim().min(1).max(100), dataDate: z.iso.date() }))
    .mutation(({ ctx, input }): { readonly id: string } => repeatRun(ctx.desk, input)),
  explain: atDesk
    .input(z.object({ runId: recordId, firmId: recordId }))
    .query(({ ctx, input }): Explanation => explainScore(ctx.desk, input)),
  compare: atDesk.input(z.object({ before: recordId, after: recordId })).query(
    ({
      ctx,
      input,
    }): {
      readonly titles: Readonly<Record<string, string>>;
      readonly moved: readonly Moved[];
    } => compareRuns(ctx.desk, input),
  ),
  panels: atDesk.query(({ ctx }): readonly PanelLine[] => listPanels(ctx.desk)),
  panel: atDesk.input(one).query(({ ctx, input }): PanelView => viewPanel(ctx.desk, input.id)),
  draw: atDesk
    .input(drawPanelInput)
    .mutation(({ ctx, input }): { readonly id: string } => draw(ctx.desk, input)),
  sheet: atDesk.input(one).query(({ ctx, input }): PanelSheet => panelSheet(ctx.desk, input.id)),
  give: atDesk.input(giveScoresInput).mutation(({ ctx, input }) => giveScores(ctx.desk, input)),
  closePanel: atDesk.input(one).mutation(({ ctx, input }) => closePanel(ctx.desk, input.id)),
});
