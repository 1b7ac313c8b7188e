import { z } from 'zod';
import {
  getEnterprise,
  listEnterprises,
  listNeedsNoRoll,
  saveEnterprise,
} from '#services/enterprises.ts';
import { confirmFacts, saveFacts } from '#services/firm-facts.ts';
import { rollReading, whenRollReady } from '#services/roll.ts';
import {
  confirmFactsInput,
  type EnterpriseFile,
  type EnterpriseList,
  saveEnterpriseInput,
  saveFactsInput,
} from '#shared/enterprises.ts';
import { listFirmsInput } from '#shared/firm-list.ts';
import { recordId } from '#shared/words.ts';
import { atDesk, router } from './base.ts';

export const enterprisesRouter = router({
  list: atDesk.input(listFirmsInput).query(async ({ ctx, input }): Promise<EnterpriseList> => {
    if (!listNeedsNoRoll(input)) await whenRollReady(ctx.desk);
    return listEnterprises(ctx.desk, input);
  }),
  /** How far the reading is that a search waits for; null where none does. */
  reading: atDesk.query(({ ctx }): { done: number; total: number } | null => rollReading(ctx.desk)),
  get: atDesk
    .input(z.object({ id: recordId }))
    .query(({ ctx, input }): EnterpriseFile => getEnterprise(ctx.desk, input.id)),
  save: atDesk
    .input(saveEnterpriseInput)
    .mutation(({ ctx, input }): { id: string } => saveEnterprise(ctx.desk, input)),
  saveFacts: atDesk
    .input(saveFactsInput)
    .mutation(({ ctx, input }): { id: string } => saveFacts(ctx.desk, input)),
  /** 确认无误. */
  confirmFacts: atDesk
    .input(confirmFactsInput)
    .mutation(({ ctx, input }): void => confirmFacts(ctx.desk, input)),
});
