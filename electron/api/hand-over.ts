import { followRuns, undoFollowRun } from '#services/follow-runs.ts';
import { handOver, handOverRun, handOverView } from '#services/hand-over.ts';
import {
  type HandOverRun,
  type HandOverView,
  handOverInput,
  handOverViewInput,
} from '#shared/hand-over.ts';
import { followRunInput } from '#shared/liaison-views.ts';
import type { FollowRun, UndoneRun } from '#shared/row-undo.ts';
import { atDesk, atIssues, router } from './base.ts';

export const handOverRouter = router({
  view: atIssues
    .input(handOverViewInput)
    .query(({ ctx, input }): HandOverView => handOverView(ctx.desk, input)),
  do: atIssues
    .input(handOverInput)
    .mutation(({ ctx, input }): { readonly run: string; readonly items: number } =>
      handOver(ctx.desk, input),
    ),
  runs: atDesk.query(({ ctx }): readonly FollowRun[] => followRuns(ctx.desk, 'hand-over')),
  run: atDesk
    .input(followRunInput)
    .query(({ ctx, input }): HandOverRun => handOverRun(ctx.desk, input.id)),
  undo: atDesk
    .input(followRunInput)
    .mutation(({ ctx, input }): UndoneRun => undoFollowRun(ctx.desk, input.id)),
});
