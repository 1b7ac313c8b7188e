import { closedStates, type Sheet } from '#shared/sheets.ts';
import { formOfSheet, isBlankMeasure, type SheetForm } from './sheet-form.ts';

/** A new sheet that goes on with last year's: what was not finished, and where the firm stood behind. */

/** Ends one year later, where the text is a day; 29 February becomes the 28th. */
const yearLater = (day: string, by: number): string => {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!found) return day;
  const [, year, month, date] = found;
  return `${Number(year) + by}-${month}-${month === '02' && date === '29' ? '28' : date}`;
};

/**
 * The form with last year's unfinished measures, gaps, targets, diagnosis and words behind what was typed
 * already; nothing that was typed is replaced. Completion times move on by the years between.
 */
export const carriedOver = (form: SheetForm, last: Sheet, newId: () => string): SheetForm => {
  const old = formOfSheet(last);
  const by = Math.max(1, (Number(form.year) || last.year + 1) - last.year);
  const fresh = <Row extends { readonly id: string }>(rows: readonly Row[]): Row[] =>
    rows.map((row) => ({ ...row, id: newId() }));
  const open = old.measures.filter(({ state }) => !closedStates.includes(state));
  const answered = new Set(form.answers.map(({ id }) => id));
  return {
    ...form,
    grade: form.grade || old.grade,
    situation: form.situation || old.situation,
    gap: form.gap || old.gap,
    goal: form.goal || old.goal,
    gaps: [...form.gaps, ...fresh(old.gaps)],
    targets: [...form.targets, ...fresh(old.targets)],
    answers: [...form.answers, ...old.answers.filter(({ id }) => !answered.has(id))],
    measures: [
      ...form.measures.filter((measure) => !isBlankMeasure(measure)),
      ...open.map((measure) => ({
        ...measure,
        id: newId(),
        previousId: measure.id,
        dueOn: yearLater(measure.dueOn, by),
      })),
    ],
  };
};
