import { type SyncedName, synced } from '#db/schema/index.ts';
import { write } from '#db/write.ts';
import { type Source, sources } from '#shared/registers/ledger.ts';
import { type Provenance, withProvenance } from '#shared/registers/provenance.ts';
import type { Desk } from './desk.ts';
import { rowOrigins } from './origins.ts';

/** Cells of one row that hold as they stand. */
export type HeldCells = { readonly id: string; readonly keys: readonly string[] };

const isSource = (word: string | null): word is Source =>
  (sources as readonly (string | null)[]).includes(word);

/**
 * Records cells as they stand as own changes of today. The new write stands behind the cell from now
 * on, so it says again where the value came from; cells of several sources take several writes.
 */
export const confirmCells = (
  desk: Pick<Desk, 'store' | 'self'>,
  table: SyncedName,
  held: readonly HeldCells[],
  purpose: string,
): void => {
  const origins = new Map(
    rowOrigins(
      desk,
      table,
      held.map(({ id }) => id),
    ).map(({ id, cells }) => [id, cells]),
  );
  const groups = new Map<string, Map<string, string[]>>();
  for (const { id, keys } of held)
    for (const key of keys) {
      const { source = null, sourceRef: ref = null } = origins.get(id)?.[key] ?? {};
      const from: Provenance | null = isSource(source) ? { source, ref } : null;
      const words = withProvenance(purpose, from);
      const rows = groups.get(words) ?? new Map<string, string[]>();
      groups.set(words, rows);
      rows.set(id, [...(rows.get(id) ?? []), key]);
    }
  for (const [words, rows] of groups)
    write(desk.store, { actor: desk.self.person, purpose: words }, (door) => {
      for (const [id, keys] of rows) door.confirm(synced[table], id, keys as never[]);
    });
};
