import { getTableName, type InferInsertModel } from 'drizzle-orm';
import { nextHlc } from '#shared/clock.ts';
import { translated } from './failures.ts';
import { refreshHomes } from './homes.ts';
import type { Reader, Store } from './open.ts';
import { openStatements } from './row-statements.ts';
import { type SyncedName, type SyncedTables, shapeNamed } from './schema/index.ts';

/**
 * The one door for writes. It opens the transaction, says who writes and why, and is the only
 * caller of insert and update on the tables that travel; triggers record every change (capture.ts)
 * and refuse a write that did not come through here.
 */

/** Who writes, and what for, in words an auditor reads. */
export type Intent = { readonly actor: string; readonly purpose: string };

export type Door = {
  /** Reads inside the transaction see its own writes. */
  readonly reader: Reader;
  readonly insert: <T extends SyncedTables[SyncedName]>(table: T, row: InferInsertModel<T>) => void;
  /**
   * Rows that say the same cells, several to a statement: an import adds 190,000. One that cannot be
   * written takes the transaction with it.
   *
   * @param values of the rows one after the other, each in the order of `keys`
   */
  readonly insertRows: <T extends SyncedTables[SyncedName]>(
    table: T,
    keys: readonly (keyof InferInsertModel<T> & string)[],
    values: readonly unknown[],
  ) => void;
  /** @returns whether the row exists. A value equal to the old one records nothing. */
  readonly update: <T extends SyncedTables[SyncedName]>(
    table: T,
    id: string,
    patch: Partial<InferInsertModel<T>>,
  ) => boolean;
  /**
   * Records the cells as they stand as an own change: a person has looked at other values too and
   * says that this one holds. An update to an equal value could not say that.
   *
   * @param columns keys of the columns, as in `update`
   * @returns whether the row exists
   */
  readonly confirm: <T extends SyncedTables[SyncedName]>(
    table: T,
    id: string,
    columns: readonly (keyof InferInsertModel<T> & string)[],
  ) => boolean;
};

/** One change record that says of some cells what they hold, in the words of the capture triggers. */
const recordCells = (
  { handle, schema }: Store,
  table: SyncedName,
  id: string,
  keys: readonly string[],
): boolean => {
  const cells = (shapeNamed(schema, table)?.columns ?? [])
    .map(({ name, key }, number) => ({ name, key, number }))
    .filter(({ key }) => keys.includes(key));
  if (cells.length === 0) throw new Error(`nothing to confirm in ${table}: ${keys.join(', ')}`);
  const mask = cells.reduce((sum, { number }) => sum + 2 ** number, 0);
  const values = cells.map(({ name }) => `"${name}"`).join(', ');
  const done = handle
    .prepare(
      `INSERT INTO sync_op (tbl, rid, mask, vals)
       SELECT ?, id, ?, json_array(${values}) FROM "${table}" WHERE id = ?`,
    )
    .run(table, mask, id);
  return done.changes > 0;
};

/**
 * Runs `work` in one immediate transaction. All of it is kept, with its change records, or none.
 *
 * @throws whatever `work` throws, after rollback; Refusal `disk.full`, `store.readonly`, `store.busy`
 */
export const write = <T>(store: Store, intent: Intent, work: (door: Door) => T): T => {
  const { handle, clock } = store;
  const changed = new Set<SyncedName>();
  const statements = openStatements(store);

  const door: Door = {
    reader: store.reader,
    insert: (table, row) => {
      statements.insert(table, row);
      changed.add(getTableName(table) as SyncedName);
    },
    insertRows: (table, keys, values) => {
      statements.insertRows(table, keys, values);
      changed.add(getTableName(table) as SyncedName);
    },
    update: (table, id, patch) => {
      changed.add(getTableName(table) as SyncedName);
      return statements.update(table, id, patch);
    },
    confirm: (table, id, columns) => {
      const name = getTableName(table) as SyncedName;
      changed.add(name);
      return recordCells(store, name, id, columns);
    },
  };

  const transaction = handle.transaction(() => {
    const hlc = nextHlc(
      handle.prepare('SELECT hlc FROM sync_ctl WHERE k = 1').pluck().get() as number,
      clock.now(),
    );
    handle.prepare('UPDATE sync_ctl SET mode = 1, hlc = ? WHERE k = 1').run(hlc);
    const before = lastSeq(store);
    const result = work(door);
    if (lastSeq(store) > before) {
      handle
        .prepare(
          `INSERT INTO sync_tx (origin, seq, hlc, actor, purpose)
           SELECT origin, ?, ?, ?, ? FROM sync_self WHERE k = 1`,
        )
        .run(before + 1, hlc, intent.actor, intent.purpose);
    }
    if (changed.has('firm_pair') || changed.has('enterprise')) refreshHomes(store);
    handle.prepare('UPDATE sync_ctl SET mode = 0 WHERE k = 1').run();
    return result;
  });
  const result = translated(store.dir, () => transaction.immediate());
  store.onChange(changed);
  return result;
};

/** The newest own change, sealed or not; 0 before the first. */
export const lastSeq = (store: Store): number =>
  store.handle.prepare('SELECT coalesce(max(seq), 0) FROM sync_op').pluck().get() as number;
