import type { SyncedRow } from '#db/queries/synced-rows.ts';
import { type PlannedLine, type PlannedRecord, writtenCells } from './import-lines.ts';

/** What the file has made of rows of the store so far. Remembered by id and line only. */

/** A row of the store, or what an earlier line of the file makes of it. */
export type Standing = {
  readonly row: SyncedRow;
  readonly alive: boolean;
  readonly since: number | null;
};

export type Standings = {
  /** A row as it stands after the lines so far; undefined for one that is nowhere. */
  readonly of: (id: string, stored: SyncedRow | undefined) => Standing | undefined;
  /** The last line about a row; null for none. */
  readonly lastRow: (id: string) => number | null;
  /** A line of the file says something of a row. */
  readonly told: (record: PlannedRecord, row: number) => void;
};

/** @param earlier a line planned before, by its row */
export const openStandings = (earlier: (row: number) => PlannedLine | undefined): Standings => {
  /** Of nearly every row there is one line. */
  const linesOf = new Map<string, number | number[]>();

  const rowsOf = (id: string): readonly number[] => {
    const rows = linesOf.get(id);
    if (rows === undefined) return [];
    return typeof rows === 'number' ? [rows] : rows;
  };

  return {
    of: (id, stored) => {
      const rows = rowsOf(id);
      let row = stored;
      let alive = stored !== undefined && stored.deleted !== 1;
      for (const line of rows) {
        const record = earlier(line)?.records.find((each) => each.id === id);
        if (!record) continue;
        const made = record.kind === 'new' || record.kind === 'revived';
        row = { ...(made ? {} : row), ...(made ? record.said : writtenCells(record)), id };
        alive ||= made;
      }
      return row && { row, alive, since: rows.at(-1) ?? null };
    },
    lastRow: (id) => rowsOf(id).at(-1) ?? null,
    told: ({ id, kind }, row) => {
      const known = linesOf.get(id);
      if (known === undefined) linesOf.set(id, row);
      // A line that says nothing new need not be asked again.
      else if (kind === 'same') return;
      else if (typeof known === 'number') linesOf.set(id, [known, row]);
      else known.push(row);
    },
  };
};
