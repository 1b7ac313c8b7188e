import { z } from 'zod';
import { sheetSnapshot } from '#shared/sheet-snapshot.ts';
import { fixings, type Measure, measureStates, type Sheet, sheetGrades } from '#shared/sheets.ts';

/** The sheet as it is typed: text everywhere, unfinished measures included. */

const text = z.string().catch('');

const measureForm = z.object({
  id: z.string(),
  person: text,
  duty: text,
  goal: text,
  task: text,
  dueOn: text,
  state: z.enum(measureStates).catch('未启动'),
  department: text,
  resources: text,
  previousId: z.string().nullable().catch(null),
});
export type MeasureForm = z.infer<typeof measureForm>;

const progressForm = z.object({
  id: z.string(),
  measureId: z.string(),
  onDate: text,
  percent: text,
  note: text,
  /** Empty: the state stays as it is. */
  state: text,
});
/** A progress entry that is being typed. */
export type ProgressForm = z.infer<typeof progressForm>;

const gapForm = z.object({
  id: z.string(),
  indicator: text,
  unit: text,
  own: text,
  bench: text,
  benchName: text,
  gap: text,
  origin: text,
});
export type GapForm = z.infer<typeof gapForm>;

const targetForm = z.object({
  id: z.string(),
  award: text,
  product: text,
  plannedYear: text,
  goal: text,
  cultivationId: z.string().nullable().catch(null),
});
export type TargetForm = z.infer<typeof targetForm>;

const resultForm = z.object({
  id: z.string(),
  indicator: text,
  unit: text,
  before: text,
  after: text,
  asOf: text,
  effect: text,
});
export type ResultForm = z.infer<typeof resultForm>;

/** `id` is the code of the question: rows with an id are laid over what a merge brought, cell by cell. */
const answerForm = z.object({ id: z.string(), answer: text, remark: text });
export type AnswerForm = z.infer<typeof answerForm>;

/** A meeting or an opinion that is being typed; entered by itself, not with the sheet. */
const pendingForm = z.object({
  review: z
    .object({ id: z.string(), heldOn: text, people: text, conclusions: text })
    .nullable()
    .catch(null),
  approval: z
    .object({
      id: z.string(),
      step: text,
      verdict: text,
      opinion: text,
      person: text,
      onDate: text,
      /** SHA-256 of the kept picture. */
      signature: z.string().nullable().catch(null),
    })
    .nullable()
    .catch(null),
});
export type PendingForm = z.infer<typeof pendingForm>;
export const nothingPending: PendingForm = { review: null, approval: null };

export const sheetForm = z.object({
  year: text,
  grade: z.enum(['', ...sheetGrades]).catch(''),
  situation: text,
  gap: text,
  goal: text,
  measures: z.array(measureForm),
  /** One entry a measure at most; saved by itself, not with the sheet. */
  entries: z.array(progressForm).catch([]),
  snapshot: sheetSnapshot.nullable().catch(null),
  gaps: z.array(gapForm).catch([]),
  targets: z.array(targetForm).catch([]),
  results: z.array(resultForm).catch([]),
  answers: z.array(answerForm).catch([]),
  pending: pendingForm.catch(nothingPending),
});
export type SheetForm = z.infer<typeof sheetForm>;

export const blankSheet = (year: number, firstMeasureId: string): SheetForm => ({
  year: String(year),
  grade: '',
  situation: '',
  gap: '',
  goal: '',
  measures: [blankMeasure(firstMeasureId)],
  entries: [],
  snapshot: null,
  ...{ gaps: [], targets: [], results: [], answers: [] },
  pending: nothingPending,
});

export const blankMeasure = (id: string): MeasureForm => ({
  id,
  person: '',
  duty: '',
  goal: '',
  task: '',
  dueOn: '',
  state: '未启动',
  department: '',
  resources: '',
  previousId: null,
});

export const blankGap = (id: string): GapForm => gapForm.parse({ id });
export const blankTarget = (id: string): TargetForm => targetForm.parse({ id });
export const blankResult = (id: string): ResultForm => resultForm.parse({ id });

/** A row as it is typed: nothing known is an empty cell. */
const typed = <Row extends { readonly id: string }>(row: Row): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([key, cell]) => [key, typeof cell === 'number' ? String(cell) : cell]),
  );

const measureOf = (measure: Measure): MeasureForm =>
  measureForm.parse({
    id: measure.id,
    person: measure.person ?? '',
    duty: measure.duty ?? '',
    goal: measure.goal ?? '',
    task: measure.task ?? '',
    dueOn: measure.dueOn ?? '',
    state: measure.state,
    department: measure.department ?? '',
    resources: measure.resources ?? '',
    previousId: measure.previousId,
  });

export const formOfSheet = (sheet: Sheet): SheetForm => ({
  year: String(sheet.year),
  grade: sheetForm.shape.grade.parse(sheet.grade ?? ''),
  situation: sheet.situation ?? '',
  gap: sheet.gap ?? '',
  goal: sheet.goal ?? '',
  measures: sheet.measures.map(measureOf),
  entries: [],
  snapshot: sheet.snapshot,
  gaps: sheet.gaps.map((row) => gapForm.parse(typed(row))),
  targets: sheet.targets.map((row) => targetForm.parse(typed(row))),
  results: sheet.results.map((row) => resultForm.parse(typed(row))),
  answers: sheet.answers.map(({ question, answer, remark }) => ({
    ...{ id: question, answer: answer ?? '', remark: remark ?? '' },
  })),
  pending: nothingPending,
});

/** Nothing typed in any of its cells. */
export const isBlankMeasure = (measure: MeasureForm): boolean =>
  [...fixings.map(({ key }) => key), 'department' as const, 'resources' as const].every(
    (key) => measure[key].trim() === '',
  );

/** Nothing typed; where a row was taken from says nothing. */
export const isBlankRow = ({ id: _, ...cells }: GapForm | TargetForm | ResultForm): boolean =>
  Object.entries(cells).every(([key, cell]) => key === 'origin' || cell === null || cell === '');

/** The rows that count: a row that was only opened, never saved and never filled, is none. */
export const measuresToSave = (form: SheetForm, base: SheetForm): MeasureForm[] => {
  const saved = new Set(base.measures.map((measure) => measure.id));
  return form.measures.filter(
    (measure) =>
      !isBlankMeasure(measure) ||
      (saved.has(measure.id) && !isBlankMeasure(savedAs(base, measure.id))),
  );
};

const savedAs = (base: SheetForm, id: string): MeasureForm =>
  base.measures.find((measure) => measure.id === id) ?? blankMeasure(id);

/** The sheet's year as typed; null where it is none. */
export const yearOf = (form: SheetForm): number | null => {
  const digits = form.year.normalize('NFKC').replace(/年$/, '').trim();
  const year = /^\d{4}$/.test(digits) ? Number(digits) : 0;
  return year >= 1990 && year <= 2200 ? year : null;
};

/** The list with the row one place up (-1) or down (1); the same list where it cannot go. */
export const movedMeasure = (
  measures: readonly MeasureForm[],
  id: string,
  step: -1 | 1,
): MeasureForm[] => {
  const from = measures.findIndex((measure) => measure.id === id);
  const to = from + step;
  const row = measures[from];
  if (!row || to < 0 || to >= measures.length) return [...measures];
  return measures.toSpliced(from, 1).toSpliced(to, 0, row);
};
