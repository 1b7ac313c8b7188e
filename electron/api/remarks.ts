import {
  closeReturn,
  listReturns,
  replyToReturn,
  returnAgain,
  returnRecord,
  returnsOf,
} from '#services/remarks.ts';
import {
  aboutInput,
  answerInput,
  closeInput,
  type RemarkThread,
  returnInput,
} from '#shared/remarks.ts';
import { atDesk, router } from './base.ts';

export const remarksRouter = router({
  list: atDesk.query(({ ctx }): RemarkThread[] => listReturns(ctx.desk)),
  of: atDesk
    .input(aboutInput)
    .query(({ ctx, input }): RemarkThread[] => returnsOf(ctx.desk, input.table, input.row)),
  giveBack: atDesk
    .input(returnInput)
    .mutation(({ ctx, input }): void => returnRecord(ctx.desk, input)),
  again: atDesk.input(answerInput).mutation(({ ctx, input }): void => returnAgain(ctx.desk, input)),
  reply: atDesk
    .input(answerInput)
    .mutation(({ ctx, input }): void => replyToReturn(ctx.desk, input)),
  close: atDesk.input(closeInput).mutation(({ ctx, input }): void => closeReturn(ctx.desk, input)),
});
