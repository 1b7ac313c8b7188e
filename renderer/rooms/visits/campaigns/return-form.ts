import { z } from 'zod';
import type { Answers } from '#shared/campaigns/answers.ts';
import type { ReturnFile } from '#shared/campaigns/views.ts';

/** A return as it is typed, also as a draft: a row a cell, so that what is merged beneath it meets cell by cell. */
export const returnForm = z.object({
  cells: z.array(z.object({ id: z.string(), value: z.string() })).default([]),
  answeredBy: z.string().default(''),
  visitId: z.string().default(''),
});
export type ReturnForm = z.infer<typeof returnForm>;

export const answersOf = ({ cells }: ReturnForm): Answers =>
  Object.fromEntries(cells.map(({ id, value }) => [id, value]));

/** In one order, so that a form that says the same is the same. */
export const cellsOf = (answers: Answers): ReturnForm['cells'] =>
  Object.entries(answers)
    .map(([id, value]) => ({ id, value }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));

/** What is stored, with what the file says where nothing is. */
export const formOfReturn = ({
  answers,
  prefill,
  answeredBy,
  visitId,
}: ReturnFile): ReturnForm => ({
  cells: cellsOf({ ...answers, ...prefill }),
  answeredBy: answeredBy ?? '',
  visitId: visitId ?? '',
});
