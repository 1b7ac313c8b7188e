import { z } from 'zod';
import { openScheme, saveScheme, tryScheme } from '#services/scheme-drafts.ts';
import {
  type SchemeDraft,
  type SchemeTrial,
  saveSchemeInput,
  trySchemeInput,
} from '#shared/scoring/scheme-views.ts';
import { recordId } from '#shared/words.ts';
import { atDesk, router } from './base.ts';

/** Drafts of scoring schemes: opened, saved, tried. Drafting and publishing are those of editions. */
export const schemesRouter = router({
  open: atDesk
    .input(z.object({ id: recordId }))
    .query(({ ctx, input }): SchemeDraft => openScheme(ctx.desk, input.id)),
  save: atDesk
    .input(saveSchemeInput)
    .mutation(({ ctx, input }): SchemeDraft => saveScheme(ctx.desk, input.id, input.form)),
  try: atDesk
    .input(trySchemeInput)
    .query(({ ctx, input }): SchemeTrial => tryScheme(ctx.desk, input)),
});
