import { z } from 'zod';
import {
  blankColumn,
  blankQuestion,
  type Question,
  type QuestionKind,
  questionSheet,
} from '#shared/campaigns/question-sheet.ts';
import type { CampaignFile, SaveCampaign } from '#shared/campaigns/views.ts';

/** A campaign as it is written, also as a draft. */
export const campaignForm = z.object({
  title: z.string().default(''),
  purpose: z.string().default(''),
  startsOn: z.string().default(''),
  endsOn: z.string().default(''),
  lead: z.string().default(''),
  questions: questionSheet.shape.questions.default([]),
});
export type CampaignForm = z.infer<typeof campaignForm>;

export const formOfCampaign = (file: CampaignFile): CampaignForm => ({
  ...{ title: file.title, purpose: file.purpose ?? '', lead: file.lead ?? '' },
  ...{ startsOn: file.startsOn ?? '', endsOn: file.endsOn ?? '' },
  questions: file.sheet.questions,
});

const orNull = (text: string): string | null => (text.trim() === '' ? null : text);

export const inputOfCampaign = (id: string, form: CampaignForm): SaveCampaign => ({
  ...{ id, title: form.title, purpose: orNull(form.purpose), lead: orNull(form.lead) },
  ...{ startsOn: orNull(form.startsOn), endsOn: orNull(form.endsOn) },
  sheet: { questions: form.questions },
});

/** An id for something new in a sheet. */
export const newId = (): string => crypto.randomUUID().slice(0, 8);

/** A question with as much in it as its kind wants to begin with. */
export const freshQuestion = (kind: QuestionKind): Question => {
  const question = blankQuestion(newId(), kind);
  if (kind === 'choice' || kind === 'choices')
    return { ...question, options: [1, 2].map(() => ({ id: newId(), label: '' })) };
  if (kind === 'table') return { ...question, columns: [blankColumn(newId())], addRows: true };
  return question;
};

/** The same question again, under ids of its own where it must; a fact of the file is asked for once. */
export const copyOf = (question: Question): Question => ({
  ...question,
  id: newId(),
  fact: null,
  label: question.label === '' ? '' : `${question.label}（副本）`,
});

/** A list with one element moved to another place. */
export const moved = <T>(list: readonly T[], from: number, to: number): T[] => {
  const rest = list.toSpliced(from, 1);
  const one = list[from];
  return one === undefined
    ? [...list]
    : rest.toSpliced(Math.max(0, Math.min(to, rest.length)), 0, one);
};
