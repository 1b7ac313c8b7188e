import type { Store } from '#db/open.ts';
import {
  type ContestedCell,
  type HiddenRow,
  listContested,
  listHidden,
  listSiblings,
  listUnsealed,
  type RowName,
  segmentHolding,
} from '#db/queries/conflicts.ts';
import { contextHolding } from '#db/queries/snapshot.ts';
import { shapeNamed } from '#db/schema/index.ts';
import { besideDeletion, type Point } from '#sync/deletion.ts';
import { columnsOf, hasColumn, without } from '#sync/mask.ts';
import { scanHeader } from '#sync/segment-scan.ts';
import type { VersionVector } from '#sync/vector.ts';
import { isProvenance } from './field-words.ts';

/**
 * What waits for a decision, derived from the registers every time, so that two stores with equal
 * data ask the same questions. Own changes not yet sealed count as answers: they were made with
 * everything in sight.
 */

/** Writes on the side that did not delete: cells of the row itself, or a row that hangs on it. */
export type EditBeside = Point & RowName & { readonly columns: readonly number[] };

export type OpenCell = RowName & {
  readonly kind: 'values';
  readonly column: number;
  readonly siblings: readonly ContestedCell[];
};

export type OpenDeletion = RowName & {
  readonly kind: 'deleteEdit';
  readonly column: number;
  /** Where `deleted` itself holds two answers. */
  readonly siblings: readonly ContestedCell[];
  readonly deletions: readonly Point[];
  readonly edits: readonly EditBeside[];
};

export type OpenConflict = OpenCell | OpenDeletion;

const keyOf = ({ table, row }: RowName): string => `${table} ${row}`;

const deletedColumn = (store: Store, table: string): number =>
  shapeNamed(store.schema, table)?.columns.findIndex((c) => c.name === 'deleted') ?? -1;

/** What the author of changes `seq0`–`seq1` had seen. */
export type Seen = { readonly seq0: number; readonly seq1: number; readonly ctx: VersionVector };

/**
 * What authors had seen, by change; each segment is opened once. Of changes in a snapshot it was
 * kept beside them where it can matter.
 */
export const contexts = (store: Store): { readonly at: (point: Point) => Seen } => {
  const opened: (Seen & { origin: string })[] = [];
  return {
    at: ({ origin, seq }) => {
      const known = opened.find((s) => s.origin === origin && s.seq0 <= seq && seq <= s.seq1);
      if (known) return known;
      const segment = segmentHolding(store, origin, seq);
      const kept = segment ? undefined : contextHolding(store, origin, seq);
      const { seq0, seq1 } = segment ?? kept ?? { seq0: seq, seq1: seq };
      const ctx = segment ? scanHeader(segment.body).ctx : JSON.parse(kept?.ctx ?? '{}');
      const seen = { origin, seq0, seq1, ctx };
      opened.push(seen);
      return seen;
    },
  };
};

/** Dots lie in the order they arrived, which differs from store to store; questions must not. */
const inOrder = <P extends Point & Partial<RowName>>(points: readonly P[]): P[] => {
  const name = ({ table = '', row = '', origin }: P): string => `${table} ${row} ${origin}`;
  return points.toSorted((a, b) =>
    name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : a.seq - b.seq,
  );
};

type Fresh = ReadonlyMap<string, number>;

/** Cells with unsealed own changes, by row, as a mask. */
const freshCells = (store: Store): Fresh => {
  const masks = new Map<string, number>();
  for (const touched of listUnsealed(store)) {
    const before = masks.get(keyOf(touched)) ?? 0;
    masks.set(keyOf(touched), before + without(touched.mask, before));
  }
  return masks;
};

const editsOf = (
  hidden: HiddenRow,
  column: number,
  fresh: Fresh,
): { deletions: Point[]; edits: EditBeside[] } => {
  const own = hidden.dots.map(([mask, origin, seq]) => ({ mask, origin, seq }));
  const deletions = inOrder(own.filter(({ mask }) => hasColumn(mask, column)));
  const writes = [
    ...own.map((dot) => ({ ...dot, table: hidden.table, row: hidden.row, bit: 2 ** column })),
    ...hidden.children.flatMap(({ table, row, dots }) =>
      dots.map(([mask, origin, seq]) => ({ mask, origin, seq, table, row, bit: 0 })),
    ),
  ];
  return {
    deletions,
    edits: inOrder(
      writes
        .map(({ bit, mask, ...write }) => ({
          ...write,
          columns: columnsOf(without(without(mask, bit), fresh.get(keyOf(write)) ?? 0)),
        }))
        .filter(({ columns }) => columns.length > 0),
    ),
  };
};

const openDeletions = (
  store: Store,
  hidden: readonly HiddenRow[],
  fresh: Fresh,
): OpenDeletion[] => {
  const seen = contexts(store);
  const seenOf = (point: Point): VersionVector => seen.at(point).ctx;
  return hidden.flatMap((row) => {
    const column = deletedColumn(store, row.table);
    if (hasColumn(fresh.get(keyOf(row)) ?? 0, column)) return [];
    const { deletions, edits } = editsOf(row, column, fresh);
    const beside = besideDeletion(deletions, edits, seenOf);
    if (beside.length === 0) return [];
    const { table, row: id } = row;
    return [
      { kind: 'deleteEdit', table, row: id, column, siblings: [], deletions, edits: beside },
    ] satisfies OpenDeletion[];
  });
};

/** Whose cells ask, and what a person is asked of them; `undefined` where nothing is. */
const asking = (store: Store) => {
  const fresh = freshCells(store);
  const hidden = listHidden(store);
  const hiddenKeys = new Set(hidden.map(keyOf));
  const kindOf = (
    cell: RowName & { readonly column: number },
  ): OpenConflict['kind'] | undefined => {
    const { table, column } = cell;
    const known = shapeNamed(store.schema, table)?.columns[column];
    if (known === undefined || isProvenance(table, known.name)) return undefined;
    if (hasColumn(fresh.get(keyOf(cell)) ?? 0, column)) return undefined;
    if (known.name === 'deleted') return 'deleteEdit';
    // A row out of sight asks only whether it should be: what its cells hold comes after.
    return hiddenKeys.has(keyOf(cell)) ? undefined : 'values';
  };
  /** @param asked rows whose deletion is asked about already */
  const deletionsBeside = (asked: ReadonlySet<string>): OpenDeletion[] =>
    openDeletions(store, hidden, fresh).filter((d) => !asked.has(keyOf(d)));
  return { kindOf, deletionsBeside };
};

/** Everything that waits for a person, in the order of tables and rows. */
export const openConflicts = (store: Store): OpenConflict[] => {
  const { kindOf, deletionsBeside } = asking(store);
  const cells = Map.groupBy(listSiblings(store), (s) => `${keyOf(s)} ${s.column}`);
  const contested = [...cells.values()].flatMap((siblings): OpenConflict[] => {
    const [first] = siblings;
    const kind = first && kindOf(first);
    if (!kind) return [];
    const { table, row, column } = first;
    if (kind === 'values') return [{ kind, table, row, column, siblings }];
    const deletions = siblings.filter((s) => s.value === 1);
    return [{ kind, table, row, column, siblings, deletions, edits: [] }];
  });
  const asked = new Set(contested.filter((c) => c.kind === 'deleteEdit').map(keyOf));
  return [...contested, ...deletionsBeside(asked)];
};

/** Counting unit: questions to a person (处); as many as `openConflicts` gives. */
export const countOpenConflicts = (store: Store): number => {
  const { kindOf, deletionsBeside } = asking(store);
  const asked = new Set<string>();
  let count = 0;
  for (const cell of listContested(store)) {
    const kind = kindOf(cell);
    if (kind) count += 1;
    if (kind === 'deleteEdit') asked.add(keyOf(cell));
  }
  return count + deletionsBeside(asked).length;
};
