import { checkStore, lastCheck } from '#services/check.ts';
import { logOverview } from '#services/compaction.ts';
import { paperFaces, setPaperFaces } from '#services/paper-faces.ts';
import { backUp, storeOverview } from '#services/settings.ts';
import { setStaleMonths, staleMonths } from '#services/stale.ts';
import { jobInput } from '#shared/exchange.ts';
import { type Faces, facesInput } from '#shared/papers/faces.ts';
import {
  type BackupLine,
  type CheckResult,
  type Compaction,
  type LogOverview,
  type StoreOverview,
  staleMonthsInput,
} from '#shared/settings.ts';
import { atDesk, router } from './base.ts';

export const settingsRouter = router({
  overview: atDesk.query(({ ctx }): StoreOverview => storeOverview(ctx.desk, lastCheck(ctx.desk))),
  backup: atDesk.mutation(({ ctx }): BackupLine => backUp(ctx.desk, 'manual')),
  log: atDesk.query(({ ctx }): LogOverview => logOverview(ctx.desk)),
  /** Progress comes under the job's id, as in the exchange. */
  compact: atDesk
    .input(jobInput)
    .mutation(
      ({ ctx, input }): Promise<Compaction | null> => ctx.desk.jobs.run('compact', input.job, {}),
    ),
  staleMonths: atDesk.query(({ ctx }): number => staleMonths(ctx.desk)),
  setStaleMonths: atDesk
    .input(staleMonthsInput)
    .mutation(({ ctx, input }): void => setStaleMonths(ctx.desk, input.months)),
  paperFaces: atDesk.query(({ ctx }): Faces => paperFaces(ctx.desk)),
  setPaperFaces: atDesk
    .input(facesInput)
    .mutation(({ ctx, input }): void => setPaperFaces(ctx.desk, input)),
  check: atDesk.mutation(({ ctx }): CheckResult => checkStore(ctx.desk)),
});
