import { agreementPaper } from './agreement.ts';
import { campaignForm } from './campaign-form.ts';
import { contactAnnex, contactTable } from './contact-list.ts';
import { firmFile } from './firm-file.ts';
import { handOverLetter, handOverTable } from './hand-over.ts';
import { issueAssignment } from './issue-assignment.ts';
import { issueClosing } from './issue-closing.ts';
import type { PaperKind } from './paper.ts';
import { recommendationLetter, recommendationTable } from './recommendation.ts';
import { refusalNotice, reviewNote } from './review.ts';
import { routeSheetPaper } from './route-sheet.ts';
import { sheetPaper } from './sheet-paper.ts';
import { visitForm } from './visit-form.ts';
import { visitPlanTable } from './visit-plan.ts';
import { visitRecord } from './visit-record.ts';

/** Every paper the office makes; each can have templates of the office's own. */
export const papers: readonly PaperKind[] = [
  visitRecord,
  visitForm,
  routeSheetPaper,
  visitPlanTable,
  issueAssignment,
  issueClosing,
  firmFile,
  sheetPaper,
  recommendationLetter,
  recommendationTable,
  reviewNote,
  refusalNotice,
  agreementPaper,
  contactTable,
  contactAnnex,
  handOverTable,
  handOverLetter,
  campaignForm,
];

/** @returns undefined for a kind this program does not know, as a newer one may have it. */
export const paperNamed = (kind: string): PaperKind | undefined =>
  papers.find((paper) => paper.kind === kind);
