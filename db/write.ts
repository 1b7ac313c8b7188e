import type { Statement } from 'better-sqlite3';
import { getTableColumns, getTableName, type InferInsertModel } from 'drizzle-orm';
import { nextHlc } from '#shared/clock.ts';
import { translated } from './failures.ts';
import { refreshHomes } from './homes.ts';
import type { Reader, Store } from './open.ts';
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

type Table = SyncedTables[SyncedName];

/**
 * Statements of one transaction, made once for each set of cells: an import writes 190,000 rows of
 * one shape. Names come from the schema, by the keys of the columns.
 */
const openStatements = ({ handle }: Store) => {
  const made = new Map<Table, { INSERT: Map<string, Statement>; UPDATE: Map<string, Statement> }>();
  const prepare = (table: Table, verb: 'INSERT' | 'UPDATE', keys: readonly string[]) => {
    const name = getTableName(table);
    const columns: Readonly<Record<string, { readonly name: string } | undefined>> =
      getTableColumns(table);
    const names = keys.map((key) => {
      const column = columns[key];
      if (!column) throw new RangeError(`${name} has no column ${key}`);
      return `"${column.name}"`;
    });
    return handle.prepare(
      verb === 'INSERT'
        ? `INSERT INTO "${name}" (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`
        : `UPDATE "${name}" SET ${names.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`,
    );
  };
  const statement = (table: Table, verb: 'INSERT' | 'UPDATE', keys: readonly string[]) => {
    let ofTable = made.get(table);
    if (!ofTable) {
      ofTable = { INSERT: new Map(), UPDATE: new Map() };
      made.set(table, ofTable);
    }
    const shape = keys.join(' ');
    const known = ofTable[verb].get(shape);
    if (known) return known;
    const fresh = prepare(table, verb, keys);
    ofTable[verb].set(shape, fresh);
    return fresh;
  };
  /** Cells that are named; an undefined one is left to its default. */
  const given = (row: object): [string[], unknown[]] => {
    const keys: string[] = [];
    const values: unknown[] = [];
    for (const [key, value] of Object.entries(row))
      if (value !== undefined) {
        keys.push(key);
        values.push(value);
      }
    return [keys, values];
  };
  return {
    insert: (table: Table, row: object): void => {
      const [keys, values] = given(row);
      statement(table, 'INSERT', keys).run(values);
    },
    update: (table: Table, id: string, patch: object): boolean => {
      const [keys, values] = given(patch);
      values.push(id);
      return statement(table, 'UPDATE', keys).run(values).changes > 0;
    },
  };
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
