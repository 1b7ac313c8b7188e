import { dropDraft, getDraft, listDrafts, putDraft } from '#services/drafts.ts';
import { type DraftLine, type DraftView, draftKeyInput, putDraftInput } from '#shared/visits.ts';
import { atDesk, router } from './base.ts';

export const draftsRouter = router({
  get: atDesk
    .input(draftKeyInput)
    .query(({ ctx, input }): DraftView | null => getDraft(ctx.desk, input)),
  list: atDesk.query(({ ctx }): DraftLine[] => listDrafts(ctx.desk)),
  put: atDesk
    .input(putDraftInput)
    .mutation(({ ctx, input }): Promise<DraftView> => putDraft(ctx.desk, input)),
  drop: atDesk.input(draftKeyInput).mutation(({ ctx, input }): void => dropDraft(ctx.desk, input)),
});
