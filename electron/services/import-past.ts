import type { Store } from '#db/open.ts';
import { type ImportRun, listBlocks, listImportRuns } from '#db/queries/imports.ts';
import type { SaidValues } from '#shared/import-rows.ts';
import { linesOfBlock } from './import-book.ts';
import type { PlannedLine } from './import-lines.ts';

/** What earlier imports said of a row: the third side of the comparison. */

export type Past = {
  /** What the last import of the same source said of it. */
  readonly bySource: (id: string) => SaidValues | undefined;
  /** What the last import of any source said of it. */
  readonly byAny: (id: string) => SaidValues | undefined;
};

/** Where a record's line lies. */
type Place = { readonly run: string; readonly block: number; readonly line: number };

const openPlaces = (store: Store, runs: readonly ImportRun[]) => {
  const places = new Map<string, Place>();
  // Newest first: what is known already was said later.
  for (const { id: run } of runs) {
    const own = new Map<string, Place>();
    for (const { block } of listBlocks(store, run))
      for (const [line, { verdict, records }] of linesOfBlock(store, run, block).entries())
        if (verdict !== 'question' && verdict !== 'skipped')
          for (const { id } of records) own.set(id, { run, block, line });
    for (const [id, place] of own) if (!places.has(id)) places.set(id, place);
  }
  return places;
};

/** Nothing is read before it is asked for; then each block once, and one is kept unpacked. */
export const openPast = (store: Store, source: string): Past => {
  const runs = listImportRuns(store.reader).filter(({ undoneAt }) => undoneAt === null);
  let unpacked: { readonly key: string; readonly lines: PlannedLine[] } | null = null;
  const said = (places: ReadonlyMap<string, Place>, id: string): SaidValues | undefined => {
    const place = places.get(id);
    if (!place) return undefined;
    const key = `${place.run} ${place.block}`;
    if (unpacked?.key !== key)
      unpacked = { key, lines: linesOfBlock(store, place.run, place.block) };
    return unpacked.lines[place.line]?.records.find((record) => record.id === id)?.said;
  };
  const lazily = (chosen: readonly ImportRun[]) => {
    let places: ReadonlyMap<string, Place> | null = null;
    return (id: string) => {
      places ??= openPlaces(store, chosen);
      return said(places, id);
    };
  };
  return { bySource: lazily(runs.filter((run) => run.source === source)), byAny: lazily(runs) };
};
