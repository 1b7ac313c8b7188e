import { z } from 'zod';
import { enterFigures, entrySheet, handWork } from '#services/hand-work.ts';
import { checkDraw, draw } from '#services/panel-draw.ts';
import { panelsOfRun, runsOfPanel } from '#services/panel-runs.ts';
import { giveScores, panelSheet } from '#services/panel-sheets.ts';
import { closePanel, listPanels, viewPanel } from '#services/panels.ts';
import { signRun } from '#services/run-signing.ts';
import { compareRuns, explainScore, viewRun } from '#services/run-views.ts';
import { schemeTable } from '#services/schemes.ts';
import { listRuns, repeatRun, startRun } from '#services/score-runs.ts';
import { jobInput } from '#shared/exchange.ts';
import { type EntrySheet, enterFiguresInput, type HandLine } from '#shared/scoring/hand-work.ts';
import type { Moved } from '#shared/scoring/moved.ts';
import {
  type DrawCheck,
  drawPanelInput,
  giveScoresInput,
  type PanelLine,
  type PanelRun,
  type PanelSheet,
  type PanelView,
} from '#shared/scoring/panels.ts';
import {
  type Explanation,
  type RunItem,
  type RunLine,
  type RunSignatures,
  type RunView,
  repeatRunInput,
  runSignatures,
  startRunInput,
} from '#shared/scoring/run.ts';
import { recordId } from '#shared/words.ts';
import { atDesk, router } from './base.ts';
import type { Offered } from './exchange.ts';

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
    .input(repeatRunInput)
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
  /** Signs, publishes, or takes it back; answers with what stood there before. */
  sign: atDesk
    .input(one.extend(runSignatures.shape))
    .mutation(({ ctx, input }): RunSignatures => signRun(ctx.desk, input)),
  export: atDesk
    .input(one.extend(jobInput.shape))
    .mutation(
      async ({ ctx, input }): Promise<Offered> =>
        (await import('#services/run-export.ts')).exportRun(ctx.desk, input),
    ),
  handWork: atDesk
    .input(one)
    .query(({ ctx, input }): readonly HandLine[] => handWork(ctx.desk, input.id)),
  entries: atDesk.input(one).query(({ ctx, input }): EntrySheet => entrySheet(ctx.desk, input.id)),
  enter: atDesk
    .input(enterFiguresInput)
    .mutation(({ ctx, input }) => enterFigures(ctx.desk, input)),
  panels: atDesk.query(({ ctx }): readonly PanelLine[] => listPanels(ctx.desk)),
  /** Panels that judge firms of a run. */
  panelsOfRun: atDesk
    .input(one)
    .query(({ ctx, input }): readonly PanelLine[] => panelsOfRun(ctx.desk, input.id)),
  /** Runs a panel's scores can be counted in. */
  runsOfPanel: atDesk
    .input(one)
    .query(({ ctx, input }): readonly PanelRun[] => runsOfPanel(ctx.desk, input.id)),
  panel: atDesk.input(one).query(({ ctx, input }): PanelView => viewPanel(ctx.desk, input.id)),
  drawCheck: atDesk
    .input(z.object({ runId: recordId }))
    .query(({ ctx, input }): DrawCheck => checkDraw(ctx.desk, input.runId)),
  draw: atDesk
    .input(drawPanelInput)
    .mutation(({ ctx, input }): { readonly id: string } => draw(ctx.desk, input)),
  sheet: atDesk.input(one).query(({ ctx, input }): PanelSheet => panelSheet(ctx.desk, input.id)),
  give: atDesk.input(giveScoresInput).mutation(({ ctx, input }) => giveScores(ctx.desk, input)),
  closePanel: atDesk.input(one).mutation(({ ctx, input }) => closePanel(ctx.desk, input.id)),
});
