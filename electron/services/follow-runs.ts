import {
  addFollowRun,
  type FollowRunRecord,
  getFollowRun,
  listFollowRuns,
  markFollowRunUndone,
} from '#db/queries/follow-runs.ts';
import { rowsById, type SyncedRow } from '#db/queries/synced-rows.ts';
import { type SyncedName, synced } from '#db/schema/index.ts';
import { type Door, write } from '#db/write.ts';
import { Refusal } from '#shared/errors.ts';
import type { FollowKind, FollowRun, RowUndo, UndoneRun } from '#shared/row-undo.ts';
import type { Desk } from './desk.ts';

/** Steps over many rows that are kept with what they wrote: one transaction, one undo. */

type Bench = Pick<Desk, 'store' | 'self'>;
type Cells = SyncedRow;

/** Writes rows and notes what stood there. */
export type NotedDoor = {
  /** Changes cells of a row, or revives a deleted one; what is equal already is not written. */
  readonly update: (table: SyncedName, id: string, cells: Cells) => void;
  readonly insert: (table: SyncedName, id: string, cells: Cells) => void;
  readonly undo: RowUndo[];
};

const noted = ({ store }: Pick<Desk, 'store'>, door: Door): NotedDoor => {
  const undo: RowUndo[] = [];
  return {
    undo,
    update: (table, id, cells) => {
      const row = rowsById(store, table, [id]).get(id);
      if (!row) throw Refusal.of('record.missing', { what: '记录' });
      const changed = Object.entries(cells).filter(([key, value]) => (row[key] ?? null) !== value);
      if (changed.length === 0) return;
      const after = Object.fromEntries(changed);
      door.update(synced[table], id, after as never);
      const before = Object.fromEntries(changed.map(([key]) => [key, row[key] ?? null]));
      undo.push({ table, id, before, after });
    },
    insert: (table, id, cells) => {
      door.insert(synced[table], { id, ...cells } as never);
      undo.push({ table, id, before: null, after: { ...cells, deleted: 0 } });
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
