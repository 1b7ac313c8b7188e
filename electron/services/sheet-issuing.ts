import { getMeasure, getSheet as getSheetRecord, measuresOf } from '#db/queries/sheets.ts';
import { measure, progress, sheet } from '#db/schema/sheets.ts';
import { photo } from '#db/schema/visits.ts';
import { type Door, write } from '#db/write.ts';
import { localDate } from '#shared/clock.ts';
import { Refusal } from '#shared/errors.ts';
import { attachableOf } from '#shared/media-kind.ts';
import { approvalSteps } from '#shared/registers/sheet-parts.ts';
import { gatedLabels, lackingWords } from '#shared/sheet-approval.ts';
import type { Sheet } from '#shared/sheets.ts';
import { deriveId } from '#sync/seal.ts';
import type { Desk } from './desk.ts';
import { insertOwn, rowsOf } from './own-rows.ts';
import { digestsOf, gapsOf, targetsOf } from './sheet-parts.ts';
import { getSheet, requireSheet, standingOf } from './sheets.ts';

/** What becomes of a sheet after it is written: signed, issued, carried out, reviewed, followed by a next edition. */

/**
 * What keeps a sheet from being issued, in words: fixings it lacks, who its county asks for and has not agreed, and an
 * opinion that sent it back.
 */
const problemsOf = ({ problems, approvals, awaits }: Sheet): string[] => [
  ...problems,
  ...(awaits.length > 0 ? [lackingWords(awaits)] : []),
  ...approvalSteps.flatMap((step) => {
    const last = approvals.findLast((approval) => approval.step === step);
    return last?.verdict === '退回修改' && !last.outdated
      ? [`${step}（${last.person}）退回修改`]
      : [];
  }),
];

/**
 * Issues a sheet (签发). This is the one place that writes the fact; whether it counts is derived again each
 * time the sheet is read (shared/sheet-standing.ts), because a part may yet come from another device.
 *
 * @throws Refusal `record.missing`, `record.invalid`
 */
export const issueSheet = (desk: Desk, id: string): Sheet => {
  const before = getSheet(desk, id);
  if (before.status === 'issued') return before;
  const problems = problemsOf(before);
  if (problems.length > 0) throw Refusal.of('record.invalid', { problems });
  const { store, self } = desk;
  write(store, { actor: self.person, purpose: '签发一企一策' }, (door) =>
    door.update(sheet, id, {
      status: 'issued',
      issuedOn: localDate(store.clock.now()),
      issuedBy: self.person,
    }),
  );
  return getSheet(desk, id);
};

const copiedParts = ['sheet_gap', 'sheet_target', 'sheet_result'] as const;

/** The same rows on every laptop that makes this edition, so that two of them make one. */
const copyParts = (desk: Desk, door: Door, from: string, to: string): void => {
  const idOf = (id: string): string => deriveId('sheet-edition-row', `${to} ${id}`);
  const kept = measuresOf(door.reader, [from]).filter(({ deleted }) => deleted === 0);
  for (const { id, sheetId: _, ...values } of kept)
    door.insert(measure, { ...values, id: idOf(id), sheetId: to, previousId: id });
  for (const name of copiedParts)
    for (const { id, values } of rowsOf(desk, name, from))
      insertOwn(desk, door, name, { id: idOf(id), parentId: to, values });
  for (const { values } of rowsOf(desk, 'sheet_answer', from)) {
    const id = deriveId('sheet_answer', `${to} ${values.question}`);
    insertOwn(desk, door, 'sheet_answer', { id, parentId: to, values });
  }
};

/**
 * Begins the next edition of an issued sheet, with all that stands in it; the issued one stays as it is and in
 * force until the new one is issued. Where a draft of it is there already, that one.
 *
 * @throws Refusal `record.missing`, `record.invalid` for a sheet that was never issued, `sheet.replaced`
 */
export const startEdition = (desk: Desk, id: string): Sheet => {
  const { own, all } = standingOf(desk, id);
  if (own.replacedBy !== null) throw Refusal.of('sheet.replaced');
  if (own.record.status !== 'issued')
    throw Refusal.of('record.invalid', { problems: ['还没有签发，可以直接修改'] });
  const next = all.find(({ record }) => record.previousId === id);
  if (next) return getSheet(desk, next.record.id);
  const { store, self } = desk;
  const { enterpriseId, year, grade, situation, gap, goal, snapshot } = own.record;
  const fresh = deriveId('sheet-edition', id);
  write(store, { actor: self.person, purpose: '一企一策出新一版' }, (door) => {
    const head = { enterpriseId, year, grade, situation, gap, goal, snapshot };
    // A draft of it that was deleted comes back with what was written in it.
    if (getSheetRecord(door.reader, fresh)) {
      door.update(sheet, fresh, { deleted: 0 });
      return;
    }
    door.insert(sheet, { id: fresh, ...head, previousId: id });
    copyParts(desk, door, id, fresh);
  });
  return getSheet(desk, fresh);
};

/** Notes progress on a measure, and its new state where one is given. @throws Refusal `record.missing` */
export const addProgress = (
  desk: Desk,
  input: {
    id: string;
    measureId: string;
    onDate: string;
    percent: number | null;
    note: string;
    state: string | null;
  },
): Sheet => {
  const { store, self } = desk;
  const target = getMeasure(store.reader, input.measureId);
  if (!target || target.deleted) throw Refusal.of('record.missing', { what: '措施' });
  const { id, measureId, onDate, percent, note, state } = input;
  write(store, { actor: self.person, purpose: '登记措施进展' }, (door) => {
    door.insert(progress, { id, measureId, onDate, percent, note, person: self.person });
    if (state !== null) door.update(measure, measureId, { state });
  });
  return getSheet(desk, target.sheetId);
};

/** Notes a meeting that looked at the sheet. @throws Refusal `record.missing` */
export const addReview = (
  desk: Desk,
  input: {
    id: string;
    sheetId: string;
    heldOn: string;
    people: string | null;
    conclusions: string;
  },
): Sheet => {
  const { store, self } = desk;
  requireSheet(desk, input.sheetId);
  const { id, sheetId, heldOn, people, conclusions } = input;
  const values = { heldOn, people, conclusions, recordedBy: self.person };
  write(store, { actor: self.person, purpose: '登记会商评议' }, (door) =>
    insertOwn(desk, door, 'sheet_review', { id, parentId: sheetId, values }),
  );
  return getSheet(desk, sheetId);
};

type Approval = {
  readonly id: string;
  readonly sheetId: string;
  readonly step: string;
  readonly verdict: string;
  readonly opinion: string | null;
  readonly person: string;
  readonly onDate: string;
  /** SHA-256 of a picture whose bytes are kept already. */
  readonly signature: string | null;
};

const hangSignature = ({ store }: Desk, door: Door, { id, person, signature }: Approval): void => {
  if (signature === null) return;
  const stored = store.media.get(signature);
  const file = stored && attachableOf(stored.bytes);
  if (!file) throw Refusal.of('attachment.unreadable');
  const { mime, width, height, bytes } = file;
  door.insert(photo, {
    ...{ id: deriveId('signature', id), ownerTable: 'sheet_approval', ownerId: id },
    ...{ sha256: signature, mime, width, height, bytes: bytes.length },
    ...{ name: '签名.jpg', caption: `${person}签名`, position: 0 },
  });
};

/**
 * Enters an opinion and its signature, under the words of the sheet as they are now: where they change later,
 * the opinion is shown as one on an earlier wording.
 *
 * @throws Refusal `record.missing`, `approval.office` where its county asks for this opinion and this is no desk of it,
 *   `attachment.unreadable` where the signature's picture is not kept
 */
export const addApproval = (desk: Desk, input: Approval): Sheet => {
  const { store, self } = desk;
  const { id, sheetId, step, verdict, opinion, person, onDate } = input;
  const record = requireSheet(desk, sheetId);
  const [gated] = getSheet(desk, sheetId).needs.filter((needed) => needed === step);
  if (gated && self.role !== 'county')
    throw Refusal.of('approval.office', { step: gatedLabels[gated] });
  const measures = measuresOf(store.reader, [sheetId]).filter(({ deleted }) => deleted === 0);
  const [gaps, targets] = [gapsOf(desk, sheetId), targetsOf(desk, sheetId)];
  const { whole, unnamed } = digestsOf({ ...record, measures, gaps, targets });
  const saidAt = store.clock.now().toISOString();
  const values = {
    ...{ step, verdict, opinion, person, onDate, saidAt },
    ...{ digest: `${whole} ${unnamed}`, role: self.role },
  };
  write(store, { actor: self.person, purpose: `${step}审批：${verdict}` }, (door) => {
    insertOwn(desk, door, 'sheet_approval', { id, parentId: sheetId, values });
    hangSignature(desk, door, input);
  });
  return getSheet(desk, sheetId);
};
