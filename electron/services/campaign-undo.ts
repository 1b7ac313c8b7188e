import { getReturn } from '#db/queries/campaigns.ts';
import { write } from '#db/write.ts';
import type { TakeBackReturn } from '#shared/campaigns/views.ts';
import { localDate } from '#shared/clock.ts';
import { Refusal } from '#shared/errors.ts';
import type { TakenBack } from '#shared/fact-corrections.ts';
import { recordRef, withProvenance } from '#shared/registers/provenance.ts';
import { returnCorrector } from './campaign-facts.ts';
import type { Desk } from './desk.ts';
import { readyReturn } from './fact-corrections.ts';
import { requireEnterprise } from './firm-record.ts';
import { updateOwn } from './own-rows.ts';

/**
 * Takes back that a return was completed: it is open again with all its answers, and what it wrote into the firm's
 * file goes back, as far as nobody changed it since.
 *
 * @throws Refusal `record.missing`
 */
export const takeBackReturn = (desk: Desk, { id, corrected }: TakeBackReturn): TakenBack => {
  const { store, self } = desk;
  const record = getReturn(store, id);
  if (!record) throw Refusal.of('record.missing', { what: '调研答卷' });
  const firm = requireEnterprise(desk, record.firmId);
  const facts = readyReturn(desk, firm, corrected, returnCorrector);
  const on = record.completedOn ?? localDate(store.clock.now());
  const from = { source: '专项调研', ref: recordRef({ record: 'return', on, id }) } as const;
  const purpose = withProvenance('撤销完成调研答卷', facts.restored.length > 0 ? from : null);
  write(store, { actor: self.person, purpose }, (door) => {
    facts.write(door);
    if (record.completedOn !== null)
      updateOwn(door, 'campaign_return', id, { completedOn: null, completedBy: null });
  });
  return { restored: facts.restored, kept: facts.kept };
};
