import type { Store } from '#db/open.ts';
import { authorshipOf, type RowName } from '#db/queries/conflicts.ts';
import type { StoredDot } from '#db/queries/registers.ts';
import { segmentWith } from '#db/queries/segments.ts';
import { baseParts, basePoints } from '#db/queries/snapshot.ts';
import { shapeNamed } from '#db/schema/index.ts';
import { columnsOf, hasColumn } from '#sync/mask.ts';
import type { SqlValue } from '#sync/segment.ts';
import { scanPart } from '#sync/snapshot-part.ts';
import { contexts } from './open-conflicts.ts';
import type { RowWrite } from './row-log.ts';

/**
 * What the base of a store says of some rows: for each cell the one write that stood behind it then.
 * What that write had replaced is not here.
 */

type BaseRow = {
  readonly cells: ReadonlyMap<string, SqlValue>;
  readonly dots: readonly StoredDot[];
  /** Values of cells that held several, by column, origin and sequence number. */
  readonly siblings: ReadonlyMap<string, SqlValue>;
};

const keyOf = (table: unknown, row: unknown): string => `${table} ${row}`;

const baseRows = (store: Store, rows: readonly RowName[]): ReadonlyMap<string, BaseRow> => {
  const tables = new Set(rows.map(({ table }) => table));
  const wanted = new Set(rows.map(({ table, row }) => keyOf(table, row)));
  const cells = new Map<string, ReadonlyMap<string, SqlValue>>();
  const dots = new Map<string, readonly StoredDot[]>();
  const siblings = new Map<string, Map<string, SqlValue>>();
  for (const { body } of baseParts(store)) {
    const part = scanPart(body, (table) => {
      if (table === 'sync_row' || table === 'sync_sibling')
        return (first, second) => wanted.has(keyOf(first, second));
      return tables.has(table) ? (first) => wanted.has(keyOf(table, first)) : undefined;
    });
    if (!part) continue;
    for (const row of part.rows) {
      const named = new Map(part.columns.map((name, i) => [name, row[i] ?? null]));
      const key = keyOf(named.get('tbl'), named.get('rid'));
      if (part.table === 'sync_row') dots.set(key, JSON.parse(String(named.get('dots'))));
      else if (part.table === 'sync_sibling') {
        const own = siblings.get(key) ?? new Map<string, SqlValue>();
        const place = [named.get('col'), named.get('origin'), named.get('seq')].join(' ');
        siblings.set(key, own.set(place, JSON.parse(String(named.get('value')))));
      } else cells.set(keyOf(part.table, row[0]), named);
    }
  }
  return new Map(
    [...cells].map(([key, values]) => [
      key,
      { cells: values, dots: dots.get(key) ?? [], siblings: siblings.get(key) ?? new Map() },
    ]),
  );
};

/** The writes that stood behind some rows in the base, but for those whose segments are here. */
export const baseWrites = (store: Store, rows: readonly RowName[]): RowWrite[] => {
  // What stood alone in a cell had replaced all the rest of the base that ever stood there.
  const all = Object.fromEntries([...basePoints(store)].map(([o, { seq }]) => [o, seq]));
  const seenOf = contexts(store);
  const found = baseRows(store, rows);
  return rows.flatMap(({ table, row }): RowWrite[] => {
    const columns = shapeNamed(store.schema, table)?.columns ?? [];
    const base = found.get(keyOf(table, row));
    if (!base) return [];
    return base.dots.flatMap(([mask, origin, seq]): RowWrite[] => {
      if (segmentWith(store, origin, seq)) return [];
      const cells = columnsOf(mask)
        .filter((number) => columns[number] !== undefined)
        .map((number): [number, SqlValue] => {
          const several = base.siblings.get(`${number} ${origin} ${seq}`);
          return [number, several ?? base.cells.get(columns[number]?.name ?? '') ?? null];
        });
      const seen = base.siblings.size > 0 ? seenOf.at({ origin, seq }).ctx : all;
      const tx = authorshipOf(store, origin, seq) ?? { hlc: 0, actor: '', purpose: '' };
      // A row's id is written once, by what inserted it.
      const how = { insert: hasColumn(mask, 0), base: true, fromBase: true };
      return [{ origin, seq, seen, table, row, ...tx, ...how, cells: new Map(cells) }];
    });
  });
};
