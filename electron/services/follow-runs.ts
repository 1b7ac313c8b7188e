import {
  addFollowRun,
  type FollowRunRecord,
  getFollowRun,
  listFollowRuns,
  markFollowRunUndone,
} from '#db/queries/follow-runs.ts';
import { rowsById, type SyncedRow } from '#db/queries/synced-rows.ts';
import { type SyncedName, synced, tableName } from '#db/schema/index.ts';
import { type Door, write } from '#db/write.ts';
import { Refusal } from '#shared/errors.ts';
import type { FollowKind, FollowRun, RowUndo, UndoneRun } from '#shared/row-undo.ts';
import type { Desk } from './desk.ts';

/** Steps over many rows that are kept with what they wrote: one transaction, one undo. */

type Bench = Pick<Desk, 'store' | 'self'>;
type Cells = SyncedRow;

/** A door that notes what stood where it writes. An update to what stands there already is none. */
export type NotedDoor = Door & { readonly undo: readonly RowUndo[] };

/** Cells that are named; those of a row as the store keeps them. */
const named = (cells: object): [string, string | number | null][] =>
  Object.entries(cells).filter(([, value]) => value !== undefined);

const noted = ({ store }: Pick<Desk, 'store'>, door: Door): NotedDoor => {
  const undo: RowUndo[] = [];
  return {
    ...door,
    undo,
    insert: (table, row) => {
      const { id, ...cells } = row as Cells;
      door.insert(table, row);
      const after = { ...Object.fromEntries(named(cells)), deleted: 0 };
      undo.push({ table: tableName(table), id: String(id), before: null, after });
    },
    update: (table, id, patch) => {
      const name = tableName(table);
      const row = rowsById(store, name, [id]).get(id);
      const changed = named(patch).filter(([key, value]) => (row?.[key] ?? null) !== value);
      if (!row || changed.length === 0) return row !== undefined;
      const after = Object.fromEntries(changed);
      const before = Object.fromEntries(changed.map(([key]) => [key, row[key] ?? null]));
      undo.push({ table: name, id, before, after });
      return door.update(table, id, after as typeof patch);
    },
  };
};

export type FollowStep = {
  readonly kind: FollowKind;
  readonly title: string;
  /** In the log of changes. */
  readonly purpose: string;
  /** What its list shows, as JSON takes it. */
  readonly body: unknown;
};

/**
 * Does a step in one transaction and keeps how to take it back.
 *
 * @returns id of the run; null where nothing had to be written
 */
export const doFollowStep = (
  desk: Bench,
  { kind, title, purpose, body }: FollowStep,
  work: (door: NotedDoor) => void,
): string | null => {
  const { store, self } = desk;
  return write(store, { actor: self.person, purpose }, (plain) => {
    const door = noted(desk, plain);
    work(door);
    if (door.undo.length === 0) return null;
    const id = store.clock.uuid();
    addFollowRun(store, {
      id,
      at: store.clock.now().toISOString(),
      person: self.person,
      kind,
      title,
      body: JSON.stringify(body),
      undo: JSON.stringify(door.undo),
      undoneAt: null,
    });
    return id;
  });
};

const viewOf = ({ id, at, person, kind, title, undoneAt }: FollowRunRecord): FollowRun => ({
  id,
  at,
  person,
  kind,
  title,
  undoneAt,
});

export const followRuns = ({ store }: Pick<Desk, 'store'>, kind: FollowKind): FollowRun[] =>
  listFollowRuns(store.reader, kind).map(viewOf);

/** A run with what its list shows. @throws Refusal `record.missing` */
export const followRun = (
  { store }: Pick<Desk, 'store'>,
  id: string,
): { readonly run: FollowRun; readonly body: unknown } => {
  const record = getFollowRun(store.reader, id);
  if (!record) throw Refusal.of('record.missing', { what: '这一步操作' });
  return { run: viewOf(record), body: JSON.parse(record.body) as unknown };
};

/**
 * Gives the rows of a run the cells they had, newest first, and takes out those it made. A row of which
 * somebody has changed one of these cells since stays whole as it is.
 *
 * @throws Refusal `record.missing`, `follow.undone`
 */
export const undoFollowRun = (desk: Bench, id: string): UndoneRun => {
  const { store, self } = desk;
  const record = getFollowRun(store.reader, id);
  if (!record) throw Refusal.of('record.missing', { what: '这一步操作' });
  if (record.undoneAt !== null) throw Refusal.of('follow.undone');
  const steps = (JSON.parse(record.undo) as RowUndo[]).toReversed();
  return write(store, { actor: self.person, purpose: `撤销${record.title}` }, (door) => {
    const untouched = steps.filter(({ table, id: row, after }) => {
      const now = rowsById(store, table as SyncedName, [row]).get(row);
      return now && Object.entries(after).every(([key, value]) => (now[key] ?? null) === value);
    });
    for (const { table, id: row, before } of untouched)
      door.update(synced[table as SyncedName], row, (before ?? { deleted: 1 }) as never);
    markFollowRunUndone(store, id, store.clock.now().toISOString());
    return { restored: untouched.length, kept: steps.length - untouched.length };
  });
};
