import { type MeasureRecord, partsOf, progressOf } from '#db/queries/sheets.ts';
import type { SyncedName } from '#db/schema/index.ts';
import type { RecordState } from '#shared/exchange.ts';
import type { Desk } from './desk.ts';
import { leastFar, reachOf, statesOf } from './states.ts';

type Part = { readonly table: SyncedName; readonly id: string; readonly sheetId: string };

/** Where sheets are: each is no further than its least far part. @param measures of these sheets, deleted ones too */
export const sheetStates = (
  desk: Desk,
  sheets: readonly { readonly id: string }[],
  measures: readonly MeasureRecord[],
): ReadonlyMap<string, RecordState> => {
  const { store } = desk;
  const sheetOf = new Map(measures.map((m) => [m.id, m.sheetId]));
  const entries = progressOf(store.reader, [...sheetOf.keys()]);
  const parts: Part[] = [
    ...sheets.map(({ id }) => ({ table: 'sheet' as const, id, sheetId: id })),
    ...measures.map(({ id, sheetId }) => ({ table: 'measure' as const, id, sheetId })),
    ...entries.map(({ id, measureId }) => ({
      table: 'progress' as const,
      id,
      sheetId: sheetOf.get(measureId) ?? '',
    })),
    ...partsOf(
      store,
      sheets.map(({ id }) => id),
    ),
  ];
  const reach = reachOf(desk);
  const found = new Map<string, RecordState[]>();
  for (const [table, own] of Map.groupBy(parts, (part) => part.table)) {
    const ids = own.map(({ id }) => id);
    const states = statesOf(desk, reach, table, ids);
    for (const { id, sheetId } of own)
      found.set(sheetId, [...(found.get(sheetId) ?? []), states.get(id) ?? 'here']);
  }
  return new Map([...found].map(([sheetId, states]) => [sheetId, leastFar(states)]));
};
