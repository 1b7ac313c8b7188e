import { z } from 'zod';
import { beginBrandValue, listBrandValues, runBrandValue } from '#services/brand-values.ts';
import { gapsFor } from '#services/gaps-to-benchmark.ts';
import { assessmentsOf, finishAssessment } from '#services/self-assessments.ts';
import { type BrandRun, type BrandStart, runBrandInput } from '#shared/brand-value.ts';
import { type Assessed, type GapView, gapInput } from '#shared/gaps.ts';
import { indicators } from '#shared/scoring/indicators/index.ts';
import { recordId } from '#shared/words.ts';
import { atDesk, router } from './base.ts';

const firm = z.object({ firmId: recordId });

/** Gaps to benchmarks, self-assessments and brand values. */
export const assessmentsRouter = router({
  gaps: atDesk.input(gapInput).query(({ ctx, input }): GapView => gapsFor(ctx.desk, input)),
  /** What can be compared: key, label and unit of each figure. */
  indicators: atDesk.query(
    (): readonly { readonly key: string; readonly label: string; readonly unit: string }[] =>
      indicators
        .filter(({ gives }) => gives !== 'words')
        .map(({ key, label, unit }) => ({ key, label, unit })),
  ),
  excellence: atDesk
    .input(firm)
    .query(({ ctx, input }): readonly Assessed[] => assessmentsOf(ctx.desk, input.firmId)),
  finish: atDesk
    .input(z.object({ id: recordId }))
    .mutation(({ ctx, input }) => finishAssessment(ctx.desk, input.id)),
  brandStart: atDesk
    .input(firm.extend({ baseYear: z.number().int().min(1990).max(2199) }))
    .query(({ ctx, input }): BrandStart => beginBrandValue(ctx.desk, input)),
  brandRun: atDesk
    .input(runBrandInput)
    .mutation(({ ctx, input }): { readonly id: string } => runBrandValue(ctx.desk, input)),
  brandValues: atDesk.query(({ ctx }): readonly BrandRun[] => listBrandValues(ctx.desk)),
});
