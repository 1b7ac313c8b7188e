import { readFirmFiles } from '#db/queries/firm-files.ts';
import { writeRefusalNotice, writeReviewNote } from '#documents/review-paper.ts';
import { applicationBoard, getApplication } from '#services/applications.ts';
import { demandsOf, type Looked, lookAt } from '#services/award-demands.ts';
import { awardLookup } from '#services/award-names.ts';
import type { Desk } from '#services/desk.ts';
import { getEnterprise } from '#services/enterprises.ts';
import { paperFaces } from '#services/paper-faces.ts';
import type { ApplicationFile } from '#shared/applications.ts';
import { localDate } from '#shared/clock.ts';
import { formatDate } from '#shared/dates.ts';
import { Refusal } from '#shared/errors.ts';
import {
  type RefusalNoticeValues,
  type ReviewNoteValues,
  refusalNotice,
  reviewNote,
} from '#shared/papers/review.ts';
import { isExit, isStage, rankOf, returned } from '#shared/pipeline.ts';
import { makerOf } from './maker.ts';

/** 初审意见 and 未通过告知 from an application and its firm's file, as both stand today. */

const verdicts: Readonly<Record<Looked['state'], string>> = {
  met: '符合',
  missing: '不符合',
  unknown: '没有数据',
  open: '由人核对',
};

/** The award's conditions as the firm's file meets them; empty where the catalogue has none. */
const lookedAt = (
  desk: Desk,
  { award, year, firm }: ApplicationFile,
): { readonly edition: string; readonly looked: readonly Looked[] } => {
  const known = awardLookup(desk)(award);
  if (!known) return { edition: '', looked: [] };
  const day = localDate(desk.store.clock.now());
  const { edition, conditions, cells } = demandsOf(desk, known.id, day);
  const [file] = readFirmFiles(desk.store, { ids: [firm.id] }, cells);
  return {
    edition: edition ?? '',
    looked: file ? conditions.map((condition) => lookAt(condition, file, { year, day })) : [],
  };
};

const headsFor = (desk: Desk, file: ApplicationFile) => ({
  office: desk.self.officeName,
  firm: file.firm.name,
  uscc: getEnterprise(desk, file.firm.id).uscc ?? '',
  award: file.award,
  year: String(file.year),
  product: file.product ?? '',
  handler: file.handler ?? desk.self.person,
  date: formatDate(localDate(desk.store.clock.now())),
});

/** Steps of the way shown, oldest first. */
const wayOf = ({ steps }: ApplicationFile) => steps.filter(({ standing }) => standing === 'path');

const reasonsOf = ({ reason, note }: { reason: string | null; note: string | null }): string =>
  [reason, note].filter((part) => part !== null && part !== '').join('：');

/** What the review came to, by the steps people recorded. */
const conclusionOf = (file: ApplicationFile): { conclusion: string; reasons: string } => {
  const way = wayOf(file);
  const last = way.at(-1);
  if (!last) return { conclusion: '尚未开始初审', reasons: '' };
  if (isExit(last.stage)) return { conclusion: last.stage, reasons: reasonsOf(last) };
  if (last.stage === returned) return { conclusion: '退回补正', reasons: reasonsOf(last) };
  const rank = isStage(last.stage) ? rankOf(last.stage) : -1;
  if (rank > rankOf('初审')) return { conclusion: '通过初审', reasons: '' };
  return { conclusion: rank === rankOf('初审') ? '正在初审' : '尚未开始初审', reasons: '' };
};

const countsOf = (looked: readonly Looked[]): string =>
  Object.entries(verdicts)
    .map(([state, word]) => [word, looked.filter((one) => one.state === state).length] as const)
    .filter(([, count]) => count > 0)
    .map(([word, count]) => `${word} ${count} 项`)
    .join('，');

/** @throws Refusal `record.missing` */
export const reviewNoteValues = (desk: Desk, id: string): ReviewNoteValues => {
  const file = getApplication(desk, id);
  const { edition, looked } = lookedAt(desk, file);
  const { total, done, overdue } = file.papers;
  return {
    ...headsFor(desk, file),
    edition,
    conditions: looked.map(({ state, told }, i) => ({
      no: String(i + 1),
      condition: told.text,
      kind: told.kind,
      wanted: told.wanted,
      now: state === 'met' || state === 'missing' ? told.now : '',
      verdict: verdicts[state],
    })),
    counts: countsOf(looked),
    papers:
      total === 0
        ? '没有登记材料清单'
        : `应备材料 ${total} 件，已备齐 ${done} 件${overdue > 0 ? `，逾期未备 ${overdue} 件` : ''}`,
    ...conclusionOf(file),
  };
};

/** @throws Refusal `record.missing`, `record.invalid` for an application that has not failed */
export const refusalNoticeValues = (desk: Desk, id: string): RefusalNoticeValues => {
  const file = getApplication(desk, id);
  const way = wayOf(file);
  const last = way.at(-1);
  if (last?.stage !== '未通过' && last?.stage !== '不在目录')
    throw Refusal.of('record.invalid', {
      problems: ['这项申报没有「未通过」或「不在目录」的记录，不能出告知书'],
    });
  const { looked } = lookedAt(desk, file);
  return {
    ...headsFor(desk, file),
    stage: way.at(-2)?.stage ?? '',
    decidedOn: formatDate(last.onDate),
    reasons: reasonsOf(last),
    conditions: looked
      .filter(({ state }) => state === 'missing')
      .map(({ told }, i) => ({
        no: String(i + 1),
        condition: told.text,
        wanted: told.wanted,
        now: told.now,
      })),
  };
};

const nameOf = (
  label: string,
  { firm, year, award, product }: ReviewNoteValues | RefusalNoticeValues,
) => [label, firm, year, award, product].filter((part) => part !== '').join(' ');

/** The application of the latest year, of those that failed where only they have such a paper. */
const newestOf = (desk: Desk, failed: boolean): string | null =>
  applicationBoard(desk, { year: null, award: null, search: '', on: null })
    .rows.filter(({ stage }) => !failed || stage === '未通过' || stage === '不在目录')
    .toSorted((a, b) => b.year - a.year)[0]?.id ?? null;

export const reviewNoteMaker = makerOf({
  paper: reviewNote,
  newest: (desk) => newestOf(desk, false),
  read: (desk, id) => {
    const values = reviewNoteValues(desk, id);
    return { values, name: nameOf(reviewNote.label, values) };
  },
  write: (values, desk) => writeReviewNote(values, paperFaces(desk)),
});

export const refusalNoticeMaker = makerOf({
  paper: refusalNotice,
  newest: (desk) => newestOf(desk, true),
  read: (desk, id) => {
    const values = refusalNoticeValues(desk, id);
    return { values, name: nameOf(refusalNotice.label, values) };
  },
  write: (values, desk) => writeRefusalNotice(values, paperFaces(desk)),
});
