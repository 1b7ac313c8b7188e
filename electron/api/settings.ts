import { checkStore, lastCheck } from '#services/check.ts';
import { logOverview } from '#services/compaction.ts';
import { backUp, storeOverview } from '#services/settings.ts';
import { jobInput } from '#shared/exchange.ts';
import type {
  BackupLine,
  CheckResult,
  Compaction,
  LogOverview,
  StoreOverview,
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
  check: atDesk.mutation(({ ctx }): CheckResult => checkStore(ctx.desk)),
});
