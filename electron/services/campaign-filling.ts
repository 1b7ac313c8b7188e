import { getReturn } from '#db/queries/campaigns.ts';
import { filesOf, homeOf } from '#db/queries/homes.ts';
import { getRow } from '#db/queries/ledgers.ts';
import { visitsOfEnterprise } from '#db/queries/visits.ts';
import { type Door, write } from '#db/write.ts';
import { answerInWords } from '#shared/campaigns/answer-text.ts';
import {
  type Answers,
  answerProblems,
  cellKey,
  readAnswer,
  readCellKey,
  shownQuestions,
} from '#shared/campaigns/answers.ts';
import type { QuestionSheet } from '#shared/campaigns/question-sheet.ts';
import { allQuestions } from '#shared/campaigns/versions.ts';
import type { ReturnFile, SavedReturn, SaveReturn, VersionView } from '#shared/campaigns/views.ts';
import { localDate } from '#shared/clock.ts';
import { Refusal } from '#shared/errors.ts';
import { recordRef, withProvenance } from '#shared/registers/provenance.ts';
import { correctionsOf, fileFacts, returnCorrector } from './campaign-facts.ts';
import { prefillOf } from './campaign-prefill.ts';
import { type HeldReturn, holdReturns, returnLines } from './campaign-returns.ts';
import { versionsOf } from './campaign-versions.ts';
import type { Desk } from './desk.ts';
import { dropDraft } from './drafts.ts';
import { readyCorrections } from './fact-corrections.ts';
import { requireEnterprise } from './firm-record.ts';
import { newRowId } from './ledger-keys.ts';
import { requireLedger } from './ledgers.ts';
import { insertOwn, rowOf, textOf, updateOwn } from './own-rows.ts';

/** One firm's question sheet as it is filled in. */

type Bench = Pick<Desk, 'store' | 'self'>;

type Opened = {
  readonly held: HeldReturn;
  readonly versions: readonly VersionView[];
  readonly campaign: ReturnFile['campaign'];
};

/** @throws Refusal `record.missing` */
const open = (desk: Bench, id: string): Opened => {
  const record = getReturn(desk.store, id);
  if (!record) throw Refusal.of('record.missing', { what: '调研答卷' });
  const { values } = rowOf(desk, 'campaign', record.campaignId);
  const versions = versionsOf(desk, record.campaignId);
  const [held] = holdReturns(desk, [record], versions);
  if (!held) throw Refusal.of('record.missing', { what: '调研答卷' });
  return {
    held,
    versions,
    campaign: {
      id: record.campaignId,
      title: textOf(values, 'title') ?? '',
      purpose: textOf(values, 'purpose'),
      endsOn: textOf(values, 'endsOn'),
      closedOn: textOf(values, 'closedOn'),
    },
  };
};

/** What is kept of questions the version no longer asks: an answer is never out of sight. */
const olderAnswers = ({ held, versions }: Opened): ReturnFile['older'] => {
  const now = new Set(held.version?.sheet.questions.map(({ id }) => id));
  return allQuestions(versions.map(({ sheet }) => sheet))
    .filter(({ id }) => !now.has(id))
    .flatMap(({ id, label }) => {
      const texts = Object.entries(held.answers)
        .filter(([key, text]) => readCellKey(key).questionId === id && text !== '')
        .map(([, text]) => answerInWords(text));
      return texts.length === 0 ? [] : [{ label, text: texts.join('；') }];
    });
};

/** A return with all it takes to fill it in. @throws Refusal `record.missing` */
export const openReturn = (desk: Bench, id: string): ReturnFile => {
  const opened = open(desk, id);
  const { held, versions, campaign } = opened;
  const { record, version, answers } = held;
  const [line] = returnLines(desk, [{ ...held, beside: [] }]);
  if (!line) throw Refusal.of('record.missing', { what: '调研答卷' });
  const facts = version
    ? fileFacts(desk, requireEnterprise(desk, record.firmId), version.sheet, held.rows)
    : {};
  const known =
    version && record.completedOn === null
      ? prefillOf(desk, record.firmId, version.sheet, facts)
      : {};
  const visits = visitsOfEnterprise(
    desk.store.reader,
    filesOf(desk.store, homeOf(desk.store, record.firmId)),
  );
  return {
    ...line,
    campaign,
    version,
    newestNumber: versions.length,
    answers,
    older: olderAnswers(opened),
    prefill: Object.fromEntries(
      Object.entries(known).filter(([key]) => (answers[key] ?? '') === ''),
    ),
    facts,
    photos: Object.fromEntries(
      Object.entries(held.photoOwners).map(([question, owner]) => [
        question,
        { owner, count: held.photos[question] ?? 0 },
      ]),
    ),
    answeredBy: record.answeredBy,
    visitId: record.visitId,
    visits: visits.slice(0, 20).map(({ id: visit, visitedOn }) => ({ id: visit, visitedOn })),
  };
};

const refuse = (problems: readonly string[]): never => {
  throw Refusal.of('record.invalid', { problems: [...problems] });
};

/** @throws Refusal `record.invalid` for a campaign that is closed */
const requireOpen = ({ campaign }: Opened): void => {
  if (campaign.closedOn !== null)
    refuse(['这项调研已经结束，答卷不能再改；需要补填时请牵头人在「专项调研」里重新开启']);
};

/** Answers as they are stored. What is hidden is kept as it was typed. @throws Refusal `record.invalid` */
const storedAnswers = (sheet: QuestionSheet, answers: Answers): Answers => {
  const shown = shownQuestions(sheet, answers);
  const byId = new Map(sheet.questions.map((question) => [question.id, question]));
  const problems = answerProblems(sheet, answers).filter(({ missing }) => !missing);
  if (problems.length > 0) refuse(problems.map(({ message }) => message));
  return Object.fromEntries(
    Object.entries(answers).flatMap(([key, typed]) => {
      const { questionId, columnId } = readCellKey(key);
      const question = byId.get(questionId);
      if (!question) return [];
      const asked =
        columnId === null ? question : question.columns.find(({ id }) => id === columnId);
      if (!asked) return [];
      const read = readAnswer(asked, typed);
      return [[key, 'stored' in read && shown.has(questionId) ? read.stored : typed.trim()]];
    }),
  );
};

type AnswerPlace = { readonly returnId: string; readonly versionId: string };

const putAnswer = (
  desk: Bench,
  door: Door,
  { returnId, versionId }: AnswerPlace,
  key: string,
  text: string,
): void => {
  const name = readCellKey(key);
  const ledger = requireLedger('campaign_answer');
  const id = newRowId(desk, ledger, returnId, name);
  const old = getRow(desk.store, ledger, id);
  const value = text === '' ? null : text;
  if (old && !old.deleted) {
    if ((old.values.value ?? null) !== value)
      updateOwn(door, 'campaign_answer', id, { value, askedIn: versionId });
  } else if (value !== null)
    insertOwn(desk, door, 'campaign_answer', {
      id,
      parentId: returnId,
      values: { ...name, value, askedIn: versionId },
    });
};

/**
 * Saves answers, cell by cell: only what differs from what the form began from is written, so that two people
 * who fill in one sheet meet question by question. With completing it, answers that were chosen for it go into the
 * firm's file in the same transaction; what somebody else changed there meanwhile comes back in `skipped`.
 *
 * @throws Refusal `record.missing`, `record.invalid`
 */
export const saveReturn = (desk: Desk, input: SaveReturn): SavedReturn => {
  const { store, self } = desk;
  const { id, versionId, base, complete } = input;
  const opened = open(desk, id);
  requireOpen(opened);
  const { record, photos } = opened.held;
  const version = opened.versions.find((one) => one.id === versionId);
  if (!version) throw Refusal.of('record.missing', { what: '调研问卷' });
  const answers = storedAnswers(version.sheet, input.answers);
  if (complete) {
    const missing = answerProblems(version.sheet, answers, photos);
    if (missing.length > 0) refuse(missing.map(({ message }) => message));
  }
  const changed = [...new Set([...Object.keys(base), ...Object.keys(answers)])].filter(
    (key) => (base[key] ?? '') !== (answers[key] ?? ''),
  );
  const said = {
    answeredBy: input.answeredBy,
    visitId: input.visitId,
    ...(complete ? { completedOn: localDate(store.clock.now()), completedBy: self.person } : {}),
  };
  const cells = Object.entries(said).filter(
    ([key, value]) => record[key as keyof typeof said] !== value,
  );
  const facts = readyCorrections(
    desk,
    requireEnterprise(desk, record.firmId),
    complete ? correctionsOf(version.sheet, answers, input.facts) : [],
    returnCorrector,
  );
  const on = localDate(store.clock.now());
  const from = { source: '专项调研', ref: recordRef({ record: 'return', on, id }) } as const;
  const purpose = complete ? '完成调研答卷' : '填写调研答卷';
  if (changed.length > 0 || cells.length > 0 || !facts.isEmpty)
    write(
      store,
      { actor: self.person, purpose: withProvenance(purpose, facts.isEmpty ? null : from) },
      (door) => {
        if (cells.length > 0) updateOwn(door, 'campaign_return', id, Object.fromEntries(cells));
        for (const key of changed)
          putAnswer(desk, door, { returnId: id, versionId }, key, answers[key] ?? '');
        facts.write(door);
      },
    );
  dropDraft(desk, { kind: 'return', key: id });
  return { ...openReturn(desk, id), corrected: facts.written, skipped: facts.skipped };
};

/** Opens a complete return again, to be mended or to answer a newer version. @throws Refusal `record.missing`, `record.invalid` */
export const reopenReturn = (desk: Bench, id: string): ReturnFile => {
  const opened = open(desk, id);
  requireOpen(opened);
  if (opened.held.record.completedOn !== null)
    write(desk.store, { actor: desk.self.person, purpose: '重新填写调研答卷' }, (door) =>
      updateOwn(door, 'campaign_return', id, { completedOn: null, completedBy: null }),
    );
  return openReturn(desk, id);
};

/**
 * The row photographs of a question hang on; made where it is not there yet.
 *
 * @throws Refusal `record.missing`, `record.invalid`
 */
export const photoPlace = (
  desk: Bench,
  { id, questionId }: { readonly id: string; readonly questionId: string },
): { readonly owner: string } => {
  const opened = open(desk, id);
  requireOpen(opened);
  const version = opened.held.version;
  if (!version?.sheet.questions.some((one) => one.id === questionId && one.kind === 'photo'))
    throw Refusal.of('record.missing', { what: '照片题' });
  const ledger = requireLedger('campaign_answer');
  const values = { ...readCellKey(cellKey(questionId)), askedIn: version.id };
  const owner = newRowId(desk, ledger, id, values);
  const old = getRow(desk.store, ledger, owner);
  if (!old || old.deleted)
    write(desk.store, { actor: desk.self.person, purpose: '填写调研答卷' }, (door) =>
      insertOwn(desk, door, 'campaign_answer', { id: owner, parentId: id, values }),
    );
  return { owner };
};
