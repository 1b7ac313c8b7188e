import { getVisit as getRecord } from '#db/queries/visits.ts';
import { visit } from '#db/schema/visits.ts';
import { write } from '#db/write.ts';
import { Refusal } from '#shared/errors.ts';
import type { TakenBack } from '#shared/fact-corrections.ts';
import { recordRef, withProvenance } from '#shared/registers/provenance.ts';
import type { TakeBack } from '#shared/visits.ts';
import type { Desk } from './desk.ts';
import { readyReturn } from './fact-corrections.ts';
import { requireEnterprise } from './firm-record.ts';
import { takeVisitOut } from './removals.ts';
import { visitCorrector } from './visit-facts.ts';

/**
 * Takes back what saving a visit did by mistake: what it put right in the firm's file, as far as nobody changed it
 * since, and with `whole` the visit itself. Saving the same form again brings all of it back.
 *
 * @throws Refusal `record.missing`
 */
export const takeBackVisit = (desk: Desk, { id, whole, corrected }: TakeBack): TakenBack => {
  const { store, self } = desk;
  const record = getRecord(store.reader, id);
  if (!record || record.deleted) throw Refusal.of('record.missing', { what: '走访记录' });
  const firm = requireEnterprise(desk, record.enterpriseId);
  const facts = readyReturn(desk, firm, corrected, visitCorrector(record.visitedOn));
  const from = {
    source: '走访',
    ref: recordRef({ record: 'visit', on: record.visitedOn, id }),
  } as const;
  const purpose = withProvenance(
    whole ? '撤销走访记录' : '撤销走访中的更正',
    facts.restored.length > 0 ? from : null,
  );
  write(store, { actor: self.person, purpose }, (door) => {
    facts.write(door);
    if (whole) takeVisitOut(desk, door, id);
    else door.update(visit, id, { foundStatus: null });
  });
  return { restored: facts.restored, kept: facts.kept };
};
