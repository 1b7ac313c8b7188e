import {
  blankGap,
  blankTarget,
  type GapForm,
  type SheetForm,
  type TargetForm,
} from './sheet-form.ts';

/** Rows the cultivation room proposes, laid over those the form has. */

type Proposed<Row extends { readonly id: string }> = {
  readonly [K in keyof Omit<Row, 'id'>]: string | number | null;
};

const said = (cell: string | number | null): string => (cell === null ? '' : String(cell));

/**
 * Gaps found anew: the figures of one that stands there already are brought up to date, the others come behind.
 * What was typed by hand stays.
 */
export const withGaps = (
  form: SheetForm,
  found: readonly Proposed<GapForm>[],
  newId: () => string,
): SheetForm => {
  const keyOf = (row: Pick<Proposed<GapForm>, 'indicator' | 'benchName' | 'origin'>): string =>
    JSON.stringify([said(row.indicator), said(row.benchName), said(row.origin)]);
  const fresh = new Map(found.map((row) => [keyOf(row), row]));
  const rowOf = (id: string, row: Proposed<GapForm>): GapForm => ({
    ...blankGap(id),
    ...(Object.fromEntries(Object.entries(row).map(([key, cell]) => [key, said(cell)])) as Omit<
      GapForm,
      'id'
    >),
  });
  const kept = form.gaps.map((row) => {
    const now = fresh.get(keyOf(row));
    fresh.delete(keyOf(row));
    return now ? rowOf(row.id, now) : row;
  });
  return { ...form, gaps: [...kept, ...[...fresh.values()].map((row) => rowOf(newId(), row))] };
};

/** Lines of the cultivation plan that are not among the targets yet. */
export const withTargets = (
  form: SheetForm,
  found: readonly Proposed<TargetForm>[],
  newId: () => string,
): SheetForm => {
  const known = new Set(form.targets.map(({ cultivationId }) => cultivationId));
  const added = found
    .filter(({ cultivationId }) => !known.has(said(cultivationId)))
    .map(
      (row): TargetForm => ({
        ...blankTarget(newId()),
        award: said(row.award),
        product: said(row.product),
        plannedYear: said(row.plannedYear),
        goal: said(row.goal),
        cultivationId: said(row.cultivationId) || null,
      }),
    );
  return { ...form, targets: [...form.targets, ...added] };
};
