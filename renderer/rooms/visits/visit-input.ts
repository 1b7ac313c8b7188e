import { readDay } from '#renderer/parts/day-text.ts';
import { economics } from '#shared/registers/economics.ts';
import { enterpriseField } from '#shared/registers/enterprise.ts';
import { type Field, fieldNamed } from '#shared/registers/ledger.ts';
import { readValue, valueProblem } from '#shared/registers/values.ts';
import { staffFact } from '#shared/visit-facts.ts';
import { foundStatuses, type SaveVisit, satisfactions } from '#shared/visits.ts';
import { readTime } from './time-text.ts';
import {
  type CorrectionForm,
  issueContentId,
  issuesOf,
  participantsOf,
  typesOf,
  type VisitForm,
} from './visit-form.ts';

/** What is wrong with a typed visit, and what is sent to be saved. */

/** The element a fact is put right in. */
export const factId = (key: string): string => `fact-${key}`;

/** The declaration of a fact that may be put right from a visit. */
export const factNamed = (key: string): Field | undefined =>
  key === staffFact ? fieldNamed(economics, staffFact) : enterpriseField(key);

/** What is wrong with what was typed of a fact, in words; null for nothing. */
export const correctionProblem = ({ id, text, holds }: CorrectionForm): string | null => {
  const field = factNamed(id);
  if (holds || !field) return null;
  const read = readValue(field, text);
  if (!read.ok) return `${field.label}${read.problem}`;
  const problem = read.value === null ? null : valueProblem(field, read.value);
  return problem === null ? null : `${field.label}${problem}`;
};

/** One thing that keeps the visit from being saved, and the element to go to. */
export type VisitProblem = { readonly field: string; readonly message: string };

export const problemsOfVisit = (
  form: VisitForm,
  base: VisitForm,
  today: string,
): VisitProblem[] => {
  const [start, end] = [readTime(form.startAt), readTime(form.endAt)];
  const problems: (VisitProblem | false)[] = [
    readDay(form.visitedOn, today) === null && {
      field: 'visit-day',
      message: '请填写走访日期，如 2026-05-05 或 5.5',
    },
    participantsOf(form).length === 0 && {
      field: 'visit-participants',
      message: '请填写至少一名我方参加人员',
    },
    ...issuesOf(form, base).map(
      (issue) =>
        issue.content.trim() === '' && {
          field: issueContentId(issue.id),
          message: '请填写问题内容，或移除这一条',
        },
    ),
    start === undefined && { field: 'visit-start', message: '开始时间应为 时:分，如 9:30' },
    end === undefined && { field: 'visit-end', message: '结束时间应为 时:分，如 11:00' },
    Boolean(start && end && end < start) && {
      field: 'visit-end',
      message: '结束时间早于开始时间',
    },
    form.content.trim() === '' &&
      typesOf(form).length === 0 &&
      form.foundStatus === '' && {
        field: 'visit-content',
        message: '请填写走访内容，或选择服务类型',
      },
  ];
  const wrong = form.corrections.map((correction) => {
    const problem = correctionProblem(correction);
    return problem !== null && { field: factId(correction.id), message: problem };
  });
  return [...problems, ...wrong].filter((problem) => problem !== false);
};

/** What is sent to be saved. Call it only where nothing is wrong. */
export const inputOfVisit = (
  id: string,
  enterpriseId: string,
  form: VisitForm,
  base: VisitForm,
  today: string,
): SaveVisit => ({
  id,
  enterpriseId,
  visitedOn: readDay(form.visitedOn, today) ?? '',
  startAt: readTime(form.startAt) ?? null,
  endAt: readTime(form.endAt) ?? null,
  place: form.place,
  serviceTypes: typesOf(form),
  purpose: form.purpose,
  content: form.content,
  findings: form.findings,
  advice: form.advice,
  firmPeople: form.firmPeople,
  materials: form.materials,
  followUp: form.followUp,
  satisfaction: satisfactions.find((word) => word === form.satisfaction) ?? null,
  foundStatus: foundStatuses.find(({ status }) => status === form.foundStatus)?.status ?? null,
  corrections: form.corrections.map(({ id: key, before, text, holds }) => ({
    ...{ key, before, holds },
    text: text.trim(),
  })),
  participants: participantsOf(form),
  issues: issuesOf(form, base),
  photos: form.photos.map(({ id: photoId, sha256, caption, takenAt, name }) => ({
    id: photoId,
    sha256,
    caption,
    takenAt,
    name,
  })),
});
