import type { EnterpriseRecord } from '#db/queries/enterprises.ts';
import { getKeptFirm } from '#db/queries/homes.ts';
import { Refusal } from '#shared/errors.ts';
import { deriveId } from '#sync/seal.ts';
import type { Desk } from './desk.ts';

/** A firm's record by itself, without what hangs on it. */

/** The id every laptop gives the firm of one credit code. */
export const enterpriseId = (uscc: string): string => deriveId('enterprise', uscc);

/** The firm's file, or the one it is kept under. @throws Refusal `record.missing` for an unknown or deleted firm */
export const requireEnterprise = (desk: Pick<Desk, 'store'>, id: string): EnterpriseRecord => {
  const record = getKeptFirm(desk.store, id);
  if (!record || record.deleted) throw Refusal.of('record.missing', { what: '企业' });
  return record;
};
