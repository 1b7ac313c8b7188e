import type { MissingCell } from './sheet-form.ts';

/** The element id of a cell, by which a missing one is found and focused. */
export const cellId = (measureId: string | null, key: MissingCell['key']): string =>
  `cell-${measureId ?? 'head'}-${key}`;
