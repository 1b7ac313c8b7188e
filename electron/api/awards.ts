import { z } from 'zod';
import { loadPack, previewPack, readPackFile, shippedPack } from '#services/award-packs.ts';
import type { Desk } from '#services/desk.ts';
import {
  draftEdition,
  type EditionLedger,
  isIntact,
  publishEdition,
  retireEdition,
} from '#services/editions.ts';
import { addStep, changeStep, removeStep, restoreStep } from '#services/ladder-steps.ts';
import { ladderView, readinessFor } from '#services/ladders.ts';
import { rowOf } from '#services/own-rows.ts';
import type { AwardPack, PackLoaded, PackPreview } from '#shared/award-pack.ts';
import {
  type LadderView,
  ladderInput,
  newStepInput,
  type Readiness,
  readinessInput,
  stepTerms,
} from '#shared/ladders.ts';
import { recordId } from '#shared/words.ts';
import { atDesk, router } from './base.ts';

/** A file that was put on the shelf, or the catalogue that comes with the program. */
const packInput = z.object({ ticket: z.string().max(200).nullable() });
const packOf = (desk: Desk, { ticket }: z.infer<typeof packInput>): AwardPack =>
  ticket === null ? shippedPack() : readPackFile(desk.shelf.path(ticket));

const editionInput = z.object({
  ledger: z.enum(['award_edition', 'scheme_version'] satisfies EditionLedger[]),
  id: recordId,
});

/** The award catalogue: packs, editions, ladders. Its rows are read and written as ledgers. */
export const awardsRouter = router({
  previewPack: atDesk
    .input(packInput)
    .query(({ ctx, input }): PackPreview => previewPack(ctx.desk, packOf(ctx.desk, input))),
  loadPack: atDesk
    .input(packInput)
    .mutation(({ ctx, input }): PackLoaded => loadPack(ctx.desk, packOf(ctx.desk, input))),
  publish: atDesk
    .input(editionInput)
    .mutation(({ ctx, input }) => publishEdition(ctx.desk, input.ledger, input.id)),
  retire: atDesk
    .input(editionInput)
    .mutation(({ ctx, input }) => retireEdition(ctx.desk, input.ledger, input.id)),
  draft: atDesk
    .input(editionInput.extend({ title: z.string().trim().min(1).max(60) }))
    .mutation(({ ctx, input }): { readonly id: string } => ({
      id: draftEdition(ctx.desk, input.ledger, input.id, input.title),
    })),
  /** Whether a published edition still says what it said; null for one never published. */
  intact: atDesk
    .input(editionInput)
    .query(({ ctx, input }): boolean | null =>
      isIntact(ctx.desk, input.ledger, rowOf(ctx.desk, input.ledger, input.id)),
    ),
  ladder: atDesk
    .input(ladderInput)
    .query(({ ctx, input }): LadderView => ladderView(ctx.desk, input)),
  addStep: atDesk
    .input(newStepInput)
    .mutation(({ ctx, input }): { readonly id: string } => addStep(ctx.desk, input)),
  changeStep: atDesk
    .input(stepTerms.extend({ id: recordId }))
    .mutation(({ ctx, input: { id, ...terms } }) => changeStep(ctx.desk, id, terms)),
  removeStep: atDesk
    .input(z.object({ id: recordId }))
    .mutation(({ ctx, input }) => removeStep(ctx.desk, input.id)),
  restoreStep: atDesk
    .input(z.object({ id: recordId }))
    .mutation(({ ctx, input }) => restoreStep(ctx.desk, input.id)),
  /** Who is ready for an award, and what each is missing. */
  readiness: atDesk
    .input(readinessInput)
    .query(({ ctx, input }): Readiness => readinessFor(ctx.desk, input)),
});
