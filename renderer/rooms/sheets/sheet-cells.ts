import { fixings } from '#shared/sheets.ts';
import { readDue } from './due-text.ts';
import { measuresToSave, type SheetForm, yearOf } from './sheet-form.ts';

/** Cells of a sheet that stand in the way: of issuing where they are empty, of saving where nobody can read them. */

export type FixingKey = (typeof fixings)[number]['key'];

/** The element id of a cell of the head (null) or of a measure. */
export const cellId = (measureId: string | null, key: FixingKey | 'year'): string =>
  `cell-${measureId ?? 'head'}-${key}`;

/** The element id of a cell of a list on the paper. */
export const rowCellId = (table: string, id: string, key: string): string =>
  `${table}-${id}-${key}`;

export type SheetCell = {
  /** By which it is found and focused. */
  readonly elementId: string;
  /** 「第 2 项 定责」 */
  readonly label: string;
  /** Of a fixing, whose and which; of the head's year, null and `year`. */
  readonly measureId: string | null;
  readonly key: FixingKey | 'year' | null;
};

const headCell = (): SheetCell => ({
  ...{ elementId: cellId(null, 'year'), label: '年度', measureId: null, key: 'year' },
});

const fixingCell = (measureId: string, place: number, key: FixingKey): SheetCell => ({
  ...{ elementId: cellId(measureId, key), measureId, key },
  label: `第 ${place + 1} 项 ${fixings.find((fixing) => fixing.key === key)?.label}`,
});

const rowCell = (elementId: string, label: string): SheetCell => ({
  ...{ elementId, label, measureId: null, key: null },
});

/** The year dates without one belong to: the sheet's. */
const dueYear = (form: SheetForm, today: string): number =>
  yearOf(form) ?? Number(today.slice(0, 4));

/** What a completion time was typed as, as a day; null where it is none. */
export const dueOf = (form: SheetForm, dueOn: string, today: string): string | null =>
  readDue(dueOn, dueYear(form, today));

const yearCell = (form: SheetForm): SheetCell[] => (yearOf(form) === null ? [headCell()] : []);

/** Every fixing that is missing or is no valid date, in the order of the paper. */
export const missingCells = (form: SheetForm, base: SheetForm, today: string): SheetCell[] => {
  const counted = new Set(measuresToSave(form, base).map((measure) => measure.id));
  const isMissing = (measure: SheetForm['measures'][number], key: FixingKey): boolean =>
    key === 'dueOn' ? dueOf(form, measure.dueOn, today) === null : measure[key].trim() === '';
  return [
    ...yearCell(form),
    ...form.measures.flatMap((measure, place) =>
      fixings
        .filter(({ key }) => counted.has(measure.id) && isMissing(measure, key))
        .map(({ key }) => fixingCell(measure.id, place, key)),
    ),
  ];
};

/** A planned year as typed; null where it is none. */
export const plannedYearOf = (text: string): number | null => {
  const digits = /^(\d{4})年?$/.exec(text.normalize('NFKC').trim())?.[1];
  return digits === undefined ? null : Number(digits);
};

/**
 * Cells that cannot be kept as they are typed: a year or a day nobody can read. What is only empty can be saved.
 */
export const unreadableCells = (form: SheetForm, today: string): SheetCell[] => {
  const told = (text: string, read: (text: string) => unknown): boolean =>
    text.trim() !== '' && read(text) === null;
  const day = (text: string) => dueOf(form, text, today);
  return [
    ...yearCell(form),
    ...form.targets.flatMap(({ id, plannedYear }, n) =>
      told(plannedYear, plannedYearOf)
        ? [rowCell(rowCellId('sheet_target', id, 'plannedYear'), `目标第 ${n + 1} 条 计划申报年`)]
        : [],
    ),
    ...form.measures.flatMap(({ id, dueOn }, n) =>
      told(dueOn, day) ? [fixingCell(id, n, 'dueOn')] : [],
    ),
    ...form.results.flatMap(({ id, asOf }, n) =>
      told(asOf, day)
        ? [rowCell(rowCellId('sheet_result', id, 'asOf'), `成效第 ${n + 1} 条 截至`)]
        : [],
    ),
  ];
};
