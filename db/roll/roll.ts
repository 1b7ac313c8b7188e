import type { Database } from 'better-sqlite3';
import type { StoreSchema } from '#db/schema/index.ts';
import { createStatements } from '#db/statements.ts';
import { createFoldReader } from '#shared/fold-reader.ts';
import {
  type FirmBlock,
  type FirmTexts,
  firmTextsOf,
  makeFirmBlock,
  nameKeyOf,
  noTexts,
} from './firm-block.ts';
import { createFactTable, type FactTable } from './firm-facts.ts';
import { createNameOrder, type NameOrder } from './name-order.ts';
import { openFirmReader, type RollFirm } from './read-firms.ts';

/**
 * The roll (名册): names, codes, products and a few facts of every firm, in memory, for search as you
 * type and for the list (docs/decisions/0021-search.md). Nothing of it is stored: it is read from the
 * tables piece by piece after the start, and then follows what the triggers of `capture.ts` note in
 * `roll_change`, whichever connection wrote it. Firms are named by rowid, which stands still while a
 * store is open.
 */
export type Roll = {
  /**
   * Reads a piece of what is missing, some milliseconds of work.
   *
   * @returns whether there is more
   */
  readonly step: () => boolean;
  /** Whether everything is read that was committed so far. */
  readonly ready: () => boolean;
  /** Firms read of all there are. */
  readonly progress: () => { readonly done: number; readonly total: number };
  /** A list made before under the same key, as long as nothing has changed since; else a new one. */
  readonly memo: (key: string, make: () => Int32Array) => Int32Array;
  /** rowids are below this. */
  readonly end: () => number;
  readonly alive: (rowid: number) => boolean;
  /** How many live firms there are. Counting unit: 家. */
  readonly living: () => number;
  readonly facts: FactTable;
  readonly names: NameOrder;
  /** Blocks of `blockSize` firms, the first of rowid 0. */
  readonly blocks: () => readonly (FirmBlock | undefined)[];
};

/** Firms a block: a change to one costs its block anew, about a millisecond. */
export const blockSize = 1024;

/** Lists remembered: scrolling one of them is cutting slices. */
const listsKept = 8;

type Ahead = {
  readonly parts: ReturnType<ReturnType<typeof openFirmReader>['ahead']>;
  readonly note: number;
};

/** Firms of a block, on their way into it. */
type Fetched = {
  readonly at: number;
  /** rowids below this are read with it. */
  readonly upTo: number;
  readonly note: number;
  readonly firms: readonly RollFirm[];
};

export const createRoll = (db: Database, schema: StoreSchema): Roll => {
  const reader = createFoldReader();
  const facts = createFactTable();
  const blocks: (FirmBlock | undefined)[] = [];
  let living = new Uint8Array(0);
  let count = 0;
  const lists = new Map<string, Int32Array>();
  /** The newest note followed; undefined before the first step. */
  let followed: number | undefined;
  /** rowids below this are read. */
  let read = 0;
  /** By block: the newest note when it was read whole. */
  const settled: number[] = [];
  let open: ReturnType<typeof openFirmReader> | undefined;
  /** What hangs on the firms there were at the first step, and the newest note then. */
  let ahead: Ahead | undefined;
  let fetched: Fetched | undefined;

  const statement = createStatements(db);
  const number = (sql: string): number => (statement(sql).get() as { readonly n: number }).n;
  const newestNote = (): number => number('SELECT coalesce(max(seq), 0) AS n FROM roll_change');
  const lastRowid = (): number => number('SELECT coalesce(max(rowid), 0) AS n FROM enterprise');
  const names = createNameOrder((rowid) => {
    const block = blocks[Math.floor(rowid / blockSize)];
    return block === undefined ? '' : nameKeyOf(block, rowid % blockSize);
  });

  const setAlive = (rowid: number, alive: boolean): void => {
    if (rowid >= living.length) {
      const grown = new Uint8Array(Math.max(blockSize, living.length * 2, rowid + 1));
      grown.set(living);
      living = grown;
    }
    count += Number(alive) - (living[rowid] ?? 0);
    living[rowid] = Number(alive);
  };

  const place = (firms: readonly RollFirm[]): void => {
    for (const [at, some] of Map.groupBy(firms, (f) => Math.floor(f.rowid / blockSize))) {
      const old = blocks[at];
      const texts: FirmTexts[] = Array.from({ length: blockSize }, (_, slot) =>
        old ? firmTextsOf(old, slot) : noTexts,
      );
      for (const firm of some) {
        texts[firm.rowid % blockSize] = firm.texts;
        facts.set(firm.rowid, firm.facts);
        setAlive(firm.rowid, firm.alive);
      }
      blocks[at] = makeFirmBlock(texts, reader);
    }
    const rowids = firms.map(({ rowid }) => rowid);
    names.move(
      rowids.filter((rowid) => living[rowid] === 1),
      rowids,
    );
    lists.clear();
  };

  /**
   * The next block of firms nobody has read yet; whole, so that older notes of it are settled. Read in
   * one step and put in place in the next.
   */
  const readOn = (end: number): void => {
    open ??= openFirmReader(db, schema, reader);
    if (!fetched) {
      const at = Math.floor(read / blockSize);
      const upTo = Math.min(end, (at + 1) * blockSize);
      const parts = ahead && upTo - 1 <= ahead.parts.last ? ahead : undefined;
      const note = parts?.note ?? newestNote();
      fetched = { at, upTo, note, firms: (parts?.parts ?? open).range(at * blockSize, upTo - 1) };
      return;
    }
    settled[fetched.at] = fetched.note;
    read = fetched.upTo;
    place(fetched.firms);
    fetched = undefined;
    if (ahead && read > ahead.parts.last) ahead = undefined;
  };

  /** Reads firms noted since again, a block's worth at a time. */
  const follow = (since: number): boolean => {
    open ??= openFirmReader(db, schema, reader);
    const firms = new Set<number>();
    let seq = since;
    for (const note of open.notes(since)) {
      seq = note.seq;
      if (note.seq > (settled[Math.floor(note.firm / blockSize)] ?? 0)) firms.add(note.firm);
      if (firms.size === blockSize) break;
    }
    if (firms.size > 0) place(open.some([...firms]));
    followed = seq;
    return followed < newestNote();
  };

  const step = (): boolean => {
    // What is not committed may yet be taken back.
    if (db.inTransaction) return false;
    const end = lastRowid() + 1;
    if (followed === undefined) {
      followed = newestNote();
      open ??= openFirmReader(db, schema, reader);
      ahead = { parts: open.ahead(end - 1), note: followed };
    }
    if (ahead && read === 0 && !fetched && ahead.parts.step()) return true;
    if (read < end || fetched) {
      readOn(end);
      return true;
    }
    return follow(followed) || names.step();
  };

  return {
    step,
    ready: () =>
      followed !== undefined && read > lastRowid() && followed === newestNote() && !names.pending(),
    progress: () => ({ done: Math.max(0, read - 1), total: lastRowid() }),
    memo: (key, make) => {
      const known = lists.get(key) ?? make();
      lists.delete(key);
      lists.set(key, known);
      const [oldest] = lists.keys();
      if (lists.size > listsKept && oldest !== undefined) lists.delete(oldest);
      return known;
    },
    end: () => read,
    alive: (rowid) => living[rowid] === 1,
    living: () => count,
    facts,
    names,
    blocks: () => blocks,
  };
};
