import { z } from 'zod';
import { readDay } from '#renderer/parts/day-text.ts';
import {
  fixings,
  type Measure,
  measureStates,
  type SaveSheet,
  type Sheet,
  sheetGrades,
} from '#shared/sheets.ts';

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

export const sheetForm = z.object({
  year: text,
  grade: z.enum(['', ...sheetGrades]).catch(''),
  situation: text,
  gap: text,
  goal: text,
  measures: z.array(measureForm),
  /** One entry a measure at most; saved by itself, not with the sheet. */
  entries: z.array(progressForm).catch([]),
});
export type SheetForm = z.infer<typeof sheetForm>;

export type FixingKey = (typeof fixings)[number]['key'];

export const blankSheet = (year: number, firstMeasureId: string): SheetForm => ({
  year: String(year),
  grade: '',
  situation: '',
  gap: '',
  goal: '',
  measures: [blankMeasure(firstMeasureId)],
  entries: [],
});

export const blankMeasure = (id: string): MeasureForm => ({
  id,
  person: '',
  duty: '',
  goal: '',
  task: '',
  dueOn: '',
  state: '未启动',
});

const measureOf = (measure: Measure): MeasureForm =>
  measureForm.parse({
    id: measure.id,
    person: measure.person ?? '',
    duty: measure.duty ?? '',
    goal: measure.goal ?? '',
    task: measure.task ?? '',
    dueOn: measure.dueOn ?? '',
    state: measure.state,
  });

export const formOfSheet = (sheet: Sheet): SheetForm => ({
  year: String(sheet.year),
  grade: sheetForm.shape.grade.parse(sheet.grade ?? ''),
  situation: sheet.situation ?? '',
  gap: sheet.gap ?? '',
  goal: sheet.goal ?? '',
  measures: sheet.measures.map(measureOf),
  entries: [],
});

/** Nothing typed in any of the five cells. */
export const isBlankMeasure = (measure: MeasureForm): boolean =>
  fixings.every(({ key }) => measure[key].trim() === '');

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

/** One cell that keeps the sheet from being saved. */
export type MissingCell = {
  /** Null: a cell of the head. */
  readonly measureId: string | null;
  readonly key: FixingKey | 'year';
  /** 「第 2 项 定责」 */
  readonly label: string;
};

const yearOf = (form: SheetForm): number | null => {
  const digits = form.year.normalize('NFKC').replace(/年$/, '').trim();
  const year = /^\d{4}$/.test(digits) ? Number(digits) : 0;
  return year >= 1990 && year <= 2200 ? year : null;
};

/** Every cell that is still missing or is no valid date, in the order of the paper. */
export const missingCells = (form: SheetForm, base: SheetForm, today: string): MissingCell[] => {
  const counted = new Set(measuresToSave(form, base).map((measure) => measure.id));
  const head: MissingCell[] =
    yearOf(form) === null ? [{ measureId: null, key: 'year', label: '年度' }] : [];
  const cells = form.measures.flatMap((measure, place) =>
    counted.has(measure.id)
      ? fixings
          .filter(({ key }) =>
            key === 'dueOn'
              ? readDay(measure.dueOn, today) === null
              : measure[key].trim().length === 0,
          )
          .map(({ key, label }) => ({
            measureId: measure.id,
            key,
            label: `第 ${place + 1} 项 ${label}`,
          }))
      : [],
  );
  return [...head, ...cells];
};

/** What is sent to be saved. Call it only where nothing is missing. */
export const inputOfSheet = (
  id: string,
  enterpriseId: string,
  form: SheetForm,
  base: SheetForm,
  today: string,
): SaveSheet => ({
  id,
  enterpriseId,
  year: yearOf(form) ?? 0,
  grade: form.grade === '' ? null : form.grade,
  situation: form.situation,
  gap: form.gap,
  goal: form.goal,
  measures: measuresToSave(form, base).map((measure) => ({
    ...measure,
    dueOn: readDay(measure.dueOn, today) ?? '',
  })),
});

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
