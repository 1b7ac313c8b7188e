import type { Database } from 'better-sqlite3';

/**
 * Rows that own, not yet sealed changes have touched. After an import of a whole county these are as
 * many as there are firms, and every list asks after a few of them: so the log is read once, when
 * first asked, and then only its new end.
 */
export type UnsealedRows = {
  /**
   * Whether a change after `sealed` has touched a row.
   *
   * @param sealed the newest own change that is sealed
   */
  readonly after: (sealed: number, table: string) => (row: string) => boolean;
};

/** By table and row: the newest change. */
type Touched = Map<string, Map<string, number>>;

export const createUnsealedRows = (db: Database): UnsealedRows => {
  /** Changes after `from`, up to `to`. */
  let known = { touched: new Map() as Touched, from: 0, to: 0 };

  const newest = (): number =>
    db.prepare('SELECT coalesce(max(seq), 0) FROM sync_op').pluck().get() as number;

  const readAfter = (seq: number, touched: Touched): Touched => {
    const ops = db.prepare('SELECT seq, tbl, rid FROM sync_op WHERE seq > ? ORDER BY seq').raw();
    type Op = [seq: number, table: string, row: string];
    for (const [at, table, row] of ops.iterate(seq) as IterableIterator<Op>) {
      const rows = touched.get(table) ?? new Map<string, number>();
      touched.set(table, rows.set(row, at));
    }
    return touched;
  };

  const readFrom = (sealed: number): Touched => {
    // What is not committed may be taken back, and its numbers given again.
    if (db.inTransaction) return readAfter(sealed, new Map());
    const to = newest();
    const goesOn = known.from <= sealed && sealed < known.to && known.to <= to;
    known = goesOn
      ? { touched: readAfter(known.to, known.touched), from: known.from, to }
      : { touched: readAfter(sealed, new Map()), from: sealed, to };
    return known.touched;
  };

  return {
    after: (sealed, table) => {
      const rows = readFrom(sealed).get(table);
      return (row) => (rows?.get(row) ?? 0) > sealed;
    },
  };
};
