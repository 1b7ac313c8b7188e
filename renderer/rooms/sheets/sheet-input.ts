import { questions } from '#shared/sheet-diagnosis.ts';
import type { SaveSheet, SheetBody } from '#shared/sheets.ts';
import { dueOf, plannedYearOf } from './sheet-cells.ts';
import { isBlankRow, measuresToSave, type SheetForm, yearOf } from './sheet-form.ts';

/** What a form says, as it is sent to be saved. */

const said = (text: string): string | null => text.trim() || null;

/** Rows as they are kept: text or nothing, blank ones left out. */
const keptRow = <Row extends { readonly id: string }>(row: Row) =>
  Object.fromEntries(
    Object.entries(row).map(([key, cell]) => [key, typeof cell === 'string' ? said(cell) : cell]),
  ) as { [K in keyof Row]: K extends 'id' ? string : Row[K] | null };

/** The sheet a form says. Rows nothing was typed into are none. */
const bodyOf = (form: SheetForm, base: SheetForm, today: string): SheetBody => ({
  year: yearOf(form) ?? 0,
  grade: form.grade === '' ? null : form.grade,
  situation: said(form.situation),
  gap: said(form.gap),
  goal: said(form.goal),
  snapshot: form.snapshot,
  measures: measuresToSave(form, base).map((measure) => ({
    ...keptRow(measure),
    state: measure.state,
    dueOn: dueOf(form, measure.dueOn, today),
  })),
  gaps: form.gaps.filter((row) => !isBlankRow(row)).map(keptRow),
  targets: form.targets
    .filter((row) => !isBlankRow(row))
    .map((row) => ({ ...keptRow(row), plannedYear: plannedYearOf(row.plannedYear) })),
  results: form.results
    .filter((row) => !isBlankRow(row))
    .map((row) => ({ ...keptRow(row), asOf: dueOf(form, row.asOf, today) })),
  answers: questions.flatMap(({ code }) => {
    const given = form.answers.find(({ id }) => id === code);
    const isKnown = base.answers.some(({ id }) => id === code);
    return given && (given.answer !== '' || given.remark !== '' || isKnown)
      ? [{ question: code, answer: said(given.answer), remark: said(given.remark) }]
      : [];
  }),
});

/**
 * What is sent to be saved. Call it only where nothing is unreadable.
 *
 * @param isNew the base is a blank form, no record
 */
export const inputOfSheet = (
  id: string,
  enterpriseId: string,
  form: SheetForm,
  base: SheetForm,
  today: string,
  isNew: boolean,
): SaveSheet => ({
  ...bodyOf(form, base, today),
  id,
  enterpriseId,
  ...(isNew ? {} : { base: bodyOf(base, base, today) }),
});
