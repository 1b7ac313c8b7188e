import { undoFollowRun } from '#services/follow-runs.ts';
import { coverage } from '#services/visit-coverage.ts';
import { changePlan, fillPlan, previewFill } from '#services/visit-plan-steps.ts';
import { planBoard } from '#services/visit-plans.ts';
import { getRoute, routeChoices, routeSheet, saveRoute } from '#services/visit-routes.ts';
import { followRunInput } from '#shared/liaison-views.ts';
import {
  changePlanInput,
  type FillPreview,
  fillPlanInput,
  type PlanBoard,
  type PlanStep,
} from '#shared/plan-views.ts';
import { quarterInput } from '#shared/quarters.ts';
import type { UndoneRun } from '#shared/row-undo.ts';
import { type Coverage, coverageInput } from '#shared/visit-coverage.ts';
import {
  type Route,
  type RouteChoices,
  type RouteSheet,
  routeChoicesInput,
  routeInput,
  saveRouteInput,
} from '#shared/visit-routes.ts';
import { atDesk, atIssues, atRoll, router } from './base.ts';

export const visitPlansRouter = router({
  board: atDesk
    .input(quarterInput)
    .query(({ ctx, input }): PlanBoard => planBoard(ctx.desk, input)),
  previewFill: atRoll
    .input(fillPlanInput)
    .query(({ ctx, input }): FillPreview => previewFill(ctx.desk, input)),
  fill: atRoll
    .input(fillPlanInput)
    .mutation(({ ctx, input }): PlanStep => fillPlan(ctx.desk, input)),
  change: atDesk
    .input(changePlanInput)
    .mutation(({ ctx, input }): PlanStep => changePlan(ctx.desk, input)),
  undo: atDesk
    .input(followRunInput)
    .mutation(({ ctx, input }): UndoneRun => undoFollowRun(ctx.desk, input.id)),
  /** 走访覆盖率 with the firms behind it. */
  coverage: atDesk
    .input(coverageInput)
    .query(({ ctx, input }): Coverage => coverage(ctx.desk, input)),
  /** What a route can be put together from, and the routes there are. */
  routeChoices: atIssues
    .input(routeChoicesInput)
    .query(({ ctx, input }): RouteChoices => routeChoices(ctx.desk, input)),
  route: atDesk.input(routeInput).query(({ ctx, input }): Route => getRoute(ctx.desk, input)),
  routeSheet: atDesk
    .input(routeInput)
    .query(({ ctx, input }): RouteSheet => routeSheet(ctx.desk, input)),
  saveRoute: atDesk
    .input(saveRouteInput)
    .mutation(({ ctx, input }): Route => saveRoute(ctx.desk, input)),
});
