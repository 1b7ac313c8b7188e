import { z } from 'zod';
import { readDay } from '#renderer/parts/day-text.ts';
import {
  issueTypes,
  type SaveVisit,
  type StoredPhoto,
  serviceTypes,
  type Visit,
} from '#shared/visits.ts';
import { readTime } from './time-text.ts';

/** The visit as it is typed: text everywhere, unfinished issues included. */

const text = z.string().catch('');
const words = z.array(z.string()).catch([]);
const count = z.number().catch(0);

const issueForm = z.object({ id: z.string(), type: text, content: text });
export type IssueForm = z.infer<typeof issueForm>;

const photoForm = z.object({
  id: z.string(),
  sha256: z.string(),
  mime: text,
  width: count,
  height: count,
  bytes: count,
  caption: text,
  takenAt: z.string().nullable().catch(null),
  present: z.boolean().catch(true),
  /** The file's name, of a scanned document. */
  name: z.string().nullable().catch(null),
});
export type PhotoForm = z.infer<typeof photoForm>;

export const visitForm = z.object({
  visitedOn: text,
  startAt: text,
  endAt: text,
  place: text,
  serviceTypes: words,
  /** Types in the officer's own words, beside 其他. */
  otherTypes: text,
  purpose: text,
  content: text,
  findings: text,
  advice: text,
  firmPeople: text,
  materials: text,
  followUp: text,
  participants: words,
  /** A name that is being typed and is no tag yet. */
  participantTyped: text,
  issues: z.array(issueForm).catch([]),
  photos: z.array(photoForm).catch([]),
});
export type VisitForm = z.infer<typeof visitForm>;

const other = '其他';
const isKnownType = (type: string): boolean => (serviceTypes as readonly string[]).includes(type);
/** Words as people separate them in one line. */
export const splitWords = (typed: string): string[] => typed.split(/[、,，;；\s]+/).filter(Boolean);
const unique = (list: readonly string[]): string[] => [...new Set(list)];

export const blankVisit = (today: string, person: string): VisitForm => ({
  ...visitForm.parse({}),
  visitedOn: today,
  participants: person === '' ? [] : [person],
});

export const blankIssue = (id: string): IssueForm => ({ id, type: issueTypes[0], content: '' });

/** @param name of a document; a photograph has none */
export const photoOf = (
  id: string,
  stored: StoredPhoto,
  takenAt: string | null,
  name: string | null = null,
): PhotoForm => ({ ...stored, id, caption: '', takenAt, present: true, name });

export const formOfVisit = (visit: Visit): VisitForm => {
  const own = visit.serviceTypes.filter((type) => !isKnownType(type));
  const known = visit.serviceTypes.filter(isKnownType);
  return {
    visitedOn: visit.visitedOn,
    startAt: visit.startAt ?? '',
    endAt: visit.endAt ?? '',
    place: visit.place ?? '',
    serviceTypes: own.length > 0 ? unique([...known, other]) : known,
    otherTypes: own.join('、'),
    purpose: visit.purpose ?? '',
    content: visit.content ?? '',
    findings: visit.findings ?? '',
    advice: visit.advice ?? '',
    firmPeople: visit.firmPeople ?? '',
    materials: visit.materials ?? '',
    followUp: visit.followUp ?? '',
    participants: [...visit.participants],
    participantTyped: '',
    issues: visit.issues.map(({ id, type, content }) => ({ id, type, content })),
    photos: visit.photos.map((photo) =>
      photoForm.parse({ ...photo, caption: photo.caption ?? '' }),
    ),
  };
};

/** 其他 gives way to the words that say what else it was. */
const typesOf = (form: VisitForm): string[] => {
  const chosen = serviceTypes.filter((type) => form.serviceTypes.includes(type));
  const own = form.serviceTypes.includes(other) ? splitWords(form.otherTypes) : [];
  return own.length > 0
    ? unique([...chosen.filter((type) => type !== other), ...own])
    : [...chosen];
};

/** The form with more of our people; nobody twice. */
export const withPeople = (form: VisitForm, names: readonly string[]): VisitForm => ({
  ...form,
  participants: unique([...form.participants, ...names]),
});

const participantsOf = (form: VisitForm): string[] =>
  unique([...form.participants.map((name) => name.trim()), ...splitWords(form.participantTyped)]);

/** An issue without a word is none, unless it was saved with words before. */
const issuesOf = (form: VisitForm, base: VisitForm): IssueForm[] => {
  const saved = new Set(base.issues.map((issue) => issue.id));
  return form.issues.filter((issue) => issue.content.trim() !== '' || saved.has(issue.id));
};

export const issueContentId = (issueId: string): string => `issue-${issueId}`;

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
  ];
  return problems.filter((problem) => problem !== false);
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

/** True where something stands in the part of the form that is folded away. */
export const hasMore = (form: VisitForm): boolean =>
  [
    form.startAt,
    form.endAt,
    form.place,
    form.firmPeople,
    form.purpose,
    form.findings,
    form.advice,
    form.materials,
    form.followUp,
  ].some((typed) => typed.trim() !== '');
