import { writeFileSync } from 'node:fs';
import { getEnterprise } from '#db/queries/enterprises.ts';
import { filesOf } from '#db/queries/homes.ts';
import { getIssueRecord } from '#db/queries/issues.ts';
import { getRow } from '#db/queries/ledgers.ts';
import { getMeasure } from '#db/queries/sheets.ts';
import { getPhoto, type PhotoRecord, photosOf } from '#db/queries/visits.ts';
import { photo } from '#db/schema/visits.ts';
import { write } from '#db/write.ts';
import type { Attach, Attachment, AttachmentOwner, Caption } from '#shared/attachments.ts';
import { Refusal } from '#shared/errors.ts';
import { attachableOf, type MediaKind, mediaKindOf } from '#shared/media-kind.ts';
import { ledgerNamed } from '#shared/registers/index.ts';
import type { Desk } from './desk.ts';
import { viewPhotos } from './photos.ts';

/**
 * Scans and documents on a firm, an issue or a row of a ledger. They are rows of `photo`, so they travel, are
 * receipted, kept and told of like the photographs of a visit.
 */

/** Tables written by hand that take attachments. */
const written: Readonly<Record<string, string>> = {
  enterprise: '企业',
  issue: '问题',
  measure: '措施',
};

/** @throws Refusal `record.missing` for a record that is not there or can have none */
const requireOwner = ({ store }: Pick<Desk, 'store'>, { table, id }: AttachmentOwner): string => {
  const ledger = ledgerNamed(table);
  const label = written[table] ?? ledger?.label;
  const found = (): { readonly deleted: number | boolean } | undefined => {
    if (table === 'enterprise') return getEnterprise(store.reader, id);
    if (table === 'issue') return getIssueRecord(store, id)?.record;
    if (table === 'measure') return getMeasure(store.reader, id);
    return ledger && getRow(store, ledger, id);
  };
  const owner = found();
  if (!label || !owner || owner.deleted)
    throw Refusal.of('record.missing', { what: label ?? '记录' });
  return label;
};

/** What hangs on a record; on a firm also what was hung on the files kept under it. */
const hungOn = ({ store }: Pick<Desk, 'store'>, { table, id }: AttachmentOwner): PhotoRecord[] =>
  photosOf(store.reader, table === 'enterprise' ? filesOf(store, id) : [id]);

/** Live attachments of a record, in their order. @throws Refusal `record.missing` */
export const listAttachments = (desk: Desk, owner: AttachmentOwner): Attachment[] => {
  requireOwner(desk, owner);
  return viewPhotos(
    desk,
    hungOn(desk, owner).filter(({ deleted }) => deleted === 0),
  );
};

/**
 * Hangs kept files on a record. A file that hangs there already is not hung there twice.
 *
 * @throws Refusal `record.missing`, `attachment.unreadable` where the bytes are not in the store
 */
export const attach = (desk: Desk, { table, id, files }: Attach): Attachment[] => {
  const { store, self } = desk;
  const label = requireOwner(desk, { table, id });
  write(store, { actor: self.person, purpose: `添加附件：${label}` }, (door) => {
    const known = hungOn(desk, { table, id });
    const hung = new Set(known.filter((p) => p.deleted === 0).map((p) => p.sha256));
    let position = Math.max(0, ...known.map((p) => p.position + 1));
    for (const { sha256: hash, name, takenAt } of files) {
      const stored = store.media.get(hash);
      const file = stored && attachableOf(stored.bytes);
      if (!file) throw Refusal.of('attachment.unreadable');
      if (hung.has(hash)) continue;
      hung.add(hash);
      const { mime, width, height, bytes } = file;
      door.insert(photo, {
        ...{ id: store.clock.uuid(), ownerTable: table, ownerId: id },
        ...{ sha256: hash, mime, width, height, bytes: bytes.length, name, takenAt, position },
      });
      position += 1;
    }
  });
  return listAttachments(desk, { table, id });
};

/** A template's file is told by the program that made it, and keeps the name it came with. */
const endings: Readonly<Record<MediaKind, string>> = {
  'image/jpeg': '.jpg',
  'application/pdf': '.pdf',
  'application/octet-stream': '',
};

const requireAttachment = ({ store }: Pick<Desk, 'store'>, id: string): PhotoRecord => {
  const found = getPhoto(store.reader, id);
  if (!found) throw Refusal.of('record.missing', { what: '附件' });
  return found;
};

const change = (
  desk: Desk,
  id: string,
  purpose: string,
  patch: Partial<Pick<PhotoRecord, 'caption' | 'deleted'>>,
): void => {
  requireAttachment(desk, id);
  write(desk.store, { actor: desk.self.person, purpose }, (door) => {
    door.update(photo, id, patch);
  });
};

/** @throws Refusal `record.missing` */
export const captionAttachment = (desk: Desk, { id, caption }: Caption): void =>
  change(desk, id, '修改附件说明', { caption });

/** Takes an attachment out of sight; `restoreAttachment` is its undo. @throws Refusal `record.missing` */
export const removeAttachment = (desk: Desk, id: string): void =>
  change(desk, id, '移除附件', { deleted: 1 });

/** @throws Refusal `record.missing` */
export const restoreAttachment = (desk: Desk, id: string): void =>
  change(desk, id, '恢复附件', { deleted: 0 });

/**
 * Puts the file on the shelf to be saved where the person wants it.
 *
 * @throws Refusal `record.missing` also where the bytes are not here yet (附件待补)
 */
export const offerAttachment = (
  desk: Desk,
  id: string,
): { readonly ticket: string; readonly fileName: string } => {
  const { sha256: hash, name, caption } = requireAttachment(desk, id);
  const found = desk.store.media.get(hash);
  if (!found) throw Refusal.of('record.missing', { what: '附件内容' });
  const ending = endings[mediaKindOf(found.bytes)];
  const said = name ?? caption ?? '附件';
  const fileName = said.toLowerCase().endsWith(ending) ? said : `${said}${ending}`;
  const { ticket, path } = desk.shelf.reserve(fileName);
  writeFileSync(path, found.bytes);
  return { ticket, fileName };
};
