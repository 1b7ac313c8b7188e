import {
  ackedBy,
  type BundleRow,
  listBundles,
  listOffices,
  listTrusted,
  listUpperAcks,
  type OfficeRow,
} from '#db/queries/peers.ts';
import { countQuarantined, listQuarantined } from '#db/queries/quarantine.ts';
import { appliedVector, countOpsAfter, originDevices } from '#db/queries/segments.ts';
import { getSelf } from '#db/queries/self.ts';
import { shapeNamed } from '#db/schema/index.ts';
import type { BundleLine, ExchangeOverview, Peer, QuarantineLine } from '#shared/exchange.ts';
import { recordStateLabels } from '#shared/exchange.ts';
import { covers, join, seqOf, type VersionVector } from '#sync/vector.ts';
import { cardView, officeView, ownParty } from './cards.ts';
import { tableLabel } from './change-counts.ts';
import { conflictCounts } from './conflicts.ts';
import type { Desk } from './desk.ts';
import { parkedLines } from './park.ts';
import { countReturnsToDo } from './remarks.ts';
import { countRecords, reachOf } from './states.ts';

/** The first screen of the exchange room. */

/** Changes a peer does not hold by its own word: sealed ones it lacks and those not yet sealed. */
const waitingFor = (
  { store }: Desk,
  peer: OfficeRow,
  vector: VersionVector,
  own: string,
): number => {
  const acked = ackedBy(store.reader, peer.deviceId);
  const sealed = Object.entries(vector).reduce(
    (sum, [origin, seq]) => sum + Math.max(0, seq - seqOf(acked, origin)),
    0,
  );
  return sealed + countOpsAfter(store, seqOf(vector, own));
};

const peersOf = (desk: Desk): Peer[] => {
  const vector = appliedVector(desk.store);
  const own = getSelf(desk.store.reader)?.origin ?? '';
  return listTrusted(desk.store.reader).map((row) => ({
    ...officeView(row),
    trustedAt: row.trustedAt,
    waiting: waitingFor(desk, row, vector, own),
  }));
};

/** Where a bundle is, in words. */
const bundleState = (
  row: BundleRow,
  roles: ReadonlyMap<string, string>,
  city: VersionVector,
): string => {
  if (row.direction === 'in') return row.kind === 'receipt' ? '回执已读入' : '已并入本机';
  if (row.kind === 'receipt') return '已给出';
  const provides = Object.entries(JSON.parse(row.provides) as VersionVector);
  if (provides.length > 0 && provides.every(([origin, seq]) => covers(city, origin, seq)))
    return recordStateLabels.city;
  if (row.answeredAt === null) return recordStateLabels.exported;
  const role = roles.get(row.peerDevice);
  if (role === 'officer') return '对方已并入';
  return role === 'city' ? recordStateLabels.city : recordStateLabels.county;
};

const bundlesOf = (desk: Desk): BundleLine[] => {
  const { reader } = desk.store;
  const trusted = listTrusted(reader);
  const roles = new Map(trusted.map((o) => [o.deviceId, o.role]));
  const city = [
    ...trusted.filter((o) => o.role === 'city').map((o) => ackedBy(reader, o.deviceId)),
    ...listUpperAcks(reader)
      .filter((a) => a.role === 'city')
      .map((a) => ({ [a.origin]: a.seq })),
  ].reduce<VersionVector>(join, {});
  return listBundles(reader).map((row) => ({
    id: row.id,
    direction: row.direction === 'in' ? 'in' : 'out',
    kind: row.kind as BundleLine['kind'],
    number: row.number,
    peerName: row.peerName,
    at: row.at,
    fileName: row.fileName,
    bytes: row.bytes,
    changes: row.changes,
    media: row.media,
    stateLabel: bundleState(row, roles, city),
  }));
};

/** Counting unit of `pending` and `waitingByTable`: records, not changes. */
export const exchangeOverview = (desk: Desk): ExchangeOverview => {
  const reach = reachOf(desk);
  const counts = [...countRecords(desk, reach)].map(([name, states]) => ({ name, states }));
  const parked = parkedLines(desk);
  const sum = (state: 'here' | 'exported' | 'county' | 'city') =>
    counts.reduce((total, { states }) => total + states[state], 0);
  return {
    self: cardView(ownParty(desk)),
    pending: {
      here: sum('here'),
      exported: sum('exported'),
      county: sum('county'),
      city: sum('city'),
    },
    waitingByTable: counts
      .filter(({ states }) => states.here > 0)
      .map(({ name, states }) => ({ label: tableLabel(name), records: states.here })),
    peers: peersOf(desk),
    bundles: bundlesOf(desk),
    gaps: parked.flatMap(({ missing }) => missing ?? []),
    parked,
    conflicts: conflictCounts(desk).total,
    quarantined: countQuarantined(desk.store),
    returns: countReturnsToDo(desk),
  };
};

/** How many lines a person is shown; the count says how many there are. */
const quarantineShown = 200;

/** What this program could not apply, newest first. */
export const quarantineLines = ({ store }: Pick<Desk, 'store'>): QuarantineLine[] => {
  const devices = originDevices(store);
  const offices = new Map(listOffices(store.reader).map((o) => [o.deviceId, o]));
  return listQuarantined(store, quarantineShown).map(
    ({ origin, seq, reason, op, at, actor, hlc }) => {
      const { table } = JSON.parse(op) as { table: string };
      const office = offices.get(devices.get(origin) ?? '');
      const known = shapeNamed(store.schema, table) !== undefined;
      return {
        id: `${origin}-${seq}`,
        what: known ? tableLabel(table) : table,
        reason,
        author: actor ?? office?.person ?? '',
        device: office ? [office.officeName, office.person].filter(Boolean).join(' ') : '未知设备',
        writtenAt: hlc === null ? null : new Date(Math.floor(hlc / 1024)).toISOString(),
        at,
      };
    },
  );
};
