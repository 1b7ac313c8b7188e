import { getSheet as getSheetRecord } from '#db/queries/sheets.ts';
import { getVisit, issuesOfVisits } from '#db/queries/visits.ts';
import { sheet } from '#db/schema/sheets.ts';
import { issue, visit } from '#db/schema/visits.ts';
import { type Door, write } from '#db/write.ts';
import { Refusal } from '#shared/errors.ts';
import type { RemovedVisit } from '#shared/visits.ts';
import type { Desk } from './desk.ts';
import { issueStatesOf } from './issue-courses.ts';
import { rowOf, updateOwn } from './own-rows.ts';
import { getSheet } from './sheets.ts';

/**
 * Records written by mistake are taken out, and come back by the undo. A removed record keeps its parts: nothing
 * is lost, nothing of it is counted or shown.
 */

/**
 * Takes a visit out inside a write. The issues that were only registered in it go along; one that somebody has
 * gone on with is a matter of its own and stays.
 */
export const takeVisitOut = (desk: Desk, door: Door, id: string): RemovedVisit => {
  const raised = issuesOfVisits(door.reader, [id]).filter(({ deleted }) => deleted === 0);
  const states = issueStatesOf(
    desk,
    raised.map((one) => one.id),
  );
  const issues = raised
    .filter((one) => (states.get(one.id) ?? one.state) === '登记')
    .map((one) => one.id);
  door.update(visit, id, { deleted: 1 });
  for (const one of issues) door.update(issue, one, { deleted: 1 });
  return { id, issues, kept: raised.length - issues.length };
};

/** Takes a visit out, as `takeVisitOut` says. @throws Refusal `record.missing` */
export const removeVisit = (desk: Desk, id: string): RemovedVisit => {
  const { store, self } = desk;
  const found = getVisit(store.reader, id);
  if (!found || found.deleted) throw Refusal.of('record.missing', { what: '走访记录' });
  return write(store, { actor: self.person, purpose: '删除走访记录' }, (door) =>
    takeVisitOut(desk, door, id),
  );
};

/** The undo of `removeVisit`: the visit and the issues that went with it. @throws Refusal `record.missing` */
export const restoreVisit = (desk: Desk, removed: Pick<RemovedVisit, 'id' | 'issues'>): void => {
  const { store, self } = desk;
  if (!getVisit(store.reader, removed.id)) throw Refusal.of('record.missing', { what: '走访记录' });
  write(store, { actor: self.person, purpose: '恢复走访记录' }, (door) => {
    const own = new Set(issuesOfVisits(door.reader, [removed.id]).map((one) => one.id));
    door.update(visit, removed.id, { deleted: 0 });
    for (const one of removed.issues) if (own.has(one)) door.update(issue, one, { deleted: 0 });
  });
};

/**
 * Takes a sheet out that was never issued, or one of two that were issued as the same edition on two laptops.
 *
 * @throws Refusal `record.missing`, `sheet.issued`
 */
export const removeSheet = (desk: Desk, id: string): void => {
  const { store, self } = desk;
  const { status, edition, editions } = getSheet(desk, id);
  const isDoubled = editions.some((other) => other.id !== id && other.edition === edition);
  if (status !== 'draft' && !isDoubled) throw Refusal.of('sheet.issued', { what: '工作表' });
  write(store, { actor: self.person, purpose: '删除一企一策' }, (door) =>
    door.update(sheet, id, { deleted: 1 }),
  );
};

/** The undo of `removeSheet`. @throws Refusal `record.missing` */
export const restoreSheet = ({ store, self }: Desk, id: string): void => {
  if (!getSheetRecord(store.reader, id))
    throw Refusal.of('record.missing', { what: '一企一策工作表' });
  write(store, { actor: self.person, purpose: '恢复一企一策' }, (door) =>
    door.update(sheet, id, { deleted: 0 }),
  );
};

/** Takes out a meeting that was noted by mistake, or brings it back. @throws Refusal `record.missing` */
export const setReviewRemoved = (
  desk: Desk,
  input: { readonly id: string; readonly removed: boolean },
): void => {
  const { store, self } = desk;
  if (input.removed) rowOf(desk, 'sheet_review', input.id);
  const purpose = input.removed ? '删除会商评议' : '恢复会商评议';
  write(store, { actor: self.person, purpose }, (door) =>
    updateOwn(door, 'sheet_review', input.id, { deleted: input.removed ? 1 : 0 }),
  );
};
