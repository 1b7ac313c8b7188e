import type { Database } from 'better-sqlite3';
import { openEncrypted } from '#db/open.ts';
import { type StoreSchema, shippedSchema } from '#db/schema/index.ts';

/**
 * The workload every exchange figure is measured on: a table of 21 columns (text key, 12 texts, 7
 * integers and `deleted`), about 300 bytes of Chinese text a row, words of two characters by Zipf's
 * law, so that zstd makes of it what it makes of a county's roster (0.30 of its size at level 3); 140,000 inserts, 50,000
 * updates of three columns on random rows, 10,000 deletions (marked, as everywhere here), in
 * transactions of 1,000. Deterministic.
 */

const texts = Array.from({ length: 12 }, (_, i) => `t${i}`);
const numbers = Array.from({ length: 7 }, (_, i) => `n${i}`);
export const columns = ['id', ...texts, ...numbers, 'deleted'];

/** The table as every store makes it that knows SQL. */
export const tableSql = `CREATE TABLE bench (
  id TEXT PRIMARY KEY NOT NULL,
  ${texts.map((c) => `${c} TEXT`).join(', ')},
  ${numbers.map((c) => `${c} INTEGER`).join(', ')},
  deleted INTEGER NOT NULL DEFAULT 0
) STRICT`;

/** The shipped schema and the table of the workload. */
export const benchSchema: StoreSchema = {
  shapes: [
    ...shippedSchema.shapes,
    { name: 'bench', columns: columns.map((name) => ({ name, key: name })) },
  ],
  migrations: [...shippedSchema.migrations, { version: 9_000, name: 'bench', sql: tableSql }],
};

/** Values in the order of `columns`. */
export type Row = readonly (string | number)[];
export type Change =
  | { readonly kind: 'insert'; readonly values: Row }
  | {
      readonly kind: 'update';
      readonly id: string;
      readonly values: readonly [string, string, number];
    }
  | { readonly kind: 'delete'; readonly id: string };

export type Sizes = {
  readonly inserts: number;
  readonly updates: number;
  readonly deletes: number;
};
export const fullSizes: Sizes = { inserts: 140_000, updates: 50_000, deletes: 10_000 };

/** mulberry32 */
const random = (seed: number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
};

const glyphs = [
  ...'企业质量标准计量品牌培育认证检验服务走访问题整改提升管理体系产品生产技术改造设备能源节能安全特种纸业机械竹制电子纺织建材',
];

const idOf = (i: number): string =>
  `0190${String(i).padStart(4, '0').slice(-4)}-0000-7000-8000-${String(i).padStart(12, '0')}`;

/** The changes in batches, one a transaction. */
export const makeWorkload = ({ inserts, updates, deletes }: Sizes, seed = 7): Change[][] => {
  const next = random(seed);
  const glyph = () => glyphs[Math.floor(next() * glyphs.length)] ?? '';
  const vocabulary = Array.from({ length: 500 }, () => glyph() + glyph());
  // How often the first k words are used: 1 + 1/2 + … + 1/k.
  let sum = 0;
  const ranks = vocabulary.map((_, i) => {
    sum += 1 / (i + 1);
    return sum;
  });
  const word = (): string => {
    const point = next() * sum;
    let [low, high] = [0, ranks.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ranks[middle] ?? 0) < point) low = middle + 1;
      else high = middle;
    }
    return vocabulary[low] ?? '';
  };
  const words = (n: number) => Array.from({ length: n / 2 }, word).join('');
  const number = () => Math.floor(next() * 1_000_000);
  const changes: Change[] = [];
  for (let i = 0; i < inserts; i++)
    changes.push({
      kind: 'insert',
      values: [idOf(i), ...texts.map(() => words(8)), ...numbers.map(number), 0],
    });
  for (let i = 0; i < updates; i++)
    changes.push({
      kind: 'update',
      id: idOf(Math.floor(next() * inserts)),
      values: [words(8), words(8), number()],
    });
  for (let i = 0; i < deletes; i++)
    changes.push({ kind: 'delete', id: idOf(Math.floor((i * inserts) / deletes)) });
  return Array.from({ length: Math.ceil(changes.length / 1000) }, (_, i) =>
    changes.slice(i * 1000, (i + 1) * 1000),
  );
};

/** What an update writes, in the order of its values. */
export const updated = ['t1', 't5', 'n2'] as const;

/** The statements of the workload. */
export const sql = {
  insert: `INSERT INTO bench (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  update: `UPDATE bench SET ${updated.map((c) => `${c} = ?`).join(', ')} WHERE id = ?`,
  remove: 'UPDATE bench SET deleted = 1 WHERE id = ?',
} as const;

/** better-sqlite3's connection or node:sqlite's: what is said to both of them. */
type Preparing = {
  prepare(sql: string): { run(...values: (string | number)[]): unknown };
};

/** The bare statements, on whichever connection. */
export const statements = (db: Preparing): ((change: Change) => void) => {
  const insert = db.prepare(sql.insert);
  const update = db.prepare(sql.update);
  const remove = db.prepare(sql.remove);
  return (change) => {
    if (change.kind === 'insert') insert.run(...change.values);
    else if (change.kind === 'update') update.run(...change.values, change.id);
    else remove.run(change.id);
  };
};

/** An encrypted file with the same table and settings, and nothing that records. */
export const openFloor = (file: string, key: Uint8Array): Database => {
  const db = openEncrypted(file, key);
  db.exec(tableSql);
  return db;
};
