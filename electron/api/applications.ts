import { z } from 'zod';
import { mergeApplications, splitApplications } from '#services/application-doubles.ts';
import { fillPapers } from '#services/application-papers.ts';
import { recordStep, redoStep, undoStep } from '#services/application-steps.ts';
import { applicationBoard, getApplication, newApplication } from '#services/applications.ts';
import {
  type ApplicationBoard,
  type ApplicationFile,
  applicationStepInput,
  listApplicationsInput,
  type MergedApplications,
  mergeApplicationsInput,
  newApplicationInput,
  recordStepInput,
  splitApplicationsInput,
} from '#shared/applications.ts';
import { atDesk, router } from './base.ts';

const one = z.object({ id: z.string().min(1).max(200) });

export const applicationsRouter = router({
  board: atDesk
    .input(listApplicationsInput)
    .query(({ ctx, input }): ApplicationBoard => applicationBoard(ctx.desk, input)),
  get: atDesk
    .input(one)
    .query(({ ctx, input }): ApplicationFile => getApplication(ctx.desk, input.id)),
  create: atDesk
    .input(newApplicationInput)
    .mutation(({ ctx, input }): { readonly id: string } => newApplication(ctx.desk, input)),
  step: atDesk
    .input(recordStepInput)
    .mutation(({ ctx, input }): ApplicationFile => recordStep(ctx.desk, input)),
  undo: atDesk
    .input(applicationStepInput)
    .mutation(({ ctx, input }): ApplicationFile => undoStep(ctx.desk, input)),
  redo: atDesk
    .input(applicationStepInput)
    .mutation(({ ctx, input }): ApplicationFile => redoStep(ctx.desk, input)),
  merge: atDesk
    .input(mergeApplicationsInput)
    .mutation(({ ctx, input }): MergedApplications => mergeApplications(ctx.desk, input)),
  split: atDesk
    .input(splitApplicationsInput)
    .mutation(({ ctx, input }): void => splitApplications(ctx.desk, input)),
  fillPapers: atDesk
    .input(one)
    .mutation(({ ctx, input }): { readonly added: number } => fillPapers(ctx.desk, input.id)),
});
