import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { translated } from '#db/failures.ts';
import { getSetting, putSetting } from '#db/queries/local.ts';
import { type PhotoRecord, photosOf } from '#db/queries/visits.ts';
import { photo } from '#db/schema/visits.ts';
import { write } from '#db/write.ts';
import { maxTemplateBytes } from '#documents/package-parts.ts';
import { checkTemplate } from '#documents/templates.ts';
import type { Desk } from '#services/desk.ts';
import { insertOwn, rowOf, rowsOf, textOf, updateOwn } from '#services/own-rows.ts';
import { isAbove, reachOf, statesOf } from '#services/states.ts';
import { Refusal } from '#shared/errors.ts';
import { paperNamed } from '#shared/papers/index.ts';
import type { PaperKind } from '#shared/papers/paper.ts';
import {
  type CheckTemplateInput,
  type SaveTemplate,
  type TemplateCheckView,
  type TemplateChoice,
  type TemplateLine,
  unfollowed,
} from '#shared/papers/templates.ts';
import type { TemplateFormat } from '#shared/registers/document-template.ts';
import { sha256 } from '#sync/seal.ts';

/**
 * The office's own templates: a row says what one is for, its file hangs on the row as attachments do
 * (docs/decisions/0026-attachments.md), so that it travels, is receipted and asked for like them.
 */

const table = 'document_template';
const mimes: Readonly<Record<TemplateFormat, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** @throws Refusal `record.missing` */
export const requirePaper = (kind: string): PaperKind => {
  const paper = paperNamed(kind);
  if (!paper) throw Refusal.of('record.missing', { what: '这种文书' });
  return paper;
};

/** @throws Refusal `file.missing`, `template.unusable` where it is too large to be read at all */
export const bytesOnShelf = (desk: Pick<Desk, 'shelf'>, ticket: string): Uint8Array => {
  const path = desk.shelf.path(ticket);
  if (statSync(path).size > maxTemplateBytes)
    throw Refusal.of('template.unusable', {
      why: `文件超过 ${maxTemplateBytes / 1024 / 1024} MB`,
    });
  return new Uint8Array(readFileSync(path));
};

/** Looks at a file before anything is kept. @throws Refusal `record.missing`, `template.unusable` */
export const checkUpload = (
  desk: Desk,
  { ticket, paper }: CheckTemplateInput,
): TemplateCheckView => ({
  ...checkTemplate(bytesOnShelf(desk, ticket), requirePaper(paper)),
  fileName: desk.shelf.name(ticket),
});

const fileOf = (desk: Pick<Desk, 'store'>, id: string): PhotoRecord | undefined =>
  photosOf(desk.store.reader, [id]).find(({ deleted }) => deleted === 0);

/**
 * Keeps a template. Its bytes are in the store before a row names them.
 *
 * @returns its id
 * @throws Refusal `record.missing`, `template.unusable`, `template.faulty` with what is to be mended
 */
export const saveTemplate = (desk: Desk, input: SaveTemplate): { readonly id: string } => {
  const { store, self, shelf } = desk;
  const paper = requirePaper(input.paper);
  const bytes = bytesOnShelf(desk, input.ticket);
  const { format, problems } = checkTemplate(bytes, paper);
  if (problems.length > 0)
    throw Refusal.of('template.faulty', { problems: problems.map(({ message }) => message) });
  if (input.follows !== null) rowOf(desk, table, input.follows);
  const hash = sha256(bytes);
  translated(store.dir, () => store.media.put(hash, mimes[format], bytes));
  const id = store.clock.uuid();
  const values = {
    ...{ name: input.name, paper: paper.kind, format, stopped: null, follows: input.follows },
    ...{ office: self.officeName, role: self.role },
  };
  write(store, { actor: self.person, purpose: '添加文书模板' }, (door) => {
    insertOwn(desk, door, table, { id, values });
    door.insert(photo, {
      ...{ id: store.clock.uuid(), ownerTable: table, ownerId: id, sha256: hash },
      ...{ mime: mimes[format], width: 0, height: 0, bytes: bytes.length },
      ...{ takenAt: null, caption: null, position: 0, name: shelf.name(input.ticket) },
    });
  });
  return { id };
};

const change = (desk: Desk, id: string, purpose: string, values: object): void => {
  write(desk.store, { actor: desk.self.person, purpose }, (door) =>
    updateOwn(door, table, id, values),
  );
};

/** @throws Refusal `record.missing` */
export const stopTemplate = (desk: Desk, id: string, stopped: boolean): void => {
  rowOf(desk, table, id);
  change(desk, id, stopped ? '停用文书模板' : '启用文书模板', { stopped: stopped ? 1 : null });
};

/** Takes a template out of sight; `restoreTemplate` is its undo. @throws Refusal `record.missing` */
export const removeTemplate = (desk: Desk, id: string): void => {
  rowOf(desk, table, id);
  change(desk, id, '移除文书模板', { deleted: 1 });
};

export const restoreTemplate = (desk: Desk, id: string): void =>
  change(desk, id, '恢复文书模板', { deleted: 0 });

/** Every template there is, also of other offices. */
export const listTemplates = (desk: Desk): TemplateLine[] => {
  const { store, self } = desk;
  const rows = rowsOf(desk, table).map(({ id, values }) => ({
    id,
    values,
    follows: textOf(values, 'follows'),
  }));
  const current = unfollowed(rows);
  const ids = rows.map(({ id }) => id);
  const states = statesOf(desk, reachOf(desk), table, ids);
  const files = Map.groupBy(
    photosOf(store.reader, ids).filter(({ deleted }) => deleted === 0),
    ({ ownerId }) => ownerId,
  );
  return rows.map(({ id, values }) => {
    const [file] = files.get(id) ?? [];
    const office = textOf(values, 'office') ?? '';
    return {
      id,
      name: textOf(values, 'name') ?? '',
      paper: textOf(values, 'paper') ?? '',
      format: values.format === 'xlsx' ? 'xlsx' : 'docx',
      office,
      usable: office === self.officeName || isAbove(textOf(values, 'role') ?? '', self.role),
      stopped: values.stopped === 1,
      superseded: !current.has(id),
      present: file !== undefined && store.media.has(file.sha256),
      bytes: file?.bytes ?? 0,
      fileName: file?.name ?? '',
      state: states.get(id) ?? 'here',
    };
  });
};

const chosenKey = (paper: string): string => `paper-template:${paper}`;

/** What a paper can be made with here; the choice made last, where it still stands. */
export const templateChoice = (desk: Desk, paper: string): TemplateChoice => {
  const templates = listTemplates(desk).filter(
    (one) => one.paper === paper && one.usable && !one.stopped && !one.superseded && one.present,
  );
  const last = getSetting(desk.store.reader, chosenKey(paper));
  return {
    templates: templates.map(({ id, name, format, office }) => ({ id, name, format, office })),
    chosen: templates.find(({ id }) => id === last)?.id ?? null,
  };
};

/** Remembered on this machine, for the next paper of the kind. */
export const rememberChoice = (desk: Desk, paper: string, template: string | null): void => {
  if ((getSetting(desk.store.reader, chosenKey(paper)) ?? '') === (template ?? '')) return;
  write(desk.store, { actor: desk.self.person, purpose: '选择文书模板' }, () =>
    putSetting(desk.store, chosenKey(paper), template ?? ''),
  );
};

/**
 * The bytes of a template's file.
 *
 * @throws Refusal `record.missing`, also where they are not here yet (附件待补)
 */
export const templateBytes = (
  desk: Pick<Desk, 'store'>,
  id: string,
): {
  readonly bytes: Uint8Array;
  readonly paper: PaperKind;
  readonly format: TemplateFormat;
  readonly fileName: string;
} => {
  const { values } = rowOf(desk, table, id);
  const file = fileOf(desk, id);
  const stored = file && desk.store.media.get(file.sha256);
  if (!stored) throw Refusal.of('template.missing', { name: textOf(values, 'name') ?? '' });
  return {
    bytes: stored.bytes,
    paper: requirePaper(textOf(values, 'paper') ?? ''),
    format: values.format === 'xlsx' ? 'xlsx' : 'docx',
    fileName: file.name ?? `${textOf(values, 'name') ?? '模板'}.${values.format}`,
  };
};

/** Puts a template's own file on the shelf. @throws Refusal as `templateBytes` */
export const offerTemplate = (
  desk: Desk,
  id: string,
): { readonly ticket: string; readonly fileName: string } => {
  const { bytes, fileName } = templateBytes(desk, id);
  const { ticket, path } = desk.shelf.reserve(fileName);
  writeFileSync(path, bytes);
  return { ticket, fileName };
};
