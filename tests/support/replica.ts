import type { Store } from '#db/open.ts';
import { openMergeDoor, openRegisters } from '#db/queries/registers.ts';
import {
  addSegment,
  appliedVector,
  countByTable,
  listSegments,
  segmentBody,
} from '#db/queries/segments.ts';
import { createSelf } from '#db/queries/self.ts';
import { type StoreSchema, shippedSchema } from '#db/schema/index.ts';
import { applySegments } from '#services/apply.ts';
import { sealOwn } from '#services/seal-own.ts';
import type { Clock } from '#shared/clock.ts';
import { uuid } from '#sync/seal.ts';
import { decodeSegment, segmentHash } from '#sync/segment.ts';
import { covers } from '#sync/vector.ts';
import { memoryStore } from './memory-stores.ts';

/** Stores in memory that pass segments to each other: the real schema, triggers and merge, no files. */
export type Replica = { readonly name: string; readonly origin: string; readonly store: Store };

export const newReplica = (
  name: string,
  clock: Clock,
  schema: StoreSchema = shippedSchema,
): Replica => {
  const store = memoryStore(clock, schema);
  const origin = uuid();
  createSelf(store, {
    origin,
    incarnation: name,
    deviceId: uuid(),
    officeId: uuid(),
    officeName: name,
    role: 'officer',
    division: '339921',
    person: name,
    madeAt: clock.now().toISOString(),
  });
  return { name, origin, store };
};

/** What a replica would put into a bundle now: every segment, in an order that can be replayed. */
export const packed = ({ store }: Replica): Uint8Array[] => {
  sealOwn(store);
  return listSegments(store).map((s) => segmentBody(store, s.arrival));
};

/**
 * Merges segments as the exchange does: own changes sealed first, what is known skipped, nothing
 * applied whose ground is missing.
 *
 * @returns false where a predecessor was missing and the replica was left as it was
 */
export const receive = ({ store }: Replica, bodies: readonly Uint8Array[]): boolean => {
  sealOwn(store);
  const door = openMergeDoor(store);
  const registers = openRegisters(store);
  const have = new Map(Object.entries(appliedVector(store)));
  for (const body of bodies) {
    const segment = decodeSegment(body);
    const { origin, seq, prev, ctx } = segment.header;
    const vector = Object.fromEntries(have);
    if (covers(vector, origin, seq[1])) continue;
    const grounded =
      covers(vector, origin, seq[0] - 1) &&
      Object.entries(ctx).every(([o, s]) => covers(vector, o, s));
    if (!grounded) {
      door.rollback();
      return false;
    }
    applySegments(store, registers, [segment]);
    addSegment(
      store,
      { origin, seq0: seq[0], seq1: seq[1], prev, hash: segmentHash(body), body },
      countByTable(segment.ops),
    );
    have.set(origin, seq[1]);
  }
  door.commit();
  return true;
};

/** The inbox as a text: every value of every contested cell. Equal texts are equal inboxes. */
export const inboxOf = ({ store }: Replica): string =>
  JSON.stringify(
    store.handle
      .prepare(
        'SELECT tbl, rid, col, origin, seq, value FROM sync_sibling ORDER BY tbl, rid, col, origin, seq',
      )
      .all(),
  );
