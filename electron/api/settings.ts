import { checkStore, lastCheck } from '#services/check.ts';
import { backUp, storeOverview } from '#services/settings.ts';
import type { BackupLine, CheckResult, StoreOverview } from '#shared/settings.ts';
import { atDesk, router } from './base.ts';

export const settingsRouter = router({
  overview: atDesk.query(({ ctx }): StoreOverview => storeOverview(ctx.desk, lastCheck(ctx.desk))),
  backup: atDesk.mutation(({ ctx }): BackupLine => backUp(ctx.desk, 'manual')),
  check: atDesk.mutation(({ ctx }): CheckResult => checkStore(ctx.desk)),
});
