import { z } from 'zod';
import {
  removeVisitSignature,
  restoreVisitSignature,
  signVisit,
  visitSignatures,
} from '#services/visit-signatures.ts';
import {
  signVisitInput,
  type VisitSignature,
  visitSignatureInput,
} from '#shared/visit-signatures.ts';
import { recordId } from '#shared/words.ts';
import { atDesk, router } from './base.ts';

export const visitSignaturesRouter = router({
  list: atDesk
    .input(z.object({ visitId: recordId }))
    .query(({ ctx, input }): readonly VisitSignature[] => visitSignatures(ctx.desk, input.visitId)),
  sign: atDesk
    .input(signVisitInput)
    .mutation(({ ctx, input }): readonly VisitSignature[] => signVisit(ctx.desk, input)),
  remove: atDesk
    .input(visitSignatureInput)
    .mutation(({ ctx, input }): readonly VisitSignature[] =>
      removeVisitSignature(ctx.desk, input.id),
    ),
  restore: atDesk
    .input(visitSignatureInput)
    .mutation(({ ctx, input }): readonly VisitSignature[] =>
      restoreVisitSignature(ctx.desk, input.id),
    ),
});
