import { translated } from '#db/failures.ts';
import { listDrafts } from '#db/queries/local.ts';
import { originsByArrival } from '#db/queries/past.ts';
import {
  ackedBy,
  listBundles,
  listOffices,
  listTrusted,
  mediaUnacked,
  type OfficeRow,
} from '#db/queries/peers.ts';
import { appliedVector, countOpsAfter, originDevices } from '#db/queries/segments.ts';
import { getSelf } from '#db/queries/self.ts';
import { heldChanges, lastWritten } from '#db/queries/trust.ts';
import { Refusal } from '#shared/errors.ts';
import type { DeviceLine, DevicesOverview, HandOver } from '#shared/trust.ts';
import { signRetirement } from '#sync/certificate.ts';
import { join, seqOf, type VersionVector } from '#sync/vector.ts';
import { officeView, ownParty } from './cards.ts';
import type { Desk } from './desk.ts';
import { sealOwn } from './seal-own.ts';
import { isAbove } from './states.ts';
import {
  certificatesHere,
  type Holder,
  keepRecord,
  ownIssuer,
  recordsHere,
  retirementsHere,
} from './trust.ts';

/** The devices this store knows of: who they are, how far they came, and that they are retired. */

/** The log a device writes now: of several the one that came here last. */
const newestOrigin = ({ store }: Pick<Desk, 'store'>): ReadonlyMap<string, string> => {
  const devices = originDevices(store);
  const newest = new Map<string, string>();
  for (const origin of originsByArrival(store)) {
    const device = devices.get(origin);
    if (device) newest.set(device, origin);
  }
  return newest;
};

/** Newest moment of each device. */
const sightings = ({ store }: Pick<Desk, 'store'>): ReadonlyMap<string, string> => {
  const seen = new Map<string, string>();
  const written = lastWritten(store);
  for (const [origin, device] of originDevices(store)) {
    const at = written.get(origin);
    if (at && at > (seen.get(device) ?? '')) seen.set(device, at);
  }
  const read = new Set<string>();
  for (const { direction, peerDevice, at } of listBundles(store.reader, 10_000)) {
    if (direction !== 'in' || read.has(peerDevice)) continue;
    read.add(peerDevice);
    seen.set(peerDevice, at);
  }
  return seen;
};

const deviceLines = (desk: Holder): DeviceLine[] => {
  const { store, self } = desk;
  const certificates = certificatesHere(desk);
  const retirements = retirementsHere(desk);
  const [newest, seen, held] = [newestOrigin(desk), sightings(desk), heldChanges(store)];
  const applied = appliedVector(store);
  const ownOrigin = getSelf(store.reader)?.origin ?? '';
  const none = { sm2Sign: null, sm2Recipient: null };
  const own = { ...none, ...ownParty(desk), vouchedBy: null, trustedAt: '' };
  return [own, ...listOffices(store.reader)].map((row): DeviceLine => {
    const isSelf = row.deviceId === self.deviceId;
    const certificate = certificates.get(row.deviceId);
    const retirement = retirements.get(row.deviceId);
    const origin = isSelf ? ownOrigin : (newest.get(row.deviceId) ?? '');
    const compared = row.vouchedBy === null ? 'compared' : 'vouched';
    return {
      deviceId: row.deviceId,
      officeName: row.officeName,
      person: row.person,
      role: officeView(row).role,
      fingerprint: row.ageRecipient === null ? '' : officeView(row).fingerprint,
      state: retirement ? 'retired' : isSelf ? 'self' : 'active',
      known: isSelf ? 'self' : certificate && compared === 'vouched' ? 'certified' : compared,
      certificate: certificate
        ? { by: certificate.issuer.officeName, from: certificate.from }
        : null,
      lastSeen: isSelf ? null : (seen.get(row.deviceId) ?? null),
      lastSeq: seqOf(applied, origin),
      retirement: retirement
        ? {
            by: retirement.issuer.officeName,
            from: retirement.from,
            reason: retirement.reason,
            lastSeq: seqOf(retirement.last, origin),
          }
        : null,
      held: held.get(row.deviceId) ?? 0,
      mayRetire: !isSelf && isAbove(self.role, officeView(row).role),
    };
  });
};

/**
 * Whether this computer may be handed over or set up anew: every change and every picture of its own
 * is held, by its own signed word, by an office above. Nothing that was only sent counts.
 */
export const handOver = (desk: Pick<Desk, 'store' | 'self'>): HandOver => {
  const { store, self } = desk;
  const above = listTrusted(store.reader).filter((o) => isAbove(o.role, self.role));
  const missing: string[] = [];
  if (above.length === 0)
    missing.push('没有上级单位的回执可凭：本机没有信任过上级办公室。请先做备份，核对备份后再换机');
  const held = above.map((o) => ackedBy(store.reader, o.deviceId)).reduce<VersionVector>(join, {});
  const applied = appliedVector(store);
  const origin = getSelf(store.reader)?.origin ?? '';
  // An officer answers for their own work, an office for everything it holds.
  const ours = [...originDevices(store)]
    .filter(([, device]) => self.role !== 'officer' || device === self.deviceId)
    .map(([o]) => o);
  const changes =
    ours.reduce((sum, o) => sum + Math.max(0, seqOf(applied, o) - seqOf(held, o)), 0) +
    countOpsAfter(store, seqOf(applied, origin));
  if (changes > 0)
    missing.push(`还有 ${changes} 条改动没有上级的回执：请导出数据包交给上级，读入回执`);
  const lacking = above.map(
    (o) => new Set(mediaUnacked(store, o.deviceId).map(({ sha256 }) => sha256)),
  );
  const [first = new Set<string>(), ...others] = lacking;
  const photos = [...first].filter((hash) => others.every((set) => set.has(hash))).length;
  if (photos > 0) missing.push(`还有 ${photos} 张照片没有上级的回执：请随数据包带给上级，读入回执`);
  const drafts = listDrafts(store.reader).length;
  if (drafts > 0) missing.push(`还有 ${drafts} 份没有保存的草稿：请写完保存，或者放弃`);
  return { safe: missing.length === 0, missing };
};

/** One device as the list of devices tells it; undefined for one this store does not know. */
export const deviceLineOf = (desk: Holder, deviceId: string): DeviceLine | undefined =>
  deviceLines(desk).find((d) => d.deviceId === deviceId);

export const devicesOverview = (desk: Holder): DevicesOverview => ({
  devices: deviceLines(desk),
  handOver: handOver(desk),
});

const nameOf = ({ officeName, person }: { officeName: string; person: string }): string =>
  [officeName, person].filter(Boolean).join(' ');

/**
 * Finds a device by id, fingerprint, or by office and person.
 *
 * @throws Refusal `device.unknown`, `office.ambiguous`
 */
const findDevice = (desk: Holder, name: string): DeviceLine => {
  const digits = name.replace(/\D/g, '');
  const matches = deviceLines(desk).filter(
    (d) =>
      d.deviceId === name ||
      nameOf(d) === name ||
      (digits.length === 25 && d.fingerprint.replace(/\D/g, '') === digits),
  );
  const [one, ...more] = matches;
  if (!one) throw Refusal.of('device.unknown', { name });
  if (more.length > 0)
    throw Refusal.of('office.ambiguous', {
      name,
      matches: matches.map((d) => `${nameOf(d)}（${d.deviceId}）`),
    });
  return one;
};

/**
 * Retires a device of an office below: what it wrote after its last change merged here is kept for a
 * person, and what it signs is refused. Told to everybody by the next bundles.
 *
 * @param input.at last change that counts of its newest log; by default what has been merged here
 * @throws Refusal `device.unknown`, `office.ambiguous`, `device.notBelow`, `device.tooEarly`
 */
export const retireDevice = (
  desk: Holder,
  input: { readonly device: string; readonly reason: string; readonly at?: number | undefined },
): DeviceLine => {
  const { store } = desk;
  const line = findDevice(desk, input.device);
  const row = listOffices(store.reader).find((o) => o.deviceId === line.deviceId);
  if (!row || !line.mayRetire) throw Refusal.of('device.notBelow', { name: nameOf(line) });
  sealOwn(store);
  const applied = appliedVector(store);
  const last: Record<string, number> = {};
  for (const [origin, device] of originDevices(store))
    if (device === row.deviceId) last[origin] = seqOf(applied, origin);
  const origin = newestOrigin(desk).get(row.deviceId);
  if (input.at !== undefined) {
    const have = origin ? seqOf(applied, origin) : 0;
    if (!origin || input.at < have) throw Refusal.of('device.tooEarly', { applied: have });
    last[origin] = input.at;
  }
  sign(desk, row, last, input.reason);
  return findDevice(desk, row.deviceId);
};

/** Signs and keeps a retirement. A later one may only raise what an earlier one let in (D6). */
const sign = (desk: Holder, row: OfficeRow, last: VersionVector, reason: string): void => {
  const { store, keys } = desk;
  const before = recordsHere(desk)
    .filter((r) => r.format === 'qice-retirement')
    .filter((r) => r.issuer.signPublic === keys.signPublic && r.device.deviceId === row.deviceId);
  const counting = retirementsHere(desk).get(row.deviceId)?.last ?? {};
  const retirement = signRetirement(
    {
      format: 'qice-retirement',
      v: 1,
      serial: Math.max(0, ...before.map(({ serial }) => serial)) + 1,
      issuer: ownIssuer(desk),
      device: {
        deviceId: row.deviceId,
        officeName: row.officeName,
        person: row.person,
        role: officeView(row).role,
        signPublic: row.signPublic,
      },
      last: join(counting, last),
      reason,
      from: store.clock.now().toISOString(),
    },
    keys,
  );
  translated(store.dir, () => keepRecord(desk, retirement));
  store.onChange(new Set(['exchange']));
};

/**
 * Raises the limit of a retired device, for the reason it was retired for.
 *
 * @param upTo the last change to let in, by origin
 * @throws Refusal `device.notBelow`
 */
export const raiseLimit = (desk: Holder, deviceId: string, upTo: VersionVector): void => {
  const line = deviceLineOf(desk, deviceId);
  const row = listOffices(desk.store.reader).find((o) => o.deviceId === deviceId);
  if (!row || !line?.mayRetire || !line.retirement)
    throw Refusal.of('device.notBelow', { name: line ? nameOf(line) : deviceId });
  sign(desk, row, upTo, line.retirement.reason);
};
