import { deserialize, serialize } from 'node:v8';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { desc, eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { Reader, Store } from '#db/open.ts';
import { importAnswer, importRun } from '#db/schema/local.ts';

/**
 * Import runs, their lines and what people answered. They stay on this machine. Called inside
 * `write`, they join its transaction.
 */

const quickest = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

export type ImportRun = typeof importRun.$inferSelect;

export const putImportRun = (store: Store, run: ImportRun): void => {
  drizzle(store.handle)
    .insert(importRun)
    .values(run)
    .onConflictDoUpdate({ target: importRun.id, set: run })
    .run();
};

/** Those that were committed, newest first. */
export const listImportRuns = (reader: Reader): ImportRun[] =>
  reader
    .select()
    .from(importRun)
    .where(eq(importRun.state, 'done'))
    .orderBy(desc(importRun.at))
    .all();

export const getImportRun = (reader: Reader, id: string): ImportRun | undefined =>
  reader.select().from(importRun).where(eq(importRun.id, id)).get();

/** Forgets previews that were never committed, also those that never came to an end. */
export const dropPreviews = (store: Store): void => {
  store.handle
    .prepare(
      `DELETE FROM import_block WHERE run_id NOT IN (SELECT id FROM import_run WHERE state = 'done')`,
    )
    .run();
  store.handle.prepare(`DELETE FROM import_run WHERE state = 'preview'`).run();
};

/** How many lines of each verdict a block holds. */
export type BlockCounts = Readonly<Record<string, number>>;

export type BlockIndex = { readonly block: number; readonly counts: BlockCounts };

export const listBlocks = (store: Store, runId: string): BlockIndex[] =>
  (
    store.handle
      .prepare('SELECT block, counts FROM import_block WHERE run_id = ? ORDER BY block')
      .all(runId) as { block: number; counts: string }[]
  ).map(({ block, counts }) => ({ block, counts: JSON.parse(counts) }));

export const putBlock = (
  store: Store,
  runId: string,
  { block, counts, body }: BlockIndex & { readonly body: Uint8Array },
): void => {
  store.handle
    .prepare('INSERT INTO import_block (run_id, block, counts, body) VALUES (?, ?, ?, ?)')
    .run(runId, block, JSON.stringify(counts), body);
};

const bodyOf = ({ handle }: Store, runId: string, block: number): Buffer | undefined =>
  handle
    .prepare('SELECT body FROM import_block WHERE run_id = ? AND block = ?')
    .pluck()
    .get(runId, block) as Buffer | undefined;

/** What a block holds, as it was packed; undefined where there is none. */
export const getBlock = (store: Store, runId: string, block: number): unknown => {
  const body = bodyOf(store, runId, block);
  return body && unpackBody(body);
};

/** A block in which a word of ASCII stands somewhere; undefined where it does not, without making anything of it. */
export const getBlockNaming = (
  store: Store,
  runId: string,
  block: number,
  word: string,
): unknown => {
  const body = bodyOf(store, runId, block);
  const plain = body && zstdDecompressSync(body);
  return plain?.includes(word) ? deserialize(plain) : undefined;
};

/**
 * One zstd frame at the quickest level, of what V8 writes for a structured clone: a stored form that
 * later versions read, half as dear as JSON in words of Chinese.
 */
export const packBody = (content: unknown): Buffer =>
  zstdCompressSync(serialize(content), quickest);

export const unpackBody = (body: Uint8Array): unknown => deserialize(zstdDecompressSync(body));

/** What people answered before, by key. */
export const importAnswers = (reader: Reader): ReadonlyMap<string, string> =>
  new Map(
    reader
      .select()
      .from(importAnswer)
      .all()
      .map(({ key, answer }) => [key, answer]),
  );

export const putImportAnswer = (store: Store, row: typeof importAnswer.$inferSelect): void => {
  drizzle(store.handle)
    .insert(importAnswer)
    .values(row)
    .onConflictDoUpdate({ target: importAnswer.key, set: row })
    .run();
};
