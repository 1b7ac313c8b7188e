import { todayOf, workload } from '#services/today.ts';
import { type Today, todayInput, type Workload } from '#shared/today.ts';
import { atIssues, router } from './base.ts';

export const todayRouter = router({
  of: atIssues.input(todayInput).query(({ ctx, input }): Today => todayOf(ctx.desk, input)),
  workload: atIssues.query(({ ctx }): Workload => workload(ctx.desk)),
});
