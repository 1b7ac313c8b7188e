/** What a form may hold: plain data, lists of it, and lists of rows that have an id. */
type Row = { readonly id: string };

/** Equality of plain data as it would be written. */
export const same = (a: unknown, b: unknown): boolean =>
  Object.is(a, b) || JSON.stringify(a) === JSON.stringify(b);

const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && typeof (value as Row).id === 'string';

const isRows = (value: unknown): value is readonly Row[] =>
  Array.isArray(value) && value.every(isRow);

const rebaseRows = (base: readonly Row[], mine: readonly Row[], now: readonly Row[]): Row[] => {
  const before = new Map(base.map((row) => [row.id, row]));
  const current = new Map(now.map((row) => [row.id, row]));
  const kept = mine.flatMap((row): Row[] => {
    const was = before.get(row.id);
    const is = current.get(row.id);
    if (was && is) return [rebase(was, row, is)];
    // Removed beneath us: it stays only where we had typed into it.
    return was && same(was, row) ? [] : [row];
  });
  const ours = new Set(mine.map((row) => row.id));
  const added = now.filter((row) => !before.has(row.id) && !ours.has(row.id));
  return [...kept, ...added];
};

/**
 * The form when the record under it changed from `base` to `now` (a bundle was merged, progress
 * was entered): a field the person did not touch follows the record, a touched one keeps what was
 * typed. Rows are matched by id.
 */
export const rebase = <T extends object>(base: T, mine: T, now: T): T => {
  if (same(base, now)) return mine;
  const result = { ...mine };
  for (const key of Object.keys(mine) as (keyof T)[]) {
    const [was, my, is] = [base[key], mine[key], now[key]];
    if (same(was, is)) continue;
    if (same(was, my)) result[key] = is;
    else if (isRows(was) && isRows(my) && isRows(is))
      result[key] = rebaseRows(was, my, is) as T[keyof T];
  }
  return result;
};
