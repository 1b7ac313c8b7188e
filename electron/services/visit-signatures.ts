import { getRow } from '#db/queries/ledgers.ts';
import {
  getVisit as getRecord,
  issuesOfVisits,
  participantsOf,
  photosOf,
  type VisitRecord,
} from '#db/queries/visits.ts';
import { photo } from '#db/schema/visits.ts';
import { write } from '#db/write.ts';
import { Refusal } from '#shared/errors.ts';
import { attachableOf } from '#shared/media-kind.ts';
import { signatureSides, signatureWays } from '#shared/registers/visit-signature.ts';
import type { SignVisit, VisitSignature } from '#shared/visit-signatures.ts';
import { deriveId, sha256 } from '#sync/seal.ts';
import type { Desk } from './desk.ts';
import { requireLedger } from './ledgers.ts';
import { insertOwn, rowsOf, textOf, updateOwn } from './own-rows.ts';
import { viewPhotos } from './photos.ts';

/** Signatures of the firm and of ours under the record of a visit, each under the words as they stood. */

const ledger = 'visit_signature';

const requireVisit = ({ store }: Pick<Desk, 'store'>, id: string): VisitRecord => {
  const record = getRecord(store.reader, id);
  if (!record || record.deleted) throw Refusal.of('record.missing', { what: '走访记录' });
  return record;
};

const live = <T extends { readonly deleted: number }>(rows: readonly T[]): T[] =>
  rows.filter(({ deleted }) => deleted === 0);

/**
 * What a signature stands under: everything the record says, of the visit, its people and the issues raised; not
 * its pictures, for the signed page is often one of them. A cell that a later program adds changes nothing.
 */
const digestOf = ({ store }: Pick<Desk, 'store'>, record: VisitRecord): string => {
  const { id, deleted: _, ...facts } = record;
  const said = Object.entries(facts)
    .filter(([, value]) => value !== null && value !== '')
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  const people = live(participantsOf(store.reader, [id])).map(({ name }) => name);
  const issues = live(issuesOfVisits(store.reader, [id])).map(({ type, content }) => [
    type,
    content,
  ]);
  const words = [said, people.toSorted(), issues.map((issue) => JSON.stringify(issue)).toSorted()];
  return sha256(Buffer.from(JSON.stringify(words)));
};

const wordIn = <W extends string>(words: readonly W[], value: unknown): W =>
  words.find((word) => word === value) ?? (words[0] as W);

/** Signatures under a visit, the oldest first. @throws Refusal `record.missing` */
export const visitSignatures = (desk: Desk, visitId: string): VisitSignature[] => {
  const now = digestOf(desk, requireVisit(desk, visitId));
  const rows = rowsOf(desk, ledger, visitId);
  const kept = live(
    photosOf(
      desk.store.reader,
      rows.map(({ id }) => id),
    ),
  );
  const pictures = new Map(
    viewPhotos(desk, kept).map((view, i) => [kept[i]?.ownerId ?? '', view] as const),
  );
  return rows.map(({ id, values }) => ({
    id,
    side: wordIn(signatureSides, values.side),
    way: wordIn(signatureWays, values.way),
    person: String(values.person),
    title: textOf(values, 'title'),
    onDate: String(values.onDate),
    picture: pictures.get(id) ?? null,
    outdated: textOf(values, 'digest') !== now,
  }));
};

/** The signature of each side that holds: its last one, under the words as they are now. */
export const signaturesThatHold = (desk: Desk, visitId: string): VisitSignature[] => {
  const all = visitSignatures(desk, visitId);
  return signatureSides.flatMap((side) => {
    const last = all.findLast((one) => one.side === side);
    return last && !last.outdated ? [last] : [];
  });
};

/**
 * Enters a signature under the record as it is saved.
 *
 * @throws Refusal `record.missing`, `attachment.unreadable` where its picture is not kept
 */
export const signVisit = (desk: Desk, input: SignVisit): VisitSignature[] => {
  const { store, self } = desk;
  const { id, visitId, side, way, person, title, onDate, name } = input;
  const record = requireVisit(desk, visitId);
  const stored = store.media.get(input.sha256);
  const file = stored && attachableOf(stored.bytes);
  if (!file) throw Refusal.of('attachment.unreadable');
  const saidAt = store.clock.now().toISOString();
  const values = { side, way, person, title, onDate, saidAt, digest: digestOf(desk, record) };
  write(store, { actor: self.person, purpose: `走访签字：${side}` }, (door) => {
    insertOwn(desk, door, ledger, { id, parentId: visitId, values });
    const { mime, width, height, bytes } = file;
    door.insert(photo, {
      ...{ id: deriveId('signature', id), ownerTable: ledger, ownerId: id },
      ...{ sha256: input.sha256, mime, width, height, bytes: bytes.length },
      ...{
        name: name ?? '签名.jpg',
        caption: `${person}${way === '屏上手签' ? '签名' : '签字页'}`,
      },
      position: 0,
    });
  });
  return visitSignatures(desk, visitId);
};

const setDeleted = (desk: Desk, id: string, deleted: 0 | 1): VisitSignature[] => {
  const row = getRow(desk.store, requireLedger(ledger), id);
  if (!row) throw Refusal.of('record.missing', { what: '走访签字' });
  const purpose = deleted ? '移除走访签字' : '恢复走访签字';
  write(desk.store, { actor: desk.self.person, purpose }, (door) =>
    updateOwn(door, ledger, id, { deleted }),
  );
  return visitSignatures(desk, row.parentId ?? '');
};

/** Takes a signature off the record; `restoreVisitSignature` is its undo. @throws Refusal `record.missing` */
export const removeVisitSignature = (desk: Desk, id: string): VisitSignature[] =>
  setDeleted(desk, id, 1);

export const restoreVisitSignature = (desk: Desk, id: string): VisitSignature[] =>
  setDeleted(desk, id, 0);
