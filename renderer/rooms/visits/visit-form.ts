import { z } from 'zod';
import { issueTypes, type StoredPhoto, serviceTypes, type Visit } from '#shared/visits.ts';

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

const correctionForm = z.object({
  /** Key of the fact: a fact is put right once. */
  id: z.string(),
  /** What stood in the file when the officer began to type, as stored. */
  before: z.union([z.string(), z.number(), z.null()]).catch(null),
  text,
  /** It is as it stands. */
  holds: z.boolean().catch(false),
});
export type CorrectionForm = z.infer<typeof correctionForm>;

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
  /** One of `satisfactions`, or nothing. */
  satisfaction: text,
  /** The status a firm that is not at work was found in, or nothing. */
  foundStatus: text,
  participants: words,
  /** A name that is being typed and is no tag yet. */
  participantTyped: text,
  issues: z.array(issueForm).catch([]),
  photos: z.array(photoForm).catch([]),
  corrections: z.array(correctionForm).catch([]),
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

/** The form with these service types chosen; words of one's own stand behind 其他. */
export const withTypes = (form: VisitForm, types: readonly string[]): VisitForm => {
  const own = types.filter((type) => !isKnownType(type));
  const known = types.filter(isKnownType);
  return {
    ...form,
    serviceTypes: own.length > 0 ? unique([...known, other]) : known,
    otherTypes: own.join('、'),
  };
};

export const formOfVisit = (visit: Visit): VisitForm =>
  withTypes(
    {
      visitedOn: visit.visitedOn,
      startAt: visit.startAt ?? '',
      endAt: visit.endAt ?? '',
      place: visit.place ?? '',
      serviceTypes: [],
      otherTypes: '',
      purpose: visit.purpose ?? '',
      content: visit.content ?? '',
      findings: visit.findings ?? '',
      advice: visit.advice ?? '',
      firmPeople: visit.firmPeople ?? '',
      materials: visit.materials ?? '',
      followUp: visit.followUp ?? '',
      satisfaction: visit.satisfaction ?? '',
      foundStatus: visit.foundStatus ?? '',
      participants: [...visit.participants],
      participantTyped: '',
      issues: visit.issues.map(({ id, type, content }) => ({ id, type, content })),
      photos: visit.photos.map((photo) =>
        photoForm.parse({ ...photo, caption: photo.caption ?? '' }),
      ),
      // What it put right stands in the file.
      corrections: [],
    },
    visit.serviceTypes,
  );

/** 其他 gives way to the words that say what else it was. */
export const typesOf = (form: VisitForm): string[] => {
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

export const participantsOf = (form: VisitForm): string[] =>
  unique([...form.participants.map((name) => name.trim()), ...splitWords(form.participantTyped)]);

/** An issue without a word is none, unless it was saved with words before. */
export const issuesOf = (form: VisitForm, base: VisitForm): IssueForm[] => {
  const saved = new Set(base.issues.map((issue) => issue.id));
  return form.issues.filter((issue) => issue.content.trim() !== '' || saved.has(issue.id));
};

export const issueContentId = (issueId: string): string => `issue-${issueId}`;

/** True where something stands in the part of the form that is folded away. */
export const hasMore = (form: VisitForm): boolean =>
  [form.place, form.purpose, form.materials, form.followUp, form.satisfaction].some(
    (typed) => typed.trim() !== '',
  );
