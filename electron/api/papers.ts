import { makePaperInput } from '#shared/papers/make.ts';
import { atDesk, router } from './base.ts';
import type { Offered } from './exchange.ts';

/** Papers of records; what lays them out is loaded when the first one is made. */
export const papersRouter = router({
  make: atDesk
    .input(makePaperInput)
    .mutation(
      async ({ ctx, input }): Promise<Offered> =>
        (await import('#services/papers/make.ts')).makePaper(ctx.desk, input),
    ),
});
