import { ackedBy, listBundles, listTrusted, listUpperAcks } from '#db/queries/peers.ts';
import { appliedVector, originDevices } from '#db/queries/segments.ts';
import { getSelf } from '#db/queries/self.ts';
import { ownerLookup, type Standing, standingOf, standingOfAll } from '#db/queries/states.ts';
import type { SyncedName } from '#db/schema/index.ts';
import type { RecordState, Role } from '#shared/exchange.ts';
import { join, seqOf, type VersionVector } from '#sync/vector.ts';
import type { Desk } from './desk.ts';

/**
 * Where each record is, in the words people see. Told from dots and signed receipts only: a record
 * is no further than the least far of the changes that stand behind it.
 */

/** How far our work has come, by origin. */
export type Reach = {
  readonly sealed: number;
  readonly ours: ReadonlySet<string>;
  readonly exported: VersionVector;
  readonly county: VersionVector;
  readonly city: VersionVector;
  /** Nobody is above the city: what it holds has arrived. */
  readonly top: boolean;
};

const joinAll = (vectors: readonly VersionVector[]): VersionVector => vectors.reduce(join, {});

const rank: Record<Role, number> = { officer: 0, county: 1, city: 2 };

/** Offices above this one. */
export const isAbove = (role: string, self: Role): boolean => rank[role as Role] > rank[self];

const readReach = ({ store, self }: Pick<Desk, 'store' | 'self'>): Reach => {
  const origin = getSelf(store.reader)?.origin ?? '';
  const above = listTrusted(store.reader).filter((o) => isAbove(o.role, self.role));
  const devices = new Set(above.map((o) => o.deviceId));
  const upper = listUpperAcks(store.reader);
  const held = (role: Role): VersionVector =>
    joinAll([
      ...above.filter((o) => o.role === role).map((o) => ackedBy(store.reader, o.deviceId)),
      ...upper.filter((u) => u.role === role).map((u) => ({ [u.origin]: u.seq })),
    ]);
  const sent = listBundles(store.reader, 10_000)
    .filter((b) => b.direction === 'out' && devices.has(b.peerDevice))
    .map((b) => JSON.parse(b.provides) as VersionVector);
  // An officer answers for their own work; an office for everything it holds.
  const ours = [...originDevices(store)]
    .filter(([, device]) => self.role !== 'officer' || device === self.deviceId)
    .map(([o]) => o);
  return {
    sealed: seqOf(appliedVector(store), origin),
    ours: new Set([...ours, origin]),
    exported: joinAll(sent),
    county: held('county'),
    city: held('city'),
    top: self.role === 'city',
  };
};

/** As every list asks for it: read once, and again when something has changed. */
export const reachOf = (desk: Pick<Desk, 'store' | 'self'>): Reach =>
  desk.store.whileUnchanged('reach', () => readReach(desk));

const order: readonly RecordState[] = ['here', 'exported', 'county', 'city', 'foreign'];

/** The least far of several states. */
export const leastFar = (states: readonly RecordState[]): RecordState =>
  states.reduce(
    (least, state) => (order.indexOf(state) < order.indexOf(least) ? state : least),
    'foreign' as RecordState,
  );

export const stateOf = (standing: Standing, reach: Reach): RecordState => {
  if (reach.top) return 'city';
  if (standing.unsealed) return 'here';
  return leastFar(
    standing.dots
      .filter(([, origin]) => reach.ours.has(origin))
      .map(([, origin, seq]): RecordState => {
        if (seqOf(reach.city, origin) >= seq) return 'city';
        if (seqOf(reach.county, origin) >= seq) return 'county';
        return seqOf(reach.exported, origin) >= seq ? 'exported' : 'here';
      }),
  );
};

/** States of the named rows of one table; a row nobody knows of is `here`. */
export const statesOf = (
  desk: Pick<Desk, 'store'>,
  reach: Reach,
  table: SyncedName,
  ids: readonly string[],
): ReadonlyMap<string, RecordState> =>
  new Map(standingOf(desk.store, table, ids, reach.sealed).map((s) => [s.row, stateOf(s, reach)]));

/**
 * How many records are in each state, by table. Counting unit: records as people know them; a visit
 * with its people, issues and photos is one, and is no further than its least far part.
 */
export const countRecords = (
  desk: Pick<Desk, 'store'>,
  reach: Reach,
): ReadonlyMap<string, Readonly<Record<RecordState, number>>> => {
  const { store } = desk;
  const byTable = new Map<string, Map<string, RecordState>>();
  for (const { name } of store.schema.shapes) {
    const ownerOf = ownerLookup(store, name);
    for (const standing of standingOfAll(store, name, reach.sealed)) {
      const { table, id } = ownerOf(standing.row);
      const records = byTable.get(table) ?? new Map<string, RecordState>();
      byTable.set(table, records);
      records.set(id, leastFar([records.get(id) ?? 'foreign', stateOf(standing, reach)]));
    }
  }
  return new Map(
    [...byTable].map(([table, records]) => {
      const counts = { here: 0, exported: 0, county: 0, city: 0, foreign: 0 };
      for (const state of records.values()) counts[state] += 1;
      return [table, counts];
    }),
  );
};
