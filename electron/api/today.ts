import { todayOf, workload } from '#services/today.ts';
import { type Today, todayInput, type Workload } from '#shared/today.ts';
import { atDesk, router } from './base.ts';

export const todayRouter = router({
  of: atDesk.input(todayInput).query(({ ctx, input }): Today => todayOf(ctx.desk, input)),
  workload: atDesk.query(({ ctx }): Workload => workload(ctx.desk)),
});
