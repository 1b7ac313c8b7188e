import type { Statement } from 'better-sqlite3';
import { refreshHomes } from '#db/homes.ts';
import { pagesOfMerge, type Store } from '#db/open.ts';
import type { SyncedShape } from '#db/schema/index.ts';

/**
 * The registers behind the rows: which writes stand behind each cell, and the values of cells that
 * have several. Rows of a room's tables are written here only while a merge holds the door
 * (`openMergeDoor`), with names that come from the schema, never from a file.
 */

/** A stored dot: `[mask, origin, seq]`. */
export type StoredDot = readonly [mask: number, origin: string, seq: number];

export type StoredSibling = {
  readonly column: number;
  readonly origin: string;
  readonly seq: number;
  readonly hlc: number;
  readonly value: string | number | null;
};

type Value = string | number | null;

/**
 * Opens the door for a merge: an immediate transaction in which capture rests, because the changes
 * come with their own records. Ends with exactly one of `commit` and `rollback`.
 */
export const openMergeDoor = (store: Store): { commit: () => void; rollback: () => void } => {
  const { handle } = store;
  handle.exec('BEGIN IMMEDIATE');
  const usualPages = pagesOfMerge(store);
  try {
    handle.exec('UPDATE sync_ctl SET mode = 2 WHERE k = 1');
  } catch (error) {
    if (handle.inTransaction) handle.exec('ROLLBACK');
    usualPages();
    throw error;
  }
  return {
    commit: () => {
      refreshHomes(store);
      handle.exec('UPDATE sync_ctl SET mode = 0 WHERE k = 1');
      handle.exec('COMMIT');
      usualPages();
    },
    rollback: () => {
      if (handle.inTransaction) handle.exec('ROLLBACK');
      usualPages();
    },
  };
};

/** Values of contested cells one statement adds, the most that fit first; a cell has two or more. */
const siblingsAtOnce = [6, 2, 1] as const;

/** Prepared statements for one merge or seal; made once, used for every change in it. */
export const openRegisters = (store: Store) => {
  const { handle } = store;
  const cached = <T>(make: (key: string) => T) => {
    const made = new Map<string, T>();
    return (key: string): T => {
      const found = made.get(key);
      if (found !== undefined) return found;
      const fresh = make(key);
      made.set(key, fresh);
      return fresh;
    };
  };
  const getDots = handle.prepare('SELECT dots FROM sync_row WHERE tbl = ? AND rid = ?').pluck();
  const setDots = handle.prepare(
    `INSERT INTO sync_row (tbl, rid, dots) VALUES (?, ?, ?)
     ON CONFLICT (tbl, rid) DO UPDATE SET dots = excluded.dots`,
  );
  const getSiblings = handle.prepare(
    'SELECT col AS "column", origin, seq, hlc, value FROM sync_sibling WHERE tbl = ? AND rid = ?',
  );
  const dropSiblings = handle.prepare('DELETE FROM sync_sibling WHERE tbl = ? AND rid = ?');
  const addSiblings = siblingsAtOnce.map((count) => ({
    count,
    statement: handle.prepare(
      `INSERT INTO sync_sibling (tbl, rid, col, origin, seq, hlc, value)
       VALUES ${Array(count).fill('(?, ?, ?, ?, ?, ?, ?)').join(', ')}`,
    ),
  }));
  // Few rows are in conflict; knowing which saves a look-up for all the others.
  const contested = new Set(
    handle.prepare("SELECT DISTINCT tbl || ' ' || rid FROM sync_sibling").pluck().all() as string[],
  );
  const hlcAt = handle
    .prepare('SELECT hlc FROM sync_tx WHERE origin = ? AND seq <= ? ORDER BY seq DESC LIMIT 1')
    .pluck();
  const getRow = cached((table) => handle.prepare(`SELECT * FROM "${table}" WHERE id = ?`).raw());
  /** One statement for each table and set of columns, found by number: there are few, asked for often. */
  const byColumns = (sql: (table: string, columns: readonly string[]) => string) => {
    const made = new Map<SyncedShape, Map<number, Statement>>();
    return (shape: SyncedShape, cells: ReadonlyMap<number, Value>): Statement => {
      let mask = 0;
      for (const column of cells.keys()) mask += 2 ** column;
      const ofShape = made.get(shape) ?? new Map<number, Statement>();
      made.set(shape, ofShape);
      const found = ofShape.get(mask);
      if (found) return found;
      const columns = [...cells.keys()].map((n) => `"${shape.columns[n]?.name}"`);
      const fresh = handle.prepare(sql(`"${shape.name}"`, columns));
      ofShape.set(mask, fresh);
      return fresh;
    };
  };
  const setCells = byColumns(
    (table, columns) =>
      `UPDATE ${table} SET ${columns.map((c) => `${c} = ?`).join(', ')} WHERE id = ?`,
  );
  const addRow = byColumns(
    (table, columns) =>
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );

  return {
    dotsOf: (table: string, row: string): StoredDot[] => {
      const text = getDots.get(table, row) as string | undefined;
      return text === undefined ? [] : (JSON.parse(text) as StoredDot[]);
    },
    siblingsOf: (table: string, row: string): StoredSibling[] =>
      !contested.has(`${table} ${row}`)
        ? []
        : (getSiblings.all(table, row) as (StoredSibling & { value: string })[]).map((s) => ({
            ...s,
            value: JSON.parse(s.value) as Value,
          })),
    save: (
      table: string,
      row: string,
      dots: readonly StoredDot[],
      siblings: readonly StoredSibling[] | undefined,
    ): void => {
      setDots.run(table, row, JSON.stringify(dots));
      if (siblings === undefined) return;
      const name = `${table} ${row}`;
      if (contested.delete(name)) dropSiblings.run(table, row);
      if (siblings.length > 0) contested.add(name);
      let at = 0;
      for (const { count, statement } of addSiblings)
        for (; at + count <= siblings.length; at += count)
          statement.run(
            siblings
              .slice(at, at + count)
              .flatMap((s) => [
                ...[table, row, s.column, s.origin],
                ...[s.seq, s.hlc, JSON.stringify(s.value)],
              ]),
          );
    },
    hlcOf: (origin: string, seq: number): number =>
      (hlcAt.get(origin, seq) as number | undefined) ?? 0,
    /** A row's values by permanent column number. */
    rowOf: (shape: SyncedShape, row: string): Value[] | undefined =>
      getRow(shape.name).get(row) as Value[] | undefined,
    /** @param cells in ascending order of their columns */
    insertRow: (shape: SyncedShape, cells: ReadonlyMap<number, Value>): void => {
      addRow(shape, cells).run(...cells.values());
    },
    /** @param cells in ascending order of their columns */
    updateRow: (shape: SyncedShape, row: string, cells: ReadonlyMap<number, Value>): void => {
      if (cells.size > 0) setCells(shape, cells).run(...cells.values(), row);
    },
  };
};

export type Registers = ReturnType<typeof openRegisters>;
