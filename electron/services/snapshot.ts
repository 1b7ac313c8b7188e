import { schemaVersion } from '#db/migrate.ts';
import type { Store } from '#db/open.ts';
import { listHidden } from '#db/queries/conflicts.ts';
import { wasMerged } from '#db/queries/parked.ts';
import { appliedHeads } from '#db/queries/segments.ts';
import {
  addBasePart,
  clearBase,
  countRows,
  isUntouched,
  type Portion,
  portionAgain,
  portionsOf,
  putBasePoint,
  putContext,
  takeRows,
} from '#db/queries/snapshot.ts';
import { Refusal } from '#shared/errors.ts';
import type { Cargo } from '#sync/bundle-write.ts';
import type { Manifest, PartEntry } from '#sync/manifest.ts';
import { sha256 } from '#sync/seal.ts';
import { encodePart, partPath, type SnapshotPart } from '#sync/snapshot-part.ts';
import type { Work } from './desk.ts';
import type { Bench } from './export.ts';
import { contexts } from './open-conflicts.ts';
import { isAbove } from './states.ts';

/**
 * Snapshots: a new laptop or office begins with the tables of an office above as they stand, not by
 * replaying years of changes. What comes later comes as changes, as ever.
 */

/** Rows and bytes of JSON of one part; well below what a reader accepts. */
const partSize = { rows: 16_384, bytes: 2_097_152 } as const;

/** What a snapshot carries: its parts, where the logs stand, and how many rows of what. */
export type SnapshotCargo = {
  readonly parts: readonly Cargo<PartEntry>[];
  readonly provides: Manifest['provides'];
  readonly counts: Readonly<Record<string, number>>;
};

const encoded = ({ table, columns, rows }: Portion): Uint8Array =>
  encodePart({ table, columns, rows });

/**
 * Keeps what the authors of deletions and of edits beside them had seen: the receiver gets no
 * segments, and without it every deletion would be asked about again.
 */
export const keepContexts = (store: Store): void => {
  const seenAt = contexts(store);
  const points = listHidden(store).flatMap(({ dots, children }) => [
    ...dots,
    ...children.flatMap((child) => child.dots),
  ]);
  for (const [, origin, seq] of points) {
    const { seq0, seq1, ctx } = seenAt.at({ origin, seq });
    putContext(store, { origin, seq0, seq1, ctx: JSON.stringify(ctx) });
  }
};

/**
 * Makes the tables as they stand the base of this store, in place of any other: its log goes on from
 * here. Inside the caller's transaction, everything sealed.
 */
export const rebase = (store: Store, { signal, progress }: Work): void => {
  const rows = Object.values(countRows(store)).reduce((sum, n) => sum + n, 0);
  clearBase(store);
  let place = 0;
  let done = 0;
  for (const portion of portionsOf(store, partSize)) {
    if (signal?.aborted) throw Refusal.of('job.cancelled');
    const body = encoded(portion);
    addBasePart(store, ++place, { sha256: sha256(body), body });
    done += portion.table.startsWith('sync_') ? 0 : portion.rows.length;
    progress?.('精简变更记录', done, rows);
  }
  for (const [origin, point] of appliedHeads(store)) putBasePoint(store, origin, point);
};

/** The parts of the store as it stands; valid while nothing is written to it. */
export const snapshotCargo = (store: Store, signal: AbortSignal | undefined): SnapshotCargo => {
  const places = new Map<string, number>();
  const parts: Cargo<PartEntry>[] = [];
  for (const portion of portionsOf(store, partSize)) {
    if (signal?.aborted) throw Refusal.of('job.cancelled');
    const { table, after, rows } = portion;
    const place = (places.get(table) ?? 0) + 1;
    places.set(table, place);
    const bytes = encoded(portion);
    const count = rows.length;
    parts.push({
      entry: {
        path: partPath(table, place),
        bytes: bytes.length,
        sha256: sha256(bytes),
        table,
        rows: count,
      },
      // Made again when it is due: all of them at once could be more than there is memory.
      read: () => encoded(portionAgain(store, { table, after }, count)),
    });
  }
  const provides = Object.fromEntries(appliedHeads(store));
  return { parts, provides, counts: countRows(store) };
};

/** Rows in a snapshot, without its book-keeping; 0 for any other bundle. */
export const rowsIn = ({ snapshot = [] }: Manifest): number =>
  snapshot.reduce((sum, { table, rows }) => sum + (table.startsWith('sync_') ? 0 : rows), 0);

/**
 * Looks at a snapshot before a row of it is believed.
 *
 * @returns false where this very snapshot was taken in before, and there is nothing to do
 * @throws Refusal `snapshot.sender` where it comes from neither above nor the own office,
 *   `snapshot.notEmpty` where there is something here that it could hide, `bundle.newer`
 */
export const assertTakeable = ({ store, self }: Bench, manifest: Manifest): boolean => {
  const { from, id, schema } = manifest;
  if (wasMerged(store.reader, id)) return false;
  if (!isAbove(from.role, self.role) && from.officeId !== self.officeId)
    throw Refusal.of('snapshot.sender', { name: from.officeName });
  if (schema > schemaVersion(store.handle)) throw Refusal.of('bundle.newer');
  if (!isUntouched(store)) throw Refusal.of('snapshot.notEmpty');
  return true;
};

/** Takes one part in and keeps it, inside an open merge door. @throws Refusal `bundle.damaged` */
export const takePart = (
  store: Store,
  place: number,
  { sha256: hash }: PartEntry,
  body: Uint8Array,
  part: SnapshotPart,
): void => {
  const unknown = (why: string): Refusal => Refusal.of('bundle.damaged', { why });
  try {
    if (!takeRows(store, part)) throw unknown('快照里有本程序不认识的栏目');
  } catch (error) {
    // A row that breaks the table's own rules; the whole snapshot goes back.
    if (!(error as { code?: string }).code?.startsWith('SQLITE_CONSTRAINT')) throw error;
    throw unknown('快照里有不合规则的记录');
  }
  addBasePart(store, place, { sha256: hash, body });
};

/** From now on the logs go on from where the snapshot stood. */
export const beginFrom = (store: Store, { provides }: Manifest): void => {
  for (const [origin, point] of Object.entries(provides)) putBasePoint(store, origin, point);
};
