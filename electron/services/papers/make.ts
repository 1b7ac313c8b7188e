import { writeFileSync } from 'node:fs';
import { sampleTemplate } from '#documents/sample-template.ts';
import { checkTemplate, fillTemplate } from '#documents/templates.ts';
import type { Desk } from '#services/desk.ts';
import { Refusal } from '#shared/errors.ts';
import type { MakePaper } from '#shared/papers/make.ts';
import type { PreviewTemplate } from '#shared/papers/templates.ts';
import type { TemplateFormat } from '#shared/registers/document-template.ts';
import { agreementMaker } from './agreement.ts';
import { campaignFormMaker } from './campaign-form.ts';
import { contactAnnexMaker, contactTableMaker } from './contact-list.ts';
import { firmFileMaker } from './firm-file.ts';
import { handOverLetterMaker, handOverTableMaker } from './hand-over.ts';
import { issueAssignmentMaker, issueClosingMaker } from './issue-papers.ts';
import type { OfferedFile, PaperMaker } from './maker.ts';
import { recommendationLetterMaker, recommendationTableMaker } from './recommendation.ts';
import { refusalNoticeMaker, reviewNoteMaker } from './review.ts';
import { routeSheetMaker } from './route-sheet.ts';
import { sheetPaperMaker } from './sheet-paper.ts';
import { bytesOnShelf, rememberChoice, requirePaper, templateBytes } from './templates.ts';
import { visitFormMaker } from './visit-form.ts';
import { visitPlanTableMaker } from './visit-plan.ts';
import { visitRecordMaker } from './visit-record.ts';

/** Every paper of `shared/papers` with what makes it. */
export const paperMakers: readonly PaperMaker[] = [
  visitRecordMaker,
  visitFormMaker,
  routeSheetMaker,
  visitPlanTableMaker,
  issueAssignmentMaker,
  issueClosingMaker,
  firmFileMaker,
  sheetPaperMaker,
  recommendationLetterMaker,
  recommendationTableMaker,
  reviewNoteMaker,
  refusalNoticeMaker,
  agreementMaker,
  contactTableMaker,
  contactAnnexMaker,
  handOverTableMaker,
  handOverLetterMaker,
  campaignFormMaker,
];

/** @throws Refusal `record.missing` for a kind this program does not make */
export const paperMaker = (kind: string): PaperMaker => {
  const maker = paperMakers.find(({ paper }) => paper.kind === kind);
  if (!maker) throw Refusal.of('record.missing', { what: '这种文书' });
  return maker;
};

const offer = (desk: Desk, fileName: string, bytes: Uint8Array): OfferedFile => {
  const { ticket, path } = desk.shelf.reserve(fileName);
  writeFileSync(path, bytes);
  return { ticket, fileName };
};

/**
 * Puts a paper about one record on the shelf, in the standard form or in one of the office's templates; the choice
 * is remembered.
 *
 * @throws Refusal `record.missing`, `template.missing`, `template.unusable`
 */
export const makePaper = async (
  desk: Desk,
  { kind, id, template }: MakePaper,
): Promise<OfferedFile> => {
  const maker = paperMaker(kind);
  const { values, name } = maker.read(desk, id);
  if (template === null) {
    const bytes = await maker.write(desk, id);
    rememberChoice(desk, kind, null);
    return offer(desk, `${name}.${maker.paper.format}`, bytes);
  }
  const { bytes, paper, format } = templateBytes(desk, template);
  if (paper.kind !== kind) throw Refusal.of('record.missing', { what: '这种文书的模板' });
  const filled = fillTemplate(bytes, maker.paper, values);
  rememberChoice(desk, kind, template);
  return offer(desk, `${name}.${format}`, filled);
};

/**
 * A template, kept or only on the shelf, filled with the newest record there is.
 *
 * @throws Refusal `record.missing`, `template.unusable`, `template.faulty`, `template.noRecord`
 */
export const previewTemplate = (
  desk: Desk,
  { paper, ticket, id }: PreviewTemplate,
): OfferedFile => {
  const maker = paperMaker(paper);
  const bytes = ticket !== null ? bytesOnShelf(desk, ticket) : templateBytes(desk, id ?? '').bytes;
  const { format, problems } = checkTemplate(bytes, maker.paper);
  if (problems.length > 0)
    throw Refusal.of('template.faulty', { problems: problems.map(({ message }) => message) });
  const record = maker.newest(desk);
  if (record === null) throw Refusal.of('template.noRecord', { what: maker.paper.label });
  const { values, name } = maker.read(desk, record);
  return offer(desk, `预览 ${name}.${format}`, fillTemplate(bytes, maker.paper, values));
};

/** A template with every field of a paper in it. @throws Refusal `record.missing` */
export const offerSample = async (
  desk: Desk,
  { paper, format }: { readonly paper: string; readonly format: TemplateFormat },
): Promise<OfferedFile> => {
  const kind = requirePaper(paper);
  return offer(desk, `${kind.label}模板样例.${format}`, await sampleTemplate(kind, format));
};
