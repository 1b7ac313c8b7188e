import { z } from 'zod';
import { getEnterprise, listEnterprises, saveEnterprise } from '#services/enterprises.ts';
import {
  type EnterpriseFile,
  type EnterpriseList,
  listEnterprisesInput,
  saveEnterpriseInput,
} from '#shared/enterprises.ts';
import { recordId } from '#shared/words.ts';
import { atDesk, router } from './base.ts';

export const enterprisesRouter = router({
  list: atDesk
    .input(listEnterprisesInput)
    .query(({ ctx, input }): EnterpriseList => listEnterprises(ctx.desk, input)),
  get: atDesk
    .input(z.object({ id: recordId }))
    .query(({ ctx, input }): EnterpriseFile => getEnterprise(ctx.desk, input.id)),
  save: atDesk
    .input(saveEnterpriseInput)
    .mutation(({ ctx, input }): { id: string } => saveEnterprise(ctx.desk, input)),
});
