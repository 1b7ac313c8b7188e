import { issueCounts } from '#services/issue-counts.ts';
import { issueLimits, saveIssueLimits } from '#services/issue-limits.ts';
import { registerIssue, removeIssue, restoreIssue } from '#services/issue-register.ts';
import { recordIssueStep, redoIssueStep, undoIssueStep } from '#services/issue-steps.ts';
import { getIssue, listIssues } from '#services/issues.ts';
import { jobInput } from '#shared/exchange.ts';
import { usualLimits } from '#shared/issue-timers.ts';
import {
  type IssueCounts,
  type IssueFile,
  type IssueLimitsView,
  type IssueList,
  issueInput,
  issueStepInput,
  listIssuesInput,
  periodInput,
  recordIssueStepInput,
  registerIssueInput,
  saveIssueLimitsInput,
} from '#shared/issues.ts';
import { atDesk, atIssues, router } from './base.ts';
import type { Offered } from './exchange.ts';

export const issuesRouter = router({
  list: atIssues
    .input(listIssuesInput)
    .query(({ ctx, input }): IssueList => listIssues(ctx.desk, input)),
  get: atDesk.input(issueInput).query(({ ctx, input }): IssueFile => getIssue(ctx.desk, input.id)),
  counts: atIssues
    .input(periodInput)
    .query(({ ctx, input }): IssueCounts => issueCounts(ctx.desk, input)),
  /** Changes what was registered where the id is known. */
  register: atDesk
    .input(registerIssueInput)
    .mutation(({ ctx, input }): { readonly id: string } => registerIssue(ctx.desk, input)),
  remove: atDesk
    .input(issueInput)
    .mutation(({ ctx, input }): void => removeIssue(ctx.desk, input.id)),
  restore: atDesk
    .input(issueInput)
    .mutation(({ ctx, input }): void => restoreIssue(ctx.desk, input.id)),
  step: atDesk
    .input(recordIssueStepInput)
    .mutation(({ ctx, input }): IssueFile => recordIssueStep(ctx.desk, input)),
  undo: atDesk
    .input(issueStepInput)
    .mutation(({ ctx, input }): IssueFile => undoIssueStep(ctx.desk, input)),
  redo: atDesk
    .input(issueStepInput)
    .mutation(({ ctx, input }): IssueFile => redoIssueStep(ctx.desk, input)),
  exportBook: atIssues
    .input(listIssuesInput.extend(jobInput.shape))
    .mutation(
      async ({ ctx, input: { job, ...query } }): Promise<Offered> =>
        (await import('#services/issue-export.ts')).exportIssues(ctx.desk, { query, job }),
    ),
  limits: atDesk.query(({ ctx }): IssueLimitsView => issueLimits(ctx.desk)),
  saveLimits: atDesk
    .input(saveIssueLimitsInput)
    .mutation(
      ({ ctx, input }): IssueLimitsView => saveIssueLimits(ctx.desk, { ...usualLimits, ...input }),
    ),
});
