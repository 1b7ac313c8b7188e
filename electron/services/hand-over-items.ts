import { rowsById } from '#db/queries/synced-rows.ts';
import { type SyncedName, synced } from '#db/schema/index.ts';
import type { HandOver, HandOverItem, HandOverKind } from '#shared/hand-over.ts';
import { peopleOf } from '#shared/people.ts';
import { replacePerson } from '#shared/replace-person.ts';
import type { Desk } from './desk.ts';
import type { NotedDoor } from './follow-runs.ts';

/** What is handed over, and how it changes hands. */

type Reads = Pick<Desk, 'store'>;

/** An item with how it changes hands. */
export type Held = HandOverItem & { readonly pass: (door: NotedDoor, to: HandOver) => void };

export type Firms = ReadonlyMap<
  string,
  { readonly name: string; readonly township: string | null }
>;

/** Whether a cell names a person, alone or with others. */
export const nameIn = (text: string | null, person: string): boolean =>
  peopleOf(text).includes(person);

/** Passes a cell that names people: only the one name changes. */
export const passCell =
  (desk: Reads, table: SyncedName, id: string, key: string): Held['pass'] =>
  (door, { from, to }) => {
    const cell = rowsById(desk.store, table, [id]).get(id)?.[key] ?? null;
    const next = replacePerson(cell === null ? null : String(cell), from, to);
    door.update(synced[table], id, { [key]: next } as never);
  };

/** What an item tells of its firm is the same for every kind. */
export const item = (
  kind: HandOverKind,
  id: string,
  firm: string,
  firms: Firms,
  more: Omit<HandOverItem, 'key' | 'kind' | 'firm' | 'township' | 'overdue'> & {
    readonly overdue?: boolean;
  },
): HandOverItem => ({
  key: `${kind} ${id}`,
  kind,
  firm: { id: firm, name: firms.get(firm)?.name ?? '' },
  township: firms.get(firm)?.township ?? null,
  overdue: false,
  ...more,
});
