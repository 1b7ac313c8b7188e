import { placesFor } from '#shared/row-order.ts';

/**
 * What a save changes of a list of rows, cell by cell: three lists are laid side by side, the one the form
 * began from, the one it became, and the one in the store, which may have moved on meanwhile.
 */

type Cell = string | number | null;
export type Row = { readonly id: string } & Readonly<Record<string, Cell | undefined>>;
export type StoredRow = {
  readonly id: string;
  readonly deleted: boolean;
  readonly position: number | null;
  readonly values: Readonly<Record<string, Cell>>;
};

export type ListChanges = {
  readonly inserts: readonly { readonly id: string; readonly values: Record<string, Cell> }[];
  /** Only cells that change; `deleted` where a row comes back. */
  readonly updates: readonly { readonly id: string; readonly patch: Record<string, Cell> }[];
  readonly deletes: readonly string[];
};

const cellsOf = ({ id: _, ...cells }: Row): Record<string, Cell> =>
  Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== undefined)) as Record<
    string,
    Cell
  >;

/** Cells a person changed: those that differ from what the form began from. */
const changed = (row: Row, base: Row | undefined): Record<string, Cell> =>
  Object.fromEntries(
    Object.entries(cellsOf(row)).filter(
      ([key, cell]) => base === undefined || (base[key] ?? null) !== cell,
    ),
  );

const sameOrder = (a: readonly string[], b: readonly string[]): boolean => {
  const [inA, inB] = [new Set(a), new Set(b)];
  const [left, right] = [a.filter((id) => inB.has(id)), b.filter((id) => inA.has(id))];
  return left.every((id, at) => right[at] === id);
};

/** The stored order with the new rows behind the row each was put behind. */
const woven = (order: readonly string[], ids: readonly string[]): string[] => {
  const known = new Set(order);
  const after = new Map<string | null, string[]>();
  let behind: string | null = null;
  for (const id of ids)
    if (known.has(id)) behind = id;
    else after.set(behind, [...(after.get(behind) ?? []), id]);
  return [...(after.get(null) ?? []), ...order.flatMap((id) => [id, ...(after.get(id) ?? [])])];
};

/**
 * @param base what the form began from; undefined: the store as it is
 * @param stored every row there is, deleted ones too, in any order
 */
export const listChanges = (
  rows: readonly Row[],
  base: readonly Row[] | undefined,
  stored: readonly StoredRow[],
): ListChanges => {
  const storedById = new Map(stored.map((row) => [row.id, row]));
  const baseById = new Map(base?.map((row) => [row.id, row]));
  const edits = rows.map((row) => ({ row, cells: changed(row, baseById.get(row.id)) }));
  // Taken away elsewhere, and not touched here: it stays away.
  const standing = edits.filter(
    ({ row: { id }, cells }) =>
      !(storedById.get(id)?.deleted && baseById.has(id) && Object.keys(cells).length === 0),
  );
  const told = new Set(rows.map(({ id }) => id));
  const deletes = stored
    .filter(({ id, deleted }) => !deleted && !told.has(id) && (!base || baseById.has(id)))
    .map(({ id }) => id);

  const ids = standing.map(({ row }) => row.id);
  const isPlaced = ({ id, deleted }: StoredRow): boolean => !deleted && told.has(id);
  const inStore = stored
    .filter(isPlaced)
    .toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0) || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
  const moved = !base || !sameOrder(ids, [...baseById.keys()]);
  const order = moved ? ids : woven(inStore, ids);
  const placed = new Map(
    stored.flatMap(({ id, deleted, position }) =>
      deleted || position === null ? [] : [[id, position] as const],
    ),
  );
  // Two rows that came to one place are ordered by their ids; nobody has to write that down.
  const isSettled = !moved && ids.every((id) => placed.has(id));
  const places = isSettled ? placed : placesFor(order, placed);

  const inserts: ListChanges['inserts'][number][] = [];
  const updates: ListChanges['updates'][number][] = [];
  for (const { row, cells } of standing) {
    const old = storedById.get(row.id);
    const position = places.get(row.id) ?? 0;
    if (!old) {
      inserts.push({ id: row.id, values: { ...cellsOf(row), position } });
      continue;
    }
    const now: Record<string, Cell> = { ...cells, position, ...(old.deleted && { deleted: 0 }) };
    const was: Readonly<Record<string, Cell>> = {
      ...old.values,
      position: old.position,
      deleted: old.deleted ? 1 : 0,
    };
    const patch = Object.fromEntries(
      Object.entries(now).filter(([key, cell]) => (was[key] ?? null) !== cell),
    );
    if (Object.keys(patch).length > 0) updates.push({ id: row.id, patch });
  }
  return { inserts, updates, deletes };
};
