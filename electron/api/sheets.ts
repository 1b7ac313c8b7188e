import { z } from 'zod';
import { measuresOfPerson, openMeasures } from '#services/open-measures.ts';
import { removeSheet, restoreSheet, setReviewRemoved } from '#services/removals.ts';
import { approvalRule, saveApprovalRule } from '#services/sheet-approvals.ts';
import {
  addApproval,
  addProgress,
  addReview,
  issueSheet,
  startEdition,
} from '#services/sheet-issuing.ts';
import {
  type ProposedGap,
  type ProposedTarget,
  proposedGaps,
  proposedTargets,
} from '#services/sheet-proposals.ts';
import { saveSheet } from '#services/sheet-saving.ts';
import { snapshotOf } from '#services/sheet-snapshot.ts';
import { getSheet, lastSheetBefore, listSheets } from '#services/sheets.ts';
import type { SheetSnapshot } from '#shared/sheet-snapshot.ts';
import {
  type ApprovalRuleView,
  addApprovalInput,
  addProgressInput,
  addReviewInput,
  approvalRuleInput,
  listSheetsInput,
  type OpenMeasure,
  type Sheet,
  type SheetRow,
  saveSheetInput,
} from '#shared/sheets.ts';
import { recordId } from '#shared/words.ts';
import { atDesk, router } from './base.ts';

const byId = z.object({ id: recordId });
const ofYear = z.object({ enterpriseId: recordId, year: z.number().int().min(1990).max(2200) });

export const sheetsRouter = router({
  /** What the county asks for before a sheet is issued. */
  approvalRule: atDesk.query(({ ctx }): ApprovalRuleView => approvalRule(ctx.desk)),
  setApprovalRule: atDesk
    .input(approvalRuleInput)
    .mutation(({ ctx, input }): ApprovalRuleView => saveApprovalRule(ctx.desk, input)),
  list: atDesk
    .input(listSheetsInput)
    .query(({ ctx, input }): SheetRow[] => listSheets(ctx.desk, input)),
  get: atDesk.input(byId).query(({ ctx, input }): Sheet => getSheet(ctx.desk, input.id)),
  /** The newest sheet of an earlier year, to be gone on with; null where there is none. */
  lastYear: atDesk
    .input(ofYear)
    .query(({ ctx, input }): Sheet | null => lastSheetBefore(ctx.desk, input)),
  /** What the firm's file says now. */
  snapshot: atDesk
    .input(z.object({ enterpriseId: recordId }))
    .query(({ ctx, input }): SheetSnapshot => snapshotOf(ctx.desk, input.enterpriseId)),
  proposedGaps: atDesk
    .input(ofYear)
    .query(({ ctx, input }): ProposedGap[] => proposedGaps(ctx.desk, input)),
  proposedTargets: atDesk
    .input(ofYear)
    .query(({ ctx, input }): ProposedTarget[] => proposedTargets(ctx.desk, input)),
  /** Of everybody, or those a person is named in. */
  openMeasures: atDesk
    .input(z.object({ person: z.string().max(100).nullable() }))
    .query(({ ctx, input }): OpenMeasure[] =>
      input.person === null ? openMeasures(ctx.desk) : measuresOfPerson(ctx.desk, input.person),
    ),
  /** Creates the sheet where its id is new. */
  save: atDesk
    .input(saveSheetInput)
    .mutation(({ ctx, input }): Sheet => saveSheet(ctx.desk, input)),
  remove: atDesk.input(byId).mutation(({ ctx, input }): void => removeSheet(ctx.desk, input.id)),
  restore: atDesk.input(byId).mutation(({ ctx, input }): void => restoreSheet(ctx.desk, input.id)),
  setReviewRemoved: atDesk
    .input(z.object({ id: recordId, removed: z.boolean() }))
    .mutation(({ ctx, input }): void => setReviewRemoved(ctx.desk, input)),
  issue: atDesk.input(byId).mutation(({ ctx, input }): Sheet => issueSheet(ctx.desk, input.id)),
  startEdition: atDesk
    .input(byId)
    .mutation(({ ctx, input }): Sheet => startEdition(ctx.desk, input.id)),
  addProgress: atDesk
    .input(addProgressInput)
    .mutation(({ ctx, input }): Sheet => addProgress(ctx.desk, input)),
  addReview: atDesk
    .input(addReviewInput)
    .mutation(({ ctx, input }): Sheet => addReview(ctx.desk, input)),
  addApproval: atDesk
    .input(addApprovalInput)
    .mutation(({ ctx, input }): Sheet => addApproval(ctx.desk, input)),
});
