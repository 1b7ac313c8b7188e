import { readDay } from '#renderer/parts/day-text.ts';
import { same } from '#renderer/parts/rebase.ts';
import { measureStates } from '#shared/sheets.ts';
import type { ProgressForm, SheetForm } from './sheet-form.ts';

export const blankEntry = (id: string, measureId: string, today: string): ProgressForm => ({
  id,
  measureId,
  onDate: today,
  percent: '',
  note: '',
  state: '',
});

/** The form with this entry, or without it where it is as blank as it began. */
export const withEntry = (form: SheetForm, entry: ProgressForm, blank: ProgressForm): SheetForm => {
  const others = form.entries.filter((other) => other.measureId !== entry.measureId);
  const typed = !same({ ...entry, id: blank.id }, blank);
  return { ...form, entries: typed ? [...others, entry] : others };
};

export const withoutEntry = (form: SheetForm, measureId: string): SheetForm => ({
  ...form,
  entries: form.entries.filter((entry) => entry.measureId !== measureId),
});

/** 0 to 100; null where nothing was typed; undefined for anything else. */
export const readPercent = (text: string): number | null | undefined => {
  const digits = text.normalize('NFKC').replace('%', '').trim();
  if (digits === '') return null;
  const percent = /^\d{1,3}$/.test(digits) ? Number(digits) : Number.NaN;
  return percent >= 0 && percent <= 100 ? percent : undefined;
};

/** What is wrong with each field, in words; nothing where it can be entered. */
export const problemsOfEntry = (
  entry: ProgressForm,
  today: string,
): Partial<Record<'onDate' | 'percent' | 'note', string>> => ({
  ...(readDay(entry.onDate, today) === null && { onDate: '请填写日期' }),
  ...(readPercent(entry.percent) === undefined && { percent: '应为 0 到 100 的整数' }),
  ...(entry.note.trim() === '' && { note: '请填写进展情况' }),
});

/** What is sent. Call it only where nothing is wrong. */
export const inputOfEntry = (entry: ProgressForm, today: string) => ({
  id: entry.id,
  measureId: entry.measureId,
  onDate: readDay(entry.onDate, today) ?? '',
  percent: readPercent(entry.percent) ?? null,
  note: entry.note,
  state: measureStates.find((state) => state === entry.state) ?? null,
});
