import type { SyncedRow } from '#db/queries/synced-rows.ts';
import type { SaidRecord } from '#shared/import-rows.ts';
import { type PlannedRecord, writtenCells } from './import-lines.ts';
import type { Standings } from './import-standing.ts';

/**
 * A tier the file brings moves the day of the tier, and is a line of the firm's history (`tiers.ts` for
 * every other door): planned with the rest, so that preview and undo know of it.
 *
 * @param today `YYYY-MM-DD`: the day of a tier the file names no day for
 */
export const tierMover =
  (standings: Pick<Standings, 'of'>, today: string) =>
  (
    record: PlannedRecord,
    firm: string,
    stored: SyncedRow | undefined,
  ): { readonly record: PlannedRecord; readonly move: SaidRecord | null } => {
    const written = record.kind === 'changed' ? writtenCells(record) : record.said;
    const { tier, tierSince } = record.said;
    if (record.kind === 'same' || tier === undefined || written.tier === undefined)
      return { record, move: null };
    const day = String(tierSince ?? today);
    const stands = record.kind === 'changed' ? standings.of(firm, stored)?.row : undefined;
    const values = { changedOn: day, tier, ...(stands?.tier ? { before: stands.tier } : {}) };
    const dated: PlannedRecord = {
      ...record,
      said: { ...record.said, tierSince: day },
      ...(record.now && tierSince === undefined
        ? { now: { ...record.now, tierSince: stands?.tierSince ?? null } }
        : {}),
    };
    return { record: dated, move: { into: 'tier_history', values, columns: {} } };
  };
