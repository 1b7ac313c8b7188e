import type { ConflictName } from '#shared/conflicts.ts';

/** `formerNames` to `former_names`: a field's name in the store. */
export const columnOf = (key: string): string =>
  key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** What `cellOf` puts on an element. */
export type CellMark = { readonly 'data-cell'?: string };

/**
 * Marks the element of a field as one cell of one record, which is all its history needs:
 * `CellHistoryLayer` does the rest.
 *
 * @param row null for a record that is not saved yet, which has no history
 * @param key the field's name in code, `dueOn`
 * @example <TextInput wrapperProps={cellOf('enterprise', id, 'address')} … />
 * @example <td {...cellOf('measure', saved && measure.id, 'duty')}>…</td>
 */
export const cellOf = (table: string, row: string | null, key: string): CellMark =>
  row === null ? {} : { 'data-cell': `${table} ${row} ${columnOf(key)}` };

/** The marked element something lies in. */
export const cellElement = (inside: EventTarget | null): HTMLElement | null =>
  inside instanceof Element ? inside.closest<HTMLElement>('[data-cell]') : null;

/** The cell of a marked element. */
export const readCell = (element: HTMLElement): ConflictName => {
  const [table = '', row = '', column = ''] = (element.dataset.cell ?? '').split(' ');
  return { table, row, column };
};
