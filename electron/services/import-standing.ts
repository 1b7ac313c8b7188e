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

const none: readonly number[] = [];

/** @param earlier a line planned before, by its row */
export const openStandings = (earlier: (row: number) => PlannedLine | undefined): Standings => {
  /** Of nearly every row there is one line. */
  const linesOf = new Map<string, number | number[]>();

  /** A line asks of one row several times, and of 190,000 each look-up is felt. */
  let asked: { readonly id: string; readonly known: number | number[] | undefined } | null = null;
  const known = (id: string): number | number[] | undefined => {
    if (asked?.id !== id) asked = { id, known: linesOf.get(id) };
    return asked.known;
  };

  const rowsOf = (id: string): readonly number[] => {
    const rows = known(id);
    if (rows === undefined) return none;
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
      const rows = known(id);
      // A line that says nothing new need not be asked again.
      if (rows !== undefined && kind === 'same') return;
      asked = null;
      if (rows === undefined) linesOf.set(id, row);
      else if (typeof rows === 'number') linesOf.set(id, [rows, row]);
      else rows.push(row);
    },
  };
};
