import { z } from 'zod';
import type { RecordState } from './exchange.ts';
import { isoDate, optionalText, recordId, requiredText } from './words.ts';

export const measureStates = ['未启动', '推进中', '完成', '延期', '取消'] as const;
export const sheetGrades = ['A', 'B', 'C'] as const;
/** The five fixings, in the order of the paper form. */
export const fixings = [
  { key: 'person', label: '定人' },
  { key: 'duty', label: '定责' },
  { key: 'goal', label: '定目标' },
  { key: 'task', label: '定任务' },
  { key: 'dueOn', label: '定完成时间' },
] as const;

/** A measure is saved only whole: all five fixings. An unfinished one lives in the draft. */
export const measureInput = z.object({
  id: recordId,
  person: requiredText('定人', 200),
  duty: requiredText('定责', 2000),
  goal: requiredText('定目标', 2000),
  task: requiredText('定任务', 2000),
  dueOn: isoDate('定完成时间'),
  state: z.enum(measureStates).default('未启动'),
});
export type MeasureInput = z.infer<typeof measureInput>;

export const saveSheetInput = z.object({
  id: recordId,
  enterpriseId: recordId,
  year: z.number().int().min(1990).max(2200),
  grade: z.enum(sheetGrades).nullable(),
  situation: optionalText(20_000),
  gap: optionalText(20_000),
  goal: optionalText(20_000),
  /** The whole list in paper order; a measure left out is marked deleted. */
  measures: z.array(measureInput).max(500),
});
export type SaveSheet = z.infer<typeof saveSheetInput>;

export const addProgressInput = z.object({
  id: recordId,
  measureId: recordId,
  onDate: isoDate('日期'),
  percent: z.number().int().min(0).max(100).nullable(),
  note: requiredText('进展情况', 4000),
  state: z.enum(measureStates).nullable(),
});

export const listSheetsInput = z.object({
  search: z.string().max(200).default(''),
  year: z.number().int().nullable().default(null),
});

export type ProgressEntry = {
  readonly id: string;
  readonly onDate: string;
  readonly percent: number | null;
  readonly note: string;
  readonly person: string | null;
};

export type Measure = {
  readonly id: string;
  readonly person: string | null;
  readonly duty: string | null;
  readonly goal: string | null;
  readonly task: string | null;
  readonly dueOn: string | null;
  readonly state: string;
  readonly overdue: boolean;
  readonly progress: readonly ProgressEntry[];
};

export type Sheet = {
  readonly id: string;
  readonly enterpriseId: string;
  readonly enterpriseName: string;
  readonly year: number;
  readonly grade: string | null;
  readonly situation: string | null;
  readonly gap: string | null;
  readonly goal: string | null;
  readonly status: 'draft' | 'issued';
  readonly issuedOn: string | null;
  readonly measures: readonly Measure[];
  readonly state: RecordState;
};

export type SheetRow = {
  readonly id: string;
  readonly enterpriseId: string;
  readonly enterpriseName: string;
  readonly year: number;
  readonly grade: string | null;
  readonly status: 'draft' | 'issued';
  readonly measures: number;
  readonly done: number;
  readonly overdue: number;
  readonly nextDueOn: string | null;
  readonly state: RecordState;
  readonly returned: 'open' | 'answered' | null;
};
