import { totalDivisions } from '#services/county-totals.ts';
import { blocksOf, surveyFigures, surveyMembers } from '#services/surveys.ts';
import type { Division } from '#shared/divisions.ts';
import {
  type Survey,
  type SurveyMember,
  surveyInput,
  surveyMembersInput,
} from '#shared/surveys.ts';
import { atDesk, router } from './base.ts';
import type { Offered } from './exchange.ts';

export const surveysRouter = router({
  /** Block industries there are firms of. */
  blocks: atDesk.query(({ ctx }): readonly string[] => blocksOf(ctx.desk)),
  /** Places there are, or may be, totals of the statistics bureau of. */
  totalDivisions: atDesk.query(({ ctx }): Division[] => totalDivisions(ctx.desk)),
  figures: atDesk
    .input(surveyInput)
    .query(({ ctx, input }): Survey => surveyFigures(ctx.desk, input)),
  members: atDesk
    .input(surveyMembersInput)
    .query(({ ctx, input }): readonly SurveyMember[] => surveyMembers(ctx.desk, input)),
  export: atDesk
    .input(surveyInput)
    .mutation(
      async ({ ctx, input }): Promise<Offered> =>
        (await import('#services/survey-export.ts')).exportSurvey(ctx.desk, input),
    ),
});
