import type { Store } from '#db/open.ts';
import { countOpsAfter, type Head } from './segments.ts';

/**
 * The tables of a snapshot, read in portions and taken in again: what travels, and the book-keeping
 * that says which writes stand behind it. Never a table that is private to one device.
 */

type Value = string | number | null;
type Row = readonly Value[];

type SnapshotTable = {
  readonly name: string;
  readonly columns: readonly string[];
  /** Columns of the primary key, in its order. */
  readonly key: readonly string[];
};

const bookKeeping: readonly SnapshotTable[] = [
  { name: 'sync_row', columns: ['tbl', 'rid', 'dots'], key: ['tbl', 'rid'] },
  {
    name: 'sync_sibling',
    columns: ['tbl', 'rid', 'col', 'origin', 'seq', 'hlc', 'value'],
    key: ['tbl', 'rid', 'col', 'origin', 'seq'],
  },
  {
    name: 'sync_tx',
    columns: ['origin', 'seq', 'hlc', 'actor', 'purpose'],
    key: ['origin', 'seq'],
  },
  { name: 'sync_context', columns: ['origin', 'seq0', 'seq1', 'ctx'], key: ['origin', 'seq0'] },
];

const tablesOf = ({ schema }: Store): SnapshotTable[] => [
  ...schema.shapes.map(({ name, columns }) => ({
    name,
    columns: columns.map((c) => c.name),
    key: ['id'],
  })),
  ...bookKeeping,
];

const list = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');
const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ');

/** Some rows of one table, in the order of its key. */
export type Portion = {
  readonly table: string;
  readonly columns: readonly string[];
  /** Key of the row before; null for the first portion. */
  readonly after: Row | null;
  readonly rows: readonly Row[];
};

/** The `limit` rows behind `after`. */
const rowsAfter = (store: Store, table: SnapshotTable, after: Row | null, limit: number): Row[] =>
  store.handle
    .prepare(
      `SELECT ${list(table.columns)} FROM "${table.name}"
       ${after ? `WHERE (${list(table.key)}) > (${marks(after)})` : ''}
       ORDER BY ${list(table.key)} LIMIT ?`,
    )
    .raw()
    .all(...(after ?? []), limit) as Row[];

/** Rows that fit into so many bytes of JSON, at least one. */
const fitting = (rows: readonly Row[], maxBytes: number): readonly Row[] => {
  let bytes = 0;
  const end = rows.findIndex((row, i) => {
    bytes += Buffer.byteLength(JSON.stringify(row)) + 1;
    return i > 0 && bytes > maxBytes;
  });
  return end === -1 ? rows : rows.slice(0, end);
};

/** Every row of a snapshot, in portions of at most so many rows and bytes of JSON. */
export function* portionsOf(
  store: Store,
  max: { readonly rows: number; readonly bytes: number },
): Generator<Portion> {
  for (const table of tablesOf(store)) {
    const places = table.key.map((name) => table.columns.indexOf(name));
    let after: Row | null = null;
    for (;;) {
      const rows: readonly Row[] = fitting(rowsAfter(store, table, after, max.rows), max.bytes);
      const last = rows.at(-1);
      if (!last) break;
      yield { table: table.name, columns: table.columns, after, rows };
      after = places.map((place) => last[place] ?? null);
    }
  }
}

/** The same portion again, while the store has not changed. */
export const portionAgain = (
  store: Store,
  { table: name, after }: Pick<Portion, 'table' | 'after'>,
  rows: number,
): Portion => {
  const table = tablesOf(store).find((t) => t.name === name);
  if (!table) throw new Error(`no such table in a snapshot: ${name}`);
  return { table: name, columns: table.columns, after, rows: rowsAfter(store, table, after, rows) };
};

/**
 * Takes rows in, inside an open merge door. Columns this program has and the sender had not keep
 * their default.
 *
 * @returns false where table or a column is none this program knows
 */
export const takeRows = (
  store: Store,
  part: {
    readonly table: string;
    readonly columns: readonly string[];
    readonly rows: readonly Row[];
  },
): boolean => {
  const table = tablesOf(store).find(({ name }) => name === part.table);
  if (!table || part.columns.some((name) => !table.columns.includes(name))) return false;
  const add = store.handle.prepare(
    `INSERT INTO "${table.name}" (${list(part.columns)}) VALUES (${marks(part.columns)})`,
  );
  for (const row of part.rows) add.run(...row);
  return true;
};

/** Whether nothing was ever recorded or merged here, so that a snapshot can lose nothing. */
export const isUntouched = (store: Store): boolean =>
  countOpsAfter(store, 0) === 0 &&
  ['sync_vector', 'sync_segment', 'sync_base'].every(
    (table) => !store.handle.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get(),
  );

// ───── the base of a store that began with a snapshot

export const addBasePart = (
  store: Store,
  place: number,
  part: { readonly sha256: string; readonly body: Uint8Array },
): void => {
  store.handle
    .prepare('INSERT INTO sync_base (place, sha256, body) VALUES (?, ?, ?)')
    .run(place, part.sha256, part.body);
};

/** Forgets the base and where the logs stood with it, so that a newer one can take its place. */
export const clearBase = ({ handle }: Store): void => {
  handle.exec('DELETE FROM sync_base; DELETE FROM sync_base_point');
};

/** Whether this store began with a snapshot, or has let go of a part of its log. */
export const hasBase = ({ handle }: Store): boolean =>
  handle.prepare('SELECT 1 FROM sync_base LIMIT 1').get() !== undefined;

/** The parts of the base in the order in which they came. */
export function* baseParts(store: Store): Generator<{ sha256: string; body: Uint8Array }> {
  const places = store.handle
    .prepare('SELECT place FROM sync_base ORDER BY place')
    .pluck()
    .all() as number[];
  const get = store.handle.prepare('SELECT sha256, body FROM sync_base WHERE place = ?');
  for (const place of places) yield get.get(place) as { sha256: string; body: Buffer };
}

/** Says where the logs stand with the base; they go on from there. */
export const putBasePoint = (store: Store, origin: string, { seq, head }: Head): void => {
  for (const table of ['sync_base_point', 'sync_vector'])
    store.handle
      .prepare(
        `INSERT INTO ${table} (origin, seq, head) VALUES (?, ?, ?)
         ON CONFLICT (origin) DO UPDATE SET seq = excluded.seq, head = excluded.head`,
      )
      .run(origin, seq, head);
};

export const basePoints = (store: Store): ReadonlyMap<string, Head> =>
  new Map(
    (
      store.handle.prepare('SELECT origin, seq, head FROM sync_base_point').all() as (Head & {
        origin: string;
      })[]
    ).map(({ origin, ...head }) => [origin, head]),
  );

// ───── what authors had seen, where the segment that says so stays behind

export type StoredContext = {
  readonly origin: string;
  readonly seq0: number;
  readonly seq1: number;
  /** JSON vector. */
  readonly ctx: string;
};

export const putContext = (store: Store, context: StoredContext): void => {
  store.handle
    .prepare(
      'INSERT OR REPLACE INTO sync_context (origin, seq0, seq1, ctx) VALUES (@origin, @seq0, @seq1, @ctx)',
    )
    .run(context);
};

export const contextHolding = (
  store: Store,
  origin: string,
  seq: number,
): StoredContext | undefined =>
  store.handle
    .prepare(
      `SELECT origin, seq0, seq1, ctx FROM sync_context WHERE origin = ? AND seq0 <= ? AND seq1 >= ?
       ORDER BY seq0 DESC LIMIT 1`,
    )
    .get(origin, seq, seq) as StoredContext | undefined;

/** Rows of the tables that travel. Counting unit: rows, deleted ones too. */
export const countRows = (store: Store): Record<string, number> =>
  Object.fromEntries(
    store.schema.shapes
      .map(({ name }): [string, number] => [
        name,
        store.handle.prepare(`SELECT count(*) FROM "${name}"`).pluck().get() as number,
      ])
      .filter(([, rows]) => rows > 0),
  );
