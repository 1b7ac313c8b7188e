import { getOffice, listTrusted, type OfficeRow } from '#db/queries/peers.ts';
import { appliedVector, originDevices } from '#db/queries/segments.ts';
import { listRecords, putRecord, putRecoveryKey } from '#db/queries/trust.ts';
import { Refusal } from '#shared/errors.ts';
import {
  type Certificate,
  type Retirement,
  recordSchema,
  type SignedRecord,
  signCertificate,
} from '#sync/certificate.ts';
import type { Manifest, Trust } from '#sync/manifest.ts';
import type { Party } from '#sync/party.ts';
import { sm2PublicsOf } from '#sync/sm2.ts';
import { seqOf } from '#sync/vector.ts';
import type { Desk } from './desk.ts';
import { ownNational } from './national.ts';
import { ownRecovery } from './own-recovery.ts';
import { isAbove } from './states.ts';

/**
 * Which signed records count. A record counts where its issuer stands above the device it speaks of
 * and its issuer's key is our own, one a person compared, or one certified by such a key.
 */

export type Holder = Pick<Desk, 'store' | 'self' | 'keys'>;

type Issuer = SignedRecord['issuer'];

export const recordsHere = ({ store }: Pick<Desk, 'store'>): SignedRecord[] =>
  listRecords(store.reader).map(({ body }) => recordSchema.parse(JSON.parse(body)));

const isCertificate = (record: SignedRecord): record is Certificate =>
  record.format === 'qice-certificate';
const isRetirement = (record: SignedRecord): record is Retirement =>
  record.format === 'qice-retirement';

/** Keeps a record that was signed by its issuer. */
export const keepRecord = ({ store }: Pick<Desk, 'store'>, record: SignedRecord): void =>
  putRecord(store, {
    kind: isCertificate(record) ? 'certificate' : 'retirement',
    issuerKey: record.issuer.signPublic,
    subject: record.device.deviceId,
    serial: record.serial,
    body: JSON.stringify(record),
    at: store.clock.now().toISOString(),
  });

/** Who signs for this office. */
export const ownIssuer = ({ self, keys }: Pick<Holder, 'self' | 'keys'>): Issuer => ({
  deviceId: self.deviceId,
  officeName: self.officeName,
  role: self.role,
  signPublic: keys.signPublic,
});

/** Whether a key is ours, compared by a person, or certified by such a one (D4). */
const isAnchored = (desk: Holder, issuer: Issuer, records: readonly SignedRecord[]): boolean => {
  const { self, keys, store } = desk;
  if (issuer.deviceId === self.deviceId)
    return issuer.signPublic === keys.signPublic && issuer.role === self.role;
  const row = getOffice(store.reader, issuer.deviceId);
  if (row && row.signPublic !== issuer.signPublic) return false;
  if (row?.vouchedBy === null) return row.role === issuer.role;
  return records.some(
    (record) =>
      isCertificate(record) &&
      record.device.deviceId === issuer.deviceId &&
      record.device.signPublic === issuer.signPublic &&
      record.device.role === issuer.role &&
      // Ranks rise along a chain, so it has an end.
      isAbove(record.issuer.role, issuer.role) &&
      isAnchored(desk, record.issuer, records),
  );
};

/** Certificates that count; a device that moved may have one of each of its offices. */
const certificatesCounting = (
  desk: Holder,
  records: readonly SignedRecord[] = recordsHere(desk),
): Certificate[] =>
  records
    .filter(isCertificate)
    .filter((c) => isAbove(c.issuer.role, c.device.role) && isAnchored(desk, c.issuer, records));

/** One certificate that counts for each device that has any. */
export const certificatesHere = (desk: Holder): ReadonlyMap<string, Certificate> =>
  new Map(certificatesCounting(desk).map((c) => [c.device.deviceId, c]));

/** Whether an office may retire this device: it is above it, and the device is one of its own (D7). */
const mayRetire = (
  desk: Holder,
  { issuer, device }: Retirement,
  certificates: readonly Certificate[],
): boolean => {
  const row = getOffice(desk.store.reader, device.deviceId);
  if (!isAbove(issuer.role, device.role)) return false;
  if (row && (row.signPublic !== device.signPublic || row.role !== device.role)) return false;
  if (issuer.deviceId === desk.self.deviceId || issuer.role === 'city' || !row) return true;
  return (
    row.vouchedBy === issuer.deviceId ||
    certificates.some(
      (c) => c.device.deviceId === device.deviceId && c.issuer.signPublic === issuer.signPublic,
    )
  );
};

/**
 * The retirements that count, by device: of several the one of the highest office, then of the
 * highest serial.
 *
 * @param extra records read but not yet kept
 */
export const retirementsHere = (
  desk: Holder,
  extra: readonly SignedRecord[] = [],
): ReadonlyMap<string, Retirement> => {
  const records = [...recordsHere(desk), ...extra];
  const certificates = certificatesCounting(desk, records);
  const counting = records
    .filter(isRetirement)
    .filter((r) => isAnchored(desk, r.issuer, records) && mayRetire(desk, r, certificates));
  const result = new Map<string, Retirement>();
  for (const one of counting) {
    const other = result.get(one.device.deviceId);
    const higher = other && isAbove(one.issuer.role, other.issuer.role);
    const later = other && one.issuer.role === other.issuer.role && one.serial > other.serial;
    if (!other || higher || later) result.set(one.device.deviceId, one);
  }
  return result;
};

const partyOf = (row: OfficeRow): Party | undefined =>
  row.ageRecipient === null
    ? undefined
    : {
        officeId: row.officeId,
        officeName: row.officeName,
        role: row.role as Party['role'],
        division: row.division,
        deviceId: row.deviceId,
        person: row.person,
        signPublic: row.signPublic,
        ageRecipient: row.ageRecipient,
        ...(row.sm2Sign && row.sm2Recipient
          ? { sm2Sign: row.sm2Sign, sm2Recipient: row.sm2Recipient }
          : {}),
      };

/** Signs certificates for the trusted devices below this office that have none for their keys yet. */
export const issueCertificates = (desk: Holder): void => {
  const { store, self, keys } = desk;
  if (self.role === 'officer') return;
  const records = recordsHere(desk);
  const retired = retirementsHere(desk);
  for (const row of listTrusted(store.reader)) {
    const device = partyOf(row);
    if (!device || !isAbove(self.role, device.role) || retired.has(device.deviceId)) continue;
    const before = records.find(
      (r): r is Certificate =>
        isCertificate(r) &&
        r.issuer.signPublic === keys.signPublic &&
        r.device.deviceId === device.deviceId,
    );
    if (before && JSON.stringify(before.device) === JSON.stringify(device)) continue;
    keepRecord(
      desk,
      signCertificate(
        {
          format: 'qice-certificate',
          v: device.sm2Sign ? 2 : 1,
          serial: (before?.serial ?? 0) + 1,
          issuer: ownIssuer(desk),
          device,
          from: store.clock.now().toISOString(),
        },
        keys,
      ),
    );
  }
};

/**
 * What a bundle says about keys and devices: every retirement, and the certificates of the devices
 * it names and of those who signed them. Undefined where there is nothing to say.
 */
export const trustFor = (desk: Holder, deviceIds: Iterable<string>): Trust | undefined => {
  issueCertificates(desk);
  const records = recordsHere(desk);
  const named = new Set([...deviceIds, desk.self.deviceId]);
  for (const record of records)
    if (named.has(record.device.deviceId) || isRetirement(record))
      named.add(record.issuer.deviceId);
  const carried = records.filter((r) => isRetirement(r) || named.has(r.device.deviceId));
  const own = ownRecovery(desk);
  const recovery = own?.recipient ?? null;
  if (!recovery && carried.length === 0) return undefined;
  const recoverySm2 = ownNational(desk) && own?.sm2Recipient;
  return { recovery, ...(recoverySm2 ? { recoverySm2 } : {}), records: carried };
};

/** Takes what a verified bundle says about keys and devices. */
export const takeTrust = (desk: Holder, { from, trust }: Manifest): void => {
  if (!trust) return;
  const retired = retirementsHere(desk);
  for (const record of trust.records)
    if (!retired.has(record.issuer.deviceId)) keepRecord(desk, record);
  if (trust.recovery)
    putRecoveryKey(desk.store, {
      deviceId: from.deviceId,
      recipient: trust.recovery,
      sm2Recipient: trust.recoverySm2 ?? null,
      at: desk.store.clock.now().toISOString(),
    });
};

/**
 * Compares the certificates of a bundle, and those here, with what else is known of the same devices.
 *
 * @throws Refusal `bundle.certificate` where a device, a key or a role is said to be another (D5)
 */
export const assertCertificates = (desk: Holder, manifest: Manifest): void => {
  const { store, self, keys } = desk;
  type Sm2 = string | null | undefined;
  type Claim = {
    readonly deviceId: string;
    readonly signPublic: string;
    readonly role: string;
    readonly sm2Sign?: Sm2;
    readonly sm2Recipient?: Sm2;
  };
  const known = (deviceId: string): Claim | undefined =>
    deviceId === self.deviceId
      ? { deviceId, signPublic: keys.signPublic, role: self.role, ...sm2PublicsOf(keys) }
      : getOffice(store.reader, deviceId);
  const carried = (manifest.trust?.records ?? []).filter(isCertificate);
  const claims: Claim[] = [manifest.from, ...manifest.devices];
  const certified = [...carried.map(({ device }) => device)];
  for (const { device } of certificatesCounting(desk)) certified.push(device);
  const different = (a: Sm2, b: Sm2): boolean => !!a && !!b && a !== b;
  const contradicts = (a: Claim, b: Claim | undefined): boolean =>
    b !== undefined &&
    a.deviceId === b.deviceId &&
    (a.signPublic !== b.signPublic ||
      a.role !== b.role ||
      // Who speaks of no SM2 keys may be from before there were any.
      different(a.sm2Sign, b.sm2Sign) ||
      different(a.sm2Recipient, b.sm2Recipient));
  for (const claim of [...carried.map(({ issuer }) => issuer), ...carried.map((c) => c.device)])
    if (contradicts(claim, known(claim.deviceId)))
      throw Refusal.of('bundle.certificate', { device: claim.deviceId });
  for (const device of certified)
    if (claims.some((claim) => contradicts(device, claim)))
      throw Refusal.of('bundle.certificate', {
        device: [device.officeName, device.person].filter(Boolean).join(' '),
      });
};

/** How far a bundle reaches beyond what its retired authors are believed. */
export type Limits = {
  /** The last change that counts of an origin; undefined where its device is in service. */
  readonly of: (origin: string) => number | undefined;
  /** Origins whose new segments in this bundle are kept for a person. */
  readonly held: ReadonlySet<string>;
  readonly senderInService: boolean;
};

const nameOf = ({ device }: Retirement): string =>
  [device.officeName, device.person].filter(Boolean).join(' ');

/** A retirement in the words of a refusal. */
export const retiredInWords = (retirement: Retirement) => ({
  name: nameOf(retirement),
  by: retirement.issuer.officeName,
  on: retirement.from.slice(0, 10),
  reason: retirement.reason,
});

/**
 * A bundle of a retired device is refused, unless it brings nothing but changes of its own that the
 * office has let in by moving the limit (D8).
 */
const assertSenderInService = (desk: Holder, manifest: Manifest, retirement: Retirement): void => {
  const { from, provides, devices } = manifest;
  const own = new Set(devices.find((d) => d.deviceId === from.deviceId)?.origins ?? []);
  const have = appliedVector(desk.store);
  const ends = Object.entries(provides);
  const admitted =
    ends.every(([o, { seq }]) => own.has(o) && seq <= seqOf(retirement.last, o)) &&
    ends.some(([o, { seq }]) => seq > seqOf(have, o));
  const upTo = Math.max(0, ...ends.filter(([o]) => own.has(o)).map(([, { seq }]) => seq));
  if (!admitted) throw Refusal.of('bundle.retired', { ...retiredInWords(retirement), upTo });
};

/**
 * What retirements mean for a bundle.
 *
 * @throws Refusal `bundle.retired` where its sender is retired
 */
export const limitsFor = (desk: Holder, manifest: Manifest): Limits => {
  const { from, trust, devices, provides } = manifest;
  const before = retirementsHere(desk);
  const sender = before.get(from.deviceId);
  if (sender) assertSenderInService(desk, manifest, sender);
  // As they will be kept: nothing of those who are retired themselves.
  const told = (trust?.records ?? []).filter((r) => !before.has(r.issuer.deviceId));
  const retired = sender ? before : retirementsHere(desk, told);
  const known = originDevices(desk.store);
  const of = (origin: string): number | undefined => {
    const device =
      known.get(origin) ?? devices.find((d) => d.origins.includes(origin))?.deviceId ?? '';
    const retirement = retired.get(device);
    return retirement && seqOf(retirement.last, origin);
  };
  const beyond = Object.entries(provides).filter(
    ([origin, { seq }]) => seq > (of(origin) ?? Number.POSITIVE_INFINITY),
  );
  return {
    of,
    held: new Set(beyond.map(([origin]) => origin)),
    senderInService: !sender,
  };
};

/** @throws Refusal `device.retired` */
export const assertInService = (desk: Holder, deviceId: string): void => {
  const retirement = retirementsHere(desk).get(deviceId);
  if (retirement) throw Refusal.of('device.retired', retiredInWords(retirement));
};
