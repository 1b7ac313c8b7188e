import { authorshipOf, cellsOfRow } from '#db/queries/conflicts.ts';
import { type RowWrites, writesBehind } from '#db/queries/origins.ts';
import { type SyncedShape, shapeNamed } from '#db/schema/index.ts';
import { hlcToDate } from '#shared/clock.ts';
import { Refusal } from '#shared/errors.ts';
import type { CellOrigin, RowOrigins } from '#shared/ledgers.ts';
import { type Purpose, readPurpose } from '#shared/registers/provenance.ts';
import type { Point } from '#sync/deletion.ts';
import { columnsOf } from '#sync/mask.ts';
import { authorsOf } from './authors.ts';
import type { Desk } from './desk.ts';

/**
 * Where each cell's value comes from, derived from the registers: the dot behind a cell names the
 * write, the write its author, day and purpose. No column is spent on it.
 */

/** The write each column shows, by column number. Of several the newest by the authors' clocks. */
const showing = (
  shape: SyncedShape,
  { dots, fresh }: RowWrites,
  hlcOf: (point: Point) => number,
): ReadonlyMap<number, Point> => {
  const found = new Map<number, Point>();
  for (const [mask, origin, seq] of dots)
    for (const column of columnsOf(mask)) {
      const before = found.get(column);
      const here = { origin, seq };
      if (!before || hlcOf(here) > hlcOf(before)) found.set(column, here);
    }
  for (const [mask, origin, seq] of fresh) {
    const columns = mask === 0 ? shape.columns.map((_column, i) => i) : columnsOf(mask);
    for (const column of columns) found.set(column, { origin, seq });
  }
  return found;
};

/**
 * Origins of the cells of some rows that hold something, by the key of their column.
 *
 * @throws Refusal `record.missing` for a table this program does not know
 */
export const rowOrigins = (
  desk: Pick<Desk, 'store' | 'self'>,
  table: string,
  ids: readonly string[],
): RowOrigins[] => {
  const { store } = desk;
  const shape = shapeNamed(store.schema, table);
  if (!shape) throw Refusal.of('record.missing', { what: table });
  const authorOf = authorsOf(desk);
  const known = new Map<
    string,
    Omit<CellOrigin, 'source' | 'sourceRef'> & Pick<Purpose, 'from'> & { readonly hlc: number }
  >();
  const writeAt = (point: Point) => {
    const name = `${point.origin} ${point.seq}`;
    const found = known.get(name);
    if (found) return found;
    const { claimedAt: at, actor, device, own } = authorOf(point);
    const tx = authorshipOf(store, point.origin, point.seq);
    const said = readPurpose(tx?.purpose ?? '');
    const fresh = { at, actor, device, own, ...said, hlc: tx?.hlc ?? 0 };
    known.set(name, fresh);
    return fresh;
  };
  const word = shape.columns.findIndex(({ name }) => name === 'source');
  const ref = shape.columns.findIndex(({ name }) => name === 'source_ref');
  return writesBehind(store, shape.name, ids).map((writes) => {
    const values = cellsOfRow(store, { table: shape.name, row: writes.row }) ?? [];
    const points = showing(shape, writes, (point) => writeAt(point).hlc);
    const cells = [...points].flatMap(([column, point]): [string, CellOrigin][] => {
      const key = shape.columns[column]?.key;
      if (key === undefined || values[column] === null || values[column] === undefined) return [];
      const { hlc: _, from, ...said } = writeAt(point);
      // What one write put into a cell and into 来源 and 来源位置 belongs together.
      const beside = (number: number): string | null => {
        const other = points.get(number);
        const same = other?.origin === point.origin && other.seq === point.seq;
        return same ? ((values[number] as string | null) ?? null) : null;
      };
      const source = from?.source ?? beside(word);
      return [[key, { ...said, source, sourceRef: from?.ref ?? beside(ref) }]];
    });
    return { id: writes.row, cells: Object.fromEntries(cells) };
  });
};

/**
 * When somebody last said anything of each row, by their clock: ISO moments by row. Rows nobody wrote
 * are left out.
 */
export const lastWords = (
  { store }: Pick<Desk, 'store'>,
  table: string,
  ids: readonly string[],
): ReadonlyMap<string, string> => {
  const known = new Map<string, number>();
  const hlcOf = (origin: string, seq: number): number => {
    const name = `${origin} ${seq}`;
    const found = known.get(name) ?? authorshipOf(store, origin, seq)?.hlc ?? 0;
    known.set(name, found);
    return found;
  };
  return new Map(
    writesBehind(store, table, ids).map(({ row, dots, fresh }) => {
      const latest = Math.max(0, ...[...dots, ...fresh].map(([, o, s]) => hlcOf(o, s)));
      return [row, hlcToDate(latest).toISOString()];
    }),
  );
};
