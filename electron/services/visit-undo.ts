import { findRows } from '#db/queries/ledgers.ts';
import {
  getVisit as getRecord,
  issuesOfVisits,
  participantsOf,
  photosOf,
} from '#db/queries/visits.ts';
import { issue, participant, photo, visit } from '#db/schema/visits.ts';
import { write } from '#db/write.ts';
import { Refusal } from '#shared/errors.ts';
import { issueStep } from '#shared/registers/issue-step.ts';
import { visitRef, withProvenance } from '#shared/registers/provenance.ts';
import type { TakeBack, TakenBack } from '#shared/visits.ts';
import type { Desk } from './desk.ts';
import { requireEnterprise } from './firm-record.ts';
import { readyReturn } from './visit-facts.ts';

/**
 * Takes a visit back that was saved by mistake: what it put right in the firm's file, as far as nobody
 * changed it since, and with `whole` the visit with its people, issues and photos. Saving the same form
 * again brings all of it back.
 *
 * @throws Refusal `record.missing`; `record.invalid` where an issue of the visit is already being dealt with
 */
export const takeBackVisit = (desk: Desk, { id, whole, corrected }: TakeBack): TakenBack => {
  const { store, self } = desk;
  const record = getRecord(store.reader, id);
  if (!record || record.deleted) throw Refusal.of('record.missing', { what: '走访记录' });
  const firm = requireEnterprise(desk, record.enterpriseId);
  const issues = issuesOfVisits(store.reader, [id]).filter(({ deleted }) => deleted === 0);
  const busy = issues.find((one) => findRows(store, issueStep, { parent: one.id }).length > 0);
  if (whole && busy)
    throw Refusal.of('record.invalid', {
      problems: [`这次走访提出的问题「${busy.content.slice(0, 20)}」已在办理，走访不能撤销`],
    });
  const facts = readyReturn(desk, firm, corrected, record.visitedOn);
  const from = { source: '走访', ref: visitRef(record.visitedOn, id) } as const;
  const purpose = withProvenance(
    whole ? '撤销走访记录' : '撤销走访中的更正',
    facts.restored.length > 0 ? from : null,
  );
  write(store, { actor: self.person, purpose }, (door) => {
    facts.write(door);
    if (!whole) {
      door.update(visit, id, { foundStatus: null });
      return;
    }
    door.update(visit, id, { deleted: 1 });
    for (const one of issues) door.update(issue, one.id, { deleted: 1 });
    for (const one of participantsOf(door.reader, [id]))
      door.update(participant, one.id, { deleted: 1 });
    for (const one of photosOf(door.reader, [id])) door.update(photo, one.id, { deleted: 1 });
  });
  return { restored: facts.restored, kept: facts.kept };
};
